//! Copies: made while people write, put back, checked; and what a check finds. The big database is as big as `FAMILIEDIALOG_BULK_MB`
//! says.

use crate::given::{Client, Person, Running, family, found, member, noon, place, site};
use crate::killing::{Circle, Process};
use domain::people::Role;
use domain::ruler::Seen;
use domain::{Command, CommandId, Ctx, Family, FamilyId, MemberId, apply, decide};
use server::clock::new_id;
use server::config::DATABASE;
use server::parts::Reach;
use server::store::{Append, FamilyRow, Receipt, SealedEvent, Sqlite, Store};
use server::vault::{Table, Vault};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;

pub async fn serving(data: &Path) -> Running {
    let store = Arc::new(Sqlite::open(&data.join(DATABASE)).await.unwrap());
    Running::with(store, Vault::open(data, None).unwrap(), Reach::default()).await
}

/// The command, in a process of its own.
pub fn run(arguments: &[&str], data: &Path) -> (Option<i32>, String) {
    let mut command = process::Command::new(env!("CARGO_BIN_EXE_familiedialog"));
    let done = command.args(arguments).arg("--data").arg(data).output().unwrap();
    (done.status.code(), printed(done))
}

/// What a script reads, and what a person does where it did not go well. The log stands beside both.
pub fn printed(done: process::Output) -> String {
    let why = if done.status.success() { Vec::new() } else { done.stderr };
    String::from_utf8_lossy(&[done.stdout, why].concat()).trim().to_owned()
}

pub fn backup(data: &Path, to: &Path) -> PathBuf {
    let (code, said) = run(&["backup", to.to_str().unwrap()], data);
    assert_eq!(code, Some(0), "{said}");
    PathBuf::from(said)
}

/// A data folder that has the master key and nothing else.
pub fn bare(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    std::fs::copy(from.join("master.key"), to.join("master.key")).unwrap();
}

/// As somebody does it who moves away what the command names, and nothing else. What it said in the end.
fn put_back(copy: &Path, data: &Path, aside: &Path) -> String {
    std::fs::create_dir_all(aside).unwrap();
    loop {
        let (code, said) = run(&["restore", copy.to_str().unwrap()], data);
        if code == Some(0) {
            return said;
        }
        let named = said.split_whitespace().map(Path::new).find(|it| it.starts_with(data));
        let named = named.unwrap_or_else(|| panic!("{said}"));
        std::fs::rename(named, aside.join(named.file_name().unwrap())).unwrap();
    }
}

pub fn at(server: &Running, person: &Person) -> Person {
    let client = Client { base: server.url(""), ..person.client.clone() };
    Person { client, ..person.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_while_people_write_is_whole_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copies, again) =
        (folder.path().join("data"), folder.path().join("copies"), folder.path().join("again"));
    std::fs::create_dir(&data).unwrap();
    let server = serving(&data).await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let writer = mette.clone();
    let writing = tokio::spawn(async move {
        for number in 0..120 {
            writer.does(place(child, &format!("ord {number}"), Seen::Circle)).await;
        }
    });
    let before = mette.view().await.seq;
    let (from, to) = (data.clone(), copies.clone());
    let copy = tokio::task::spawn_blocking(move || backup(&from, &to)).await.unwrap();
    writing.await.unwrap();
    bare(&data, &again);
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &again);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.ends_with("0 faults"), "{said}");
    let restored = serving(&again).await;
    let there = at(&restored, &mette).view().await;
    assert!(there.seq >= before && there.family.founded(), "{} of {before}", there.seq);
    at(&restored, &mette).does(place(child, "det går videre", Seen::Circle)).await;
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &again);
    assert!(code == Some(1) && said.contains("not overwritten"), "{said}");
    let nowhere = folder.path().join("nowhere");
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &nowhere);
    assert!(code == Some(1) && said.contains("master key") && !nowhere.exists(), "{said}");
    assert!(!copies.join("master.key").exists() && !copy.join("master.key").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_a_killed_server_left_is_not_written_into_the_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copies) = (folder.path().join("data"), folder.path().join("copies"));
    std::fs::create_dir(&data).unwrap();
    let site = site();
    let process = Process::start(&data, site.path(), &[]);
    let circle = Circle::found(&process).await;
    let (person, child) = circle.one();
    let copy = backup(&data, &copies);
    for _ in 0..3 {
        person.does(place(child, "efter kopien", Seen::Circle)).await;
    }
    process.kill();
    let database = data.join(DATABASE);
    std::fs::rename(&database, folder.path().join("bad.db")).unwrap();
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &data);
    let journal = data.join(format!("{DATABASE}-wal"));
    assert!(code == Some(1) && said.contains(journal.to_str().unwrap()), "{said}");
    assert!(!database.exists() && !data.join("restoring.db").exists(), "nothing was put there");
    let said = put_back(&copy, &data, &folder.path().join("aside"));
    assert_eq!(said, "5 families, 5 events, 0 looks, 0 faults");
    assert!(folder.path().join("aside").join(journal.file_name().unwrap()).exists());
}

