//! The store for several server processes: the same tables in PostgreSQL.
//!
//! Whoever writes to a family locks its row first, so that what is checked inside a transaction cannot change before it is written.
//! A commit is on disk before it is answered.

#[path = "sql/accounts.rs"]
mod accounts;
#[path = "sql/batch.rs"]
mod batch;
mod copying;
#[path = "sql/erasing.rs"]
mod erasing;
#[path = "sql/log.rs"]
mod log;
#[path = "sql/looked.rs"]
mod looked;
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
mod whole;
#[path = "sql/writer.rs"]
mod writer;

use super::{Copied, Sqlite, StoreError, sqlite};
use async_trait::async_trait;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, SqlSafeStr, query, query_scalar};
use std::path::Path;
use std::time::Duration;
use tokio::time::timeout;
use writer::Writer;

// What the SQL that both databases share is compiled with: see `sql/port.rs`.
type Db = Postgres;
type Pool = sqlx::PgPool;
type Connection = sqlx::PgConnection;
type DbRow = sqlx::postgres::PgRow;
type Building = sqlx::QueryBuilder<sqlx::Postgres>;
const BEGIN_READ: &str = "begin isolation level repeatable read read only";
const BEGIN_WRITE: &str = "begin";
/// Whoever only refers to the row need not wait.
const LOCKING: &str = " for no key update";
const NEW_FAMILY: &str =
    "insert into families (id, key_version, sealed_name, ends_known) values ($1, $2, $3, 1)";
const ONLY_HERE: &[(&str, &str, &str)] = &[];
/// A database that has not answered by then is away. Whoever asked comes again.
const PATIENCE: Duration = Duration::from_secs(10);

/// So long one waits for a connection: as long as a quick restart of the database takes.
const CONNECTING: Duration = Duration::from_secs(4);
/// A connection that has not answered by then is dead, though nobody has said so: a cable was pulled, or what stands between has forgotten
/// it. There are few, and the system would hold on to each for a quarter of an hour.
const PROBING: Duration = Duration::from_secs(1);
/// We hold locks for milliseconds. One that is held longer is somebody's by hand.
const LOCKED: Duration = Duration::from_secs(3);
/// So long the database keeps the locks of one of us that it hears nothing of in the middle of a transaction.
const FORSAKEN: Duration = Duration::from_secs(5);
/// Connections of one process. With the listener's they are ten; a database from the box has a hundred.
const READERS: u32 = 6;
const WRITERS: u32 = 3;

/// Added to, never edited: the program that comes after finds out by the checksum.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "all", include_str!("../../migrations/postgres/0001_all.sql")),
    (2, "hand_over", include_str!("../../migrations/postgres/0002_hand_over.sql")),
    (3, "changes", include_str!("../../migrations/postgres/0003_changes.sql")),
    (4, "trial", include_str!("../../migrations/postgres/0004_trial.sql")),
    (5, "trial_told", include_str!("../../migrations/postgres/0005_trial_told.sql")),
];

/// See the module.
pub struct Postgres {
    write: Pool,
    read: Pool,
    writer: Writer,
}

impl Postgres {
    /// Connects, and brings the tables up to date. Of several processes that begin together, one does it.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse()?;
        let options =
            options.application_name("familiedialog").statement_cache_capacity(batch::STATEMENTS);
        let pool = |most| {
            PgPoolOptions::new()
                .max_connections(most)
                .acquire_timeout(CONNECTING)
                .test_before_acquire(false)
                .before_acquire(|connection, _| {
                    Box::pin(async { Ok(lives(connection).await.is_ok()) })
                })
                .after_release(|connection, _| {
                    Box::pin(async { lives(connection).await.map(|()| true) })
                })
        };
        // Apart: a process waits as long as another needs to bring the tables up to date.
        let first = pool(1).connect_with(options.clone()).await?;
        waits_for_its_disk(&first).await?;
        migrator().run(&first).await?;
        first.close().await;
        let write = pool(WRITERS).after_connect(|connection, _| Box::pin(made_safe(connection)));
        let write = write.connect_with(options.clone()).await?;
        let read = pool(READERS).connect_with(options).await?;
        Ok(Self { writer: Writer::start(write.clone(), |_| ()), write, read })
    }

    /// Whether nobody has written anything.
    pub async fn is_empty(&self, file: &Sqlite) -> Result<bool, StoreError> {
        let names = sqlite::tables(&mut *file.reading().await?).await?;
        copying::is_empty(&mut *self.read.acquire().await?, &names).await
    }

    /// Takes in all of a file, or nothing of it. Fails with [`StoreError::Taken`] where anything stands already.
    pub async fn fill_from(&self, file: &Sqlite) -> Result<(), StoreError> {
        copying::fill_from(self, file).await
    }
}

#[async_trait]
impl Copied for Postgres {
    async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        copying::copy_to(self, path).await
    }
}

/// What is answered is to be on disk. A database that does not wait for its own is refused, unless it says of itself that nobody needs it
/// afterwards (`familiedialog.throwaway = on`, as `scripts/postgres` does for tests).
async fn waits_for_its_disk(pool: &Pool) -> Result<(), StoreError> {
    let off: Option<String> = query_scalar(
        "select string_agg(name || ' = off', ', ' order by name) from pg_settings
         where name in ('fsync', 'full_page_writes') and setting = 'off'
         and coalesce(current_setting('familiedialog.throwaway', true), '') <> 'on'",
    )
    .fetch_one(pool)
    .await?;
    off.map_or(Ok(()), |settings| Err(StoreError::Forgets { settings }))
}

/// Both ends know of a connection.
async fn lives(connection: &mut Connection) -> Result<(), sqlx::Error> {
    timeout(PROBING, connection.ping()).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// Whatever the database's own defaults are: a commit waits for the disk, and nothing waits for ever for a lock. What nobody waits for any
/// more would else keep its connection for as long as the lock is held, and there are few. Nor does one whose line went dead keep a
/// family's lock.
async fn made_safe(connection: &mut Connection) -> Result<(), sqlx::Error> {
    let safe = query(
        "select set_config('lock_timeout', $1, false),
         set_config('idle_in_transaction_session_timeout', $2, false), set_config('synchronous_commit',
         case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)",
    );
    let [locked, forsaken] = [LOCKED, FORSAKEN].map(|it| it.as_millis().to_string());
    safe.bind(locked).bind(forsaken).execute(connection).await.map(drop)
}

/// Nothing to do: an erased family's key is destroyed, and the rows' space is used again when the database gets to it.
async fn scrub(_: &Pool) -> Result<(), StoreError> {
    Ok(())
}

/// It keeps its rows' references itself, and says by `pg_amcheck` and its checksums whether its disk does.
async fn integrity(_: &Pool) -> Result<Vec<String>, StoreError> {
    Ok(Vec::new())
}

fn migrator() -> Migrator {
    let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}
