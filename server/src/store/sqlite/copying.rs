//! Copying the whole file while others write, and asking SQLite whether it is whole.

use super::{log, migrator};
use crate::store::{FamilyRow, SealedEvent, SealedSnapshot, StoreError};
use domain::FamilyId;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, query, query_scalar};
use std::path::Path;

/// As it stands at one moment, without the gaps of what was deleted. On a connection of its own, which may read as long as it takes.
pub(super) async fn copy_to(pool: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let options = pool.connect_options();
    let mut connection: SqliteConnection = options.as_ref().clone().connect().await?;
    let path = path.to_string_lossy().into_owned();
    query("vacuum into ?").bind(path).execute(&mut connection).await?;
    Ok(())
}

/// An empty database in a file that nobody else sees before it is whole: it needs no journal, and is brought to disk in the end.
pub(in crate::store) async fn new_file(path: &Path) -> Result<SqlitePool, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off);
    let file = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    migrator().run(&file).await?;
    Ok(file)
}

/// All of ours, and the families first: the others refer to them.
pub(in crate::store) async fn tables(
    from: &mut SqliteConnection,
) -> Result<Vec<String>, StoreError> {
    let names = query_scalar(
        "select name from sqlite_schema where type = 'table' and substr(name, 1, 1) <> '_' and name not like 'sqlite%'
         order by name <> 'families', name",
    );
    Ok(names.fetch_all(from).await?)
}

/// A copy, read where it lies. Nothing is written, neither into it nor beside it.
pub struct Lying(SqlitePool);

impl Lying {
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
        Ok(Self(SqlitePool::connect_with(options).await?))
    }

    pub async fn families(&self) -> Result<Vec<FamilyId>, StoreError> {
        log::families(&self.0).await
    }

    pub async fn family(&self, id: FamilyId) -> Result<Option<FamilyRow>, StoreError> {
        log::family(&self.0, id).await
    }

    pub async fn events(&self, family: FamilyId) -> Result<Vec<SealedEvent>, StoreError> {
        log::events(&self.0, family, 0).await
    }

    pub async fn snapshot(&self, family: FamilyId) -> Result<Option<SealedSnapshot>, StoreError> {
        log::snapshot(&self.0, family).await
    }
}

pub(super) async fn integrity(pool: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = query_scalar("pragma integrity_check").fetch_all(pool).await?;
    found.retain(|line| line != "ok");
    let strays = query("pragma foreign_key_check").fetch_all(pool).await?.len();
    if strays > 0 {
        found.push(format!("{strays} rows of families that are not there"));
    }
    Ok(found)
}
