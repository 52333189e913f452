//! Copies of a PostgreSQL: made while people write, and put back, whole, into another PostgreSQL or into a file.

use crate::backup::{at, bare, lived_in, run, serving};
use crate::given::{Person, Running, family, noon, place};
use crate::kill_postgres::said;
use crate::throwaway::{Database, database};
use domain::ruler::Seen;
use server::keys::{Files, KeyStore};
use server::parts::Reach;
use server::store::{Copied, Postgres, Sqlite, Store};
use server::vault::Vault;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A folder of data beside a PostgreSQL, and room for copies.
struct House {
    folder: TempDir,
    database: Database,
}

impl House {
    async fn new() -> Self {
        let house = Self { folder: tempfile::tempdir().unwrap(), database: database().await };
        std::fs::create_dir(house.data()).unwrap();
        house
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn data(&self) -> PathBuf {
        self.at("data")
    }

    async fn serving(&self) -> Running {
        over(&self.data(), &self.database).await
    }

    fn backup(&self) -> PathBuf {
        let (copies, data) = (self.at("copies"), self.data());
        let (well, said) = said(&["backup", copies.to_str().unwrap()], &data, &self.database.url);
        assert!(well, "{said}");
        said.into()
    }

    /// Puts a copy into a PostgreSQL, beside today's master key.
    fn restored(&self, copy: &Path, name: &str, into: &Database) -> (bool, String) {
        bare(&self.data(), &self.at(name));
        said(&["restore", copy.to_str().unwrap()], &self.at(name), &into.url)
    }
}

async fn over(data: &Path, database: &Database) -> Running {
    let store = Arc::new(Postgres::open(&database.url).await.unwrap());
    Running::with(store, Vault::open(data, None).unwrap(), Reach::default()).await
}

async fn goes_on(restored: &Running, mette: &Person, before: u64) {
    let there = at(restored, mette).view().await;
    assert!(there.seq >= before && there.family.founded(), "{} of {before}", there.seq);
    let child = there.family.people.children().next().unwrap().id;
    at(restored, mette).does(place(child, "det går videre", Seen::Circle)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_postgres_made_while_people_write_comes_back_into_either() {
    let house = House::new().await;
    let server = house.serving().await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let writer = mette.clone();
    let writing = tokio::spawn(async move {
        for number in 0..120 {
            writer.does(place(child, &format!("ord {number}"), Seen::Circle)).await;
        }
    });
    let before = mette.view().await.seq;
    let copy = tokio::task::block_in_place(|| house.backup());
    writing.await.unwrap();
    assert!(!house.at("copies/master.key").exists() && !copy.join("master.key").exists());

    let empty = database().await;
    let (well, said) = house.restored(&copy, "again", &empty);
    assert!(well && said.ends_with("0 faults"), "{said}");
    goes_on(&over(&house.at("again"), &empty).await, &mette, before).await;
    let (well, said) = house.restored(&copy, "more", &empty);
    assert!(!well && said.contains("nothing is overwritten"), "{said}");
    let keys = Files::new(house.at("more/keys"));
    assert!(keys.get(mette.family).unwrap().is_none(), "no key was put there");
    let left = |name| house.at(name).join("restoring.db").exists();
    assert!(!left("again") && !left("more"));

    bare(&house.data(), &house.at("file"));
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &house.at("file"));
    assert!(code == Some(0) && said.ends_with("0 faults"), "{said}");
    let restored = serving(&house.at("file")).await;
    goes_on(&restored, &mette, before).await;

    // And from the file into a PostgreSQL: so a house moves from the one to the other.
    let (code, copied) = run(&["backup", house.at("copies").to_str().unwrap()], &house.at("file"));
    assert_eq!(code, Some(0), "{copied}");
    let moved = database().await;
    let (well, said) = house.restored(Path::new(&copied), "moved", &moved);
    assert!(well && said.ends_with("0 faults"), "{said}");
    goes_on(&over(&house.at("moved"), &moved).await, &mette, before + 1).await;
}

#[tokio::test]
async fn whoever_was_erased_after_a_copy_of_a_postgres_stays_erased() {
    let house = House::new().await;
    let server = house.serving().await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let copy = house.backup();
    server.parts.vault.erase(mette.family, noon()).unwrap();
    server.store.erase_family(mette.family).await.unwrap();
    server.stop().await;
    let empty = database().await;
    let (well, told) = said(&["restore", copy.to_str().unwrap()], &house.data(), &empty.url);
    assert!(well && told.starts_with("1 families") && told.ends_with("0 faults"), "{told}");
    let restored = Postgres::open(&empty.url).await.unwrap();
    assert_eq!(restored.families().await.unwrap(), [other.family]);
    // The next copy takes the key out of the copies too.
    house.backup();
    let (well, said) = house.restored(&copy, "again", &database().await);
    assert!(well && said.starts_with("1 families"), "{said}");
}

#[tokio::test]
async fn what_breaks_off_half_way_has_put_nothing_into_the_postgres() {
    let house = House::new().await;
    family(&house.serving().await).await;
    let (copy, empty) = (house.backup(), database().await);
    drop(Postgres::open(&empty.url).await.unwrap());
    let mut by_hand = PgConnection::connect(&empty.url).await.unwrap();
    let crash = "create function crash() returns trigger as $$ begin raise 'crash'; end $$ language plpgsql;
                 create trigger crash before insert on seats execute function crash()";
    sqlx::raw_sql(crash).execute(&mut by_hand).await.unwrap();
    let (well, said) = house.restored(&copy, "again", &empty);
    assert!(!well && said.contains("crash"), "{said}");
    assert!(Postgres::open(&empty.url).await.unwrap().families().await.unwrap().is_empty());
    sqlx::raw_sql("drop trigger crash on seats").execute(&mut by_hand).await.unwrap();
    let (well, said) = house.restored(&copy, "again", &empty);
    assert!(well && said.ends_with("0 faults"), "{said}");
}

#[tokio::test]
async fn a_check_finds_whatever_was_done_to_a_postgres() {
    let deeds = [
        ("delete from events where seq = 2", "the event after 1 is missing"),
        ("update events set body = '\\x07' where seq = 3", "the event after 2 is missing"),
        ("delete from events where seq = 4", "an answer does not fit"),
        ("update receipts set answer = '\\x7b7d'", "an answer does not fit"),
        (
            "delete from receipts where convert_from(answer, 'UTF8') like '%\"seq\":3%'",
            "the answer stored with event 3 is missing",
        ),
        (
            "insert into snapshots select family_id, 2, 6, body from events where seq = 2",
            "snapshot",
        ),
        ("update looked set hash = '\\x07'", "row 1 was changed"),
        ("update events set version = 0 where seq = 3", "its changes are not those"),
        ("update families set key_version = 7", "its key cannot be opened"),
    ];
    for (sql, finds) in deeds {
        let house = House::new().await;
        lived_in(house.serving().await).await;
        let (well, said_whole) = said(&["check"], &house.data(), &house.database.url);
        assert!(well && said_whole == "1 families, 4 events, 2 looks, 0 faults", "{said_whole}");
        let mut by_hand = PgConnection::connect(&house.database.url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut by_hand).await.unwrap();
        let (well, said) = said(&["check"], &house.data(), &house.database.url);
        assert!(!well && said.contains(finds), "{sql}: {said}");
    }
}

/// Our tables with their columns: name, kind, and whether it may be empty. The families first.
async fn columns(from: &mut PgConnection) -> Vec<(String, Vec<(String, String, bool)>)> {
    let all: Vec<(String, String, String, bool)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text, is_nullable = 'YES' from information_schema.columns
         where table_schema = current_schema() and table_name <> '_sqlx_migrations' and is_identity = 'NO'
         order by table_name <> 'families', table_name, ordinal_position",
    )
    .fetch_all(from)
    .await
    .unwrap();
    let mut tables: Vec<(String, Vec<_>)> = Vec::new();
    for (table, column, kind, empty) in all {
        match tables.last_mut().filter(|(name, _)| *name == table) {
            Some((_, columns)) => columns.push((column, kind, empty)),
            None => tables.push((table, vec![(column, kind, empty)])),
        }
    }
    tables
}

/// Every row of every table, in the order in which it lies there.
async fn everything(url: &str) -> Vec<(String, String)> {
    let mut from = PgConnection::connect(url).await.unwrap();
    let mut all = Vec::new();
    for (table, columns) in columns(&mut from).await {
        let names: Vec<_> = columns.iter().map(|(name, ..)| format!("\"{name}\"")).collect();
        let names = names.join(", ");
        let sql = format!(
            "select string_agg(row_to_json(it)::text, ' ') from (select {names} from {table} order by ctid) it"
        );
        let rows: Option<String> =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut from).await.unwrap();
        all.push((table, rows.expect("there are rows")));
    }
    all
}

