//! New keys while everybody goes on writing; and broken off anywhere, it goes on.

use crate::given::{Client, Person, Running, family, noon, place};
use domain::FamilyId;
use domain::people::{Role, Use};
use domain::ruler::Seen;
use server::looked::audit::{heads, verify};
use server::rotation::{families, finish, master, rotate};
use server::store::{Sqlite, Store};
use server::vault::{Table, Vault, VaultError};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use std::path::Path;
use std::process::Command;
use tokio::task::JoinSet;

const DATABASE: &str = "test.db";

/// Another program beside the server.
async fn beside(data: &Path) -> (Sqlite, Vault) {
    (Sqlite::open(&data.join(DATABASE)).await.unwrap(), Vault::existing(data, None).unwrap())
}

/// Everything opens with the newest key alone, and the chains hold.
async fn is_whole(data: &Path, version: u32) {
    let (store, vault) = beside(data).await;
    let report = verify(&store, &vault, &[]).await.unwrap();
    assert!(report.broken.is_empty() && report.rows > 0, "{report}");
    assert!(vault.half_rotated().unwrap().is_empty());
    for id in store.families().await.unwrap() {
        let row = store.family(id).await.unwrap().unwrap();
        assert_eq!(row.key_version, version);
        let key = vault.family(id, version).unwrap();
        key.open(Table::FamilyNames, 0, &row.sealed_name).unwrap();
        let events = store.events(id, 0).await.unwrap();
        assert!(events.iter().map(|it| it.seq).eq(1..=events.len() as u64));
        for it in events {
            assert!(key.is_of_this_version(Table::Events, it.seq, &it.body), "event {}", it.seq);
        }
        if let Some(it) = store.snapshot(id).await.unwrap() {
            assert!(key.is_of_this_version(Table::Snapshots, it.seq, &it.body), "the snapshot");
        }
    }
    let masters = std::fs::read_to_string(data.join("master.key")).unwrap();
    assert_eq!(masters.split_whitespace().count(), 1, "the old master key is gone");
}

fn again(mette: &Person, server: &Running) -> Person {
    let client = Client { base: server.url(""), ..mette.client.clone() };
    Person { client, ..mette.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_change_while_writers_write_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let mut writing = JoinSet::new();
    for person in [mette.clone(), mette.clone(), other.clone(), other.clone()] {
        let child = person.child().await;
        writing.spawn(async move {
            for number in 0..60 {
                person.does(place(child, &format!("ord {number}"), Seen::Circle)).await;
                person.client.get(&person.page(["/plan", "/ruler"][number % 2])).await;
            }
        });
    }
    let (store, vault) = beside(folder.path()).await;
    let before = std::fs::read_to_string(folder.path().join("master.key")).unwrap();
    for _ in 0..5 {
        assert_eq!(families(&store, &vault).await.unwrap().families, 2);
        assert_eq!(master(&vault).unwrap().keys, 3, "two families and the blind index");
    }
    writing.join_all().await;
    is_whole(folder.path(), 6).await;
    assert_ne!(before, std::fs::read_to_string(folder.path().join("master.key")).unwrap());
    for person in [&mette, &other] {
        let placements = person.view().await.family.ruler.placements;
        assert_eq!(placements.len(), 120);
    }
    let page = server.stranger().get(&format!("/join/{link}")).await;
    assert_eq!(page.status(), 200, "a link from before still opens");
    family(&server).await;
    server.stop().await;
    let server = Running::on_disk(folder.path()).await;
    let mette = again(&mette, &server);
    assert_eq!(mette.view().await.family.ruler.placements.len(), 120);
}

/// Half of it read under one key and half under the next, a chain would seem broken.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_verifies_while_keys_change_is_not_alarmed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    mette.does(place(mette.child().await, "det står her", Seen::Circle)).await;
    mette.client.get(&mette.page("/plan")).await;
    server.stop().await;
    let (store, vault) = beside(folder.path()).await;
    let turning = tokio::spawn(async move {
        for _ in 0..40 {
            rotate(&store, &vault, mette.family).await.unwrap();
        }
    });
    let (store, vault) = beside(folder.path()).await;
    let mut kept = Vec::new();
    while !turning.is_finished() {
        kept.extend(heads(&store).await.unwrap());
        let report = verify(&store, &vault, &kept).await.unwrap();
        assert!(report.broken.is_empty() && report.families == 1, "{report}");
    }
    turning.await.unwrap();
    assert!(verify(&store, &vault, &kept).await.unwrap().broken.is_empty() && !kept.is_empty());
}

async fn pool(data: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new().filename(data.join(DATABASE));
    SqlitePool::connect_with(options).await.unwrap()
}

