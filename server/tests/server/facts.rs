//! How somebody is reached: written down by a plain form, given, kept from somebody, taken along, told of, and proved first.

use crate::accounts::{PASSWORD, with_password};
use crate::forms::{boot, goes_to};
use crate::given::{Person, Running, entered, family, member, noon, sent};
use app::boot::Say;
use chrono::TimeDelta;
use domain::people::{Command as People, Role, Use};
use domain::protocol::{Answer, Outcome};
use domain::shield::{Command as Shield, Kind};
use domain::{Command, FactId, FamilyId, MemberId, Refusal};
use reqwest::{Response, StatusCode};
use server::clock::new_id;

/// Amina and Omar are the guardians, who live apart; Eva is a friend.
async fn circle(server: &Running) -> (Person, Person, Person) {
    let mette = family(server).await;
    let amina = mette.with(server, "Amina", Role::Guardian).await;
    let omar = amina.with(server, "Omar", Role::Guardian).await;
    let eva = mette.with(server, "Eva", Role::Network).await;
    (amina, omar, eva)
}

/// Sends the form of a card, with these fields beside.
async fn fills(person: &Person, about: MemberId, fields: &[(&str, &str)]) -> Response {
    let (about, back) = (about.to_string(), person.page("/people"));
    let same = [("act", "set"), ("about", &*about), ("back", &*back)];
    let all: Vec<_> = same.into_iter().chain(fields.iter().copied()).collect();
    person.client.form(&person.page("/shield"), &all).await
}

async fn people(person: &Person) -> String {
    person.client.get(&person.page("/people")).await.text().await.unwrap()
}

