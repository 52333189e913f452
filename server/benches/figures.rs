//! `make bench`: what the first load weighs, how the pages score, and what one core carries.
//!
//! Every figure is a line of JSON as soon as it is known, and a row of the table at the end. `docs/performance.md` explains them.
//! Names of groups as arguments measure those only: `make bench ONLY="pages live"`.

#[path = "figures/disk.rs"]
mod disk;
#[path = "figures/first_load.rs"]
mod first_load;
#[path = "figures/idle.rs"]
mod idle;
#[path = "figures/lighthouse.rs"]
mod lighthouse;
#[path = "figures/live.rs"]
mod live;
#[path = "figures/opening.rs"]
mod opening;
#[path = "figures/overload.rs"]
mod overload;
#[path = "figures/pages.rs"]
mod pages;
#[path = "figures/people.rs"]
mod people;
#[path = "figures/relay.rs"]
mod relay;
#[path = "figures/report.rs"]
mod report;
#[path = "figures/restart.rs"]
mod restart;
#[path = "figures/running.rs"]
mod running;
#[path = "figures/slow.rs"]
mod slow;
#[path = "figures/socket.rs"]
mod socket;
#[path = "figures/sockets.rs"]
mod sockets;
#[path = "figures/start.rs"]
mod start;
#[path = "figures/wire.rs"]
mod wire;

use people::Visitor;
use report::Report;
use running::{Running, machine, scratch, take_core};
use std::error::Error;

type Done<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// What is measured, in this order. The first three may use every core; then the load comes from core 1.
const GROUPS: [&str; 11] = [
    "start",
    "first-load",
    "lighthouse",
    "opening",
    "idle",
    "pages",
    "sockets",
    "restart",
    "live",
    "overload",
    "slow",
];

fn main() -> Done {
    if std::env::args().any(|it| it == relay::AS_RELAY) {
        return tokio::runtime::Runtime::new()?.block_on(relay::run());
    }
    let only: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    if let Some(unknown) = only.iter().find(|it| !GROUPS.contains(&it.as_str())) {
        return Err(format!("no figures are called {unknown}; there are {GROUPS:?}").into());
    }
    let wanted = |group: &str| only.is_empty() || only.iter().any(|it| it == group);
    let mut report = Report::begin(&machine());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if wanted("start") {
        runtime.block_on(start::measure(&mut report))?;
    }
    if ["first-load", "lighthouse", "pages"].into_iter().any(wanted) {
        runtime.block_on(with_families_to_look_at(&mut report, wanted))?;
    }
    take_core();
    if wanted("opening") {
        runtime.block_on(opening::measure(&mut report))?;
    }
    if wanted("idle") {
        runtime.block_on(idle::measure(&mut report))?;
    }
    if wanted("sockets") {
        runtime.block_on(sockets::measure(&mut report))?;
    }
    if wanted("restart") {
        runtime.block_on(restart::measure(&mut report))?;
    }
    if wanted("live") {
        runtime.block_on(relay::measure(&mut report))?;
        runtime.block_on(live::measure(&mut report))?;
    }
    if wanted("overload") {
        runtime.block_on(overload::measure(&mut report))?;
    }
    if wanted("slow") {
        runtime.block_on(slow::measure(&mut report))?;
    }
    report.end(&machine());
    Ok(())
}

async fn with_families_to_look_at(report: &mut Report, wanted: impl Fn(&str) -> bool) -> Done {
    let data = scratch()?;
    let server = Running::start("run", data.path())?;
    let all = Visitor::all(&server).await?;
    let visitor = all.first().ok_or("somebody")?;
    if wanted("first-load") {
        first_load::measure(report, &server, visitor).await?;
    }
    if wanted("lighthouse") {
        lighthouse::measure(report, &server, visitor);
    }
    if wanted("pages") {
        take_core();
        pages::measure(report, &server, &all).await?;
    }
    Ok(())
}
