//! The default store: one SQLite file. Nothing to install, copied by copying.
//!
//! One connection writes, so that nobody waits for a lock; several read beside it (WAL). A commit is on disk before it is
//! answered (`synchronous = full`). Two processes on one file see each other's writing, but are not told of it: for several
//! processes there is [`super::Postgres`].

#[path = "sql/accounts.rs"]
mod accounts;
#[path = "sql/batch.rs"]
mod batch;
mod copying;
#[path = "sql/erasing.rs"]
mod erasing;
mod journal;
#[path = "sql/log.rs"]
mod log;
#[path = "sql/looked.rs"]
mod looked;
mod old_keys;
#[path = "sql/people.rs"]
mod people;
#[path = "sql/port.rs"]
mod port;
#[path = "sql/rekeying.rs"]
mod rekeying;
#[path = "sql/rows.rs"]
mod rows;
#[path = "sql/shelf.rs"]
mod shelf;
mod together;
#[path = "sql/ways.rs"]
mod ways;
#[path = "sql/whole.rs"]
pub(super) mod whole;
#[path = "sql/writer.rs"]
mod writer;

pub use copying::Lying;
pub(super) use copying::{new_file, tables};
pub use old_keys::OldKey;

use super::{Copied, StoreError};
use async_trait::async_trait;
use copying::integrity;
use journal::scrub;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::time::Duration;
use writer::Writer;

// What the SQL that both databases share is compiled with: see `sql/port.rs`.
type Db = Sqlite;
type Pool = sqlx::SqlitePool;
type Connection = sqlx::SqliteConnection;
type DbRow = sqlx::sqlite::SqliteRow;
type Building = sqlx::QueryBuilder<sqlx::Sqlite>;
const BEGIN_READ: &str = "begin";
/// Takes the lock at once: what is checked inside cannot change before it is written.
const BEGIN_WRITE: &str = "begin immediate";
const LOCKING: &str = "";
const NEW_FAMILY: &str = "insert into families (id, key_version, sealed_key, sealed_name, ends_known) values ($1, $2, x'', $3, 1)";
/// Columns that only this database has, and what stands in them: keys were there once.
const ONLY_HERE: &[(&str, &str, &str)] = &[("families", "sealed_key", "x''")];
/// Another process may hold the lock so long, twice over.
const PATIENCE: Duration = Duration::from_secs(30);

const READERS: u32 = 4;

/// Added to, never edited: the program that comes after finds out by the checksum.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "log", include_str!("../../migrations/sqlite/0001_log.sql")),
    (2, "people", include_str!("../../migrations/sqlite/0002_people.sql")),
    (3, "sessions", include_str!("../../migrations/sqlite/0003_sessions.sql")),
    (4, "looked", include_str!("../../migrations/sqlite/0004_looked.sql")),
    (5, "ending", include_str!("../../migrations/sqlite/0005_ending.sql")),
    (6, "oidc", include_str!("../../migrations/sqlite/0006_oidc.sql")),
    (7, "passkeys", include_str!("../../migrations/sqlite/0007_passkeys.sql")),
    (8, "accounts", include_str!("../../migrations/sqlite/0008_accounts.sql")),
    (9, "hand_over", include_str!("../../migrations/sqlite/0009_hand_over.sql")),
    (10, "shelf", include_str!("../../migrations/sqlite/0010_shelf.sql")),
    (11, "changes", include_str!("../../migrations/sqlite/0011_changes.sql")),
    (12, "trial", include_str!("../../migrations/sqlite/0012_trial.sql")),
    (13, "trial_told", include_str!("../../migrations/sqlite/0013_trial_told.sql")),
];

/// See the module.
pub struct Sqlite {
    write: Pool,
    /// Brings in what `write` wrote; begins when there is much of it.
    beside: Pool,
    read: Pool,
    writer: Writer,
}

impl Sqlite {
    /// Opens the file, makes it if it is not there, and brings it up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten.
            .pragma("secure_delete", "on")
            .pragma("wal_autocheckpoint", journal::MOST)
            .statement_cache_capacity(batch::STATEMENTS)
            // Another process (a second server, a backup) may hold the lock for a moment.
            .busy_timeout(Duration::from_secs(10));
        let write =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        migrator().run(&write).await?;
        let beside = SqlitePoolOptions::new().max_connections(1).connect_lazy_with(options.clone());
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true).create_if_missing(false))
            .await?;
        let writer = Writer::start(write.clone(), journal::brought_in_beside(beside.clone()));
        Ok(Self { write, beside, read, writer })
    }

    /// Keys that an older program kept in the database.
    pub async fn old_keys(&self) -> Result<Vec<OldKey>, StoreError> {
        old_keys::old_keys(&self.write).await
    }

    pub(super) async fn reading(&self) -> Result<PoolConnection<sqlx::Sqlite>, StoreError> {
        Ok(self.read.acquire().await?)
    }

    /// Nothing is left beside the file.
    pub async fn close(self) {
        self.read.close().await;
        self.beside.close().await;
        self.write.close().await;
    }

    /// Overwrites them. They must lie elsewhere, on disk, before.
    pub async fn forget_old_keys(&self) -> Result<(), StoreError> {
        old_keys::forget_old_keys(&self.write).await
    }
}

#[async_trait]
impl Copied for Sqlite {
    async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        copying::copy_to(&self.read, path).await
    }
}

fn migrator() -> Migrator {
    let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

#[cfg(test)]
mod tests;
