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

// Seconds are few because what one session may ask for has a limit.

/// One way of asking for the plan page, and what every round of it gave.
struct Way {
    name: &'static str,
    encoding: &'static str,
    seconds: u64,
    rates: Vec<f64>,
    /// Milliseconds of processor time a page.
    costs: Vec<f64>,
}

pub async fn measure(report: &mut Report, server: &Running, all: &[Visitor]) -> Done {
    let way =
        |name, encoding, seconds| Way { name, encoding, seconds, rates: vec![], costs: vec![] };
    let mut ways = [way("brotli, as browsers ask", "br", 2), way("not compressed", "identity", 1)];
    let readers: Vec<_> = all.iter().cycle().take(CONNECTIONS).collect();
    round(&readers, "br", 1).await?;
    // In turns, so that both meet the same machine.
    for _ in 0..ROUNDS {
        for way in &mut ways {
            let worked = server.worked()?;
            let pages = round(&readers, way.encoding, way.seconds).await?.len() as f64;
            way.rates.push(pages / way.seconds as f64);
            way.costs.push((server.worked()? - worked) * 1000.0 / pages);
        }
    }
    for mut way in ways {
        let conditions = format!(
            "one core, {CONNECTIONS} keep-alive connections of {} people, {ROUNDS} × {} s, median",
            all.len(),
            way.seconds
        );
        let figure = format!("plan page, {}", way.name);
        report.say(&figure, median(&mut way.rates), "requests/s", &conditions);
        let figure = format!("{figure}: processor time");
        report.say(&figure, median(&mut way.costs), "ms a page", &conditions);
    }
    let mut alone = round(&readers[..1], "br", 1).await?;
    for percent in [50, 95] {
        let figure = format!("plan page for one reader at a time, p{percent}");
        let value = percentile(&mut alone, percent);
        report.say(&figure, value, "ms", "one keep-alive connection, brotli, 1 s");
    }
    let memory = server.resident()? / 1e6;
    report.say("resident memory after these pages", memory, "MB", "five demo families open");
    Ok(())
}

/// Milliseconds of every page that came within the time.
async fn round(visitors: &[&Visitor], encoding: &str, seconds: u64) -> Done<Vec<f64>> {
    let until = Instant::now() + Duration::from_secs(seconds);
    let readers = visitors.iter().map(|visitor| reads(visitor, encoding, until));
    Ok(try_join_all(readers).await?.concat())
}

async fn reads(visitor: &Visitor, encoding: &str, until: Instant) -> Done<Vec<f64>> {
    let mut took = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        visitor.get("/plan", encoding).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(took)
}
