//! Nothing that was answered is lost by a killed server, and nothing is done twice.

use crate::given::site;
use crate::killing::{Circle, Kept, Process, Report};

/// As many in every run; `FAMILIEDIALOG_KILLS` asks for more (`make torture`: 1,000).
const KILLS: usize = 100;
const SEED: u64 = 20_261_122;

// [S7] [S8]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_once_however_often_the_server_is_killed() {
    let asked = std::env::var("FAMILIEDIALOG_KILLS").ok().and_then(|it| it.parse().ok());
    let kills = asked.unwrap_or(0).max(KILLS);
    // On the disk that holds `target`: elsewhere may be memory.
    std::fs::create_dir_all(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let site = site();
    let start = || Process::start(data.path(), site.path(), &[]);
    let first = start();
    let circle = Circle::found(&first).await;
    let kept = Kept { data: data.path(), postgres: None };
    let struck = |process: Process| {
        process.kill();
        start()
    };
    let report = circle.written_under(first, (kills, SEED), kept, struck).await;
    println!("seed {SEED}: {report:?}");
    assert_eq!(report.kills, kills);
    let Report { answered, lost, doubled, elsewhere, .. } = report;
    assert_eq!((lost, doubled, elsewhere), (0, 0, 0), "{report:?}");
    assert!(answered > kills && report.sent_again > kills / 2, "{report:?}");
    let checked = server::check(data.path()).await.unwrap();
    assert!(checked.is_whole(), "{checked}");
}
