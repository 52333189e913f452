//! Whether anybody is there, asked over a line that may be dead.

use crate::given::{Running, family, place, sent};
use crate::socket::Socket;
use domain::protocol::{FromClient, FromServer};
use domain::ruler::Seen;
use std::time::Duration;

// [S33]
#[tokio::test]
async fn whoever_knocks_is_answered_and_a_flood_of_it_is_cut() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    let begun = tokio::time::Instant::now();
    for _ in 0..1_000 {
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
    let seconds = begun.elapsed().as_secs() + 1;
    assert!((1..=60 * (seconds + 1)).contains(&here), "{here} in {seconds} seconds");
}

/// Where a net swallows what is said, nobody would know that nothing comes.
// [S33]
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
