//! Keys that an older program kept in the database, and emptying the journal of what was deleted.

use super::{DbRow, Pool};
use crate::store::StoreError;
use domain::FamilyId;
use sqlx::{Row, query};

/// Brings the journal into the database and empties it: it held what was deleted. Whoever reads just now may keep it from being
/// emptied; then the next time does it.
pub(super) async fn scrub(pool: &Pool) -> Result<(), StoreError> {
    query("pragma wal_checkpoint(truncate)").execute(pool).await?;
    Ok(())
}

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
    scrub(pool).await
}
