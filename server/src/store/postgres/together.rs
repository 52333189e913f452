//! Seeing what other processes wrote, and telling each other by `NOTIFY`.
//!
//! A word is told beside the transaction that it speaks of and not in it: commits that tell wait for each other, those of all
//! processes. So a word may be lost with its process; whoever hears asks now and then as well.

use super::port::patient;
use super::rows::{hash, unsigned};
use super::{CONNECTING, DbRow, Postgres};
use crate::store::together::{Hears, Together};
use crate::store::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::FamilyId;
use sqlx::postgres::{PgListener, PgPoolOptions};
use sqlx::{Row, query};
use uuid::Uuid;

/// One for each database: PostgreSQL keeps those of others apart.
const CHANNEL: &str = "familiedialog";

#[async_trait]
impl Together for Postgres {
    async fn heads(&self, families: &[FamilyId]) -> Result<Vec<(FamilyId, u64)>, StoreError> {
        let families: Vec<Uuid> = families.iter().map(|it| it.0).collect();
        let heads = query(
            "select id, (select coalesce(max(seq), 0) from events where family_id = families.id) as head
             from families where id = any($1)",
        );
        let heads = heads.bind(families).try_map(|row: DbRow| {
            Ok((FamilyId(row.try_get("id")?), unsigned(row.try_get("head")?)))
        });
        patient(async { Ok(heads.fetch_all(&self.read).await?) }).await
    }

    async fn over(&self, sessions: &[Hash], now: DateTime<Utc>) -> Result<Vec<Hash>, StoreError> {
        let sessions: Vec<&[u8]> = sessions.iter().map(Hash::as_slice).collect();
        let over = query(
            "select asked as token_hash from unnest($1) as asked where not exists
             (select 1 from sessions where token_hash = asked and expires > $2 and handed_over is null)",
        );
        let over = over.bind(sessions).bind(now.timestamp());
        let over = over.try_map(|row: DbRow| hash(row.try_get("token_hash")?));
        patient(async { Ok(over.fetch_all(&self.read).await?) }).await
    }

    async fn tell(&self, words: &[String]) -> Result<(), StoreError> {
        let tell = query("select pg_notify($1, word) from unnest($2) as word");
        let tell = tell.bind(CHANNEL).bind(words).execute(&self.read);
        patient(async { Ok(tell.await.map(drop)?) }).await
    }

    async fn listen(&self) -> Result<Option<Box<dyn Hears>>, StoreError> {
        // A connection of its own each time: one that hangs keeps nothing of the others'.
        let own = PgPoolOptions::new().max_connections(1).acquire_timeout(CONNECTING);
        let own = own.connect_with(self.read.connect_options().as_ref().clone()).await?;
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Box::new(Ear(listener))))
    }
}

struct Ear(PgListener);

#[async_trait]
impl Hears for Ear {
    async fn next(&mut self) -> Option<String> {
        self.0.try_recv().await.ok().flatten().map(|it| it.payload().to_owned())
    }
}
