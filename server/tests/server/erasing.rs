//! Erasing: the key goes first, and with it every copy of the database that was ever made.

use crate::given::{Person, Running, again, family, noon, place};
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::people::{Command as People, Role, Use};
use domain::protocol::Bye;
use domain::ruler::Seen;
use domain::{Command, FamilyId};
use reqwest::StatusCode;
use server::config::DATABASE;
use server::jobs::erasing::{OVER, erase_due, sweep};
use server::parts::Reach;
use server::store::{Book, Sqlite, Store};
use server::vault::{Table, Vault, VaultError};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use std::path::Path;
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::timeout;

const AN_HOUR: Duration = Duration::from_hours(1);
const SOON: Duration = Duration::from_secs(20);

async fn pool(path: &Path) -> SqlitePool {
    SqlitePool::connect_with(SqliteConnectOptions::new().filename(path)).await.unwrap()
}

/// Whether the first event of the family opens with the keys that lie in this folder.
async fn opens(database: &Path, data: &Path, family: FamilyId) -> Result<(), VaultError> {
    let store = Sqlite::open(database).await.unwrap();
    let row = store.family(family).await.unwrap().expect("the copy has its row");
    let event = store.events(family, 0).await.unwrap().remove(0);
    let key = Vault::existing(data, None).unwrap().family(family, row.key_version)?;
    key.open(Table::Events, event.seq, &event.body).map(drop)
}

#[tokio::test]
async fn an_old_copy_of_an_erased_family_opens_with_no_key_of_today() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    mette.does(place(mette.child().await, "det skal glemmes", Seen::Circle)).await;
    server.stop().await;
    let (database, copy) = (folder.path().join("test.db"), folder.path().join("copy.db"));
    let all = pool(&database).await;
    sqlx::query("vacuum into ?").bind(copy.to_str()).execute(&all).await.unwrap();
    all.close().await;
    opens(&copy, folder.path(), mette.family).await.unwrap();
    let vault = Vault::existing(folder.path(), None).unwrap();
    vault.erase(mette.family, noon()).unwrap();
    Sqlite::open(&database).await.unwrap().erase_family(mette.family).await.unwrap();
    let found = opens(&copy, folder.path(), mette.family).await;
    assert!(matches!(found, Err(VaultError::Erased)));
    opens(&copy, folder.path(), other.family).await.expect("the others are as they were");
    let store = Sqlite::open(&database).await.unwrap();
    assert_eq!(store.families().await.unwrap(), [other.family]);
    assert!(store.events(mette.family, 0).await.unwrap().is_empty());
}

#[tokio::test]
async fn keys_that_an_older_program_kept_in_the_database_move_out_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join(DATABASE);
    let server = {
        let store = std::sync::Arc::new(Sqlite::open(&database).await.unwrap());
        Running::with(store, Vault::open(folder.path(), None).unwrap(), Reach::default()).await
    };
    let mette = family(&server).await;
    mette.client.get(&mette.page("/plan")).await;
    server.stop().await;
    let file = folder.path().join("keys").join(mette.family.to_string());
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let sealed: Vec<u8> = serde_json::from_value(kept["keys"][0]["bytes"].clone()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let old = pool(&database).await;
    let put = sqlx::query("update families set sealed_key = ?").bind(&sealed);
    put.execute(&old).await.unwrap();
    old.close().await;
    for _ in 0..2 {
        let report = server::audit(folder.path(), None).await.unwrap();
        assert_eq!((report.families, report.broken.len()), (1, 0), "{report}");
        assert!(file.exists());
        for name in [DATABASE.to_owned(), format!("{DATABASE}-wal")] {
            let bytes = std::fs::read(folder.path().join(name)).unwrap_or_default();
            assert!(!bytes.windows(sealed.len()).any(|at| at == sealed), "it was overwritten");
        }
    }
}

/// A family with a guardian in it.
async fn with_amina(server: &Running) -> (Person, Person) {
    let mette = family(server).await;
    let amina = mette.with(server, "Amina", Role::Guardian).await;
    (mette, amina)
}

async fn erases(person: &Person) {
    person.does(Command::People(People::Erase { name: "familien ved åen".into() })).await;
}

fn later(server: &Running, days: i64) {
    server.clock.set(server.clock.now() + TimeDelta::days(days));
}

/// Days go by, and now and then this person looks in, so that they stay signed in.
async fn goes_by(server: &Running, days: i64, person: &Person) {
    for left in (0..days).step_by(30) {
        later(server, (days - left).min(30));
        person.client.get(&person.page("")).await;
    }
}

