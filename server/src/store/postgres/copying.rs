//! A copy of a PostgreSQL is the file that a copy of a SQLite is, so that each can be put back into the other. `pg_dump` would be one more
//! program, of the server's version, and a second kind of copy that nothing here could open to see whether it is one.

use super::{BEGIN_READ, BEGIN_WRITE, Building, Connection, Postgres, whole};
use crate::store::whole::{Column, Kind, Table, way};
use crate::store::{Sqlite, StoreError, sqlite};
use sqlx::query_as;
use std::path::Path;

/// As it stands at one moment. Others go on writing.
pub(super) async fn copy_to(store: &Postgres, path: &Path) -> Result<(), StoreError> {
    let file = sqlite::new_file(path).await?;
    let mut from = store.read.begin_with(BEGIN_READ).await?;
    let mut to = file.begin().await?;
    for name in sqlite::tables(&mut to).await? {
        let table = table(&mut from, name).await?;
        let (sender, receiver) = way();
        tokio::try_join!(
            whole::read(&mut from, &table, sender),
            sqlite::whole::write(&mut to, &table, receiver)
        )?;
    }
    to.commit().await?;
    file.close().await;
    Ok(())
}

/// All of a file, or nothing of it. Refuses with [`StoreError::Taken`] where anything stands already.
pub(super) async fn fill_from(store: &Postgres, file: &Sqlite) -> Result<(), StoreError> {
    let mut from = file.reading().await?;
    let mut to = store.write.begin_with(BEGIN_WRITE).await?;
    let names = sqlite::tables(&mut from).await?;
    // A server that runs on the empty database waits here, and finds it filled.
    for name in &names {
        let mut lock = Building::new(format!("lock table {name} in exclusive mode"));
        lock.build().execute(&mut *to).await?;
    }
    if !is_empty(&mut to, &names).await? {
        return Err(StoreError::Taken);
    }
    for name in names {
        let table = table(&mut to, name).await?;
        let (sender, receiver) = way();
        tokio::try_join!(
            sqlite::whole::read(&mut from, &table, sender),
            whole::write(&mut to, &table, receiver)
        )?;
    }
    Ok(to.commit().await?)
}

pub(super) async fn is_empty(from: &mut Connection, names: &[String]) -> Result<bool, StoreError> {
    for name in names {
        let mut any = Building::new(format!("select 1 from {name} limit 1"));
        if any.build().fetch_optional(&mut *from).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Its columns as PostgreSQL knows them, which tells more of them than SQLite does. What numbers its rows is its own.
async fn table(from: &mut Connection, name: String) -> Result<Table, StoreError> {
    let all: Vec<(String, String, bool)> = query_as(
        "select column_name::text, data_type::text, is_identity = 'YES' from information_schema.columns
         where table_schema = current_schema() and table_name = $1 order by ordinal_position",
    )
    .bind(&name)
    .fetch_all(from)
    .await?;
    let in_order = all.iter().any(|(_, _, numbers)| *numbers);
    let columns = all.into_iter().filter(|(_, _, numbers)| !numbers);
    let columns = columns.map(|(name, kind, _)| Ok(Column { name, kind: Kind::named(&kind)? }));
    let columns = columns.collect::<Result<_, StoreError>>()?;
    Ok(Table { name, columns, in_order })
}
