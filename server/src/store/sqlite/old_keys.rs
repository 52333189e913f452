//! Keys that an older program kept in the database.

use super::{DbRow, Pool, journal};
use crate::store::StoreError;
use domain::FamilyId;
use sqlx::{Row, query};

/// A family's sealed key as an older program kept it.
pub struct OldKey {
    pub family: FamilyId,
    pub version: u32,
    pub sealed: Vec<u8>,
}

pub(super) async fn old_keys(pool: &Pool) -> Result<Vec<OldKey>, StoreError> {
    let keys = query("select id, key_version, sealed_key from families where sealed_key <> x''");
    let keys = keys.try_map(|row: DbRow| {
        let (family, version) = (FamilyId(row.try_get("id")?), row.try_get("key_version")?);
        Ok(OldKey { family, version, sealed: row.try_get("sealed_key")? })
    });
    Ok(keys.fetch_all(pool).await?)
}

pub(super) async fn forget_old_keys(pool: &Pool) -> Result<(), StoreError> {
    query("update families set sealed_key = x'' where sealed_key <> x''").execute(pool).await?;
    journal::scrub(pool).await
}
