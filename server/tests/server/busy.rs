//! More asked than can be done: whoever cannot be answered soon is told to come again, and nothing is lost or done twice.

use crate::commands::problem;
use crate::given::{Person, Running, family, noon, place, sent};
use domain::protocol::{MOST_BYTES, Outcome};
use domain::ruler::Seen;
use reqwest::{Method, StatusCode};
use serde_json::json;
use server::clock::{Clock, new_id};
use server::http::gate::Gate;
use server::parts::{Parts, Reach};
use server::store::{Memory, Sqlite};
use server::vault::Vault;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// A server with one turn.
async fn narrow() -> (Running, Arc<Gate>) {
    made(Gate::of(1), |_| {}).await
}

/// The same, where forms do not wait for long.
async fn narrowed(more: impl FnOnce(&mut Parts)) -> (Running, Arc<Gate>) {
    let mut gate = Gate::of(1);
    gate.form = Duration::from_millis(50);
    made(gate, more).await
}

async fn made(gate: Gate, more: impl FnOnce(&mut Parts)) -> (Running, Arc<Gate>) {
    let gate = Arc::new(gate);
    let ours = gate.clone();
    let change = move |_, parts: &mut Parts| {
        parts.gate = ours;
        more(parts);
    };
    let (store, vault) = (Arc::new(Memory::default()), Vault::passing().unwrap());
    let clock = Clock::standing(noon());
    (Running::made(store, vault, Reach::default(), clock, change).await, gate)
}

#[tokio::test]
async fn what_cannot_be_begun_soon_is_told_to_come_again_and_is_done_once() {
    let (server, gate) = narrow().await;
    let mette = family(&server).await;
    let said = sent(place(mette.child().await, "Han kom selv", Seen::Circle));
    let turn = gate.hold().await;

    let refused = mette.client.post(&mette.at("/commands"), &json!(said)).await;
    assert_eq!(refused.headers()["retry-after"], "2");
    problem(refused, 503, "/problems/busy").await;
    let page = mette.client.get(&mette.page("/plan")).await;
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.headers()["retry-after"], "2");
    let page = page.text().await.unwrap();
    assert!(page.contains("Her er mange lige nu"), "{page}");
    assert!(!page.contains("Ali"), "who is not looked up is told nothing");
    // What goes into no room has nothing to wait for.
    for path in ["/healthz", "/", "/join"] {
        assert_eq!(server.stranger().get(path).await.status(), StatusCode::OK, "{path}");
    }

    drop(turn);
    let first = mette.send(&said).await;
    assert_eq!(mette.send(&said).await, first);
    assert!(matches!(first.outcome, Outcome::Done { .. }));
    assert_eq!(mette.view().await.family.ruler.placements.len(), 1);
}

/// Without script nobody sends it again by itself: it waits.
#[tokio::test]
async fn a_form_waits_for_its_turn() {
    let (server, gate) = narrow().await;
    let mette = family(&server).await;
    let turn = gate.hold().await;
    let form = mette.client.filled(&mette.page("/mine"), &[("act", "diary"), ("text", "x")]);
    let sending = tokio::spawn(form.send());
    while !gate.is_waited_for() {
        tokio::task::yield_now().await;
    }
    drop(turn);
    let answer = sending.await.unwrap().unwrap();
    assert_ne!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}

/// What is answered to a request that is written by hand.
async fn answered(server: &Running, head: &str, body: &[u8]) -> String {
    let mut line = TcpStream::connect(server.addr).await.unwrap();
    line.write_all(format!("{head}\r\nhost: here\r\nconnection: close\r\n").as_bytes())
        .await
        .unwrap();
    line.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    let ended = timeout(Duration::from_secs(10), line.read_to_end(&mut answer)).await;
    ended.expect("the server answers").ok();
    String::from_utf8_lossy(&answer).into_owned()
}

fn post(person: &Person, at: &str) -> String {
    let token = person.client.token.as_ref().unwrap();
    format!("POST {at} HTTP/1.1\r\nauthorization: Bearer {token}")
}

#[tokio::test]
async fn who_does_not_say_how_long_it_is_waits_like_everybody() {
    let (server, gate) = narrow().await;
    let mette = family(&server).await;
    let said = json!(sent(place(mette.child().await, "Han kom selv", Seen::Circle))).to_string();
    let chunked =
        format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n{said}\r\n0\r\n\r\n", said.len());
    let ask =
        async || answered(&server, &post(&mette, &mette.at("/commands")), chunked.as_bytes()).await;

    let turn = gate.hold().await;
    let refused = ask().await;
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    drop(turn);
    let done = ask().await;
    assert!(done.starts_with("HTTP/1.1 200"), "{done}");
    assert_eq!(mette.view().await.family.ruler.placements.len(), 1);
}

#[tokio::test]
async fn a_body_that_comes_slowly_ends_and_holds_no_turn_meanwhile() {
    let short = |parts: &mut Parts| parts.patience = Duration::from_millis(50);
    let (server, _) = narrowed(short).await;
    let mette = family(&server).await;
    for length in ["content-length: 100", "transfer-encoding: chunked"] {
        let begun = format!("{length}\r\n\r\n9\r\n{{");
        let (slow, quick) = (post(&mette, &mette.at("/commands")), mette.at(""));
        let slow = answered(&server, &slow, begun.as_bytes());
        let (slow, quick) = tokio::join!(slow, mette.client.get(&quick));
        assert_eq!(quick.status(), StatusCode::OK);
        assert!(slow.starts_with("HTTP/1.1 400"), "{slow}");
    }
}

