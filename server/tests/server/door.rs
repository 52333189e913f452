//! The end of what is open and asked for at a time: connections, sockets, requests and commands. And of how long going down may take.

use crate::commands::problem;
use crate::given::{Person, Running, family, noon, place, sent};
use crate::socket::Socket;
use domain::protocol::Outcome;
use domain::ruler::Seen;
use reqwest::{Method, StatusCode};
use serde_json::json;
use server::auth::limits::Quotas;
use server::clock::Clock;
use server::parts::{Parts, Reach};
use server::serve::Door;
use server::store::Memory;
use server::vault::Vault;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Instant, timeout};

const LONG: Duration = Duration::from_secs(20);

async fn made(change: impl FnOnce(&mut Parts)) -> Running {
    let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
    let clock = Clock::standing(noon());
    Running::made(store, vault, Reach::default(), clock, |_, parts| change(parts)).await
}

/// With room for so many connections, and so many of one address, our own machine's too.
async fn narrow(most: usize, of_one: usize) -> Running {
    let mut door = Door::of(most, of_one);
    door.own = |_| false;
    made(|parts| parts.door = Arc::new(door)).await
}

/// A connection that asks for nothing yet, from this address.
async fn line(server: &Running, from: [u8; 4]) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    socket.connect(server.addr).await.unwrap()
}

/// All that comes until the other side hangs up.
async fn heard(line: &mut TcpStream) -> String {
    let mut said = Vec::new();
    timeout(LONG, line.read_to_end(&mut said)).await.expect("the server hangs up").ok();
    String::from_utf8_lossy(&said).into_owned()
}

async fn asked(line: &mut TcpStream, request: &str) -> String {
    line.write_all(format!("{request}\r\nhost: here\r\n\r\n").as_bytes()).await.unwrap();
    heard(line).await
}

async fn until(what: impl Fn() -> bool) {
    let waiting = async {
        while !what() {
            tokio::task::yield_now().await;
        }
    };
    timeout(LONG, waiting).await.expect("it comes to be so");
}

const HERE: [u8; 4] = [127, 0, 0, 1];
const THERE: [u8; 4] = [127, 0, 0, 2];

#[tokio::test]
async fn a_full_house_says_so_and_lets_in_whoever_comes_when_somebody_has_gone() {
    let server = narrow(2, 2).await;
    let first = line(&server, HERE).await;
    let second = line(&server, THERE).await;
    until(|| server.parts.door.count() == 2).await;
    let page = asked(&mut line(&server, THERE).await, "GET / HTTP/1.1").await;
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("retry-after: 2"), "{page}");
    assert!(page.contains("Her er mange lige nu") && page.contains("x-frame-options"), "{page}");
    let api = asked(&mut line(&server, THERE).await, "GET /api/v1/families HTTP/1.1").await;
    assert!(api.starts_with("HTTP/1.1 503") && api.contains("/problems/busy"), "{api}");
    drop(first);
    until(|| server.parts.door.count() == 1).await;
    let page =
        asked(&mut line(&server, HERE).await, "GET /healthz HTTP/1.1\r\nconnection: close").await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    drop(second);
}

#[tokio::test]
async fn one_address_does_not_take_the_whole_house() {
    let server = narrow(8, 2).await;
    let _held = [line(&server, HERE).await, line(&server, HERE).await];
    until(|| server.parts.door.count() == 2).await;
    let request = "GET /healthz HTTP/1.1\r\nconnection: close";
    let third = asked(&mut line(&server, HERE).await, request).await;
    assert!(third.starts_with("HTTP/1.1 503"), "{third}");
    let other = asked(&mut line(&server, THERE).await, request).await;
    assert!(other.starts_with("HTTP/1.1 200"), "{other}");
}

/// The connection that it came by ends when it becomes a socket; it is counted on.
#[tokio::test]
async fn a_socket_is_counted_until_it_closes() {
    let server = narrow(50, 50).await;
    let mette = family(&server).await;
    let before = server.parts.door.count();
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    assert_eq!(server.parts.door.count(), before + 1);
    drop(socket);
    until(|| server.parts.door.count() == before).await;
}

/// A server that takes so much from each and then one more in each `every`.
async fn strict(burst: u32, every: Duration) -> Running {
    made(|parts| parts.quotas = Arc::new(Quotas::of(burst, every))).await
}

