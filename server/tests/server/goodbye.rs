//! The last word of a socket.

use crate::given::{Running, family};
use crate::socket::Socket;
use domain::protocol::{Bye, FromClient, FromServer};
use futures_util::StreamExt;
use std::time::Duration;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

const SOON: Duration = Duration::from_secs(20);
/// Much more than the server reads before it rests.
const FLOOD: usize = 1_000;

/// Everything until the connection has ended: how it was said goodbye.
async fn to_the_end(socket: &mut Socket) -> Option<Bye> {
    let mut last = None;
    while let Some(message) = timeout(SOON, socket.0.next()).await.expect("it ends") {
        let Message::Text(text) = message.expect("it is closed, not cut off") else { continue };
        match serde_json::from_str(&text).unwrap() {
            FromServer::Bye { why } => last = Some(why),
            _ => assert_eq!(last, None, "that was the last word"),
        }
    }
    last
}

/// What it says lies unread at the server, which closes. On one thread nothing of it is read in between.
// [S28]
#[tokio::test]
async fn whoever_is_speaking_when_the_server_goes_down_is_not_cut_off_from_its_last_word() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    for _ in 0..FLOOD {
        socket.say(&FromClient::Knock {}).await;
    }
    let (why, ()) = tokio::join!(to_the_end(&mut socket), server.stop());
    assert_eq!(why, Some(Bye::Restart));
}

/// The others of the process wait for it a moment, and no longer.
// [S28]
#[tokio::test]
async fn a_client_that_never_closes_holds_up_nobody() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    timeout(Duration::from_secs(4), server.stop()).await.expect("it goes down before it must");
    assert_eq!(to_the_end(&mut socket).await, Some(Bye::Restart));
}
