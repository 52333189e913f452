//! The default store: one SQLite file. Nothing to install, copied by copying.
//!
//! One connection writes, so that nobody waits for a lock; several read beside it (WAL). A commit is on disk before it is
//! answered (`synchronous = full`).

mod accounts;
mod copying;
mod erasing;
mod log;
mod looked;
mod people;
mod rekeying;
mod rows;
mod ways;
mod writer;

pub use erasing::OldKey;

use super::{
    AccountId, Append, Appended, Chain, FamilyRow, Hash, InvitationKey, Look, LookHead, LookRow,
    Rekey, SealedEvent, SealedSnapshot, Seat, Session, Store, StoreError,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::people::Ends;
use domain::{FamilyId, MemberId};
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use writer::Writer;

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
];

/// See the module.
pub struct Sqlite {
    write: SqlitePool,
    read: SqlitePool,
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
            // Another process (a second server, a backup) may hold the lock for a moment.
            .busy_timeout(Duration::from_secs(10));
        let write =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        migrator().run(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true).create_if_missing(false))
            .await?;
        Ok(Self { writer: Writer::start(write.clone()), write, read })
    }

    /// Keys that an older program kept in the database.
    pub async fn old_keys(&self) -> Result<Vec<OldKey>, StoreError> {
        erasing::old_keys(&self.write).await
    }

    /// What SQLite finds wrong with the file; nothing where it is whole.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        copying::integrity(&self.read).await
    }

    /// Writes the database as it stands at one moment into a new file. Others go on writing.
    pub async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        copying::copy_to(&self.read, path).await
    }

    /// Overwrites them. They must lie elsewhere, on disk, before.
    pub async fn forget_old_keys(&self) -> Result<(), StoreError> {
        erasing::forget_old_keys(&self.write).await
    }
}

fn migrator() -> Migrator {
    let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

/// One line each: the SQL stands in [`log`], [`people`] and [`looked`]; that of accounts in [`accounts`].
#[async_trait]
impl Store for Sqlite {
    async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        self.writer.append(append).await
    }

    async fn events(&self, family: FamilyId, since: u64) -> Result<Vec<SealedEvent>, StoreError> {
        log::events(&self.read, family, since).await
    }

    async fn answers(&self, family: FamilyId) -> Result<Vec<Vec<u8>>, StoreError> {
        log::answers(&self.read, family).await
    }

    async fn put_snapshot(
        &self,
        family: FamilyId,
        snapshot: SealedSnapshot,
    ) -> Result<(), StoreError> {
        log::put_snapshot(&self.write, family, snapshot).await
    }

    async fn snapshot(&self, family: FamilyId) -> Result<Option<SealedSnapshot>, StoreError> {
        log::snapshot(&self.read, family).await
    }

    async fn create_family(&self, row: FamilyRow) -> Result<(), StoreError> {
        log::create_family(&self.write, row).await
    }

    async fn family(&self, id: FamilyId) -> Result<Option<FamilyRow>, StoreError> {
        log::family(&self.read, id).await
    }

    async fn erase_family(&self, id: FamilyId) -> Result<(), StoreError> {
        erasing::erase(&self.write, id).await
    }

    async fn put_session(&self, session: Session) -> Result<(), StoreError> {
        people::put_session(&self.write, session).await
    }

    async fn session(&self, token_hash: Hash) -> Result<Option<Session>, StoreError> {
        people::session(&self.read, token_hash).await
    }

    async fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        people::sessions(&self.read, account).await
    }

    async fn touch_session(
        &self,
        token_hash: Hash,
        seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        people::touch_session(&self.write, token_hash, seen, expires).await
    }

    async fn delete_session(&self, token_hash: Hash) -> Result<(), StoreError> {
        people::delete_session(&self.write, token_hash).await
    }

    async fn delete_expired_sessions(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        people::delete_expired_sessions(&self.write, now).await
    }

    async fn delete_seat(&self, family: FamilyId, member: MemberId) -> Result<(), StoreError> {
        people::delete_seat(&self.write, family, member).await
    }

    async fn create_seat(&self, seat: Seat) -> Result<(), StoreError> {
        people::create_seat(&self.write, seat).await
    }

    async fn seat(&self, account: AccountId, family: FamilyId) -> Result<Option<Seat>, StoreError> {
        people::seat(&self.read, account, family).await
    }

    async fn seat_of_member(
        &self,
        family: FamilyId,
        member: MemberId,
    ) -> Result<Option<Seat>, StoreError> {
        people::seat_of_member(&self.read, family, member).await
    }

    async fn seats(&self, account: AccountId) -> Result<Vec<Seat>, StoreError> {
        people::seats(&self.read, account).await
    }

    async fn put_invitation_key(&self, key: InvitationKey) -> Result<bool, StoreError> {
        people::put_invitation_key(&self.write, key).await
    }

    async fn invitation_key(&self, hash: Hash) -> Result<Option<InvitationKey>, StoreError> {
        people::invitation_key(&self.read, hash).await
    }

    async fn forget_invitation_keys(&self, until: DateTime<Utc>) -> Result<(), StoreError> {
        erasing::forget_invitation_keys(&self.write, until).await
    }

    async fn ending(
        &self,
        closed: DateTime<Utc>,
        erase: DateTime<Utc>,
    ) -> Result<Vec<FamilyId>, StoreError> {
        erasing::ending(&self.read, closed, erase).await
    }

    async fn put_ends(&self, family: FamilyId, ends: Ends) -> Result<(), StoreError> {
        let mut connection = self.write.acquire().await?;
        erasing::put_ends(&mut connection, family, ends).await
    }

    async fn families(&self) -> Result<Vec<FamilyId>, StoreError> {
        log::families(&self.read).await
    }

    async fn begin_looks(&self, family: FamilyId, chain: Arc<dyn Chain>) -> Result<(), StoreError> {
        looked::begin(&self.write, family, chain.as_ref()).await
    }

    async fn append_look(&self, look: Look) -> Result<(), StoreError> {
        self.writer.look(look).await
    }

    async fn looks(
        &self,
        family: FamilyId,
        below: u64,
        most: u32,
    ) -> Result<Vec<LookRow>, StoreError> {
        looked::below(&self.read, family, below, most).await
    }

    async fn all_looks(
        &self,
        family: FamilyId,
    ) -> Result<(Option<LookHead>, Vec<LookRow>), StoreError> {
        looked::all(&self.read, family).await
    }

    async fn cut_looks(
        &self,
        family: FamilyId,
        until: DateTime<Utc>,
        chain: Arc<dyn Chain>,
    ) -> Result<(), StoreError> {
        looked::cut(&self.write, family, until, chain.as_ref()).await
    }

    async fn rekey(&self, rekey: Rekey) -> Result<bool, StoreError> {
        rekeying::rekey(&self.write, &rekey).await
    }

    async fn reseal(
        &self,
        family: FamilyId,
        events: Vec<SealedEvent>,
        snapshot: Option<SealedSnapshot>,
    ) -> Result<(), StoreError> {
        rekeying::reseal(&self.write, family, &events, snapshot).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        log::ready(&self.read).await
    }
}

#[cfg(test)]
mod tests;
