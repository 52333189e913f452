//! The conversation, once the client has entered the room.

use super::pace::Pace;
use super::telling::Telling;
use super::{Ended, Heard, In, Out, flush, in_time, put, read, write};
use crate::auth::deeds;
use crate::auth::seat::Seat;
use crate::auth::sessions;
use crate::live::here::{Connection, Seated};
use crate::parts::Parts;
use axum::extract::ws::Message;
use domain::Refusal;
use domain::protocol::{Answer, Bye, FromClient, FromServer, Outcome};
use futures_util::{SinkExt, StreamExt};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};

/// How often the client is asked whether it is still there.
const PING: Duration = Duration::from_secs(25);
/// A client that was silent so long has gone, through a tunnel or for good.
const SILENT: Duration = Duration::from_mins(1);
/// Whoever acts uses their session; that is noted at most so often.
const USED: Duration = Duration::from_hours(1);

/// Until one side ends it.
pub(super) async fn talk(
    mut telling: Telling<'_>,
    seated: Seated,
    out: &mut Out,
    client: &mut In,
) -> Result<(), Ended> {
    let Seated { connection, mut messages, mut bye } = seated;
    let Telling { parts, seat, .. } = telling;
    let (mut ended, mut closing) = (parts.ended.subscribe(), parts.closing.subscribe());
    // It may have ended between the upgrade and the first word.
    signed_in(parts, seat).await?;
    let mut ping = pin!(parts.clock.after(PING));
    let mut heard = Instant::now();
    let mut pace = Pace::new(heard);
    let mut used = heard;
    loop {
        let rests = pace.rests(Instant::now());
        tokio::select! {
            biased;
            // First, so that no client talks so much that nobody asks any more whether it may.
            () = &mut ping => {
                ping.set(parts.clock.after(PING));
                if heard.elapsed() > SILENT {
                    return Err(Ended::Gone);
                }
                signed_in(parts, seat).await?;
                telling.stays().await?;
                in_time(out.feed(Message::Ping("still there?".into()))).await?;
                // No page sees a ping.
                write(out, &FromServer::Here {}).await?;
            }
            why = &mut bye => return Err(Ended::Bye(why.unwrap_or(Bye::Restart))),
            () = going_down(&mut closing) => return Err(Ended::Bye(Bye::Restart)),
            session = ended.recv() => match session {
                Ok(session) if session != seat.person.token_hash => {}
                Ok(_) => return Err(Ended::Bye(Bye::SignedOut)),
                Err(RecvError::Lagged(_)) => signed_in(parts, seat).await?,
                Err(RecvError::Closed) => return Err(Ended::Bye(Bye::Restart)),
            },
            message = messages.recv() => match message {
                Some(message) => {
                    tell(&mut telling, &message, out).await?;
                    tell_waiting(&mut telling, &mut messages, &bye, out).await?;
                }
                // The room has ended; its last word, if it had one, comes first.
                None => return Err(Ended::Bye((&mut bye).await.unwrap_or(Bye::Restart))),
            },
            () = sleep_until(rests.unwrap_or(heard)), if rests.is_some() => {}
            message = client.next(), if rests.is_none() => {
                heard = Instant::now();
                let message = message.ok_or(Ended::Gone)?.map_err(|_| Ended::Bye(Bye::Malformed))?;
                let message = match read(message)? {
                    Some(Heard::NotUnderstood(id)) => {
                        let outcome = Outcome::Refused { refusal: Refusal::NotUnderstood };
                        put(out, &FromServer::Answer { answer: Answer { id, outcome } }).await?;
                        None
                    }
                    Some(Heard::Message(message)) => Some(message),
                    None => None,
                };
                if let Some(message) = message {
                    if !matches!(message, FromClient::Do { .. }) {
                        pace.count(heard);
                    }
                    if matches!(message, FromClient::Do { .. }) && heard - used > USED {
                        used = heard;
                        let _ = sessions::used(parts, seat.person.token_hash).await;
                    }
                    answer(&mut telling, connection, message, out).await?;
                }
                tell_waiting(&mut telling, &mut messages, &bye, out).await?;
            }
        }
    }
}

async fn tell(telling: &mut Telling<'_>, message: &FromServer, out: &mut Out) -> Result<(), Ended> {
    telling.tells(message).await?;
    put(out, message).await
}

/// What waits already goes out together with what was laid there before: to the kernel once and not for each. Whoever does something
/// is told of it, and of what comes of it, in one.
async fn tell_waiting(
    telling: &mut Telling<'_>,
    messages: &mut mpsc::Receiver<Arc<FromServer>>,
    bye: &oneshot::Receiver<Bye>,
    out: &mut Out,
) -> Result<(), Ended> {
    while bye.is_empty()
        && let Ok(message) = messages.try_recv()
    {
        tell(telling, &message, out).await?;
    }
    flush(out).await
}

/// Ends when the server goes down.
pub(super) async fn going_down(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}

/// What is answered is laid with what goes out next.
async fn answer(
    telling: &mut Telling<'_>,
    connection: Connection,
    message: FromClient,
    out: &mut Out,
) -> Result<(), Ended> {
    let Telling { parts, seat, .. } = *telling;
    match message {
        FromClient::Sees { seen } => {
            parts.quotas.command(seat.person.account).await;
            telling.sees(seen).await
        }
        FromClient::Hello { .. } => Err(Ended::Bye(Bye::Malformed)),
        FromClient::Knock {} => put(out, &FromServer::Here {}).await,
        FromClient::Passing { passing } => {
            parts.rooms.pass(seat.family, connection, seat.member, passing).await;
            Ok(())
        }
        FromClient::Do { sent } => {
            parts.quotas.command(seat.person.account).await;
            // What it takes to carry something out is held while it is done, not by every connection that only listens.
            match Box::pin(deeds::carry_out_unasked(parts, seat, sent)).await {
                Ok(answer) => put(out, &FromServer::Answer { answer }).await,
                // Whether it was carried out is not known. The client comes back and sends it again, which is harmless.
                Err(error) => {
                    error.note();
                    Err(Ended::Bye(Bye::Restart))
                }
            }
        }
    }
}

/// A session that ended meanwhile ends its sockets.
async fn signed_in(parts: &Parts, seat: Seat) -> Result<(), Ended> {
    match sessions::alive(parts, seat.person.token_hash).await {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(Ended::Bye(Bye::SignedOut)),
        Err(error) => {
            error.note();
            Err(Ended::Bye(Bye::Restart))
        }
    }
}
