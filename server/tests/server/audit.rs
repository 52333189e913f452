//! The chain of who has looked: it holds under a crowd, it lets old rows go, and whatever is done to it is found.

use crate::given::{Running, family, noon, site};
use chrono::{TimeDelta, Utc};
use domain::{CommandId, FamilyId};
use server::clock::{Clock, new_id};
use server::looked::audit::{Break, verify};
use server::looked::chain::Links;
use server::looked::kept::{KEPT, forget};
use server::parts::{Parts, Reach};
use server::store::{Append, Book, FamilyRow, Look, Receipt, SealedEvent, Sqlite, Store};
use server::vault::Vault;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// A family in a database of its own, with one event in its log.
struct Kept {
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    family: FamilyId,
    chain: Arc<Links>,
    folder: TempDir,
}

impl Kept {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Sqlite::open(&folder.path().join("test.db")).await.unwrap());
        let (vault, family) = (Arc::new(Vault::passing().unwrap()), FamilyId(new_id()));
        let key = vault.new_family(family).unwrap();
        let row = FamilyRow { id: family, key_version: 1, sealed_name: vec![] };
        store.create_family(row).await.unwrap();
        let chain = Arc::new(Links::new(key));
        store.begin_looks(family, chain.clone()).await.unwrap();
        let events = vec![SealedEvent { seq: 1, version: 1, body: vec![] }];
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![] }];
        store
            .append(Append {
                family,
                expected: 0,
                events,
                receipts,
                chain: chain.clone(),
                ends: None,
                vacates: None,
            })
            .await
            .unwrap();
        Self { store, vault, family, chain, folder }
    }

    fn look(&self, at: chrono::DateTime<Utc>) -> Look {
        Look { family: self.family, at, body: vec![7; 40], chain: self.chain.clone() }
    }

    async fn with_rows(count: i64) -> Self {
        let kept = Self::new().await;
        for minute in 0..count {
            let look = kept.look(noon() + TimeDelta::minutes(minute));
            kept.store.append_look(look).await.unwrap();
        }
        kept
    }

    async fn found(&self) -> Option<Break> {
        let report = verify(self.store.as_ref(), &self.vault, &[]).await.unwrap();
        report.broken.first().map(|(family, found)| {
            assert_eq!(*family, self.family);
            *found
        })
    }

    /// What somebody does who can write into the database.
    async fn tamper(&self, sql: &str) {
        let pool = pool(&self.folder.path().join("test.db")).await;
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&pool).await.unwrap();
        pool.close().await;
    }
}

