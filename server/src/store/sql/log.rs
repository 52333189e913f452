//! The SQL of the families' logs.

use super::batch::portions;
use super::rekeying::version;
use super::rows::{event, signed, small, told};
use super::{BEGIN_WRITE, Building, DbRow, NEW_FAMILY, Pool};
use crate::store::{FamilyRow, SealedEvent, SealedSnapshot, StoreError};
use domain::{CommandId, FamilyId};
use sqlx::{Row, query, query_scalar};

pub(super) async fn events(
    pool: &Pool,
    family: FamilyId,
    since: u64,
) -> Result<Vec<SealedEvent>, StoreError> {
    let rows = query(
        "select seq, version, body from events where family_id = $1 and seq > $2 order by seq",
    )
    .bind(family.0)
    .bind(signed(since))
    .try_map(event);
    Ok(rows.fetch_all(pool).await?)
}

/// They lie far apart, among what others were told.
pub(super) async fn events_at(
    pool: &Pool,
    family: FamilyId,
    seqs: &[u64],
) -> Result<Vec<SealedEvent>, StoreError> {
    let (mut all, mut from) = (Vec::with_capacity(seqs.len()), pool.acquire().await?);
    for some in portions(seqs) {
        let mut sql = Building::new("select seq, version, body from events where family_id = ");
        sql.push_bind(family.0).push(" and seq in (");
        let mut asked = sql.separated(", ");
        for seq in some {
            asked.push_bind(signed(*seq));
        }
        sql.push(") order by seq");
        all.extend(sql.build().try_map(event).fetch_all(&mut *from).await?);
    }
    Ok(all)
}

pub(super) async fn answer(
    pool: &Pool,
    family: FamilyId,
    command: CommandId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "select answer from receipts where family_id = $1 and command_id = $2";
    Ok(query_scalar(sql).bind(family.0).bind(command.0).fetch_optional(pool).await?)
}

pub(super) async fn answers(pool: &Pool, family: FamilyId) -> Result<Vec<Vec<u8>>, StoreError> {
    let answers = query_scalar("select answer from receipts where family_id = $1").bind(family.0);
    Ok(answers.fetch_all(pool).await?)
}

/// The version of the key is looked at last: whoever waits for the snapshot's row meanwhile holds up no command of the family.
pub(super) async fn put_snapshot(
    pool: &Pool,
    family: FamilyId,
    key_version: u32,
    snapshot: SealedSnapshot,
) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    query(
        "insert into snapshots (family_id, seq, version, body) values ($1, $2, $3, $4)
         on conflict (family_id) do update set seq = excluded.seq, version = excluded.version, body = excluded.body
         where excluded.seq > snapshots.seq or excluded.version <> snapshots.version",
    )
    .bind(family.0)
    .bind(signed(snapshot.seq))
    .bind(i64::from(snapshot.version))
    .bind(snapshot.body)
    .execute(&mut *transaction)
    .await
    .map_err(told)?;
    match version(&mut transaction, family).await? {
        Some(now) if now == key_version => Ok(transaction.commit().await?),
        Some(_) => Err(StoreError::Rekeyed),
        None => Err(StoreError::NoFamily),
    }
}

pub(super) async fn snapshot(
    pool: &Pool,
    family: FamilyId,
) -> Result<Option<SealedSnapshot>, StoreError> {
    let row = query("select seq, version, body from snapshots where family_id = $1").bind(family.0);
    let kept = row.try_map(event).fetch_optional(pool).await?;
    Ok(kept.map(|SealedEvent { seq, version, body }| SealedSnapshot { seq, version, body }))
}

pub(super) async fn create_family(pool: &Pool, row: FamilyRow) -> Result<(), StoreError> {
    query(NEW_FAMILY)
        .bind(row.id.0)
        .bind(i64::from(row.key_version))
        .bind(row.sealed_name)
        .execute(pool)
        .await
        .map_err(told)?;
    Ok(())
}

pub(super) async fn family(pool: &Pool, id: FamilyId) -> Result<Option<FamilyRow>, StoreError> {
    let row = query("select key_version, sealed_name from families where id = $1").bind(id.0);
    let Some(row) = row.fetch_optional(pool).await? else { return Ok(None) };
    let (key_version, sealed_name) =
        (small(row.try_get("key_version")?), row.try_get("sealed_name")?);
    Ok(Some(FamilyRow { id, key_version, sealed_name }))
}

pub(super) async fn families(pool: &Pool) -> Result<Vec<FamilyId>, StoreError> {
    let ids = query("select id from families order by id")
        .try_map(|row: DbRow| row.try_get("id").map(FamilyId));
    Ok(ids.fetch_all(pool).await?)
}

pub(super) async fn ready(pool: &Pool) -> Result<(), StoreError> {
    query("select 1").execute(pool).await?;
    Ok(())
}
