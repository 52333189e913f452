//! Nothing that was answered is lost by a killed server, and nothing is done twice; one that is asked to end answers what it took.

use crate::given::site;
use crate::killing::{Circle, Kept, Process, Report};
use tempfile::TempDir;

/// As many in every run; `FAMILIEDIALOG_KILLS` asks for more (`make torture`: 1,000).
const KILLS: usize = 100;
/// So often it is brought an update.
const UPDATES: usize = 20;
const SEED: u64 = 20_261_122;

/// A data folder on the disk that holds `target`: elsewhere may be memory.
fn data() -> TempDir {
    std::fs::create_dir_all(env!("CARGO_TARGET_TMPDIR")).unwrap();
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Strikes so often while everybody writes. Afterwards everything is whole.
async fn written_under(strikes: usize, strike: impl Fn(Process)) -> Report {
    let (data, site) = (data(), site());
    let start = || Process::start(data.path(), site.path(), &[]);
    let first = start();
    let circle = Circle::found(&first).await;
    let kept = Kept { data: data.path(), postgres: None };
    let struck = |process: Process| {
        strike(process);
        start()
    };
    let report = circle.written_under(first, (strikes, SEED), kept, struck).await;
    println!("seed {SEED}: {report:?}");
    assert_eq!(report.kills, strikes);
    let Report { answered, lost, doubled, elsewhere, .. } = report;
    assert_eq!((lost, doubled, elsewhere), (0, 0, 0), "{report:?}");
    assert!(answered > strikes && report.sent_again > strikes / 2, "{report:?}");
    let checked = server::check(data.path()).await.unwrap();
    assert!(checked.is_whole(), "{checked}");
    report
}

// [S7] [S8]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_once_however_often_the_server_is_killed() {
    let asked = std::env::var("FAMILIEDIALOG_KILLS").ok().and_then(|it| it.parse().ok());
    written_under(asked.unwrap_or(0).max(KILLS), Process::kill).await;
}

// [S7] [S8] [S28]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_asked_to_end_answers_what_it_took_and_says_goodbye() {
    let asked = |process: Process| assert!(process.ask_to_end(), "it ends by itself, and well");
    let report = written_under(UPDATES, asked).await;
    assert_eq!((report.unanswered, report.silent), (0, 0), "{report:?}");
}
