//! How long one is signed in: it is told, it is made longer by use and by asking, and never beyond its end.

use crate::accounts::{PASSWORD, amina, is_in, keeps, signs_in, token, with};
use crate::commands::problem;
use crate::given::{Client, Running, cookie, family, noon, place};
use crate::second::{app_alone, right_code};
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::ruler::Seen;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

const DAY: i64 = 24 * 60 * 60;
const HOUR: i64 = 60 * 60;

async fn seconds(answer: Response) -> i64 {
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json::<Value>().await.unwrap()["ends_in"].as_i64().unwrap()
}

async fn left(client: &Client) -> i64 {
    seconds(client.get("/api/v1/session").await).await
}

async fn stays(client: &Client) -> i64 {
    seconds(client.ask(Method::POST, "/api/v1/session").send().await.unwrap()).await
}

/// A professional who came in with two things: half a day, a week at most.
async fn strong(server: &Running) -> Client {
    let mette = family(server).await;
    keeps(&mette.client, "mette@example.org", PASSWORD, &[]).await;
    let second = app_alone(server, &mette.client).await;
    server.clock.set(noon() + TimeDelta::minutes(2));
    let code = right_code(server, &second.key);
    let answer = signs_in(&server.stranger(), "mette@example.org", PASSWORD, &code).await;
    server.clock.set(noon());
    with(&server.stranger(), token(&answer))
}

#[tokio::test]
async fn it_is_told_how_long_one_is_in_and_asking_makes_it_no_longer() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    assert_eq!(left(&amina.client).await, 90 * DAY);
    for days in [30, 60, 89] {
        server.clock.set(noon() + TimeDelta::days(days));
        assert_eq!(left(&amina.client).await, (90 - days) * DAY);
    }
    assert_eq!(stays(&amina.client).await, 90 * DAY);
    assert_eq!(left(&amina.client).await, 90 * DAY);
    server.clock.set(noon() + TimeDelta::days(170));
    assert_eq!(stays(&amina.client).await, 90 * DAY);
    for days in [250, 330, 390] {
        server.clock.set(noon() + TimeDelta::days(days));
        assert_eq!(
            stays(&amina.client).await,
            ((400 - days) * DAY).min(90 * DAY),
            "400 days in all"
        );
    }
    server.clock.set(noon() + TimeDelta::days(400));
    for method in [Method::GET, Method::POST] {
        let answer = amina.client.ask(method, "/api/v1/session").send().await.unwrap();
        problem(answer, 401, "/problems/signed-out").await;
    }
}

#[tokio::test]
async fn a_page_that_only_lies_open_keeps_nobody_signed_in() {
    let server = Running::start().await;
    let client = strong(&server).await;
    let begun = left(&client).await;
    assert!((12 * HOUR..=12 * HOUR + 120).contains(&begun), "{begun}");
    server.clock.set(noon() + TimeDelta::hours(11));
    assert!(left(&client).await <= HOUR + 120, "asking is no use");
    assert_eq!(stays(&client).await, 12 * HOUR);
    server.clock.set(noon() + TimeDelta::hours(22));
    assert!(is_in(&client).await, "reading is");
    assert_eq!(left(&client).await, 12 * HOUR);
    server.clock.set(noon() + TimeDelta::hours(35));
    assert!(!is_in(&client).await);
}

#[tokio::test]
async fn a_socket_that_only_listens_keeps_nobody_signed_in() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    let hash = server::vault::token_hash(amina.client.token.as_ref().unwrap());
    let mut socket = Socket::enter(&amina, 0).await;
    socket.snapshot().await;
    server.clock.set(noon() + TimeDelta::days(2));
    let seen = server.store.session(hash).await.unwrap().unwrap().seen;
    // What the socket asks all the while.
    assert!(server::auth::sessions::alive(&server.parts, hash).await.unwrap().is_some());
    assert_eq!(server.store.session(hash).await.unwrap().unwrap().seen, seen);
    amina.does(place(amina.child().await, "", Seen::Circle)).await;
    assert_eq!(
        server.store.session(hash).await.unwrap().unwrap().seen,
        noon() + TimeDelta::days(2)
    );
}

/// How long the browser keeps it, in seconds.
fn keeps_for(visit: &str) -> i64 {
    let age = visit.split("; ").find_map(|part| part.strip_prefix("Max-Age="));
    age.unwrap().parse().unwrap()
}

// [O19]
#[tokio::test]
async fn whoever_stays_keeps_the_key_of_what_lies_in_the_browser_as_long_as_they_are_in() {
    let server = Running::start().await;
    let client = strong(&server).await;
    let home: Value = client.get("/api/v1/families").await.json().await.unwrap();
    let page = client.get(&format!("/f/{}", home[0]["id"].as_str().unwrap())).await;
    let visit = cookie(&page, "visit=").unwrap();
    let (kept, _) = visit.split_once(';').unwrap();
    server.clock.set(noon() + TimeDelta::hours(11));
    let stays = async |cookies: &str| {
        let session = format!("session={}; {cookies}", client.token.as_ref().unwrap());
        let browser = Client { token: None, ..client.clone() };
        let asks = browser.ask(Method::POST, "/api/v1/session").header("cookie", session);
        asks.send().await.unwrap()
    };
    let answer = stays(kept).await;
    let again = cookie(&answer, "visit=").unwrap();
    assert!(again.starts_with(kept), "the same session, the same key");
    assert_eq!(keeps_for(&again), seconds(answer).await);
    assert!(keeps_for(&again) > keeps_for(&visit) - HOUR, "and not what was left");
    // Where there is none, or another's, there is nothing to keep.
    for cookies in ["", "visit=somebody.else"] {
        assert_eq!(cookie(&stays(cookies).await, "visit="), None, "{cookies}");
    }
}

#[tokio::test]
async fn a_page_that_is_opened_keeps_it_as_long_as_the_session_by_now() {
    let server = Running::start().await;
    let amina = amina(&server).await;
    server.clock.set(noon() + TimeDelta::days(80));
    let visit = cookie(&amina.client.get(&amina.page("")).await, "visit=").unwrap();
    assert_eq!(keeps_for(&visit), 90 * DAY);
}
