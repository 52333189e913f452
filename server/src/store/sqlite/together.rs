//! Seeing what other processes wrote into the file. They cannot tell each other anything.

use super::port::patient;
use super::rows::{hash, unsigned};
use super::{DbRow, Sqlite};
use crate::store::together::{Hears, Together};
use crate::store::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::FamilyId;
use sqlx::{Row, query};
use std::fmt::Write;

/// SQLite takes no lists, but reads them out of JSON.
fn list<'a>(all: impl Iterator<Item = &'a [u8]>) -> String {
    let mut list = String::from("[");
    for (place, bytes) in all.enumerate() {
        list.push_str(if place == 0 { "\"" } else { ",\"" });
        for byte in bytes {
            let _ = write!(list, "{byte:02x}");
        }
        list.push('"');
    }
    list.push(']');
    list
}

#[async_trait]
impl Together for Sqlite {
    async fn heads(&self, families: &[FamilyId]) -> Result<Vec<(FamilyId, u64)>, StoreError> {
        let heads = query(
            "select id, (select coalesce(max(seq), 0) from events where family_id = families.id) as head
             from families where id in (select unhex(value) from json_each($1))",
        );
        let heads = heads.bind(list(families.iter().map(|it| it.0.as_bytes().as_slice())));
        let heads = heads.try_map(|row: DbRow| {
            Ok((FamilyId(row.try_get("id")?), unsigned(row.try_get("head")?)))
        });
        patient(async { Ok(heads.fetch_all(&self.read).await?) }).await
    }

    async fn over(&self, sessions: &[Hash], now: DateTime<Utc>) -> Result<Vec<Hash>, StoreError> {
        let over = query(
            "select unhex(value) as token_hash from json_each($1) where not exists
             (select 1 from sessions where token_hash = unhex(value) and expires > $2 and handed_over is null)",
        );
        let over = over.bind(list(sessions.iter().map(Hash::as_slice))).bind(now.timestamp());
        let over = over.try_map(|row: DbRow| hash(row.try_get("token_hash")?));
        patient(async { Ok(over.fetch_all(&self.read).await?) }).await
    }

    async fn tell(&self, _: &[String]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn listen(&self) -> Result<Option<Box<dyn Hears>>, StoreError> {
        Ok(None)
    }
}
