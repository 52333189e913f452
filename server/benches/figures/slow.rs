//! Five hundred sockets that are slow or mean no good, and what those in other rooms notice of them.

use crate::Done;
use crate::live::{Tally, enter, load};
use crate::people::{Circle, PEOPLE, circles};
use crate::report::{Report, median, percentile};
use crate::running::{Running, scratch};
use crate::socket::Socket;
use domain::protocol::{FromClient, Passing};
use domain::{DreamId, dreams};
use server::clock::new_id;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{interval, sleep};

/// Where work goes on, and where the five hundred are: four in each.
const GOOD: usize = 100;
const BAD: usize = 125;
/// The slowest hundredth lies far apart from one round to the next: with fewer rounds the two medians differ by chance alone.
const ROUNDS: usize = 15;
const TIME: Duration = Duration::from_secs(5);
/// Until the five hundred are in. From then on they come and go as they are sent away.
const COMING_IN: Duration = Duration::from_secs(2);
const PACE: u32 = 2;

pub async fn measure(report: &mut Report) -> Done {
    let data = scratch()?;
    let server = Running::start("serve", data.path())?;
    let all: Vec<_> = circles(&server.base, u16::try_from(GOOD + BAD)?).await?;
    let (good, bad) = all.split_at(GOOD);
    let bad: Vec<_> = bad.iter().map(|it| Arc::new(it.clone())).collect();
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    // What a new process does for the first time is in neither.
    round(good, TIME / 2).await?;
    for _ in 0..ROUNDS {
        alone.push(p99(round(good, TIME).await?));
        let pests = pester(&bad);
        sleep(COMING_IN).await;
        beside.push(p99(round(good, TIME).await?));
        pests.iter().for_each(JoinHandle::abort);
        // Until the server has noticed that they are gone.
        sleep(Duration::from_secs(1)).await;
    }
    let (alone, beside) = (median(&mut alone), median(&mut beside));
    let name = format!("{GOOD} rooms × {PEOPLE} clients × {PACE}/s: seen by the others, p99");
    let conditions = format!("median of {ROUNDS} rounds of {} s, in turn", TIME.as_secs());
    report.say(&format!("{name}, alone"), alone, "ms", &conditions);
    let conditions = format!(
        "{} that never read, {} that stop in the middle of a message, {} that send 30 messages a second, in other rooms",
        BAD * 2,
        BAD,
        BAD
    );
    report.say(&format!("{name}, beside 500 slow or hostile sockets"), beside, "ms", &conditions);
    report.say("the one to the other", beside / alone, "", "goal: at most 1.1");
    Ok(())
}

async fn round(good: &[Circle], time: Duration) -> Done<Tally> {
    load(enter(good).await?, PACE, time).await
}

fn p99(mut tally: Tally) -> f64 {
    percentile(&mut tally.seen, 99)
}

/// Each comes back when it is sent away.
fn pester(bad: &[Arc<Circle>]) -> Vec<JoinHandle<()>> {
    let everybody = bad.iter().flat_map(|circle| (0..PEOPLE).map(move |n| (circle.clone(), n)));
    let pest = |(circle, member): (Arc<Circle>, usize)| {
        tokio::spawn(async move {
            loop {
                if let Ok(socket) = Socket::enter(&circle, member).await {
                    match member {
                        0 | 1 => never_reads(socket).await,
                        2 => stops_in_the_middle(socket).await,
                        _ => floods(socket).await,
                    }
                }
                sleep(Duration::from_millis(500)).await;
            }
        })
    };
    everybody.map(pest).collect()
}

async fn never_reads(socket: Socket) {
    sleep(Duration::from_mins(1)).await;
    drop(socket);
}

async fn stops_in_the_middle(mut socket: Socket) {
    // A text frame of a thousand bytes, masked, of which two come.
    let _ = socket.raw(&[0x81, 0xFE, 0x03, 0xE8, 1, 2, 3, 4, b'{', b'"']).await;
    sleep(Duration::from_mins(1)).await;
}

async fn floods(mut socket: Socket) {
    let mut turns = interval(Duration::from_secs(1) / 30);
    loop {
        turns.tick().await;
        let place = dreams::Place { zone: dreams::Zone::ALL[0], x: 1, y: 1 };
        let passing = Passing::Dragging { dream: DreamId(new_id()), place };
        if socket.say(&FromClient::Passing { passing }).await.is_err() {
            return;
        }
    }
}