/// A folder that is looked at in an emergency holds nothing that looks like a copy and is none.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_broke_off_has_no_name_of_a_copy_and_is_not_put_back() {
    let (data, to, anew) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = serving(data.path()).await;
    family(&server).await;
    server.stop().await;
    // The database can be copied; the keys cannot be laid beside it.
    let keys = to.path().join("keys");
    std::fs::write(&keys, "in the way").unwrap();
    let (code, said) = run(&["backup", to.path().to_str().unwrap()], data.path());
    assert_eq!(code, Some(1), "{said}");
    let all = std::fs::read_dir(to.path()).unwrap().map(|it| it.unwrap().path());
    let [broken_off] = all.filter(|it| it.is_dir()).collect::<Vec<_>>().try_into().unwrap();
    assert!(std::fs::read_dir(&broken_off).unwrap().next().is_some(), "something was copied");
    assert!(!broken_off.join(DATABASE).exists(), "and is no copy");
    bare(data.path(), anew.path());
    let (code, said) = run(&["restore", broken_off.to_str().unwrap()], anew.path());
    assert_eq!(code, Some(1), "{said}");
    std::fs::remove_file(keys).unwrap();
    assert!(backup(data.path(), to.path()).join(DATABASE).exists());
}

#[tokio::test]
async fn whoever_was_erased_after_the_copy_stays_erased() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copies) = (folder.path().join("data"), folder.path().join("copies"));
    std::fs::create_dir(&data).unwrap();
    let server = serving(&data).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let copy = backup(&data, &copies);
    server.parts.vault.erase(mette.family, noon()).unwrap();
    server.store.erase_family(mette.family).await.unwrap();
    server.stop().await;
    let said = put_back(&copy, &data, &folder.path().join("aside"));
    assert!(said.starts_with("1 families") && said.ends_with("0 faults"), "{said}");
    let restored = serving(&data).await;
    assert_eq!(restored.store.families().await.unwrap(), [other.family]);
    // The next copy takes the key out of the copies too: from then on no older one opens it, not even in an empty folder.
    let again = folder.path().join("again");
    bare(&data, &again);
    backup(&data, &copies);
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &again);
    assert!(code == Some(0) && said.starts_with("1 families"), "{said}");
}

pub async fn pool(data: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new().filename(data.join(DATABASE)).foreign_keys(false);
    SqlitePool::connect_with(options).await.unwrap()
}

#[tokio::test]
async fn a_check_finds_whatever_was_done_to_the_database() {
    let deeds = [
        ("delete from events where seq = 2", "the event after 1 is missing"),
        ("update events set body = zeroblob(80) where seq = 3", "the event after 2 is missing"),
        ("update events set version = 99 where seq = 3", "the event after 2 is missing"),
        ("delete from events where seq = (select max(seq) from events)", "an answer does not fit"),
        ("update receipts set answer = x'7b7d'", "an answer does not fit"),
        (
            "delete from receipts where cast(answer as text) like '%\"seq\":3%'",
            "the answer stored with event 3 is missing",
        ),
        // As an older program wrote them.
        (
            "update receipts set answer = cast(json_remove(cast(answer as text), '$.events') as blob);
             delete from receipts where cast(answer as text) like '%\"seq\":4%'",
            "the answer stored with event 4 is missing",
        ),
        (
            "insert into snapshots select family_id, 2, 6, body from events where seq = 2",
            "snapshot",
        ),
        ("update looked set hash = zeroblob(32)", "row 1 was changed"),
        (
            "insert into events (family_id, seq, version, body) select zeroblob(16), 1, 1, x''",
            "rows of families that are not there",
        ),
        ("update families set key_version = 7", "its key cannot be opened"),
    ];
    for (sql, finds) in deeds {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        lived_in(serving(data).await).await;
        let (code, said) = run(&["check"], data);
        assert!(code == Some(0) && said == "1 families, 4 events, 2 looks, 0 faults", "{said}");
        let all = pool(data).await;
        sqlx::raw_sql(sql).execute(&all).await.unwrap();
        all.close().await;
        let (code, said) = run(&["check"], data);
        assert!(code == Some(1) && said.contains(finds), "{sql}: {said}");
    }
}