async fn pool(path: &Path) -> SqlitePool {
    SqlitePool::connect_with(SqliteConnectOptions::new().filename(path)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_rows_written_at_once_are_one_chain() {
    let kept = Arc::new(Kept::new().await);
    let mut writing = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let kept = kept.clone();
        writing.spawn(async move { kept.store.append_look(kept.look(noon())).await.unwrap() });
    }
    writing.join_all().await;
    let report = verify(kept.store.as_ref(), &kept.vault, &[]).await.unwrap();
    assert_eq!((report.families, report.rows, report.broken.len()), (1, 1000, 0));
}

#[tokio::test]
async fn whatever_is_done_to_the_chain_is_found() {
    let deeds: [(&str, Break); 17] = [
        ("update looked set body = x'07' where number = 3", Break::Changed { row: 3 }),
        ("update looked set at = at + 1 where number = 3", Break::Changed { row: 3 }),
        ("update looked set hash = zeroblob(32) where number = 3", Break::Changed { row: 3 }),
        ("delete from looked where number = 3", Break::Missing { row: 3 }),
        (
            "delete from looked where number = 3; update looked set number = number - 1 where number > 3",
            Break::Changed { row: 3 },
        ),
        (
            "update looked set number = -number where number > 2; insert into looked select family_id, 3, at, body, hash from looked where number = 1; update looked set number = 1 - number where number < 0",
            Break::Changed { row: 3 },
        ),
        (
            "insert into looked select family_id, 6, at, body, hash from looked where number = 5",
            Break::TooMuch { row: 6 },
        ),
        ("delete from looked where number > 3", Break::Missing { row: 4 }),
        (
            "delete from looked where number > 3; update looked_heads set last = 3, last_hash = (select hash from looked where number = 3)",
            Break::Head,
        ),
        ("delete from looked where number < 3; update looked_heads set cut = 2", Break::Head),
        ("delete from looked", Break::Missing { row: 1 }),
        ("delete from looked; delete from looked_heads", Break::NoHead),
        // Of a length that no hash has.
        ("update looked set hash = zeroblob(31) where number = 3", Break::Changed { row: 3 }),
        ("update looked_heads set cut_hash = zeroblob(31)", Break::Head),
        ("update looked_heads set last_hash = x''", Break::Head),
        ("update looked_heads set seal = zeroblob(33)", Break::Head),
        ("update events set digest = x'07'", Break::ChangeChanged { change: 1 }),
    ];
    for (sql, expected) in deeds {
        let kept = Kept::with_rows(5).await;
        assert_eq!(kept.found().await, None);
        kept.tamper(sql).await;
        assert_eq!(kept.found().await, Some(expected), "{sql}");
        // Going on must not make it good.
        kept.store.append_look(kept.look(noon())).await.ok();
        assert!(kept.found().await.is_some(), "{sql}");
    }
}

#[tokio::test]
async fn rows_swapped_between_families_are_found() {
    let kept = Kept::with_rows(2).await;
    let key = kept.vault.new_family(FamilyId(new_id())).unwrap();
    let id = key.family();
    let row = FamilyRow { id, key_version: 1, sealed_name: vec![] };
    kept.store.create_family(row).await.unwrap();
    let chain = Arc::new(Links::new(key));
    kept.store.begin_looks(id, chain.clone()).await.unwrap();
    for _ in 0..2 {
        let look = Look { family: id, at: noon(), body: vec![9], chain: chain.clone() };
        kept.store.append_look(look).await.unwrap();
    }
    let report = verify(kept.store.as_ref(), &kept.vault, &[]).await.unwrap();
    assert_eq!((report.families, report.broken.len()), (2, 0));
    for (rows, broken) in [("number = 1", 2), ("number = 1 and length(body) = 1", 1)] {
        kept.tamper("create table before as select * from looked").await;
        let sql = format!("update looked set hash = x'00' where {rows}");
        kept.tamper(&sql).await;
        let report = verify(kept.store.as_ref(), &kept.vault, &[]).await.unwrap();
        let found = (report.families, report.broken.len());
        assert_eq!(found, (2, broken), "the others are walked all the same");
        kept.tamper(
            "delete from looked; insert into looked select * from before; drop table before",
        )
        .await;
    }
    kept.tamper(
        "create temp table them as select * from looked; delete from looked; insert into looked
         select (select id from families where id <> family_id), number, at, body, hash from them",
    )
    .await;
    let report = verify(kept.store.as_ref(), &kept.vault, &[]).await.unwrap();
    assert!(report.broken.iter().all(|(_, found)| *found == Break::Changed { row: 1 }));
    assert_eq!(report.broken.len(), 2);
}

#[tokio::test]
async fn old_rows_go_and_the_chain_still_holds() {
    let kept = Kept::with_rows(5).await;
    let site = site();
    let files = server::http::site::files(site.path()).unwrap();
    let clock = Clock::standing(noon() + KEPT + TimeDelta::minutes(3));
    let (store, vault) = (kept.store.clone(), kept.vault.clone());
    let passing = Vault::passing().unwrap();
    let path = site.path().to_owned();
    let mut parts = Parts::new(files, path, store, passing, clock, Reach::default());
    parts.vault = vault;
    for _ in 0..2 {
        forget(&parts).await.unwrap();
        let Book { rows, .. } = kept.store.book(kept.family).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(kept.found().await, None);
    }
    kept.store.append_look(kept.look(noon())).await.unwrap();
    assert_eq!(kept.found().await, None);
    kept.tamper("delete from looked where number = 4").await;
    assert_eq!(kept.found().await, Some(Break::Missing { row: 4 }), "the front is held too");
}

/// The command, beside nothing else.
fn audit(data: &Path) -> (Option<i32>, String) {
    told(data, &["verify"])
}

fn told(data: &Path, asked: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familiedialog"));
    let done = command.arg("audit").args(asked).arg("--data").arg(data).output().unwrap();
    (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned())
}

#[tokio::test]
async fn the_command_finds_one_changed_byte_in_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let (data, database) = (folder.path(), folder.path().join(server::config::DATABASE));
    let store = Arc::new(Sqlite::open(&database).await.unwrap());
    let vault = Vault::open(data, None).unwrap();
    let server = Running::with(store, vault, Reach::default()).await;
    server::demo::load(&server.url(""), data, noon(), &server.doors).await.unwrap();
    let mette = family(&server).await;
    mette.client.get(&mette.page("/plan")).await;
    server.stop().await;
    let (code, said) = audit(data);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.ends_with(" 0 broken\n"), "{said}");
    let (code, printed) = told(data, &["heads"]);
    assert_eq!(code, Some(0));
    assert!(printed.lines().count() >= 4, "three of the demo and one more");
    let heads = data.join("heads");
    std::fs::write(&heads, &printed).unwrap();
    let heads = ["verify", "--heads", heads.to_str().unwrap()];
    assert_eq!(told(data, &heads).0, Some(0));
    std::fs::write(data.join("heads"), printed.replace(" row ", " reihe ")).unwrap();
    assert_eq!(told(data, &heads).0, Some(1), "what is no head is not passed over");
    let pool = pool(&database).await;
    let body = sqlx::query_scalar("select body from looked where family_id = ? and number = 1");
    let mut body: Vec<u8> = body.bind(mette.family.0).fetch_one(&pool).await.unwrap();
    body[30] ^= 1;
    let change = sqlx::query("update looked set body = ? where family_id = ? and number = 1");
    change.bind(body).bind(mette.family.0).execute(&pool).await.unwrap();
    pool.close().await;
    let (code, said) = audit(data);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains(&format!("{}: row 1 was changed\n", mette.family)), "{said}");
}

#[test]
fn the_command_makes_nothing_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _) = audit(folder.path());
    assert_eq!(code, Some(1));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    let pool = pool(&folder.path().join("test.db")).await;
    sqlx::raw_sql("drop table looked").execute(&pool).await.unwrap();
    let page = mette.client.get(&mette.page("/plan")).await;
    assert_eq!(page.status(), 500);
    assert!(!page.text().await.unwrap().contains("Ali"));
    assert_eq!(mette.client.get(&mette.at("")).await.status(), 500);
}
