//! The SQL of taking away for good: families, and the keys that older programs kept in the database.

use crate::store::StoreError;
use chrono::{DateTime, Utc};
use domain::FamilyId;
use domain::people::Ends;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Row, query};

/// Everything else goes with the row; `secure_delete` overwrites what is deleted.
pub(super) async fn erase(pool: &SqlitePool, family: FamilyId) -> Result<(), StoreError> {
    query("delete from families where id = ?").bind(family.0).execute(pool).await?;
    truncate(pool).await
}

/// Brings the journal into the database and empties it: it held what was deleted. Whoever reads just now may keep it from being
/// emptied; then the next time does it.
async fn truncate(pool: &SqlitePool) -> Result<(), StoreError> {
    query("pragma wal_checkpoint(truncate)").execute(pool).await?;
    Ok(())
}

/// A family's sealed key as an older program kept it.
pub struct OldKey {
    pub family: FamilyId,
    pub version: u32,
    pub sealed: Vec<u8>,
}

pub(super) async fn old_keys(pool: &SqlitePool) -> Result<Vec<OldKey>, StoreError> {
    let keys = query("select id, key_version, sealed_key from families where sealed_key <> x''");
    let keys = keys.try_map(|row: SqliteRow| {
        let (family, version) = (FamilyId(row.try_get("id")?), row.try_get("key_version")?);
        Ok(OldKey { family, version, sealed: row.try_get("sealed_key")? })
    });
    Ok(keys.fetch_all(pool).await?)
}

pub(super) async fn forget_old_keys(pool: &SqlitePool) -> Result<(), StoreError> {
    query("update families set sealed_key = x'' where sealed_key <> x''").execute(pool).await?;
    truncate(pool).await
}

pub(super) async fn forget_invitation_keys(
    pool: &SqlitePool,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let forget = query("delete from invitation_keys where until < ?").bind(until.timestamp());
    forget.execute(pool).await?;
    Ok(())
}

pub(super) async fn ending(
    pool: &SqlitePool,
    closed: DateTime<Utc>,
    erase: DateTime<Utc>,
) -> Result<Vec<FamilyId>, StoreError> {
    let due = query("select id from families where closed <= ? or erase <= ? or ends_known = 0")
        .bind(closed.timestamp())
        .bind(erase.timestamp())
        .try_map(|row: SqliteRow| row.try_get("id").map(FamilyId));
    Ok(due.fetch_all(pool).await?)
}

pub(super) async fn put_ends(
    to: &mut SqliteConnection,
    family: FamilyId,
    ends: Ends,
) -> Result<(), StoreError> {
    query("update families set closed = ?, erase = ?, ends_known = 1 where id = ?")
        .bind(ends.closed.map(|at| at.timestamp()))
        .bind(ends.erase.map(|at| at.timestamp()))
        .bind(family.0)
        .execute(to)
        .await?;
    Ok(())
}
