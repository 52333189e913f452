//! Nothing that was answered is lost, and nothing is done twice, when a server is killed that keeps everything in PostgreSQL, or when
//! PostgreSQL itself is.

use crate::backup::printed;
use crate::given::site;
use crate::killing::{Circle, Kept, Process, Report};
use crate::throwaway::{Database, own_database};
use server::store::Postgres;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::timeout;

/// As many in every run; `FAMILIEDIALOG_POSTGRES_KILLS` asks for more of both (`make torture`: 1,000).
const KILLS: usize = 100;
/// So often it is brought an update.
const UPDATES: usize = 20;
/// More than enough for PostgreSQL to read its settings.
const SOON: Duration = Duration::from_secs(30);
const SEED: u64 = 20_261_122;

fn kills() -> usize {
    let asked = std::env::var("FAMILIEDIALOG_POSTGRES_KILLS").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(0).max(KILLS)
}

/// A database that waits for the disk, the folder of the keys, and a site.
struct Place {
    database: Database,
    data: TempDir,
    site: TempDir,
}

impl Place {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        Self { database: own_database().await, data, site: site() }
    }

    fn start(&self) -> Process {
        let url = self.database.url.as_str();
        Process::start(self.data.path(), self.site.path(), &[("DATABASE_URL", url)])
    }

    async fn holds(&self, kills: usize, struck: impl Fn(Process) -> Process) -> Report {
        let first = self.start();
        let circle = Circle::found(&first).await;
        let kept = Kept { data: self.data.path(), postgres: Some(&self.database.url) };
        let report = circle.written_under(first, (kills, SEED), kept, struck).await;
        println!("seed {SEED}: {report:?}");
        let Report { answered, lost, doubled, elsewhere, sent_again, .. } = report;
        assert_eq!((lost, doubled, elsewhere), (0, 0, 0), "{report:?}");
        assert!(report.kills == kills && answered > kills, "{report:?}");
        assert!(
            sent_again > kills / 2,
            "a kill that meets nothing on its way proves nothing: {report:?}"
        );
        let checked = said(&["check"], self.data.path(), &self.database.url);
        assert!(checked.1.ends_with("0 faults") && checked.0, "{}", checked.1);
        report
    }
}

/// Whether a command ended well, and what it said.
pub fn said(arguments: &[&str], data: &Path, url: &str) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familiedialog"));
    let command = command.args(arguments).arg("--data").arg(data).env("DATABASE_URL", url);
    let done = command.output().unwrap();
    (done.status.success(), printed(done))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_once_however_often_the_server_over_postgres_is_killed() {
    let place = Place::new().await;
    let struck = |process: Process| {
        process.kill();
        place.start()
    };
    place.holds(kills(), struck).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_once_however_often_postgres_is_killed() {
    let place = Place::new().await;
    // The server lives on and comes back by itself.
    let struck = |process: Process| {
        place.database.postgres.kill();
        place.database.postgres.start_again();
        process
    };
    place.holds(kills(), struck).await;
}

// [S7] [S8] [S28]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_over_postgres_that_is_asked_to_end_answers_what_it_took_and_says_goodbye() {
    let place = Place::new().await;
    let asked = |process: Process| {
        assert!(process.ask_to_end(), "it ends by itself, and well");
        place.start()
    };
    let report = place.holds(UPDATES, asked).await;
    assert_eq!((report.unanswered, report.silent), (0, 0), "{report:?}");
}

/// The server of a house begins on none that answers before it is on disk; nor does anything else.
#[tokio::test]
async fn a_postgres_that_would_lose_what_was_answered_is_refused() {
    let place = Place::new().await;
    // Whoever connects after it has read its settings has them; that may be a moment later.
    let set = async |sql: &str| {
        let mut by_hand = PgConnection::connect(&place.database.url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("alter system {sql}")))
            .execute(&mut by_hand)
            .await
            .unwrap();
        sqlx::raw_sql("select pg_reload_conf()").execute(&mut by_hand).await.unwrap();
        by_hand.close().await.unwrap();
    };
    let refused = async || Postgres::open(&place.database.url).await.err().map(|it| it.to_string());
    assert_eq!(refused().await, None, "as it comes");
    for name in ["fsync", "full_page_writes"] {
        set(&format!("set {name} = off")).await;
        let said = until(async || refused().await.ok_or(())).await;
        assert!(said.contains(&format!("({name} = off)")), "{said}");
        let said = not_begun(place.data.path(), &place);
        assert!(said.contains("postgresql.conf"), "{said}");
        set(&format!("reset {name}")).await;
        until(async || refused().await.map_or(Ok(()), Err)).await;
    }
}

/// It comes soon, or never.
async fn until<T, E>(is: impl AsyncFn() -> Result<T, E>) -> T {
    let comes = async {
        loop {
            match is().await {
                Ok(it) => break it,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    };
    timeout(SOON, comes).await.expect("it comes soon")
}

#[tokio::test]
async fn a_command_says_when_the_address_is_no_postgres() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["check"] as &[&str], &["backup", "copies"]] {
        let (well, said) = said(arguments, folder.path(), "mysql://somewhere");
        assert!(!well && said.contains("does not begin with postgres://"), "{said}");
    }
}

/// Its own master key and no family's: it could read nothing, and what it wrote nobody else could.
#[tokio::test]
async fn a_process_with_other_keys_than_the_others_does_not_begin() {
    let place = Place::new().await;
    let first = place.start();
    Circle::found(&first).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let said = not_begun(elsewhere.path(), &place);
    assert!(said.contains("other keys"), "{said}");
}

/// What a server says that does not begin.
fn not_begun(data: &Path, place: &Place) -> String {
    let mut command = Command::new("timeout");
    let command = command
        .args(["20", env!("CARGO_BIN_EXE_familiedialog"), "serve", "--addr", "127.0.0.1:0"])
        .arg("--data")
        .arg(data)
        .arg("--site")
        .arg(place.site.path());
    let done = command.env("DATABASE_URL", &place.database.url).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    String::from_utf8_lossy(&done.stderr).into_owned()
}
