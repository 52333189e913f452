//! Copying the whole file while others write, and asking SQLite whether it is whole.

use crate::store::StoreError;
use sqlx::sqlite::{SqliteConnection, SqlitePool};
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

pub(super) async fn integrity(pool: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = query_scalar("pragma integrity_check").fetch_all(pool).await?;
    found.retain(|line| line != "ok");
    let strays = query("pragma foreign_key_check").fetch_all(pool).await?.len();
    if strays > 0 {
        found.push(format!("{strays} rows of families that are not there"));
    }
    Ok(found)
}
