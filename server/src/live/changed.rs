//! What a member may read of a family's log as changes. The log is read once, beside the room: nobody who is writing waits for it.

use super::log::{Log, LogError};
use crate::store::{Store, StoreError};
use crate::vault::Vault;
use chrono::NaiveDate;
use domain::looked::{self, Look};
use domain::{FamilyId, MemberId};
use std::sync::Arc;
use tokio::task::spawn_blocking;

pub async fn changed(
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    family: FamilyId,
    reader: MemberId,
    today: NaiveDate,
) -> Result<Vec<Look>, LogError> {
    let log = Log::open(store, vault, family).await?.ok_or(StoreError::NoFamily)?;
    let events = log.since(0).await?;
    // Milliseconds of work, as for a snapshot.
    let read = spawn_blocking(move || looked::changes_for(&events, reader, today));
    Ok(read.await.map_err(|_| StoreError::Closed)?)
}
