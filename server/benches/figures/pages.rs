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

/// One way of asking for the plan page, and what every round of it gave.
struct Way {
    name: &'static str,
    encoding: &'static str,
    seconds: u64,
    rates: Vec<f64>,
    /// Milliseconds of processor time a page.
    costs: Vec<f64>,
}

pub async fn measure(report: &mut Report, server: &Running, visitor: &Visitor) -> Done {
    let way =
        |name, encoding, seconds| Way { name, encoding, seconds, rates: vec![], costs: vec![] };
    let mut ways = [way("brotli, as browsers ask", "br", 10), way("not compressed", "identity", 4)];
    round(visitor, "br", CONNECTIONS, 1).await?;
    // In turns, so that both meet the same machine.
    for _ in 0..ROUNDS {
        for way in &mut ways {
            let worked = server.worked()?;
            let pages = round(visitor, way.encoding, CONNECTIONS, way.seconds).await?.len() as f64;
            way.rates.push(pages / way.seconds as f64);
            way.costs.push((server.worked()? - worked) * 1000.0 / pages);
        }
    }
    for mut way in ways {
        let conditions = format!(
            "one core, {CONNECTIONS} keep-alive connections, {ROUNDS} × {} s, median",
            way.seconds
        );
        let figure = format!("plan page, {}", way.name);
        report.say(&figure, median(&mut way.rates), "requests/s", &conditions);
        let figure = format!("{figure}: processor time");
        report.say(&figure, median(&mut way.costs), "ms a page", &conditions);
    }
    let mut alone = round(visitor, "br", 1, 3).await?;
    for percent in [50, 95] {
        let figure = format!("plan page for one reader at a time, p{percent}");
        let value = percentile(&mut alone, percent);
        report.say(&figure, value, "ms", "one keep-alive connection, brotli, 3 s");
    }
    let memory = server.resident()? / 1e6;
    report.say("resident memory after these pages", memory, "MB", "five demo families open");
    Ok(())
}

/// Milliseconds of every page that came within the time.
async fn round(
    visitor: &Visitor,
    encoding: &str,
    connections: usize,
    seconds: u64,
) -> Done<Vec<f64>> {
    let until = Instant::now() + Duration::from_secs(seconds);
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