async fn is_gone(server: &Running, person: &Person) {
    let person = again(server, person, "").await;
    for path in ["", "/plan", "/people", "/looked"] {
        let page = person.client.get(&person.page(path)).await;
        assert_eq!(page.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(person.client.get(&person.at("")).await.status(), StatusCode::NOT_FOUND);
    assert!(server.store.family(person.family).await.unwrap().is_none());
    assert!(server.store.events(person.family, 0).await.unwrap().is_empty());
    let Book { head, rows, .. } = server.store.book(person.family).await.unwrap();
    assert!(head.is_none() && rows.is_empty());
    assert!(server.parts.vault.is_erased(person.family).unwrap());
}

#[tokio::test]
async fn a_course_that_has_ended_is_erased_after_its_year_and_not_a_day_before() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (mette, amina) = with_amina(&server).await;
    let other = family(&server).await;
    amina.does(Command::People(People::Close {})).await;
    for path in ["", "/people", "/plan"] {
        let page = mette.client.get(&mette.page(path)).await.text().await.unwrap();
        assert!(page.contains("Alt her slettes den 1. september 2027."), "{path}");
    }
    goes_by(&server, 364, &mette).await;
    let mette = again(&server, &mette, "").await;
    assert_eq!(erase_due(&server.parts).await.unwrap(), 0);
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    later(&server, 1);
    assert_eq!(erase_due(&server.parts).await.unwrap(), 1);
    assert_eq!(socket.bye().await, Bye::SignedOut);
    is_gone(&server, &mette).await;
    assert_eq!(server.store.families().await.unwrap(), [other.family]);
    assert_eq!(erase_due(&server.parts).await.unwrap(), 0);
}

#[tokio::test]
async fn whoever_starts_again_in_time_keeps_everything() {
    let server = Running::start().await;
    let (_, amina) = with_amina(&server).await;
    amina.does(Command::People(People::Close {})).await;
    goes_by(&server, 300, &amina).await;
    amina.does(Command::People(People::Resume {})).await;
    goes_by(&server, 80, &amina).await;
    assert_eq!(erase_due(&server.parts).await.unwrap(), 0);
    assert_eq!(amina.client.get(&amina.page("")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn guardians_have_it_erased_by_a_plain_form_and_can_think_again_for_a_week() {
    let server = Running::start().await;
    let (mette, amina) = with_amina(&server).await;
    let jonas = amina.with(&server, "Jonas", Role::Guardian).await;
    let form = async |person: &Person, called: &str| {
        let fields = [("act", "erase"), ("called", called), ("back", &person.page("/people"))];
        person.client.form(&person.page("/people"), &fields).await
    };
    assert_eq!(form(&mette, "Familien ved åen").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = form(&amina, "Familien ved søen").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().await.unwrap().contains("value=\"Familien ved søen\""), "it is kept");
    assert_eq!(form(&amina, "Familien ved åen").await.status(), StatusCode::SEE_OTHER);
    later(&server, 30);
    assert_eq!(erase_due(&server.parts).await.unwrap(), 0, "Jonas has not said yes");
    let page = jonas.client.get(&jonas.page("/people")).await.text().await.unwrap();
    assert!(page.contains("Det sker kun, hvis Jonas også siger ja."), "{page}");
    erases(&jonas).await;
    amina.client.form(&amina.page("/people"), &[("act", "keep")]).await;
    later(&server, 8);
    assert_eq!(erase_due(&server.parts).await.unwrap(), 0, "Amina thought again");
    for person in [&amina, &jonas] {
        erases(person).await;
    }
    later(&server, 7);
    assert_eq!(erase_due(&server.parts).await.unwrap(), 1);
    is_gone(&server, &jonas).await;
}

#[tokio::test]
async fn the_id_of_an_erased_place_is_never_given_again() {
    let server = Running::start().await;
    let (mette, amina) = with_amina(&server).await;
    erases(&amina).await;
    later(&server, 7);
    erase_due(&server.parts).await.unwrap();
    let founder = crate::given::member("Mette", Role::Professional);
    let sent = crate::given::found(mette.family, founder, crate::given::member("Ali", Role::Child));
    let again = serde_json::to_value(&sent).unwrap();
    let answer = server.stranger().post("/api/v1/families", &again).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    is_gone(&server, &mette).await;
}

#[tokio::test]
async fn a_server_that_runs_for_months_sweeps_what_an_erasing_left() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (one, two, stays) = (family(&server).await, family(&server).await, family(&server).await);
    // The first may still be found at the start.
    for gone in [one.family, two.family] {
        server.parts.vault.erase(gone, noon()).unwrap();
        let swept = async {
            while server.store.families().await.unwrap().contains(&gone) {
                server.clock.goes_by(AN_HOUR);
                yield_now().await;
            }
        };
        timeout(SOON, swept).await.expect("it is swept again and again");
    }
    assert_eq!(server.store.families().await.unwrap(), [stays.family]);
}

#[tokio::test]
async fn a_crash_between_the_key_and_the_rows_is_swept_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    server.parts.vault.erase(mette.family, noon()).unwrap();
    server.stop().await;
    let server = Running::on_disk(folder.path()).await;
    assert!(sweep(&server.parts).await.unwrap() <= 1, "the server may have been first");
    assert_eq!(server.store.families().await.unwrap(), [other.family]);
}

#[tokio::test]
async fn a_course_that_ended_before_it_was_counted_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let (_, amina) = with_amina(&server).await;
    amina.does(Command::People(People::Close {})).await;
    let all = pool(&folder.path().join("test.db")).await;
    let forget = "update families set closed = null, ends_known = 0";
    sqlx::raw_sql(forget).execute(&all).await.unwrap();
    all.close().await;
    assert_eq!(erase_due(&server.parts).await.unwrap(), 0);
    later(&server, 365);
    assert_eq!(erase_due(&server.parts).await.unwrap(), 1);
}

#[tokio::test]
async fn keys_of_invitations_are_forgotten_a_month_after_they_ended() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (_, link, _) = mette.invites(Role::Guardian, Use::Single, None).await;
    let page = async || server.stranger().get(&format!("/join/{link}")).await.status();
    server.clock.set(noon() + TimeDelta::days(7) + OVER);
    erase_due(&server.parts).await.unwrap();
    assert_eq!(page().await, StatusCode::GONE, "it still says that it is over");
    later(&server, 1);
    erase_due(&server.parts).await.unwrap();
    assert_eq!(page().await, StatusCode::NOT_FOUND);
}
