//! Whether anybody is there, asked over a line that may be dead.

use crate::given::{Running, family, place, sent};
use crate::socket::{Socket, open};
use domain::protocol::{Bye, FromClient, FromServer, PROTOCOL_VERSION};
use domain::ruler::Seen;
use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

const FLOOD: usize = 60;

// [S36]
#[tokio::test]
async fn whoever_knocks_is_answered_and_a_flood_of_it_is_cut() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    let begun = tokio::time::Instant::now();
    for _ in 0..FLOOD {
        socket.say(&FromClient::Knock {}).await;
    }
    // What was asked last is answered last.
    let sent = sent(place(mette.child().await, "", Seen::Circle));
    socket.say(&FromClient::Do { sent }).await;
    let mut here = 0;
    loop {
        match socket.hear().await.expect("the line stays") {
            FromServer::Here {} => here += 1,
            FromServer::Answer { .. } => break,
            _ => {}
        }
    }
    assert!((1..=FLOOD).contains(&here));
    // Twelve at once, twelve a second for two seconds, then four a second.
    let took = begun.elapsed();
    assert!(took >= Duration::from_secs(7), "{FLOOD} were read in {took:?}");
}

/// Where a net swallows what is said, nobody would know that nothing comes.
// [S36]
#[tokio::test]
async fn the_server_says_each_25_seconds_that_it_is_there() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    let child = mette.child().await;
    for _ in 0..3 {
        for (seconds, expected) in [(24, 0), (1, 1)] {
            server.clock.goes_by(Duration::from_secs(seconds));
            // What is said now is answered after what was due.
            socket.say(&FromClient::Do { sent: sent(place(child, "", Seen::Circle)) }).await;
            let mut here = 0;
            loop {
                match socket.hear().await.expect("the line stays") {
                    FromServer::Here {} => here += 1,
                    FromServer::Answer { .. } => break,
                    _ => {}
                }
            }
            assert_eq!(here, expected, "after {seconds} seconds");
        }
    }
}

/// Has come as far as to wait for a word: it answers what is below the protocol.
async fn listens(socket: &mut Socket) {
    socket.raw(Message::Ping("er du der?".into())).await;
    let pong = tokio::time::timeout(Duration::from_secs(20), socket.0.next()).await;
    assert!(matches!(pong, Ok(Some(Ok(Message::Pong(_))))), "{pong:?}");
}

// [S3]
#[tokio::test]
async fn whoever_opens_a_line_and_says_nothing_is_sent_away_after_ten_seconds() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut late = open(&mette, None).await.expect("there is a seat");
    let mut silent = open(&mette, None).await.expect("there is a seat");
    for socket in [&mut late, &mut silent] {
        listens(socket).await;
    }
    server.clock.goes_by(Duration::from_secs(9));
    listens(&mut silent).await;
    late.say(&FromClient::Hello { version: PROTOCOL_VERSION, seq: 0 }).await;
    late.snapshot().await;
    server.clock.goes_by(Duration::from_secs(1));
    let said = silent.hear().await;
    assert!(matches!(said, Some(FromServer::Bye { why: Bye::Malformed })));
    assert!(silent.hear().await.is_none(), "and it is closed");
    late.does(sent(place(mette.child().await, "", Seen::Circle))).await;
}
