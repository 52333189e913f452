//! What being there costs the server: memory, idle and with five thousand sockets.

use crate::Done;
use crate::people::{Circle, PEOPLE, circles};
use crate::report::Report;
use crate::running::{Running, scratch};
use crate::socket::Socket;
use futures_util::{StreamExt, TryStreamExt, stream};

const FAMILIES: u16 = 250;
/// Sockets a family; its four people have more than one device.
const DEVICES: usize = 20;
const MB: f64 = 1e6;

pub async fn measure(report: &mut Report) -> Done {
    let data = scratch()?;
    let server = Running::start("serve", data.path())?;
    reqwest::get(format!("{}/healthz", server.base)).await?;
    report.say(
        "resident memory, idle",
        server.resident()? / MB,
        "MB",
        "after the first answer, no families",
    );
    let mut circles = circles(&server.base, FAMILIES).await?;
    drop(server);

    // A fresh process: what making the families took must not hide what the sockets take.
    let server = Running::start("serve", data.path())?;
    for circle in &mut circles {
        circle.base.clone_from(&server.base);
    }
    let first = enter(&circles, 0..1).await?;
    let with_rooms = server.resident()?;
    let others = enter(&circles, 1..DEVICES).await?;
    let with_all = server.resident()?;
    let open = first.len() + others.len();
    let conditions = format!("{open} WebSockets following {FAMILIES} families of four");
    report.say("resident memory, with sockets", with_all / MB, "MB", &conditions);
    let conditions =
        format!("growth from {} to {open} sockets; the rooms were open before", first.len());
    report.say(
        "memory per socket",
        (with_all - with_rooms) / others.len() as f64,
        "bytes",
        &conditions,
    );
    Ok(())
}

async fn enter(circles: &[Circle], devices: std::ops::Range<usize>) -> Done<Vec<Socket>> {
    let all =
        devices.flat_map(|device| circles.iter().map(move |circle| (circle, device % PEOPLE)));
    let entering = all.map(|(circle, member)| Socket::enter(circle, member));
    stream::iter(entering).buffered(32).try_collect().await
}