#[tokio::test]
async fn broken_off_anywhere_it_goes_on_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    mette.does(place(mette.child().await, "det står her", Seen::Circle)).await;
    mette.client.get(&mette.page("/plan")).await;
    let all = pool(folder.path()).await;
    let points = ["key_version on families", "hash on looked", "body on events"];
    for (done, point) in (1_u32..).zip(points) {
        let trigger = format!(
            "create trigger crash before update of {point} begin select raise(abort, 'crash'); end"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(trigger)).execute(&all).await.unwrap();
        let (store, vault) = beside(folder.path()).await;
        assert!(rotate(&store, &vault, mette.family).await.is_err(), "{point}");
        vault.new_master().unwrap();
        // Half-way everybody reads and writes nevertheless, where the database lets them.
        assert_eq!(mette.view().await.family.ruler.placements.len(), done as usize);
        sqlx::raw_sql("drop trigger crash").execute(&all).await.unwrap();
        mette.does(place(mette.child().await, "imens", Seen::Circle)).await;
        let (store, vault) = beside(folder.path()).await;
        assert_eq!(finish(&store, &vault).await.unwrap().families, 1, "{point}");
        is_whole(folder.path(), done + 1).await;
        assert_eq!(mette.view().await.family.ruler.placements.len(), done as usize + 1);
    }
}

#[tokio::test]
async fn a_chain_that_was_tampered_with_is_not_made_good() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    mette.client.get(&mette.page("/plan")).await;
    let all = pool(folder.path()).await;
    sqlx::raw_sql("update looked set at = at + 1").execute(&all).await.unwrap();
    let (store, vault) = beside(folder.path()).await;
    assert!(rotate(&store, &vault, mette.family).await.is_err());
    // Over a broken chain a change of keys could be begun and not ended: it is not begun.
    assert!(vault.half_rotated().unwrap().is_empty());
    assert_eq!(store.family(mette.family).await.unwrap().unwrap().key_version, 1);
    assert_eq!(verify(&store, &vault, &[]).await.unwrap().broken.len(), 1);
    assert_eq!(mette.client.get(&mette.page("")).await.status(), 200, "they go on");
}

/// The other families do not wait for somebody to look into it, and the command says which one it was.
#[tokio::test]
async fn a_broken_chain_keeps_no_other_family_from_its_new_key() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mut all = [family(&server).await, family(&server).await, family(&server).await];
    all.sort_by_key(|it| it.family.0);
    for it in &all {
        it.client.get(&it.page("/plan")).await;
    }
    let [one, broken, other] = all.map(|it| it.family);
    let update = sqlx::query("update looked set at = at + 1 where family_id = ?");
    let done =
        update.bind(broken.0.as_bytes().as_slice()).execute(&pool(folder.path()).await).await;
    assert!(done.unwrap().rows_affected() > 0);
    let (store, vault) = beside(folder.path()).await;
    assert!(families(&store, &vault).await.is_err(), "it is told");
    let version = async |id| store.family(id).await.unwrap().unwrap().key_version;
    let versions = [version(one).await, version(broken).await, version(other).await];
    assert_eq!(versions, [2, 1, 2]);
    assert_eq!(finish(&store, &vault).await.unwrap().families, 0, "nothing is left half done");
}

#[tokio::test]
async fn an_old_master_key_opens_nothing_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    let old = std::fs::read_to_string(folder.path().join("master.key")).unwrap();
    let (_, vault) = beside(folder.path()).await;
    master(&vault).unwrap();
    assert!(matches!(Vault::open(folder.path(), Some(&old)), Err(VaultError::Sealed)));
    // With a key of the environment the operator puts the new one before the old.
    let new = std::fs::read_to_string(folder.path().join("master.key")).unwrap();
    let next = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [7; 32]);
    let both = Vault::open(folder.path(), Some(&format!("{next},{new}"))).unwrap();
    assert_eq!(both.reseal_keys().unwrap(), 2);
    let key = |vault: &Vault, id: FamilyId| vault.family(id, 1).map(drop);
    key(&Vault::open(folder.path(), Some(&next)).unwrap(), mette.family).unwrap();
}

#[tokio::test]
async fn the_command_changes_the_keys_of_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let (data, database) = (folder.path(), folder.path().join(server::config::DATABASE));
    let store = std::sync::Arc::new(Sqlite::open(&database).await.unwrap());
    let vault = Vault::open(data, None).unwrap();
    let server = Running::with(store, vault, server::parts::Reach::default()).await;
    let mette = family(&server).await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_familiedialog"));
    let command = command.args(["keys", "rotate", "--families", "--data"]).arg(data);
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let done = "2 keys under a new master key, 1 families under a new key\n";
    assert!(said.starts_with(done) && said.contains("familiedialog backup"), "{said}");
    mette.does(place(mette.child().await, "bagefter", Seen::Circle)).await;
    assert_eq!(server.parts.clock.now(), noon());
    let other = family(&server).await;
    assert!(other.view().await.family.founded());
}
