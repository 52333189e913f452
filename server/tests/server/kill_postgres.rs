//! Nothing that was answered is lost, and nothing is done twice, when a server is killed that keeps everything in PostgreSQL, or when
//! PostgreSQL itself is.

use crate::backup::printed;
use crate::given::site;
use crate::killing::{Circle, Kept, Process, Report};
use crate::throwaway::{Database, own_database};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// As many in every run; `FAMILIEDIALOG_POSTGRES_KILLS` asks for more of both (`make torture`: 1,000).
const KILLS: usize = 100;
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

    async fn holds(&self, kills: usize, struck: impl Fn(Process) -> Process) {
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
    let mut command = Command::new("timeout");
    let command = command
        .args(["20", env!("CARGO_BIN_EXE_familiedialog"), "serve", "--addr", "127.0.0.1:0"])
        .arg("--data")
        .arg(elsewhere.path())
        .arg("--site")
        .arg(place.site.path());
    let done = command.env("DATABASE_URL", &place.database.url).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code() == Some(1) && said.contains("other keys"), "{said}");
}
