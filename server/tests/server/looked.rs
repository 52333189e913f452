//! Who has looked, from outside: what leaves a row, and who reads it.

use crate::given::{Person, Running, again, family, noon, nth, place};
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::looked::{Ground, Look, Looked, Part, Way};
use domain::people::{Role, Use};
use domain::ruler::Seen;
use domain::{Command, DialogueId, MemberId, dialogue, people};
use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use server::clock::new_id;
use std::collections::BTreeSet;

/// The rooms of a family's place, where a route takes any.
const ROOMS: [&str; 8] =
    ["plan", "ruler", "dreams", "people", "dialogue", "looked", "looked?before=1", "nothing"];

async fn rows(server: &Running, person: &Person) -> u64 {
    server.store.looks(person.family, u64::MAX, 1).await.unwrap().first().map_or(0, |it| it.number)
}

/// Long enough for the next look to be another.
fn later(server: &Running) {
    server.clock.set(server.clock.now() + TimeDelta::minutes(11));
}

async fn read(person: &Person, before: Option<i64>) -> Looked {
    let query = before.map(|before| format!("?before={before}")).unwrap_or_default();
    let answer = person.client.get(&person.at(&format!("/looked{query}"))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

/// What this person reads that `by` did.
async fn told(reader: &Person, by: MemberId) -> BTreeSet<(Part, Way)> {
    let looked = read(reader, None).await;
    looked.rows.iter().filter(|it| it.by == by).map(|it| (it.part, it.way)).collect()
}

/// Every address of a family's that the router knows, filled in.
fn addresses(person: &Person, invitation: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for path in server::router::family_paths() {
        let path = path
            .replace("{family}", &person.family.to_string())
            .replace("{invitation}", invitation)
            .replace("{dialogue}", &new_id().to_string());
        if path.contains("{*rest}") {
            addresses.extend(ROOMS.map(|room| path.replace("{*rest}", room)));
            let dialogue = new_id();
            addresses.extend(
                ["prepare", "minutes"]
                    .map(|room| path.replace("{*rest}", &format!("dialogue/{dialogue}/{room}"))),
            );
        } else if path.ends_with("/events") {
            addresses.push(format!("{path}?since={}", nth(1)));
        } else {
            assert!(!path.contains('{'), "teach this test to fill in {path}");
            addresses.push(path);
        }
    }
    addresses
}

#[tokio::test]
async fn every_route_that_tells_of_a_family_leaves_a_row() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let (invitation, link, code) = mette.invites(Role::Network, Use::Single, None).await;
    let (mut telling, mut silent) = (BTreeSet::new(), Vec::new());
    for address in addresses(&mette, &invitation.to_string()) {
        for method in [Method::GET, Method::POST] {
            later(&server);
            let before = rows(&server, &mette).await;
            let answer = mette.client.ask(method.clone(), &address).send().await.unwrap();
            let text = answer.text().await.unwrap();
            let tells = ["Familien ved åen", "\"Ali\"", &link, &code, &mette.me.to_string()];
            if tells.iter().any(|personal| text.contains(personal)) {
                telling.insert(address.replace(&mette.family.to_string(), "F"));
                if rows(&server, &mette).await == before {
                    silent.push(format!("{method} {address}"));
                }
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new(), "they tell and leave no row: call looked::at");
    assert!(telling.len() >= 15, "{telling:?}");
    for known in ["/f/F", "/f/F/plan", "/f/F/looked", "/api/v1/families/F"] {
        assert!(telling.contains(known), "{known} in {telling:?}");
    }
    assert!(telling.contains(&format!("/f/F/way/{invitation}")), "the way in in {telling:?}");
    for end in ["/events?since=1000000", "/looked", "/key"] {
        let api = |it: &String| it.starts_with("/api/") && it.ends_with(end);
        assert!(telling.iter().any(api), "{end} in {telling:?}");
    }
}

#[tokio::test]
async fn following_live_leaves_a_row() {
    let server = Running::start().await;
    let mette = family(&server).await;
    assert_eq!(rows(&server, &mette).await, 0);
    Socket::enter(&mette, 0).await.snapshot().await;
    assert_eq!(rows(&server, &mette).await, 1);
    assert!(told(&mette, mette.me).await.contains(&(Part::Whole, Way::Live)));
}

#[tokio::test]
async fn looking_again_within_ten_minutes_is_one_row() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    let plan = mette.page("/plan");
    let opened = join_all((0..20).map(|_| mette.client.get(&plan))).await;
    assert!(opened.iter().all(|page| page.status() == StatusCode::OK));
    assert_eq!(rows(&server, &mette).await, 1);
    server.clock.set(noon() + TimeDelta::seconds(599));
    mette.client.get(&plan).await;
    assert_eq!(rows(&server, &mette).await, 1);
    mette.client.get(&mette.page("/dreams")).await;
    assert_eq!(rows(&server, &mette).await, 2, "another part is another look");
    server.clock.set(noon() + TimeDelta::seconds(600));
    mette.client.get(&plan).await;
    assert_eq!(rows(&server, &mette).await, 3);
}

#[tokio::test]
async fn what_was_refused_leaves_no_row() {
    let server = Running::start().await;
    let (mette, stranger) = (family(&server).await, family(&server).await);
    for path in ["/plan", "/looked", "/nothing"] {
        let page = stranger.client.get(&mette.page(path)).await;
        assert_eq!(page.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["", "/looked", "/events?since=0"] {
        let answer = stranger.client.get(&mette.at(path)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(server.stranger().get(&mette.at(path)).await.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!((rows(&server, &mette).await, rows(&server, &stranger).await), (0, 0));
}

#[tokio::test]
async fn the_family_reads_all_a_guest_themselves_and_a_childs_looks_are_the_childs() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let rosa = mette.with(&server, "Rosa", Role::Network).await;
    let (_, link, _) = amina.invites(Role::Child, Use::Single, Some(mette.child().await)).await;
    let mut joining = crate::given::joining(&link, "Ali");
    joining["member"] = serde_json::to_value(mette.child().await).unwrap();
    let stranger = server.stranger();
    let ali = crate::given::entered(&stranger, stranger.post("/api/v1/join", &joining).await).await;
    for person in [&mette, &amina, &rosa, &ali] {
        person.client.get(&person.page("/plan")).await;
    }
    let plan = (Part::Plan, Way::Page);
    for reader in [&amina, &ali] {
        for by in [&mette, &amina, &rosa] {
            assert!(told(reader, by.me).await.contains(&plan));
        }
    }
    let rows = read(&amina, None).await.rows;
    let ground =
        |by| rows.iter().find(|it| it.by == by && (it.part, it.way) == plan).map(|it| it.ground);
    assert_eq!(ground(amina.me), Some(Ground::Custody));
    assert_eq!(ground(mette.me), Some(Ground::Consent), "Amina let her see");
    assert_eq!(ground(rosa.me), Some(Ground::Seat), "she came later, and was given nothing");
    for guest in [&mette, &rosa] {
        let all = read(guest, None).await;
        assert!(all.rows.iter().all(|it| it.by == guest.me));
        assert!(told(guest, guest.me).await.contains(&plan));
    }
    for other in [&mette, &amina, &rosa] {
        assert_eq!(told(other, ali.me).await, BTreeSet::new());
    }
    assert!(told(&ali, ali.me).await.contains(&plan));
}

/// A dialogue of its own circle: to whoever is not in it nothing tells that there is one, not even who has opened it.
#[tokio::test]
async fn who_opened_a_closed_dialogue_is_told_to_its_circle_only() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let omar = amina.with(&server, "Omar", Role::Guardian).await;
    let sofie = amina.with(&server, "Sofie", Role::Guardian).await;
    let (id, about) = (DialogueId(new_id()), mette.child().await);
    let (when, place) = (noon().naive_utc() + TimeDelta::days(1), String::new());
    let among = Some([mette.me, amina.me, sofie.me].into());
    let plan = dialogue::Command::Plan { id, about, when, place, held: false, among };
    mette.does(Command::Dialogue(plan)).await;
    let pages = ["", "/prepare", "/minutes"].map(|it| amina.page(&format!("/dialogue/{id}{it}")));
    for (page, minute) in pages.iter().zip(1..) {
        server.clock.set(noon() + TimeDelta::minutes(minute));
        assert_eq!(amina.client.get(page).await.status(), StatusCode::OK);
    }
    assert!(omar.view().await.family.dialogue.all.is_empty());
    let looks = |all: BTreeSet<(Part, Way)>| -> BTreeSet<Part> {
        all.into_iter().filter(|it| it.1 == Way::Page).map(|it| it.0).collect()
    };
    assert_eq!(looks(told(&omar, amina.me).await), [Part::Home].into());
    let truth = [Part::Dialogue, Part::Prepare, Part::Minutes];
    assert_eq!(looks(told(&sofie, amina.me).await), truth.into());
    assert_eq!(looks(told(&amina, amina.me).await), truth.into());
    let rows = read(&omar, None).await.rows;
    let at_home = |it: &&Look| it.by == amina.me && it.part == Part::Home;
    assert_eq!(rows.iter().filter(at_home).count(), 1, "three would be more than one visit");
    let text = omar.client.get(&omar.at("/looked")).await.text().await.unwrap();
    assert!(!text.contains(&id.to_string()));
    let page = omar.client.get(&omar.page("/looked")).await.text().await.unwrap();
    assert!(!page.contains("referatet") && !page.contains("forberedelsen"));
}

#[tokio::test]
async fn changes_are_told_too_but_not_of_what_is_kept_to_oneself() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let jonas = amina.with(&server, "Jonas", Role::Guardian).await;
    let child = mette.child().await;
    let change = (Part::Ruler, Way::Change);
    amina.does(place(child, "kun for mig selv", Seen::Mine)).await;
    assert!(!told(&jonas, amina.me).await.contains(&change));
    assert!(told(&amina, amina.me).await.contains(&change));
    later(&server);
    amina.does(place(child, "", Seen::Circle)).await;
    assert!(told(&jonas, amina.me).await.contains(&change));
    assert!(told(&jonas, mette.me).await.contains(&(Part::People, Way::Change)));
    assert!(!told(&mette, mette.me).await.is_empty());
}

/// What stands on the page of who has looked.
async fn plainly(person: &Person) -> String {
    let text = person.client.get(&person.page("/looked")).await.text().await.unwrap();
    text.split('<').filter_map(|part| part.split_once('>')).map(|it| it.1).collect()
}

#[tokio::test]
async fn the_page_tells_it_in_plain_words() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    later(&server);
    mette.client.get(&mette.page("/plan")).await;
    let plain = plainly(&amina).await;
    assert!(plain.contains("Mette (fagperson) så planen kl. 14.11"), "{plain}");
    assert!(plain.contains("som tovholder"), "{plain}");
    assert!(plain.contains("Du så denne side kl. 14.11"), "{plain}");
    assert!(plain.contains("I dag"), "{plain}");
    let titled = people::Command::Rename {
        member: mette.me,
        name: "Mette".into(),
        title: "lærer".into(),
        from: None,
    };
    mette.does(Command::People(titled)).await;
    server.clock.set(server.clock.now() + TimeDelta::days(2));
    let mette = again(&server, &mette, "").await;
    mette.client.get(&mette.page("/ruler")).await;
    let plain = plainly(&amina).await;
    for said in [
        "I dag",
        "Tirsdag den 1. september",
        "Mette (lærer) så planen",
        "Mette (lærer) så børnelinealen kl. 14.11",
        "med familiens ja",
    ] {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    let people = amina.client.get(&amina.page("/people")).await.text().await.unwrap();
    assert!(people.contains(&amina.page("/looked")), "the circle's page leads there");
}

#[tokio::test]
async fn it_is_read_page_by_page_and_nothing_is_left_out() {
    let server = Running::start().await;
    let mette = family(&server).await;
    for _ in 0..250 {
        later(&server);
        mette.view().await;
    }
    later(&server);
    let first = read(&mette, None).await;
    assert_eq!(first.rows.len(), 200);
    assert!(first.rows.is_sorted_by(|one, next| one.at >= next.at));
    let next = read(&mette, first.before).await;
    let all = first.rows.iter().chain(&next.rows);
    let wholes = all.filter(|it| (it.part, it.way) == (Part::Whole, Way::Api)).count();
    assert_eq!((wholes, next.before), (250, None));
}
