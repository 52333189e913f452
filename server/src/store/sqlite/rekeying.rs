//! The SQL of giving a family another key.

use super::looked::{head, put_head};
use super::rows::signed;
use crate::store::{Chain, Rekey, SealedEvent, SealedSnapshot, StoreError};
use domain::FamilyId;
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{query, query_scalar};

/// Refuses what was sealed with another version of the key than the family has. Inside the transaction that writes.
pub(super) async fn fits(
    to: &mut SqliteConnection,
    family: FamilyId,
    chain: &dyn Chain,
) -> Result<(), StoreError> {
    let now = version(to, family).await?.ok_or(StoreError::NoFamily)?;
    if now == chain.key_version() { Ok(()) } else { Err(StoreError::Rekeyed) }
}

pub(super) async fn version(
    from: &mut SqliteConnection,
    family: FamilyId,
) -> Result<Option<u32>, StoreError> {
    let version = query_scalar("select key_version from families where id = ?").bind(family.0);
    Ok(version.fetch_optional(from).await?)
}

pub(super) async fn rekey(pool: &SqlitePool, it: &Rekey) -> Result<bool, StoreError> {
    let mut transaction = pool.begin_with("begin immediate").await?;
    if version(&mut transaction, it.family).await? != Some(it.from)
        || head(&mut transaction, it.family).await? != it.before
    {
        return Ok(false);
    }
    query("update families set key_version = ?, sealed_name = ? where id = ?")
        .bind(it.to)
        .bind(it.sealed_name.as_slice())
        .bind(it.family.0)
        .execute(&mut *transaction)
        .await?;
    for row in &it.rows {
        query("update looked set body = ?, hash = ? where family_id = ? and number = ?")
            .bind(row.body.as_slice())
            .bind(row.hash.as_slice())
            .bind(it.family.0)
            .bind(signed(row.number))
            .execute(&mut *transaction)
            .await?;
    }
    if let Some(head) = &it.head {
        put_head(&mut transaction, it.family, head).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

pub(super) async fn reseal(
    pool: &SqlitePool,
    family: FamilyId,
    events: &[SealedEvent],
    snapshot: Option<SealedSnapshot>,
) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with("begin immediate").await?;
    for event in events {
        query("update events set body = ? where family_id = ? and seq = ?")
            .bind(event.body.as_slice())
            .bind(family.0)
            .bind(signed(event.seq))
            .execute(&mut *transaction)
            .await?;
    }
    if let Some(snapshot) = snapshot {
        query("update snapshots set body = ? where family_id = ? and seq = ? and version = ?")
            .bind(snapshot.body)
            .bind(family.0)
            .bind(signed(snapshot.seq))
            .bind(snapshot.version)
            .execute(&mut *transaction)
            .await?;
    }
    Ok(transaction.commit().await?)
}
