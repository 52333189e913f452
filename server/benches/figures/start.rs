//! How long somebody waits who starts it.

use crate::Done;
use crate::report::{Report, median};
use crate::running::{Running, root, scratch};
use std::process::Command;
use tokio::time::Instant;

const ROUNDS: usize = 5;
/// What `make run` does before the server starts.
const PREPARE: &str = "make -s site && cargo build --release -p server";
/// If nothing has changed it takes seconds. If something has, the figure would say nothing.
const MOST_SECONDS: &str = "30";

pub async fn measure(report: &mut Report) -> Done {
    let data = scratch()?;
    let first = first_answer(data.path()).await?;
    let mut again = Vec::new();
    for _ in 0..ROUNDS {
        again.push(first_answer(data.path()).await?);
    }
    report.say(
        "start to first answer, new data folder",
        first,
        "ms",
        "makes the database and the key; once",
    );
    let conditions = format!("process start to the answer of /healthz; median of {ROUNDS}");
    report.say("start to first answer", median(&mut again), "ms", &conditions);
    let shown = scratch()?;
    let begun = Instant::now();
    let server = Running::start("run", shown.path())?;
    server.address()?;
    report.say(
        "start to demo families entered",
        begun.elapsed().as_secs_f64(),
        "s",
        "`run` on a new data folder; once",
    );
    drop(server);
    second_run(report)
}

/// In milliseconds, from starting the process to the whole answer.
async fn first_answer(data: &std::path::Path) -> Done<f64> {
    let begun = Instant::now();
    let server = Running::start("serve", data)?;
    let answer = reqwest::get(format!("{}/healthz", server.base)).await?.error_for_status()?;
    answer.bytes().await?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

fn second_run(report: &mut Report) -> Done {
    let figure = "second `make run` until the server starts";
    let begun = Instant::now();
    let done = Command::new("timeout")
        .args([MOST_SECONDS, "bash", "-c", PREPARE])
        .current_dir(root())
        // What `make bench` tells the commands that it runs itself is not meant for these.
        .env_remove("MAKEFLAGS")
        .output()?;
    if done.status.success() {
        report.say(
            figure,
            begun.elapsed().as_secs_f64(),
            "s",
            "nothing changed since it was built; once",
        );
    } else {
        report.left_out(
            figure,
            &format!(
                "not done in {MOST_SECONDS} s: something changed meanwhile, or does not build"
            ),
        );
    }
    Ok(())
}