#[tokio::test]
async fn one_session_asks_for_so_much_and_others_go_on() {
    let server = strict(40, Duration::from_mins(10)).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let asks = async |person: &Person, at: &str| person.client.get(at).await;
    let mut answer = asks(&mette, &mette.at("")).await;
    for _ in 0..40 {
        if answer.status() == StatusCode::OK {
            answer = asks(&mette, &mette.at("")).await;
        }
    }
    assert_eq!(answer.headers()["retry-after"], "2");
    problem(answer, 503, "/problems/busy").await;
    let page = asks(&mette, &mette.page("/plan")).await;
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text().await.unwrap().contains("Her er mange lige nu"));
    let form = [("act", "diary"), ("text", "Han sov hele natten")];
    let form = mette.client.form(&mette.page("/mine"), &form).await;
    assert_eq!(form.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(form.text().await.unwrap().contains("Han sov hele natten"), "no word is lost");
    assert_eq!(asks(&other, &other.at("")).await.status(), StatusCode::OK);
    assert_eq!(asks(&mette, "/").await.status(), StatusCode::OK, "what goes into no room");
}

#[tokio::test]
async fn commands_by_request_are_told_to_come_again_before_anything_of_them_is_begun() {
    let server = strict(30, Duration::from_mins(10)).await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let list = |count| (0..count).map(|_| sent(place(child, "ord", Seen::Circle)));
    let many = json!(list(40).collect::<Vec<_>>());
    let first = mette.client.post(&mette.at("/commands"), &many).await;
    assert_eq!(first.status(), StatusCode::OK, "what waited on a phone is taken whole");
    let one = json!(list(1).next().unwrap());
    for body in [&one, &many] {
        let again = mette.client.ask(Method::POST, &mette.at("/commands")).json(body);
        let again = again.send().await.unwrap();
        assert!(again.headers().contains_key("retry-after"));
        problem(again, 429, "/problems/too-many-tries").await;
    }
    assert_eq!(mette.view().await.family.ruler.placements.len(), 40);
}

// [S26]
#[tokio::test]
async fn a_socket_that_pours_commands_is_slowed_and_every_one_is_answered() {
    let every = Duration::from_millis(40);
    let server = strict(20, every).await;
    let mette = family(&server).await;
    let child = mette.child().await;
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    let begun = Instant::now();
    for _ in 0..30 {
        let answer = socket.does(sent(place(child, "ord", Seen::Circle))).await;
        assert!(matches!(answer.outcome, Outcome::Done { .. }));
    }
    assert!(begun.elapsed() >= every * 9, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn going_down_does_not_wait_for_ever_for_whoever_sends_slowly() {
    let server = made(|parts| parts.draining = Duration::from_millis(300)).await;
    let mette = family(&server).await;
    let mut slow = line(&server, HERE).await;
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n",
        mette.at("/commands")
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    // It is asked for its body: the request has begun.
    let mut go_on = [0; 12];
    timeout(LONG, slow.read_exact(&mut go_on)).await.unwrap().unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100");
    timeout(LONG, server.stop()).await.expect("it goes down all the same");
    assert!(!heard(&mut slow).await.contains("HTTP/1.1 2"), "nothing of it was done");
}

/// They stand where nobody has taken them yet, and each has said already what it wants.
// [S28]
#[tokio::test]
async fn whoever_stands_at_the_door_when_the_server_is_asked_to_end_is_answered() {
    let server = Running::start().await;
    let comes = |_| {
        let mut line = std::net::TcpStream::connect(server.addr).unwrap();
        line.write_all(b"GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n").unwrap();
        line
    };
    // Nothing is awaited until all of them stand there: the server, on this same thread, has not moved. The system lets 128 stand.
    let lines: Vec<_> = (0..100).map(comes).collect();
    timeout(LONG, server.stop()).await.expect("it goes down");
    let answered = lines.into_iter().filter(|mut line| {
        let mut said = String::new();
        // One that was not taken is cut off.
        let _ = line.read_to_string(&mut said);
        said.starts_with("HTTP/1.1 200") && said.ends_with("ok\n")
    });
    assert_eq!(answered.count(), 100);
}
