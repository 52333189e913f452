//! The same of a PostgreSQL: what a dump of it says, and the very files with its journal, which keep for a while what was deleted.

use super::search::{Search, files};
use super::{Process, backup, can_find, erased, filled, leaves_no_core};
use crate::given::{Client, site};
use crate::throwaway::{Database, own_database};
use futures_util::TryStreamExt;
use server::store::Postgres;
use sqlx::{Connection, PgConnection};
use std::path::{Path, PathBuf};

/// Everything on its disk is of now.
async fn checkpointed(url: &str) -> PgConnection {
    let mut by_hand = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql("checkpoint").execute(&mut by_hand).await.unwrap();
    by_hand
}

/// A file a table, as `pg_dump` writes it.
async fn dumped(database: &Database, into: &Path) -> Vec<PathBuf> {
    let mut by_hand = checkpointed(&database.url).await;
    let tables = "select table_name::text from information_schema.tables
                  where table_schema = current_schema() order by 1";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut by_hand).await.unwrap();
    assert!(tables.iter().any(|it| it == "events") && tables.len() > 10, "{tables:?}");
    std::fs::create_dir_all(into).unwrap();
    for table in tables {
        let copy = format!("copy {table} to stdout");
        let text = by_hand.copy_out_raw(&copy).await.unwrap();
        let text: Vec<_> = text.try_collect().await.unwrap();
        std::fs::write(into.join(table), text.concat()).unwrap();
    }
    files(into)
}

/// All that lies on its disk: the tables, the journal, and what it wrote down about itself.
fn on_disk(database: &Database) -> Vec<PathBuf> {
    let socket = database.postgres.socket();
    let folder = socket.parent().unwrap();
    let all = files(&folder.join("data")).into_iter().chain([folder.join("log")]);
    let all: Vec<_> = all.collect();
    assert!(all.iter().any(|it| it.to_string_lossy().contains("pg_wal/0")), "the journal");
    all
}

/// A word that somebody forgot to seal, in a column of bytes, and a search for it.
async fn planted(database: &Database) -> Search {
    let mut by_hand = PgConnection::connect(&database.url).await.unwrap();
    let plant = "create table planted as select convert_to('glemtfugl', 'UTF8') as word";
    sqlx::raw_sql(plant).execute(&mut by_hand).await.unwrap();
    Search::new(&["glemtfugl".to_owned()])
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_steals_the_disk_of_a_postgres_reads_nothing_that_anybody_wrote() {
    let (folder, database) = (tempfile::tempdir().unwrap(), own_database().await);
    let (data, copies) = (folder.path().join("data"), folder.path().join("copies"));
    let (site, log, dump) = (site(), folder.path().join("log"), folder.path().join("dump"));
    std::fs::create_dir(&data).unwrap();
    let url = Some(database.url.as_str());
    let (process, base) = Process::start(&data, site.path(), &log, url);
    let client = Client { base, http: reqwest::Client::new(), token: None };
    let (me, words) = filled(&client).await;
    backup(&data, &copies, url);
    let search = Search::new(&words);
    let planted = planted(&database).await;
    for (files, name) in [
        (dumped(&database, &dump).await, "dump/"),
        (on_disk(&database), "data/base/"),
        (on_disk(&database), "data/pg_wal/"),
    ] {
        let mut there = files.iter().filter(|it| it.to_string_lossy().contains(name));
        let found = there.any(|it| !planted.of_file(it).unwrap().is_empty());
        assert!(found, "{name} can be looked into");
        search.finds_nothing_in(&files);
    }
    search.finds_nothing_in(&files(folder.path()));
    can_find(&files(folder.path()), &["copies/"]);
    leaves_no_core(process);
    search.finds_nothing_in(&files(folder.path()));
    let store = Postgres::open(&database.url).await.unwrap();
    erased(&data, &copies, me.family, (&store, url)).await;
    // The rows are gone; what is left of them in the pages and the journal says nothing.
    let left = dumped(&database, &dump).await;
    Search::new(&[me.family.to_string()]).finds_nothing_in(&left);
    search.finds_nothing_in(&left);
    search.finds_nothing_in(&on_disk(&database));
}
