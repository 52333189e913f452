//! Three times as much as can be done: what is taken in is answered soon, the rest is told to come again, and memory stays.

use crate::Done;
use crate::people::{Circle, circles, sent};
use crate::report::Report;
use crate::running::{Running, scratch};
use crate::wire::{Answer, Wire};
use domain::ruler::{Command as Ruler, Level, Seen, Setting};
use domain::{Command, PlacementId};
use futures_util::future::join_all;
use futures_util::{StreamExt, TryStreamExt, stream};
use server::clock::{Clock, new_id};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

const FAMILIES: u16 = 100;
/// Connections that send one after the other as quickly as they are answered: what can be done.
const HAND_OVER_HAND: usize = 64;
/// Connections that send at an even pace: so many that each has its answer before its next turn.
const SENDERS: u32 = 6_400;
const TIMES_TOO_MUCH: f64 = 3.0;
const TIME: Duration = Duration::from_secs(8);

#[derive(Default)]
struct Tally {
    /// Milliseconds of what was carried out.
    done: Vec<f64>,
    come_again: u64,
    other: u64,
}

pub async fn measure(report: &mut Report) -> Done {
    let data = scratch()?;
    let server = Running::start("serve", data.path())?;
    let circles: Vec<_> =
        circles(&server.base, FAMILIES).await?.into_iter().map(Arc::new).collect();
    let whose = |n: usize| (circles[n % circles.len()].clone(), n / circles.len() % 4);

    let end = Instant::now() + TIME / 2;
    let busy = (0..HAND_OVER_HAND).map(|n| {
        let (circle, member) = whose(n);
        tokio::spawn(async move {
            let (mut wire, mut tally) = (Wire::of(&circle, member).await?, Tally::default());
            while Instant::now() < end {
                place(&mut wire, &circle, &mut tally).await;
            }
            Ok(tally)
        })
    });
    let able = together(busy).await?.done.len() as f64 / (TIME / 2).as_secs_f64();
    let conditions = format!("HTTP, {HAND_OVER_HAND} connections hand over hand");
    report.say("overload: what can be done", able, "commands/s", &conditions);

    let wires = stream::iter(0..SENDERS).map(|n| {
        let (circle, member) = whose(n as usize);
        async move { Done::Ok((Wire::of(&circle, member).await?, circle)) }
    });
    let wires: Vec<(Wire, Arc<Circle>)> = wires.buffered(64).try_collect().await?;
    let (begin, period) =
        (Instant::now(), Duration::from_secs_f64(f64::from(SENDERS) / (able * TIMES_TOO_MUCH)));
    let senders = wires.into_iter().zip(0..SENDERS).map(|((mut wire, circle), n)| {
        let first = begin + period.mul_f64(f64::from(n) / f64::from(SENDERS));
        tokio::spawn(async move {
            let (mut turns, mut tally) = (interval_at(first, period), Tally::default());
            turns.set_missed_tick_behavior(MissedTickBehavior::Skip);
            while begin.elapsed() < TIME {
                turns.tick().await;
                place(&mut wire, &circle, &mut tally).await;
            }
            Ok(tally)
        })
    });
    let mut all = together(senders).await?;
    let (seconds, done) = (TIME.as_secs_f64(), all.done.len() as f64);
    let offered = (done + (all.come_again + all.other) as f64) / seconds;
    let conditions = format!(
        "{offered:.0} a second came, {:.1} times what can be done; {} were told to come again (503, Retry-After), {} met with anything else",
        offered / able,
        all.come_again,
        all.other
    );
    report.say("overload: carried out", done / seconds, "commands/s", &conditions);
    report.spread("overload: what was taken in", &mut all.done, "ms", "goal for p99: 500 ms");
    let memory = server.most_resident()? / 1e6;
    report.say(
        "overload: most memory",
        memory,
        "MB",
        "the most that was resident at any time; goal: under 512 MB",
    );
    Ok(())
}

async fn together(all: impl Iterator<Item = tokio::task::JoinHandle<Done<Tally>>>) -> Done<Tally> {
    let mut sum = Tally::default();
    for one in join_all(all).await {
        let one = one??;
        sum.done.extend(one.done);
        sum.come_again += one.come_again;
        sum.other += one.other;
    }
    Ok(sum)
}

async fn place(wire: &mut Wire, circle: &Circle, tally: &mut Tally) {
    let place = Ruler::Place {
        id: PlacementId(new_id()),
        child: circle.child,
        setting: Setting::School,
        level: Level::ALL[2],
        on: Clock::system().now().date_naive(),
        because: String::new(),
        works: String::new(),
        one_up: String::new(),
        seen: Seen::Circle,
    };
    let begun = Instant::now();
    match wire.post(&sent(Command::Ruler(place))).await {
        Ok(Answer { status: 200, .. }) => {
            tally.done.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(Answer { status: 503, again: true }) => tally.come_again += 1,
        _ => tally.other += 1,
    }
}
