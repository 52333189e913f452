//! A seat that was opened anew. Whoever took it meets nothing more; whoever comes into it again meets no more than whoever opened it.

use super::world::{Fact, SEATED, World, told};
use super::{Surface, rows, surfaces};
use crate::given::{Person, entered, joining, noon};
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::people::Command as People;
use domain::{Command, InvitationId};
use serde_json::Value;
use server::clock::new_id;

/// Amina opens the seat anew, and shows the one way into it.
async fn renewed(w: &World, name: &str) -> String {
    let (id, until) = (InvitationId(new_id()), noon() + TimeDelta::days(7));
    w.does("Amina", Command::People(People::Renew { id, member: w.id(name), until })).await;
    let amina = w.who("Amina");
    let key = amina.client.post(&amina.at(&format!("/invitations/{id}/key")), &Value::Null).await;
    let shown: Value = key.json().await.unwrap();
    shown["link"].as_str().unwrap().rsplit_once("/join/").unwrap().1.to_owned()
}

/// Sits there again, by that link.
async fn joins(w: &World, name: &str, link: &str) -> Person {
    let mut joins = joining(link, name);
    joins["member"] = w.id(name).to_string().into();
    let stranger = w.server.stranger();
    entered(&stranger, stranger.post("/api/v1/join", &joins).await).await
}

/// All that is told to whoever sits there still, after the copy they had.
async fn told_still(mut socket: Socket) -> String {
    let mut heard = String::new();
    while let Some(message) = socket.hear().await {
        heard.push_str(&serde_json::to_string(&message).unwrap());
    }
    heard
}

fn met<'a>(w: &'a World, all: &'a [Surface]) -> impl Iterator<Item = (&'a Fact, &'a Surface)> {
    let behind_the_door = |fact: &Fact, it: &Surface| !(fact.is_name && rows::is_door(&it.path));
    w.facts.iter().flat_map(move |fact| {
        let holds = move |it: &&Surface| it.text.contains(&fact.word) && behind_the_door(fact, it);
        all.iter().filter(holds).map(move |it| (fact, it))
    })
}

/// What is wrong with what was met by whoever took the seat, and by whoever came back into it.
async fn taken_back(w: &mut World, name: &'static str) -> Vec<String> {
    let thief = w.who(name).clone();
    let mut socket = Socket::enter(&thief, 0).await;
    socket.snapshot().await;
    let hears = tokio::spawn(told_still(socket));
    let link = renewed(w, name).await;
    let word = w.fact(&["Amina", "Omar", "Ali", "Mette"]);
    w.does("Amina", w.card("Ali", word, None, true)).await;
    let back = joins(w, name, &link).await;
    let begins = w.server.clock.now();
    let mut stolen = surfaces(w, &thief).await;
    let text = hears.await.expect("it ended");
    stolen.push(Surface { path: "news".into(), text, when: begins });
    w.server.clock.set(begins);
    let all = surfaces(w, &back).await;
    w.server.clock.set(begins);
    let mut wrong: Vec<String> = met(w, &stolen)
        .map(|(fact, it)| format!("who took {name}'s seat meets {} on {}", fact.word, it.path))
        .collect();
    let rows = rows::rows(w).await;
    for (fact, it) in met(w, &all) {
        if !["Amina", name].iter().all(|who| fact.readers.contains(who)) {
            wrong.push(format!("{name}, come back, meets {} on {}", fact.word, it.path));
        }
        let in_list = fact.is_name && rows::is_list(&it.path);
        if !in_list && !rows::has_its_row(&rows, w.id(name), it) {
            wrong.push(format!("{name}, come back, left no row for {} on {}", fact.word, it.path));
        }
    }
    for fact in w.facts.iter().filter(|it| still_theirs(it, name)) {
        if !all.iter().any(|it| it.text.contains(&fact.word)) {
            wrong.push(format!("{name}, come back, never meets {}", fact.word));
        }
    }
    wrong
}

/// A child is of the family, and a guest was given nothing yet.
fn still_theirs(fact: &Fact, name: &str) -> bool {
    let reads = |who: &&str| fact.readers.contains(*who);
    let of_the_family = name == "Ali" && ["Ali", "Amina"].iter().all(reads);
    (SEATED.iter().all(reads) || of_the_family) && !fact.word.starts_with('{')
}

#[tokio::test]
async fn who_comes_into_a_seat_that_was_opened_anew_meets_no_more_than_who_opened_it() {
    let mut w = told().await;
    // The day on which it all happened: opening a seat asks for a proof that is not old.
    w.server.clock.set(noon());
    let before = w.facts.len();
    for name in ["Eva", "Ali"] {
        assert_eq!(taken_back(&mut w, name).await, Vec::<String>::new());
    }
    let alis = w.facts[..before]
        .iter()
        .filter(|it| it.readers.contains("Ali") && !it.readers.contains("Amina"));
    assert!(alis.count() > 2, "there was something of his own to keep");
}
