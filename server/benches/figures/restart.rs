//! The server is restarted for an update, and a thousand people come back, each when their browser would.

use crate::Done;
use crate::people::{Circle, PEOPLE, circles};
use crate::report::Report;
use crate::running::{Running, scratch};
use crate::socket::Socket;
use app::sync::Backoff;
use domain::protocol::FromServer;
use futures_util::future::join_all;
use server::clock::new_id;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

const FAMILIES: u16 = 250;
/// So long it is listened afterwards for what should not come: a second copy.
const AFTER: Duration = Duration::from_secs(2);

/// One person who came back.
struct Back {
    at: Instant,
    tries: u32,
    snapshots: u32,
}

pub async fn measure(report: &mut Report) -> Done {
    let data = scratch()?;
    let mut server = Running::start("serve", data.path())?;
    let mut lost = Vec::new();
    for circle in circles(&server.base, FAMILIES).await? {
        let circle = Arc::new(circle);
        for member in 0..PEOPLE {
            let (circle, mut socket) = (circle.clone(), Socket::enter(&circle, member).await?);
            lost.push(tokio::spawn(async move {
                while socket.hear().await.is_some() {}
                back(&circle, member, socket.seq).await
            }));
        }
    }
    let down = Instant::now();
    server.restart(data.path())?;
    let (up, worked) = (Instant::now(), server.worked()?);
    let mut all = Vec::new();
    for one in join_all(lost).await {
        all.push(one?);
    }
    let worked = server.worked()? - worked;
    let seconds = |it: &Back| it.at.saturating_duration_since(up).as_secs_f64();
    let mut after: Vec<f64> = all.iter().map(seconds).collect();
    let (snapshots, tries) = (all.iter().map(|it| it.snapshots), all.iter().map(|it| it.tries));
    let conditions = format!(
        "from when it listens again, {:.2} s after it was asked to go down; goal for p95: 2 s; {:.1} tries each, at most {} copies made anew for one, {worked:.2} s of processor time",
        up.duration_since(down).as_secs_f64(),
        f64::from(tries.sum::<u32>()) / all.len() as f64,
        snapshots.max().unwrap_or(0),
    );
    let name = format!("restart, {} clients: back in step", all.len());
    report.spread(&name, &mut after, "s", &conditions);
    Ok(())
}

/// As `app/src/sync/driver.rs` does it.
async fn back(circle: &Circle, member: usize, seq: u64) -> Back {
    let mut backoff = Backoff::default();
    let mut tries = 0;
    loop {
        sleep(Duration::from_millis(backoff.next(chance()).into())).await;
        tries += 1;
        let Ok((mut socket, first)) = Socket::resume(circle, member, seq).await else { continue };
        let (at, mut snapshots) = (Instant::now(), u32::from(is_copy(&first)));
        while let Ok(Some(message)) = timeout(AFTER, socket.hear()).await {
            snapshots += u32::from(is_copy(&message));
        }
        return Back { at, tries, snapshots };
    }
}

fn is_copy(message: &FromServer) -> bool {
    matches!(message, FromServer::Snapshot { .. })
}

/// From 0 up to, but not, 1.
fn chance() -> f64 {
    let [.., high, low] = new_id().into_bytes();
    f64::from(u16::from_be_bytes([high, low])) / 65_536.0
}
