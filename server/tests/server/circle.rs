//! Leaving the circle and being taken out of it: at once, and on every surface.

use crate::forms::goes_to;
use crate::given::{Person, Running, family, place};
use crate::socket::{Socket, at_once};
use domain::consent::Section;
use domain::people::{self, Role};
use domain::protocol::{Bye, FromServer};
use domain::{Command, ruler::Seen};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// The goodbye, and that nothing but it is heard.
async fn goodbye(socket: &mut Socket) -> Bye {
    socket
        .until(|it| match it {
            FromServer::Bye { why } => Some(why),
            FromServer::News { .. } | FromServer::Snapshot { .. } => {
                panic!("told something after being taken out")
            }
            _ => None,
        })
        .await
}

async fn sees_nothing(guest: &Person) {
    for path in ["", "/events?since=0"] {
        let answer = guest.client.get(&guest.at(path)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["", "/plan", "/ruler", "/dreams", "/people", "/dialogue"] {
        let answer = guest.client.get(&guest.page(path)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().await.unwrap().contains("Familien ved åen"), "{path}");
    }
    assert_eq!(crate::socket::open(guest, None).await.err(), Some(404), "no socket opens");
    let homes: Value = guest.client.get("/api/v1/families").await.json().await.unwrap();
    assert_eq!(homes, json!([]));
    let start = guest.client.get("/").await.text().await.unwrap();
    assert!(!start.contains("Familien ved åen"));
}

// [S16]
#[tokio::test]
async fn who_is_taken_out_sees_nothing_more_within_a_second() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let bodil = mette.with(&server, "Bodil", Role::Network).await;
    amina.gives(bodil.me, &Section::ALL).await;
    let mut hers = Socket::enter(&bodil, 0).await;
    hers.snapshot().await;
    let mut others = Socket::enter(&mette, 0).await;
    others.snapshot().await;
    assert!(others.present().await.contains(&bodil.me));

    let remove = people::Command::Remove { member: bodil.me, lead: people::Lead::NotYet };
    let told = at_once(amina.does(Command::People(remove)), goodbye(&mut hers)).await;
    assert_eq!(told, Bye::SignedOut);
    sees_nothing(&bodil).await;
    let child = mette.child().await;
    mette.does(place(child, "sagt bagefter", Seen::Circle)).await;
    assert!(hers.hear().await.is_none(), "the line is closed");
    others
        .until(|it| match it {
            FromServer::Present { members } => (!members.contains(&bodil.me)).then_some(()),
            _ => None,
        })
        .await;
    let speak = people::Command::Speak { language: people::Language::En };
    let answer = bodil
        .client
        .post(&bodil.at("/commands"), &json!(crate::given::sent(Command::People(speak))))
        .await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_leaves_sees_nothing_more_and_can_be_let_in_anew() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let bodil = mette.with(&server, "Bodil", Role::Network).await;
    let left = bodil.client.form(&bodil.page("/people"), &[("act", "leave")]).await;
    assert_eq!(left.status(), StatusCode::SEE_OTHER);
    sees_nothing(&bodil).await;
    // On the phone that she has always had.
    let (_, link, _) = mette.invites(Role::Network, people::Use::Single, None).await;
    let answer = bodil.client.post("/api/v1/join", &crate::given::joining(&link, "Bodil")).await;
    let again = crate::given::entered(&bodil.client, answer).await;
    assert!(again.me != bodil.me && again.view().await.family.people.here().count() == 3);
}

/// One form of the circle's page, as it goes without script.
async fn posts(person: &Person, fields: &[(&str, &str)]) -> people::State {
    let page = person.page("/people");
    let fields: Vec<_> = fields.iter().copied().chain([("back", &*page)]).collect();
    assert_eq!(goes_to(&person.client.form(&page, &fields).await), page);
    person.view().await.family.people
}

#[tokio::test]
async fn without_script_the_coordinator_goes_and_a_guardian_leads_once_she_says_so() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let (mettes, child) = (mette.me.to_string(), mette.child().await);
    let gone = posts(&amina, &[("act", "remove"), ("member", &mettes)]).await;
    assert_eq!(gone.coordinator, None, "she has not said that she leads");
    let led = posts(&amina, &[("act", "baton_take")]).await;
    assert_eq!(led.coordinator, Some(amina.me));
    let born = [("act", "born"), ("member", &*child.to_string()), ("born", "2011")];
    let told = posts(&amina, &born).await;
    assert_eq!(told.get(child).and_then(|it| it.born), Some(2011));
}

#[tokio::test]
async fn whoever_takes_the_coordinator_out_may_say_that_they_lead() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let mettes = mette.me.to_string();
    let led = posts(&amina, &[("act", "remove"), ("member", &mettes), ("lead", "yes")]).await;
    assert_eq!(led.coordinator, Some(amina.me));
}
