//! On which ground each change of a family's log was made: read out of the whole log, whoever asks. Tells of no event but by its
//! number.

use super::log::{Log, LogError};
use crate::store::{Store, StoreError};
use crate::vault::Vault;
use domain::FamilyId;
use domain::looked::{self, Ground};
use std::collections::BTreeMap;
use std::sync::Arc;

pub async fn grounds(
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    family: FamilyId,
) -> Result<BTreeMap<u64, Ground>, LogError> {
    let log = Log::open(store, vault, family).await?.ok_or(StoreError::NoFamily)?;
    Ok(looked::grounds(&log.since(0).await?))
}
