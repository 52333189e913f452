//! Where a request ends. A proxy and we must not see it at different places: what one of us takes for a body would be the other's
//! next request, in somebody else's name.

use crate::given::{Running, family};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(10);

/// The status of each answer to what is said in one breath, until the server hangs up.
async fn answers(server: &Running, said: &str) -> Vec<u16> {
    let mut line = TcpStream::connect(server.addr).await.unwrap();
    line.write_all(said.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    timeout(LONG, line.read_to_end(&mut heard)).await.expect("the server hangs up").ok();
    let heard = String::from_utf8_lossy(&heard).into_owned();
    let status = |it: &str| it.split(' ').next().unwrap().parse().unwrap();
    heard.split("HTTP/1.1 ").skip(1).map(status).collect()
}

/// `head` is of a request that wants to come in; the one behind it asks whether the server is well, and is answered 200.
fn two(head: &str, body: &str) -> String {
    let joins = format!("POST /api/v1/join HTTP/1.1\r\nhost: here\r\n{head}\r\n{body}");
    format!("{joins}GET /healthz HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
async fn a_request_ends_at_one_place_or_is_refused_with_all_that_comes_behind_it() {
    let server = Running::start().await;
    let mette = family(&server).await;
    // As it should be: two requests, two answers.
    for (head, body) in [
        ("content-length: 5\r\n", "hello"),
        ("transfer-encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"),
    ] {
        let all = answers(&server, &two(head, body)).await;
        assert!(all.len() == 2 && all[1] == 200, "{head}: {all:?}");
    }
    // Chunks win over a length, which is not looked at: else the rest of the chunks would be the next request.
    let both = "content-length: 3\r\ntransfer-encoding: chunked\r\n";
    let smuggles = "5\r\nhello\r\n0\r\n\r\n";
    let all = answers(&server, &two(both, smuggles)).await;
    assert!(all.len() == 1 || all.len() == 2 && all[1] == 200, "{all:?}");
    let hidden = "GET /healthz HTTP/1.1\r\nhost: here\r\nx: ";
    for (head, body) in [
        ("content-length: 5\r\ncontent-length: 0\r\n", "hello"),
        ("content-length: 0, 5\r\n", "hello"),
        ("content-length: +5\r\n", "hello"),
        ("content-length: -1\r\n", hidden),
        ("content-length: 0x5\r\n", "hello"),
        ("content-length : 0\r\n", hidden),
        ("transfer-encoding : chunked\r\n", "0\r\n\r\n"),
        ("transfer-encoding: xchunked\r\n", "0\r\n\r\n"),
        ("transfer-encoding: chunked, identity\r\n", "0\r\n\r\n"),
        ("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n", "0\r\n\r\n"),
        ("transfer-encoding:\x0bchunked\r\n", "0\r\n\r\n"),
        ("x: y\r\n transfer-encoding: chunked\r\n", hidden),
        ("transfer-encoding: chunked\r\n", "-1\r\n\r\n"),
        ("transfer-encoding: chunked\r\n", "fffffffffffffffff\r\nx\r\n0\r\n\r\n"),
        ("transfer-encoding: chunked\r\n", "5 x\r\nhello\r\n0\r\n\r\n"),
        ("x: \0\r\n", hidden),
    ] {
        let all = answers(&server, &two(head, body)).await;
        let well = all.iter().filter(|it| **it == 200).count();
        assert_eq!(well, 0, "{head:?} {body:?}: what lay behind it was answered, {all:?}");
    }
    mette.view().await;
}
