//! On how many devices somebody is: the twentieth shows what the first does. The one that gave way to another shows nothing, and nor
//! does a browser that is only known for a name.

use super::world::CRAWLERS;
use super::world::{World, told};
use super::{rows, surfaces, wronged};
use crate::accounts::{NAME, PASSWORD, keeps, known};
use crate::given::{Client, Person, again};
use crate::low::by_name;
use reqwest::header::{COOKIE, HeaderMap};
use server::auth::most::MOST_DEVICES;

/// Amina's browser after she went out: what it keeps of her is the mark of her name.
async fn known_browser(w: &World) -> Person {
    let amina = w.who("Amina");
    let mark = known(&keeps(&amina.client, NAME, PASSWORD, &[]).await);
    let mut headers = HeaderMap::new();
    headers.insert(COOKIE, format!("known={mark}").parse().unwrap());
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let http = http.default_headers(headers).build().unwrap();
    Person { client: Client { http, token: None, ..amina.client.clone() }, ..amina.clone() }
}

/// The examples in it bear the names of this world.
const EXAMPLES: &str = "/api/openapi.json";

/// What of the family stands on its surfaces, but for what the place is called, at the door.
async fn meets(w: &World, who: &Person) -> Vec<String> {
    let mut all = surfaces(w, who).await;
    assert!(all.len() > 50, "{} surfaces", all.len());
    all.retain(|it| it.path != EXAMPLES);
    let at = |word: &str| {
        let there = all.iter().filter(|it| !rows::is_door(&it.path) && it.text.contains(word));
        there.map(|it| it.path.clone()).collect::<Vec<_>>()
    };
    let names = ["Amina", "Ali", NAME].map(str::to_owned);
    let words = w.facts.iter().map(|it| it.word.clone()).chain(names);
    words.flat_map(|word| at(&word).into_iter().map(move |it| format!("{word} on {it}"))).collect()
}

#[tokio::test]
async fn a_twentieth_device_shows_what_is_its_persons_and_one_that_gave_way_shows_nothing() {
    let w = told().await;
    let begins = w.server.clock.now();
    let known = known_browser(&w).await;
    let mut all = vec![w.who("Amina").clone()];
    for _ in 1..=MOST_DEVICES {
        all.push(again(&w.server, w.who("Amina"), "Android").await);
    }
    let mut in_and_out = (Vec::new(), Vec::new());
    for device in &all {
        let lives = device.client.get("/api/v1/families").await.status() == 200;
        if lives { in_and_out.0.push(device) } else { in_and_out.1.push(device) }
    }
    let (lives, [gave_way]) = (in_and_out.0, in_and_out.1.as_slice()) else {
        panic!("one gives way to the twenty-first")
    };
    let twentieth = lives[MOST_DEVICES - 1];
    let seen = surfaces(&w, twentieth).await;
    let rows = rows::rows(&w).await;
    let met = w.facts.iter().filter(|it| seen.iter().any(|at| at.text.contains(&it.word)));
    assert!(met.count() > 50, "it shows what is hers");
    let wrong = w.facts.iter().flat_map(|it| wronged("Amina", w.id("Amina"), it, &seen, &rows));
    // It was not there yet when what passes was told.
    let wrong = wrong.filter(|it| !it.contains(" never "));
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
    for nobody in [*gave_way, &known] {
        w.server.clock.set(begins);
        assert_eq!(meets(&w, nobody).await, Vec::<String>::new());
    }
}

/// Of a way in that is on trial, whoever was in by that account before is told, and nobody else: not by its name and not at all.
#[tokio::test]
async fn a_way_in_on_trial_is_told_to_its_owner_alone() {
    const CARD: &str = "Ny vej ind på din konto";
    let w = told().await;
    keeps(&w.who("Amina").client, NAME, PASSWORD, &[]).await;
    let thief = by_name(&w.server, w.who("Amina")).await;
    let begins = w.server.clock.now();
    let shown = async |who: &Person| {
        w.server.clock.set(begins);
        let all = surfaces(&w, who).await;
        let with = |word: &str| {
            let at = all.iter().filter(|it| it.text.contains(word) && it.path != EXAMPLES);
            at.map(|it| it.path.clone()).collect::<Vec<_>>()
        };
        (with(CARD), with(NAME))
    };
    let (card, name) = shown(w.who("Amina")).await;
    let home = format!("/f/{}", w.who("Amina").family);
    for path in [&*home, "/account", "/passkey", "/devices", "/step-up"] {
        assert!(card.iter().any(|it| it == path), "{path}: {card:?}");
    }
    assert!(name.iter().any(|it| it == "/account"), "{name:?}");
    for who in CRAWLERS.into_iter().filter(|it| *it != "Amina") {
        assert_eq!(shown(w.who(who)).await, Default::default(), "{who}");
    }
    assert_eq!(shown(&thief).await.0, Vec::<String>::new(), "he is not told that she can be");
}
