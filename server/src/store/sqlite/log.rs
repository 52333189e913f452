//! The SQL of the families' logs.

use super::erasing::put_ends;
use super::rekeying::version;
use super::rows::{event, signed, told, unsigned};
use crate::store::{Append, Appended, FamilyRow, SealedEvent, SealedSnapshot, StoreError};
use domain::FamilyId;
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Row, query, query_scalar};

/// Inside the writer's transaction, which nobody else can write beside.
pub(super) async fn append(
    to: &mut SqliteConnection,
    append: &Append,
) -> Result<Appended, StoreError> {
    let (family, command) = (append.family.0, append.receipt.command.0);
    let answered =
        query_scalar("select answer from receipts where family_id = ? and command_id = ?");
    if let Some(answer) = answered.bind(family).bind(command).fetch_optional(&mut *to).await? {
        return Ok(Appended::Duplicate { answer });
    }
    let head = query_scalar("select coalesce(max(seq), 0) from events where family_id = ?");
    let now = unsigned(head.bind(family).fetch_one(&mut *to).await?);
    if now != append.expected {
        return Ok(Appended::Moved { now });
    }
    let version = version(&mut *to, append.family).await?.ok_or(StoreError::NoFamily)?;
    if version != append.key_version {
        return Ok(Appended::Rekeyed { now: version });
    }
    for event in &append.events {
        query("insert into events (family_id, seq, version, body) values (?, ?, ?, ?)")
            .bind(family)
            .bind(signed(event.seq))
            .bind(event.version)
            .bind(event.body.as_slice())
            .execute(&mut *to)
            .await
            .map_err(told)?;
    }
    query("insert into receipts (family_id, command_id, answer) values (?, ?, ?)")
        .bind(family)
        .bind(command)
        .bind(append.receipt.answer.as_slice())
        .execute(&mut *to)
        .await
        .map_err(told)?;
    if let Some(ends) = append.ends {
        put_ends(to, append.family, ends).await?;
    }
    Ok(Appended::Done)
}

pub(super) async fn events(
    pool: &SqlitePool,
    family: FamilyId,
    since: u64,
) -> Result<Vec<SealedEvent>, StoreError> {
    let rows =
        query("select seq, version, body from events where family_id = ? and seq > ? order by seq")
            .bind(family.0)
            .bind(signed(since))
            .try_map(event);
    Ok(rows.fetch_all(pool).await?)
}

pub(super) async fn answers(
    pool: &SqlitePool,
    family: FamilyId,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let answers = query_scalar("select answer from receipts where family_id = ?").bind(family.0);
    Ok(answers.fetch_all(pool).await?)
}

pub(super) async fn put_snapshot(
    pool: &SqlitePool,
    family: FamilyId,
    snapshot: SealedSnapshot,
) -> Result<(), StoreError> {
    query(
        "insert into snapshots (family_id, seq, version, body) values (?, ?, ?, ?)
         on conflict (family_id) do update set seq = excluded.seq, version = excluded.version, body = excluded.body
         where excluded.seq > snapshots.seq or excluded.version <> snapshots.version",
    )
    .bind(family.0)
    .bind(signed(snapshot.seq))
    .bind(snapshot.version)
    .bind(snapshot.body)
    .execute(pool)
    .await
    .map_err(told)?;
    Ok(())
}

pub(super) async fn snapshot(
    pool: &SqlitePool,
    family: FamilyId,
) -> Result<Option<SealedSnapshot>, StoreError> {
    let row = query("select seq, version, body from snapshots where family_id = ?").bind(family.0);
    let kept = row.try_map(event).fetch_optional(pool).await?;
    Ok(kept.map(|SealedEvent { seq, version, body }| SealedSnapshot { seq, version, body }))
}

pub(super) async fn create_family(pool: &SqlitePool, row: FamilyRow) -> Result<(), StoreError> {
    query("insert into families (id, key_version, sealed_key, sealed_name, ends_known) values (?, ?, x'', ?, 1)")
        .bind(row.id.0)
        .bind(row.key_version)
        .bind(row.sealed_name)
        .execute(pool)
        .await
        .map_err(told)?;
    Ok(())
}

pub(super) async fn family(
    pool: &SqlitePool,
    id: FamilyId,
) -> Result<Option<FamilyRow>, StoreError> {
    let row = query("select key_version, sealed_name from families where id = ?").bind(id.0);
    let Some(row) = row.fetch_optional(pool).await? else { return Ok(None) };
    let (key_version, sealed_name) = (row.try_get("key_version")?, row.try_get("sealed_name")?);
    Ok(Some(FamilyRow { id, key_version, sealed_name }))
}

pub(super) async fn families(pool: &SqlitePool) -> Result<Vec<FamilyId>, StoreError> {
    let ids = query("select id from families order by id")
        .try_map(|row: sqlx::sqlite::SqliteRow| row.try_get("id").map(FamilyId));
    Ok(ids.fetch_all(pool).await?)
}

pub(super) async fn ready(pool: &SqlitePool) -> Result<(), StoreError> {
    let _: i64 = query_scalar("select 1").fetch_one(pool).await?;
    Ok(())
}
