//! Whoever runs the server ends sessions, beside it, by a command.

use crate::accounts::{NAME, PASSWORD, keeps};
use crate::backup::serving;
use crate::given::{Person, family};
use crate::socket::Socket;
use domain::people::Role;
use domain::protocol::Bye;
use reqwest::StatusCode;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The command is a process that begins and ends; what it did is seen within a second of that.
const SEEN: Duration = Duration::from_secs(1);

/// The command, with this typed. How it ended, and what it said.
async fn ends(data: &Path, more: &'static [&str], typed: &'static str) -> (Option<i32>, String) {
    let data = data.to_owned();
    let run = move || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_familiedialog"));
        let command = command.args(["sessions", "end", "--data"]).arg(data).args(more);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = command.spawn().unwrap();
        running.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        let done = running.wait_with_output().unwrap();
        (done.status.code(), String::from_utf8([done.stdout, done.stderr].concat()).unwrap())
    };
    spawn_blocking(run).await.unwrap()
}

async fn status(person: &Person) -> StatusCode {
    person.client.get("/api/v1/families").await.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_runs_the_server_ends_the_sessions_of_one_account_or_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let server = serving(folder.path()).await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    keeps(&amina.client, NAME, PASSWORD, &[]).await;
    let (mut hers, mut other) = (Socket::enter(&amina, 0).await, Socket::enter(&mette, 0).await);
    let (code, said) = ends(folder.path(), &[], "nobody@example.org\n").await;
    assert!(code == Some(1) && said.contains("nobody signs in by that"), "{said}");
    assert_eq!(status(&amina).await, StatusCode::OK);
    // As they type it themselves.
    let (code, said) = ends(folder.path(), &[], "  Amina@Example.org\n").await;
    assert_eq!((code, &*said), (Some(0), "1 sessions ended\n"));
    assert_eq!(timeout(SEEN, hers.bye()).await.expect("her page closes"), Bye::SignedOut);
    assert_eq!(status(&amina).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&mette).await, StatusCode::OK, "nobody else is out");
    let (code, said) = ends(folder.path(), &["--all"], "").await;
    assert_eq!((code, &*said), (Some(0), "nobody is signed in any more\n"));
    assert_eq!(timeout(SEEN, other.bye()).await.expect("every page closes"), Bye::SignedOut);
    assert_eq!(status(&mette).await, StatusCode::UNAUTHORIZED);
    let again = [("name", NAME), ("password", PASSWORD)];
    let in_again = server.stranger().form("/sign-in", &again).await;
    assert_eq!(in_again.status(), StatusCode::SEE_OTHER, "her way in is as it was");
}
