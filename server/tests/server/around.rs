//! Ways around a trial: whoever comes in just then, by a page that was open too long, or by a key in somebody else's hand.

use crate::accounts::{NAME, PASSWORD, amina, is_in, keeps, signs_in, token, with};
use crate::commands::problem;
use crate::forms::boot;
use crate::given::{Client, Person, Running, cookie, noon};
use crate::low::by_name;
use crate::passkey::{adds, browser, enters, phone};
use chrono::TimeDelta;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use reqwest::StatusCode;
use server::auth::trial::LASTS;

/// A mother with a phone, and a password that was set up on it.
async fn taken(server: &Running) -> Person {
    let amina = amina(server).await;
    keeps(&amina.client, NAME, PASSWORD, &[]).await;
    server.clock.set(noon() + TimeDelta::hours(1));
    amina
}

async fn says_not_mine(who: &Person, cookie: &str) -> String {
    let form = who.client.filled("/account", &[("act", "not-mine")]).header("cookie", cookie);
    let answer = form.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.text().await.unwrap()
}

#[tokio::test]
async fn whoever_comes_in_just_when_it_is_taken_away_is_not_in() {
    let server = Running::start().await;
    let amina = taken(&server).await;
    let strangers: Vec<_> = (0..6).map(|_| server.stranger()).collect();
    let coming = strangers.iter().map(|it| signs_in(it, NAME, PASSWORD, ""));
    let mut coming: FuturesUnordered<_> = coming.collect();
    // Two passwords are worked out at a time: the others wait, and are known already to have one.
    let first = coming.next().await.unwrap();
    let (said, others) = tokio::join!(says_not_mine(&amina, ""), coming.collect::<Vec<_>>());
    assert!(said.contains("Den er fjernet"), "{said}");
    for answer in others.into_iter().chain([first]) {
        if let Some(token) = token(&answer) {
            assert!(!is_in(&with(&server.stranger(), Some(token))).await);
        }
    }
    server.clock.set(noon() + LASTS * 2);
    let all = server.store.sessions(account(&server, &amina).await).await.unwrap();
    assert_eq!(all.len(), 1, "her phone");
}

async fn account(server: &Running, who: &Person) -> server::store::AccountId {
    let hash = server::vault::token_hash(who.client.token.as_ref().unwrap());
    server.store.session(hash).await.unwrap().unwrap().account
}

#[tokio::test]
async fn a_yes_that_was_none_is_taken_back_and_a_page_that_is_too_old_says_that_it_removed_nothing()
{
    let server = Running::start().await;
    let amina = taken(&server).await;
    server.clock.set(noon() + TimeDelta::days(1));
    let answer = amina.client.form("/account", &[("act", "mine"), ("then", "/")]).await;
    let said = cookie(&answer, "own-ways=").unwrap().split(';').next().unwrap().to_owned();
    assert!(says_not_mine(&amina, &said).await.contains("Den er fjernet"));
    assert_eq!(token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await), None);
    assert!(says_not_mine(&amina, &said).await.contains("Der er ikke noget på prøve"));
    keeps(&amina.client, NAME, PASSWORD, &[]).await;
    server.clock.set(noon() + TimeDelta::days(1) + LASTS);
    let page = says_not_mine(&amina, "").await;
    assert!(page.contains("Der er ikke noget på prøve") && !page.contains("Den er fjernet"));
    by_name(&server, &amina).await;
}

#[tokio::test]
async fn it_is_told_on_whichever_page_she_comes_in_by() {
    let server = Running::start().await;
    let amina = taken(&server).await;
    for room in ["", "/plan", "/ruler", "/dreams", "/people", "/dialogue"] {
        let page = boot(amina.client.get(&amina.page(room)).await).await;
        assert!(page.trial.is_some(), "{room}");
    }
}

/// He has her phone a second time, his key in hand, and a password of hers that is good.
#[tokio::test]
async fn a_passkey_on_trial_makes_nothing_fresh_where_somebody_is_in_already() {
    let server = Running::start().await;
    let amina = taken(&server).await;
    server.clock.set(noon() + TimeDelta::days(6));
    amina.client.form("/step-up", &[("password", PASSWORD)]).await;
    let mut his = phone(&server, amina.me.0.as_bytes());
    assert_eq!(adds(&amina, &mut his, |_| {}).await, StatusCode::CREATED);
    server.clock.set(noon() + LASTS);
    let hers = Client { token: amina.client.token.clone(), ..browser(&server) };
    let came = enters(&hers, &mut his, |_| {}).await;
    assert_eq!(came.status(), StatusCode::NO_CONTENT);
    let new = with(&server.stranger(), token(&came).or(hers.token));
    let export = new.get(&amina.at("/export")).await;
    assert_eq!(export.status(), StatusCode::FORBIDDEN);
    problem(export, 403, "/problems/step-up").await;
}
