//! The limit: a relay that only passes messages on, made of the same parts as the server, in the same run and under the same load.
//! It decides nothing, seals nothing, writes nothing and asks nobody who they are.

use crate::Done;
use crate::live::{LOADS, TIME};
use crate::report::Report;
use crate::running::can_pin;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::serve::ListenerExt;
use axum::{Router, routing::any};
use futures_util::future::join_all;
use futures_util::{SinkExt, StreamExt};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio::time::{Instant, interval_at, sleep_until};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite;

/// The argument with which this program is the relay.
pub const AS_RELAY: &str = "--relay";
/// About as long as a placement on the wire.
const PADDING: usize = 400;

type Rooms = Arc<Mutex<HashMap<u16, broadcast::Sender<Message>>>>;

/// Until it is ended.
pub async fn run() -> Done {
    let app = Router::new().route("/{room}", any(enter)).with_state(Rooms::default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    Ok(axum::serve(listener, app).await?)
}

async fn enter(
    State(rooms): State<Rooms>,
    Path(room): Path<u16>,
    upgrade: WebSocketUpgrade,
) -> axum::response::Response {
    let mut rooms = rooms.lock().unwrap_or_else(PoisonError::into_inner);
    let room = rooms.entry(room).or_insert_with(|| broadcast::Sender::new(256)).clone();
    upgrade.on_upgrade(move |socket| pass_on(socket, room))
}

async fn pass_on(socket: WebSocket, room: broadcast::Sender<Message>) {
    let (mut heard, (mut out, mut client)) = (room.subscribe(), socket.split());
    loop {
        tokio::select! {
            said = client.next() => match said {
                Some(Ok(said)) => drop(room.send(said)),
                _ => return,
            },
            message = heard.recv() => match message {
                Ok(message) if out.send(message.clone()).await.is_ok() => {}
                _ => return,
            },
        }
    }
}

/// Ends when it is dropped.
struct Relay(Child);

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub async fn measure(report: &mut Report) -> Done {
    let this = std::env::current_exe()?;
    let mut command = if can_pin() { Command::new("taskset") } else { Command::new(&this) };
    if can_pin() {
        command.args(["-c", "0"]).arg(&this);
    }
    let mut relay = Relay(command.arg(AS_RELAY).stdout(Stdio::piped()).spawn()?);
    let mut address = String::new();
    let out = relay.0.stdout.take().ok_or("a relay has an output")?;
    BufReader::new(out).read_line(&mut address)?;
    for (rooms, pace) in LOADS {
        let mut seen = load(address.trim(), rooms, pace).await?;
        let name =
            format!("bare axum relay, {rooms} rooms × 4 clients × {pace}/s: seen by the others");
        let conditions = format!("{} times; keeps nothing, seals nothing", seen.len());
        report.spread(&name, &mut seen, "ms", &conditions);
    }
    Ok(())
}

async fn load(address: &str, rooms: u16, pace: u32) -> Done<Vec<f64>> {
    let mut sockets = Vec::new();
    for room in 0..rooms {
        for _ in 0..4 {
            sockets.push(connect_async(format!("ws://{address}/{room}")).await?.0);
        }
    }
    let (begin, period) = (Instant::now(), Duration::from_secs(1) / pace);
    let clients = f64::from(rooms) * 4.0;
    let all = sockets.into_iter().zip(0_u32..).map(|(mut socket, n)| {
        tokio::spawn(async move {
            let mut turns = interval_at(begin + period.mul_f64(f64::from(n) / clients), period);
            let mut seen = Vec::new();
            loop {
                tokio::select! {
                    _ = turns.tick(), if begin.elapsed() < TIME => {
                        let said = format!("{n}:{}:{:PADDING$}", begin.elapsed().as_micros(), "");
                        if socket.send(tungstenite::Message::text(said)).await.is_err() {
                            return seen;
                        }
                    }
                    message = socket.next() => {
                        let Some(Ok(tungstenite::Message::Text(said))) = message else { return seen };
                        let mut parts = said.split(':');
                        let by: Option<u32> = parts.next().and_then(|it| it.parse().ok());
                        let sent: Option<u64> = parts.next().and_then(|it| it.parse().ok());
                        if let Some(sent) = sent.filter(|_| by != Some(n)) {
                            let took = begin.elapsed().saturating_sub(Duration::from_micros(sent));
                            seen.push(took.as_secs_f64() * 1000.0);
                        }
                    }
                    () = sleep_until(begin + TIME + Duration::from_secs(1)) => return seen,
                }
            }
        })
    });
    let mut seen = Vec::new();
    for one in join_all(all).await {
        seen.extend(one?);
    }
    Ok(seen)
}
