//! The SQL of taking away for good.

use super::{BEGIN_WRITE, Connection, DbRow, Pool, scrub};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use domain::FamilyId;
use domain::people::Ends;
use sqlx::{Row, query};

/// Everything else goes with the row. The snapshot goes first: whoever writes one takes its row before the family's, and two that take
/// them in another order would wait for each other.
pub(super) async fn erase(pool: &Pool, family: FamilyId) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    for sql in ["delete from snapshots where family_id = $1", "delete from families where id = $1"]
    {
        query(sql).bind(family.0).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    scrub(pool).await
}

pub(super) async fn forget_invitation_keys(
    pool: &Pool,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let forget = query("delete from invitation_keys where until < $1").bind(until.timestamp());
    forget.execute(pool).await?;
    Ok(())
}

pub(super) async fn ending(
    pool: &Pool,
    closed: DateTime<Utc>,
    erase: DateTime<Utc>,
) -> Result<Vec<FamilyId>, StoreError> {
    let due = query("select id from families where closed <= $1 or erase <= $2 or ends_known = 0")
        .bind(closed.timestamp())
        .bind(erase.timestamp())
        .try_map(|row: DbRow| row.try_get("id").map(FamilyId));
    Ok(due.fetch_all(pool).await?)
}

pub(super) async fn put_ends(
    to: &mut Connection,
    family: FamilyId,
    ends: Ends,
) -> Result<(), StoreError> {
    query("update families set closed = $1, erase = $2, ends_known = 1 where id = $3")
        .bind(ends.closed.map(|at| at.timestamp()))
        .bind(ends.erase.map(|at| at.timestamp()))
        .bind(family.0)
        .execute(to)
        .await?;
    Ok(())
}