#[tokio::test]
async fn a_long_list_is_taken_from_somebody_who_is_in() {
    let (server, _) = narrow().await;
    let mette = family(&server).await;
    let long = json!([" ".repeat(2 * MOST_BYTES)]).to_string();
    let head = format!("POST {} HTTP/1.1", mette.at("/commands"));
    for length in [format!("content-length: {}", long.len()), "transfer-encoding: chunked".into()] {
        let body = if length.starts_with('t') {
            format!("{length}\r\n\r\n{:x}\r\n{long}\r\n0\r\n\r\n", long.len())
        } else {
            format!("{length}\r\n\r\n{long}")
        };
        let stranger = answered(&server, &head, body.as_bytes()).await;
        assert!(stranger.starts_with("HTTP/1.1 413"), "{stranger}");
        let known = answered(&server, &post(&mette, &mette.at("/commands")), body.as_bytes()).await;
        assert!(known.starts_with("HTTP/1.1 422"), "{known}");
    }
}

/// The hidden fields of the form on a page.
fn hidden(page: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let tags = page.split("<input type=\"hidden\" ").skip(1);
    tags.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?))).collect()
}

#[tokio::test]
async fn a_form_that_waited_in_vain_comes_back_with_its_words_and_goes_again() {
    let (server, gate) = narrowed(|_| {}).await;
    let mette = family(&server).await;
    let (at, child, new) =
        (mette.page("/mine"), mette.child().await.to_string(), new_id().to_string());
    let turn = gate.hold().await;
    let words = ("text", "Han sov hele natten");
    let fields = [("act", "write"), ("about", &child), ("new", &new), words];
    let refused = mette.client.form(&at, &fields).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()["retry-after"], "2");
    assert_eq!(refused.headers()["cache-control"], "no-store");
    let page = refused.text().await.unwrap();
    assert!(page.contains("Her er mange lige nu"), "{page}");
    assert!(page.contains("<blockquote class=\"keep\">Han sov hele natten<"), "{page}");
    let (_, form) = page.split_once(&format!("action=\"{at}\"")).expect("a form to send again");

    drop(turn);
    let all = hidden(form);
    let again: Vec<_> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let done = mette.client.form(&at, &again).await;
    assert_eq!(done.status(), StatusCode::SEE_OTHER);
    let mine = mette.client.get(&at).await.text().await.unwrap();
    assert!(mine.contains("Han sov hele natten"));
}

/// Whoever only asks for a page is told at once, however many pages with words in them are being made.
#[tokio::test]
async fn pages_of_refusal_take_turns_too() {
    let (server, gate) = narrowed(|_| {}).await;
    let mette = family(&server).await;
    let turn = gate.hold().await;
    let refusals = gate.hold_refusals().await;
    for language in ["da", "en"] {
        let page = mette.client.ask(Method::GET, &mette.page("/plan"));
        let page = page.header("accept-language", language).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("trusted-types 'none'"), "{policy}");
        let page = page.text().await.unwrap();
        assert!(page.contains(&format!("<html lang=\"{language}\"")), "{page}");
        assert!(!page.contains("/pkg/app"), "nothing is fetched for it");
    }
    let form = mette.client.filled(&mette.page("/mine"), &[("act", "diary"), ("text", "x y")]);
    let mut form = Box::pin(form.send());
    let early = timeout(Duration::from_millis(500), &mut form).await;
    assert!(early.is_err(), "it is made after those before it");
    drop(refusals);
    assert_eq!(form.await.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
    drop(turn);
}

/// With a disk that stands still: what one member has sent hangs, and everybody else is answered.
#[tokio::test]
async fn one_member_does_not_hold_all_turns() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("test.db");
    let (store, vault) =
        (Sqlite::open(&path).await.unwrap(), Vault::open(data.path(), None).unwrap());
    let change = |_, parts: &mut Parts| parts.gate = Arc::new(Gate::of(8));
    let (reach, clock) = (Reach::default(), Clock::standing(noon()));
    let server = Running::made(Arc::new(store), vault, reach, clock, change).await;
    let (mette, other) = (family(&server).await, family(&server).await);
    let said = place(mette.child().await, "Han kom selv", Seen::Circle);
    let disk = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&path)).await.unwrap();
    let mut disk = disk.acquire().await.unwrap();
    sqlx::raw_sql("begin immediate").execute(&mut *disk).await.unwrap();

    let mut all = JoinSet::new();
    for _ in 0..8 {
        let (mette, said) = (mette.clone(), json!(sent(said.clone())));
        all.spawn(async move { mette.client.post(&mette.at("/commands"), &said).await.status() });
    }
    for _ in 0..6 {
        let refused = timeout(Duration::from_secs(5), all.join_next()).await;
        let refused = refused.expect("their share is full").unwrap().unwrap();
        assert_eq!(refused, StatusCode::SERVICE_UNAVAILABLE);
    }
    let homes = other.client.get("/api/v1/families").await;
    assert_eq!(homes.status(), StatusCode::OK);
    sqlx::raw_sql("rollback").execute(&mut *disk).await.unwrap();
    assert_eq!(all.join_all().await, [StatusCode::OK; 2]);
}
