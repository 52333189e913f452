//! How many pages one core renders. Everything is done for each: session, seat, view, HTML, compression.

use crate::Done;
use crate::people::Visitor;
use crate::report::{Report, median, percentile};
use crate::running::Running;
use futures_util::future::try_join_all;
use std::time::Duration;
use tokio::time::Instant;

const ROUNDS: usize = 3;
const CONNECTIONS: usize = 16;

pub async fn measure(report: &mut Report, server: &Running, visitor: &Visitor) -> Done {
    let ways = [("br", 10, "as browsers ask: brotli"), ("identity", 4, "not compressed")];
    let mut rates = [Vec::new(), Vec::new()];
    round(visitor, "br", CONNECTIONS, Duration::from_secs(1)).await?;
    // In turns, so that both meet the same machine.
    for _ in 0..ROUNDS {
        for ((encoding, seconds, _), rates) in ways.iter().zip(&mut rates) {
            let took = round(visitor, encoding, CONNECTIONS, Duration::from_secs(*seconds)).await?;
            rates.push(took.len() as f64 / *seconds as f64);
        }
    }
    for ((_, seconds, how), rates) in ways.iter().zip(&mut rates) {
        let conditions = format!(
            "{how}; one core, {CONNECTIONS} keep-alive connections, {ROUNDS} × {seconds} s, median"
        );
        report.say("plan page", median(rates), "requests/s", &conditions);
    }
    let mut alone = round(visitor, "br", 1, Duration::from_secs(3)).await?;
    for percent in [50, 95] {
        let figure = format!("plan page for one reader at a time, p{percent}");
        report.say(
            &figure,
            percentile(&mut alone, percent),
            "ms",
            "one keep-alive connection, brotli, 3 s",
        );
    }
    report.say(
        "resident memory after these pages",
        server.resident()? / 1e6,
        "MB",
        "five demo families open",
    );
    Ok(())
}

/// Milliseconds of every page that came within the time.
async fn round(
    visitor: &Visitor,
    encoding: &str,
    connections: usize,
    time: Duration,
) -> Done<Vec<f64>> {
    let until = Instant::now() + time;
    let reader = |_| async move {
        let mut took = Vec::new();
        while Instant::now() < until {
            let begun = Instant::now();
            visitor.get("/plan", encoding).await?;
            took.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        Done::Ok(took)
    };
    Ok(try_join_all((0..connections).map(reader)).await?.concat())
}