#[tokio::test]
async fn every_column_of_every_table_comes_back_as_it_was() {
    let (from, into, folder) = (database().await, database().await, tempfile::tempdir().unwrap());
    let (store, there) =
        (Postgres::open(&from.url).await.unwrap(), Postgres::open(&into.url).await.unwrap());
    let mut by_hand = PgConnection::connect(&from.url).await.unwrap();
    for (table, columns) in columns(&mut by_hand).await {
        for row in 1..=450 {
            let value = |(name, kind, empty): &(String, String, bool)| match kind.as_str() {
                _ if *empty && row == 2 => "null".to_owned(),
                "uuid" if table == "families" || name == "family_id" => {
                    format!("'00000000-0000-0000-0000-{row:012}'::uuid")
                }
                "uuid" => "gen_random_uuid()".to_owned(),
                "bytea" => format!("'\\x00ff{row:08x}'::bytea"),
                "bigint" => format!("{}", i64::MAX - row),
                "text" => format!("'æ ''{row}'"),
                other => panic!("{other}"),
            };
            let values: Vec<_> = columns.iter().map(value).collect();
            let names: Vec<_> = columns.iter().map(|(name, ..)| format!("\"{name}\"")).collect();
            let (names, values) = (names.join(", "), values.join(", "));
            let sql = AssertSqlSafe(format!("insert into {table} ({names}) values ({values})"));
            sqlx::raw_sql(sql).execute(&mut by_hand).await.unwrap();
        }
    }
    let file = folder.path().join("copy.db");
    store.copy_to(&file).await.unwrap();
    let file = Sqlite::open(&file).await.unwrap();
    assert!(there.is_empty(&file).await.unwrap());
    there.fill_from(&file).await.unwrap();
    assert!(!there.is_empty(&file).await.unwrap());
    assert!(everything(&into.url).await == everything(&from.url).await);
}
