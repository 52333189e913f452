//! More asked than can be done: whoever cannot be answered soon is told to come again, and nothing is lost or done twice.

use crate::commands::problem;
use crate::given::{Running, family, noon, place, sent};
use domain::protocol::Outcome;
use domain::ruler::Seen;
use reqwest::StatusCode;
use serde_json::json;
use server::clock::Clock;
use server::http::gate::Gate;
use server::parts::{Parts, Reach};
use server::store::Memory;
use server::vault::Vault;
use std::sync::Arc;

/// A server with one turn.
async fn narrow() -> (Running, Arc<Gate>) {
    let gate = Arc::new(Gate::of(1));
    let ours = gate.clone();
    let change = move |_, parts: &mut Parts| parts.gate = ours;
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
