//! The SQL of giving a family another key.

use super::batch::portions;
use super::looked::{head, put_head};
use super::rows::{signed, small};
use super::{BEGIN_WRITE, Building, Connection, DbRow, LOCKING, Pool};
use crate::store::{Chain, Hash, Rekey, SealedEvent, SealedSnapshot, StoreError};
use domain::FamilyId;
use sqlx::{Row, query};
use std::collections::HashMap;

/// Refuses what was sealed with another version of the key than the family has. Inside the transaction that writes.
pub(super) async fn fits(
    to: &mut Connection,
    family: FamilyId,
    chain: &dyn Chain,
) -> Result<(), StoreError> {
    let now = version(to, family).await?.ok_or(StoreError::NoFamily)?;
    if now == chain.key_version() { Ok(()) } else { Err(StoreError::Rekeyed) }
}

/// Until the transaction ends nobody else writes to this family.
pub(super) async fn version(
    from: &mut Connection,
    family: FamilyId,
) -> Result<Option<u32>, StoreError> {
    Ok(versions(from, &[family]).await?.remove(&family))
}

/// The same of several. They are locked in the order of their ids, so that no two processes wait for each other.
pub(super) async fn versions(
    from: &mut Connection,
    families: &[FamilyId],
) -> Result<HashMap<FamilyId, u32>, StoreError> {
    let mut families = families.to_vec();
    families.sort_unstable();
    families.dedup();
    let mut all = HashMap::new();
    for some in portions(&families) {
        let mut sql = Building::new("select id, key_version from families where id in (");
        let mut ids = sql.separated(", ");
        for family in some {
            ids.push_bind(family.0);
        }
        sql.push(") order by id").push(LOCKING);
        let read =
            |row: DbRow| Ok((FamilyId(row.try_get("id")?), small(row.try_get("key_version")?)));
        all.extend(sql.build().try_map(read).fetch_all(&mut *from).await?);
    }
    Ok(all)
}

pub(super) async fn rekey(pool: &Pool, it: &Rekey) -> Result<bool, StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    if version(&mut transaction, it.family).await? != Some(it.from) {
        return Ok(false);
    }
    let now = head(&mut transaction, it.family).await?;
    if !it.fits(now.as_ref()) {
        return Ok(false);
    }
    query("update families set key_version = $1, sealed_name = $2 where id = $3")
        .bind(i64::from(it.to))
        .bind(it.sealed_name.as_slice())
        .bind(it.family.0)
        .execute(&mut *transaction)
        .await?;
    for row in &it.rows {
        query("update looked set body = $1, hash = $2 where family_id = $3 and number = $4")
            .bind(row.body.as_slice())
            .bind(row.hash.as_slice())
            .bind(it.family.0)
            .bind(signed(row.number))
            .execute(&mut *transaction)
            .await?;
    }
    if let Some(head) = &it.head_after(now.as_ref()) {
        put_head(&mut transaction, it.family, head).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

pub(super) async fn reseal(
    pool: &Pool,
    family: FamilyId,
    events: &[(SealedEvent, Option<Hash>)],
    snapshot: Option<SealedSnapshot>,
) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    for (event, witness) in events {
        query("update events set body = $1, witness = $2 where family_id = $3 and seq = $4")
            .bind(event.body.as_slice())
            .bind(witness.as_ref().map(Hash::as_slice))
            .bind(family.0)
            .bind(signed(event.seq))
            .execute(&mut *transaction)
            .await?;
    }
    if let Some(snapshot) = snapshot {
        query("update snapshots set body = $1 where family_id = $2 and seq = $3 and version = $4")
            .bind(snapshot.body)
            .bind(family.0)
            .bind(signed(snapshot.seq))
            .bind(i64::from(snapshot.version))
            .execute(&mut *transaction)
            .await?;
    }
    Ok(transaction.commit().await?)
}