#[tokio::test]
async fn by_a_plain_form_it_is_written_given_changed_and_deleted() {
    let server = Running::start().await;
    let (amina, omar, eva) = circle(&server).await;
    let page = boot(amina.client.get(&amina.page("/people")).await).await;
    let new = page.fresh.expect("the page has an id for what it makes").sent.to_string();
    let known = format!("known-{}", eva.me);
    let fields = [
        ("new", &*new),
        ("id", ""),
        ("kind", "address"),
        ("text", "Kanarievej 12"),
        (&known, "on"),
    ];
    assert_eq!(goes_to(&fills(&amina, amina.me, &fields).await), amina.page("/people"));
    for (who, meets) in [(&amina, true), (&eva, true), (&omar, false)] {
        assert_eq!(people(who).await.contains("Kanarievej 12"), meets);
    }
    let kept = format!("kept-{}", omar.me);
    let ids = eva.me.to_string();
    let change = [
        ("id", &*new),
        ("kind", "address"),
        ("text", "Kanarievej 14"),
        (&kept, "on"),
        ("from_text", "Kanarievej 12"),
        ("from_words", ""),
        ("from_known", &*ids),
        ("from_kept", ""),
    ];
    assert_eq!(goes_to(&fills(&amina, amina.me, &change).await), amina.page("/people"));
    assert!(!people(&eva).await.contains("Kanarievej"), "it was taken back from her");
    let fact = amina.view().await.family.shield.facts().values().next().cloned().unwrap();
    assert!(fact.text == "Kanarievej 14" && fact.kept_from.contains(&omar.me));
    let remove = [("act", "remove"), ("id", &*new), ("back", "")];
    amina.client.form(&amina.page("/shield"), &remove).await;
    assert!(amina.view().await.family.shield.facts().is_empty());
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_with_all_that_was_filled_in() {
    let server = Running::start().await;
    let (amina, omar, _) = circle(&server).await;
    let (child, kept) = (amina.child().await, format!("kept-{}", omar.me));
    let fields = [("id", ""), ("kind", "school"), ("text", "skole"), (&*kept, "on")];
    let answer = fills(&amina, child, &fields).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text().await.unwrap();
    assert!(html.contains("Det ligner ikke en adresse"));
    let form = html.split("<form").find(|it| it.contains("value=\"skole\"")).expect("it stands");
    assert!(form.contains(&format!("name=\"about\" value=\"{child}\"")), "on the child's card");
    let tick = form.split("<input").find(|it| it.contains(&kept)).expect("a box");
    assert!(tick.contains("checked"), "{tick}");
    let by_a_guest = boot(fills(&omar, amina.me, &fields).await).await;
    assert_eq!(by_a_guest.say, Some(Say::Refused(Refusal::NotYours)));
}

fn address(by: &Person, known: &[MemberId], kept: &[MemberId]) -> Command {
    Command::Shield(Shield::Set {
        id: FactId(new_id()),
        about: by.me,
        kind: Kind::Address,
        text: "Kanarievej 12".into(),
        words: Vec::new(),
        known_to: known.iter().copied().collect(),
        kept_from: kept.iter().copied().collect(),
        dialogue: None,
        from: None,
    })
}

// [S9]
#[tokio::test]
async fn giving_asks_for_a_proof_and_keeping_does_not() {
    let server = Running::start().await;
    let amina = with_password(&server).await;
    let eva = amina.with(&server, "Eva", Role::Network).await;
    server.clock.set(noon() + TimeDelta::hours(1));
    let done = amina.send(&sent(address(&amina, &[], &[eva.me]))).await.outcome;
    assert!(matches!(done, Outcome::Done { .. }), "what has to be kept is kept at once");
    let (id, kept) = {
        let fact = amina.view().await.family.shield.facts().values().next().cloned().unwrap();
        (fact.id, fact.kept_from)
    };
    let gives = sent(address(&amina, &[eva.me], &[]));
    let removes = sent(Command::Shield(Shield::Remove { id }));
    for lets_out in [&gives, &removes] {
        let body = serde_json::to_value(lets_out).unwrap();
        let answer = amina.client.post(&amina.at("/commands"), &body).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    assert!(kept.contains(&eva.me) && amina.view().await.family.shield.facts().len() == 1);
    // In a list it stops nothing, and whoever sent it keeps the words.
    let listed = [
        sent(address(&amina, &[], &[eva.me])),
        gives.clone(),
        sent(address(&amina, &[], &[eva.me])),
    ];
    let body = serde_json::to_value(&listed).unwrap();
    let answers: Vec<Answer> =
        amina.client.post(&amina.at("/commands"), &body).await.json().await.unwrap();
    let held: Vec<_> = answers
        .iter()
        .map(|it| it.outcome == Outcome::Refused { refusal: Refusal::ProveFirst })
        .collect();
    assert_eq!(held, [false, true, false]);
    amina.client.form("/step-up", &[("password", PASSWORD)]).await;
    for lets_out in [&removes, &gives] {
        assert!(matches!(amina.send(lets_out).await.outcome, Outcome::Done { .. }));
    }
}

#[tokio::test]
async fn it_goes_along_in_the_copy_and_its_page_leaves_a_row() {
    let server = Running::start().await;
    let (amina, omar, eva) = circle(&server).await;
    server.clock.set(noon() + TimeDelta::hours(1));
    amina.does(address(&amina, &[eva.me], &[omar.me])).await;
    for (who, holds) in [(&amina, true), (&eva, true), (&omar, false)] {
        for copy in ["/export", "/export.json"] {
            let copy = who.client.get(&who.page(copy)).await.text().await.unwrap();
            assert_eq!(copy.contains("Kanarievej"), holds);
        }
    }
    let copy = amina.client.get(&amina.page("/export")).await.text().await.unwrap();
    assert!(copy.contains("Ses af Eva") && copy.contains("Skjult for Omar"));
    people(&eva).await;
    let rows = amina.client.get(&amina.page("/looked")).await.text().await.unwrap();
    assert!(rows.contains("Eva"), "who looked at the page of people is told");
    // What is kept from him does not tell itself by its time either.
    for (who, told) in [(&amina, true), (&omar, false)] {
        let rows = who.client.get(&who.at("/looked")).await.text().await.unwrap();
        let changed = |row: &str| row.contains("\"way\":\"change\"") && row.contains("T13:");
        let rows: Vec<&str> = rows.split('{').filter(|it| changed(it)).collect();
        assert_eq!(rows.iter().any(|it| it.contains("\"part\":\"people\"")), told, "{rows:?}");
    }
}

/// Whoever made a way in can open its page. So it says neither what the family nor what the invited person is called, where that holds
/// what is kept from its maker.
#[tokio::test]
async fn the_page_of_a_way_in_tells_its_maker_no_name_that_is_kept_from_them() {
    let server = Running::start().await;
    let (family, name) = (FamilyId(new_id()), "Familien på Kanarievej".to_owned());
    let (founder, children) = (member("Amina", Role::Guardian), Vec::new());
    let found = People::Found { family, name, note: String::new(), founder, children };
    let found = serde_json::to_value(sent(Command::People(found))).unwrap();
    let stranger = server.stranger();
    let amina = entered(&stranger, stranger.post("/api/v1/families", &found).await).await;
    let omar = amina.with(&server, "Omar", Role::Guardian).await;
    let neighbour = member("Bo fra Kanarievej", Role::Network);
    let named = neighbour.id;
    // What somebody is called already, nobody keeps.
    amina.does(address(&amina, &[], &[omar.me])).await;
    amina.does(Command::People(People::Name { member: neighbour })).await;
    for who in [None, Some(named)] {
        for (maker, tells) in [(&amina, true), (&omar, false)] {
            let (_, link, _) = maker.invites(Role::Network, Use::Single, who).await;
            let door = server.stranger().get(&format!("/join/{link}")).await;
            assert_eq!(door.status(), StatusCode::OK);
            let page = door.text().await.unwrap();
            assert_eq!(page.contains("Familien på Kanarievej"), tells, "{who:?}");
            assert_eq!(page.contains("Bo fra Kanarievej"), tells && who.is_some(), "{who:?}");
        }
    }
}
