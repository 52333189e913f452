//! A client's live connection: what it does goes into the room, what others do comes out.

mod pace;
mod talk;
mod telling;

use crate::auth::seat::Seat;
use crate::error::HttpError;
use crate::http::address::own_origin;
use crate::parts::Parts;
use crate::security::{self, Kind};
use crate::serve::Inside;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::protocol::{Bye, FromClient, FromServer, MOST_BYTES, PROTOCOL_VERSION};
use domain::{CommandId, MemberId};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use std::time::Duration;
use telling::Telling;
use tokio::time::timeout;

/// Two buffers of this size for each connection, also where nothing is said. What is larger takes several turns; most is smaller.
const BUFFER: usize = 2048;
/// Whoever has as many sockets as they may comes back then.
const FULL: Duration = Duration::from_secs(30);
/// A client says hello at once.
const HELLO: Duration = Duration::from_secs(10);
/// A message that is not taken for so long never will be.
const WRITING: Duration = Duration::from_secs(10);
/// So long a client that was told why it ends may take to end it too.
const PARTING: Duration = Duration::from_secs(1);

type Out = SplitSink<WebSocket, Message>;
type In = SplitStream<WebSocket>;

/// Whose socket is asked for. A page may outlive the session in which it was made, and what waits on it is in its own name.
#[derive(Deserialize)]
pub struct Whose {
    #[serde(rename = "as")]
    member: Option<MemberId>,
}

/// Upgrades the connection of somebody with a seat. Pages of other sites may not: a cookie would come along with them.
pub async fn live(
    State(parts): State<Parts>,
    seat: Seat,
    headers: HeaderMap,
    uri: Uri,
    whose: Result<Query<Whose>, QueryRejection>,
    inside: Option<Extension<Inside>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, HttpError> {
    let Query(Whose { member }) = whose.map_err(|_| HttpError::Shape { place: None })?;
    if member.is_some_and(|member| member != seat.member) {
        return Err(HttpError::NotFound);
    }
    let upgrade = upgrade.map_err(|_| HttpError::Malformed { place: None })?;
    if !own_origin(&headers, &uri, parts.reach) {
        return Err(HttpError::ForeignSite);
    }
    // Held to the last word: a server that goes down waits for it.
    let closing = parts.closing.subscribe();
    let place = parts.sockets.take(seat.person.account, seat.person.token_hash);
    let place = place.ok_or_else(|| {
        security::note(Kind::Limited, "sockets");
        HttpError::TooMany { seconds: FULL.as_secs() }
    })?;
    let upgrade = upgrade
        .max_message_size(MOST_BYTES)
        .max_frame_size(MOST_BYTES)
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER);
    Ok(upgrade.on_upgrade(async move |socket| {
        run(parts, seat, socket).await;
        drop((place, closing, inside));
    }))
}

/// The life of a connection. However it ends, the client is told why, if it still listens.
async fn run(parts: Parts, seat: Seat, socket: WebSocket) {
    metrics::gauge!("familiedialog_sockets").increment(1);
    let (mut out, mut client) = socket.split();
    if let Err(Ended::Bye(why)) = greet(&parts, seat, &mut out, &mut client).await {
        let bye = async {
            let _ = write(&mut out, &FromServer::Bye { why }).await;
            let _ = out.close().await;
        };
        if timeout(WRITING, bye).await.is_ok() {
            let _ = timeout(PARTING, until_gone(&mut client)).await;
        }
    }
    metrics::gauge!("familiedialog_sockets").decrement(1);
}

/// Lets go what the client says until it has closed too. Where a connection ends with words in it that nobody has read, the system cuts it
/// off, and the last word, if it is still on its way, never arrives.
async fn until_gone(client: &mut In) {
    while let Some(Ok(_)) = client.next().await {}
}

/// Why a connection ends.
enum Ended {
    /// The client is told.
    Bye(Bye),
    /// Nobody is there to be told.
    Gone,
}

async fn greet(parts: &Parts, seat: Seat, out: &mut Out, client: &mut In) -> Result<(), Ended> {
    let mut closing = parts.closing.subscribe();
    let first = tokio::select! {
        first = next(client) => first?,
        () = parts.clock.after(HELLO) => return Err(Ended::Bye(Bye::Malformed)),
        () = talk::going_down(&mut closing) => return Err(Ended::Bye(Bye::Restart)),
    };
    let Heard::Message(FromClient::Hello { version, seq }) = first else {
        return Err(Ended::Bye(Bye::Malformed));
    };
    if version != PROTOCOL_VERSION {
        return Err(Ended::Bye(Bye::Version));
    }
    let seated = parts.rooms.enter(seat.family, seat.member, seq).await;
    let seated = seated.map_err(|error| restart(&error.into()))?;
    let seated = seated.ok_or(Ended::Bye(Bye::SignedOut))?;
    let connection = seated.connection;
    let ended = match Telling::begin(parts, seat).await {
        Ok(telling) => talk::talk(telling, seated, out, client).await,
        Err(ended) => Err(ended),
    };
    parts.rooms.leave(seat.family, connection).await;
    ended
}

/// Our fault. The client comes back.
fn restart(error: &HttpError) -> Ended {
    error.note();
    Ended::Bye(Bye::Restart)
}

/// The next message of the protocol. Pings and pongs are the library's.
async fn next(client: &mut In) -> Result<Heard, Ended> {
    loop {
        match client.next().await {
            Some(Ok(message)) => {
                if let Some(message) = read(message)? {
                    return Ok(message);
                }
            }
            // Too large, or not a WebSocket any more.
            Some(Err(_)) => return Err(Ended::Bye(Bye::Malformed)),
            None => return Err(Ended::Gone),
        }
    }
}

/// What a client said.
enum Heard {
    Message(FromClient),
    /// A command of a newer page.
    NotUnderstood(CommandId),
}

fn heard(text: &str) -> Option<Heard> {
    #[derive(Deserialize)]
    struct Newer {
        r#do: Do,
    }
    #[derive(Deserialize)]
    struct Do {
        sent: Sent,
    }
    #[derive(Deserialize)]
    struct Sent {
        id: CommandId,
    }
    let newer =
        |_| serde_json::from_str::<Newer>(text).map(|it| Heard::NotUnderstood(it.r#do.sent.id));
    serde_json::from_str(text).map(Heard::Message).or_else(newer).ok()
}

/// None for what carries no message.
fn read(message: Message) -> Result<Option<Heard>, Ended> {
    match message {
        Message::Text(text) => heard(&text).map(Some).ok_or(Ended::Bye(Bye::Malformed)),
        Message::Binary(_) => Err(Ended::Bye(Bye::Malformed)),
        Message::Ping(_) | Message::Pong(_) => Ok(None),
        Message::Close(_) => Err(Ended::Gone),
    }
}

async fn write(out: &mut Out, message: &FromServer) -> Result<(), Ended> {
    put(out, message).await?;
    flush(out).await
}

/// Lays it with what goes out at the next [`flush`].
async fn put(out: &mut Out, message: &FromServer) -> Result<(), Ended> {
    let text = serde_json::to_string(message).expect("a message is plain data");
    in_time(out.feed(Message::Text(text.into()))).await
}

async fn flush(out: &mut Out) -> Result<(), Ended> {
    in_time(out.flush()).await
}

async fn in_time<E>(writing: impl Future<Output = Result<(), E>>) -> Result<(), Ended> {
    match timeout(WRITING, writing).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(Ended::Gone),
        Err(_) => Err(Ended::Bye(Bye::TooSlow)),
    }
}
