//! Forms that nobody loses: one that is sent twice, and one that waits until its sender has proved who they are.

use crate::accounts::{PASSWORD, with_password};
use crate::forms::{boot, goes_to};
use crate::given::{Person, Running, family, noon};
use app::boot::Say;
use chrono::TimeDelta;
use domain::Refusal;
use domain::people::Role;
use reqwest::{Response, StatusCode};
use std::fmt::Write;

async fn writes(person: &Person, new: &str, words: &str) -> Response {
    let (child, back) = (person.child().await.to_string(), person.page("/mine"));
    let fields =
        [("act", "write"), ("new", new), ("about", &child), ("text", words), ("back", &back)];
    person.client.form(&back, &fields).await
}

#[tokio::test]
async fn a_form_that_a_quick_thumb_sends_twice_keeps_once() {
    let server = Running::start().await;
    let ali = family(&server).await.with(&server, "Amina", Role::Guardian).await;
    let page = boot(ali.client.get(&ali.page("/mine")).await).await;
    let new = page.fresh.expect("the page has an id for what it makes").sent.to_string();
    let (one, other) = tokio::join!(writes(&ali, &new, "Ål 1"), writes(&ali, &new, "Ål 1"));
    for answer in [one, other] {
        assert_eq!(goes_to(&answer), ali.page("/mine"));
    }
    assert_eq!(ali.view().await.family.talk.cards.len(), 1);

    let changed = writes(&ali, &new, "Ål 2").await;
    assert_eq!(changed.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = boot(changed).await;
    assert_eq!(page.say, Some(Say::Refused(Refusal::Already)));
    assert_eq!(page.kept["text"], "Ål 2", "other words are never taken for those before");
    let new = page.fresh.expect("and the page can make it now").sent.to_string();
    assert_eq!(goes_to(&writes(&ali, &new, "Ål 2").await), ali.page("/mine"));
    assert_eq!(ali.view().await.family.talk.cards.len(), 2);
}

#[tokio::test]
async fn a_note_may_be_of_another_day_and_of_none_to_come() {
    let server = Running::start().await;
    let amina = family(&server).await.with(&server, "Amina", Role::Guardian).await;
    let (child, back) = (amina.child().await.to_string(), amina.page("/mine"));
    let fields =
        |on| [("act", "write"), ("about", &*child), ("text", "Ord"), ("on", on), ("back", &*back)];
    assert_eq!(goes_to(&amina.client.form(&back, &fields("2026-08-20")).await), back);
    let card = amina.view().await.family.talk.cards.into_values().next().unwrap();
    assert!(card.on.to_string() == "2026-08-20" && card.is_private());
    let page = boot(amina.client.form(&back, &fields("2026-10-01")).await).await;
    assert!(page.say == Some(Say::Refused(Refusal::InTheFuture)) && page.kept["text"] == "Ord");
}

/// The fields of the first form on a page, as a browser would send them.
fn waiting(page: &str) -> Vec<(String, String)> {
    let value = |input: &str, of: &str| {
        let from = input.find(&format!("{of}=\""))? + of.len() + 2;
        Some(input[from..][..input[from..].find('"')?].to_owned())
    };
    let hidden = page.split("<input").skip(1).filter(|it| it.contains("type=\"hidden\""));
    hidden.filter_map(|it| value(it, "name").zip(value(it, "value"))).collect()
}

#[tokio::test]
async fn giving_waits_for_the_proof_with_all_that_was_filled_in() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let eva = amina.with(&server, "Eva", Role::Network).await;
    server.clock.set(noon() + TimeDelta::hours(1));
    let (to, back) = (eva.me.to_string(), amina.page("/consent"));
    let fields = [
        ("act", "give"),
        ("to", &*to),
        ("section-ruler", "on"),
        ("purpose", "at Eva & Ål kan hjælpe"),
        ("until", "2026-10-01"),
        ("heard", "fine"),
        ("back", &*back),
    ];
    let asked = amina.client.form(&back, &fields).await;
    assert_eq!(asked.status(), StatusCode::OK);
    let page = asked.text().await.unwrap();
    assert!(page.contains("Er det dig?") && page.contains("Det, du ville gøre, venter her."));
    let purposes = async || {
        let grants = amina.view().await.family.consent.grants;
        grants.into_iter().map(|it| it.purpose).filter(|it| it == fields[3].1).count()
    };
    assert_eq!(purposes().await, 0);

    let held = waiting(&page);
    let sends = |page: Vec<(String, String)>, password: &'static str| {
        let client = amina.client.clone();
        async move {
            let all = page.iter().map(|(name, value)| (&**name, value.replace("&amp;", "&")));
            let mut all: Vec<(&str, String)> = all.collect();
            all.push(("password", password.to_owned()));
            let all: Vec<_> = all.iter().map(|(name, value)| (*name, &**value)).collect();
            client.form("/step-up", &all).await
        }
    };
    let wrong = sends(held, "forkert").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let held = waiting(&wrong.text().await.unwrap());
    assert_eq!(goes_to(&sends(held, PASSWORD).await), back);
    assert_eq!(purposes().await, 1);
}

#[tokio::test]
async fn what_waits_goes_to_our_own_forms_only() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let mut addresses = String::new();
    for away in ["https://evil.example", "/f/", "/account", "//evil/consent", "/f/x/consent"] {
        let fields = [("held-at", away), ("then", "/devices"), ("password", PASSWORD)];
        let answer = amina.client.form("/step-up", &fields).await;
        write!(addresses, "{} ", answer.status().as_u16()).unwrap();
        let to = answer.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
        assert!(to.is_none_or(|to| to == "/devices"), "{away}");
    }
    assert_eq!(addresses, "303 303 303 303 404 ");
}
