//! What rooms take that are open, and how much of it is given back once nobody was in them for a while.

use crate::Done;
use crate::opening::used;
use crate::report::Report;
use crate::running::{memory, scratch};
use server::clock::Clock;
use server::live::{Others, Rooms};
use server::store::{Sqlite, Store};
use server::vault::Vault;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::sleep;

const ROOMS: usize = 100;
const EVENTS: u64 = 400;
/// Each so many-th event is a card.
const A_CARD: u64 = 4;
/// What an allocator keeps for whoever asks next.
const A_MOMENT: Duration = Duration::from_secs(3);
/// More than the while after which a room is given back.
const A_WHILE: Duration = Duration::from_mins(11);

pub async fn measure(report: &mut Report) -> Done {
    let folder = scratch()?;
    let disk: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("idle.db")).await?);
    let vault = Arc::new(Vault::passing()?);
    let mut families = Vec::new();
    for _ in 0..ROOMS {
        families.push(used(&disk, &vault, EVENTS, Some(A_CARD)).await?);
    }
    let clock = Clock::standing(Clock::system().now());
    let others = Others::new(vault.clone(), clock.clone());
    let rooms = Rooms::new(disk.clone(), vault.clone(), clock.clone(), others);
    let resident = || memory("self", "VmRSS:");
    // The first room also pays for what all of them share.
    let ((family, me), rest) = families.split_first().ok_or("a family")?;
    rooms.view(*family, *me).await?;
    let before = resident()?;
    for (family, me) in rest {
        rooms.view(*family, *me).await?;
    }
    let open = resident()?;
    // Each of them first has to begin to wait.
    yield_now().await;
    clock.goes_by(A_WHILE);
    while rooms.count() > 0 {
        yield_now().await;
    }
    // What nobody asked for again goes back to the machine as the process goes on working.
    for (family, me) in &families[..2] {
        sleep(A_MOMENT).await;
        rooms.view(*family, *me).await?;
    }
    let after = resident()?;
    let grown = open - before;
    let conditions = format!("{ROOMS} rooms, each with {} cards to see", EVENTS / A_CARD);
    report.say("an open room", grown / 1e3 / rest.len() as f64, "kB", &conditions);
    let conditions = format!("of the {:.0} MB that they took; nobody was in them", grown / 1e6);
    report.say("given back of idle rooms", (open - after) / grown * 100.0, "%", &conditions);
    Ok(())
}
