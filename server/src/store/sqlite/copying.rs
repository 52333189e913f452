//! Copying the whole file while others write, and asking SQLite whether it is whole.

use super::log;
use crate::store::{FamilyRow, SealedEvent, SealedSnapshot, StoreError};
use domain::FamilyId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool};
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