/// Four events and two looks, and then the server is stopped.
pub async fn lived_in(server: Running) {
    let mette = family(&server).await;
    let child = mette.child().await;
    for _ in 0..3 {
        mette.does(place(child, "ord", Seen::Circle)).await;
    }
    mette.client.get(&mette.page("/plan")).await;
    server.stop().await;
}

/// A family of `events` long placements, written in large pieces.
async fn bulk(store: &Sqlite, vault: &Vault, events: u64) {
    let id = FamilyId(new_id());
    let key = vault.new_family(id).unwrap();
    let sealed_name = key.seal(Table::FamilyNames, 0, b"Stor").unwrap();
    store.create_family(FamilyRow { id, key_version: 1, sealed_name }).await.unwrap();
    let links = Arc::new(server::looked::chain::Links::new(key));
    store.begin_looks(id, links.clone()).await.unwrap();
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let (me, child): (MemberId, MemberId) = (mette.id, ali.id);
    let (mut all, mut seq) = (Family::default(), 0);
    let mut piece: Vec<Command> = vec![found(id, mette, ali).command];
    while seq < events {
        piece.resize_with(200, || place(child, &"mange ord om dagen ".repeat(100), Seen::Circle));
        let expected = seq;
        let mut sealed = Vec::new();
        for command in piece.drain(..) {
            for event in decide(&all, &Ctx { actor: me, now: noon() }, &command).unwrap() {
                apply(&mut all, &event);
                seq += 1;
                let body = serde_json::json!({ "at": noon(), "by": me, "event": event });
                let body =
                    links.key().seal(Table::Events, seq, body.to_string().as_bytes()).unwrap();
                sealed.push(SealedEvent { seq, version: domain::upcast::VERSION, body });
            }
        }
        let answer = serde_json::json!({ "by": me, "done": { "seq": seq } }).to_string();
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: answer.into_bytes() }];
        let (chain, ends) = (links.clone(), None);
        store
            .append(Append {
                family: id,
                expected,
                events: sealed,
                receipts,
                chain,
                ends,
                vacates: None,
            })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_big_database_is_copied_put_back_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copies, again) =
        (folder.path().join("data"), folder.path().join("copies"), folder.path().join("again"));
    std::fs::create_dir(&data).unwrap();
    let wanted = std::env::var("FAMILIEDIALOG_BULK_MB").ok().and_then(|it| it.parse().ok());
    let wanted: u64 = wanted.unwrap_or(16) * 1_000_000;
    let vault = Vault::open(&data, None).unwrap();
    let store = Sqlite::open(&data.join(DATABASE)).await.unwrap();
    let size = || std::fs::metadata(data.join(DATABASE)).unwrap().len();
    let mut families = 0;
    while size() < wanted {
        bulk(&store, &vault, 1000).await;
        families += 1;
    }
    drop(store);
    let copy = backup(&data, &copies);
    let length = std::fs::metadata(copy.join(DATABASE)).unwrap().len();
    assert!(length > wanted * 9 / 10, "{length} bytes");
    bare(&data, &again);
    let (code, said) = run(&["restore", copy.to_str().unwrap()], &again);
    assert_eq!(code, Some(0), "{said}");
    let expected = format!("{families} families, {} events, 0 looks, 0 faults", families * 1000);
    assert_eq!(said, expected);
}
