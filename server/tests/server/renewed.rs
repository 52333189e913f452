//! A seat that somebody else sits in is taken back: a thief with the link, or with the phone.

use crate::accounts::{NAME, PASSWORD, keeps, signs_in, token, with};
use crate::commands::problem;
use crate::given::{Client, Person, Running, entered, family, joining, place, sent};
use crate::socket::Socket;
use chrono::TimeDelta;
use domain::consent::Section;
use domain::looked::{Look, Looked, Part};
use domain::people::{self, Role, Use};
use domain::protocol::{Bye, FromServer, Outcome};
use domain::ruler::Seen;
use domain::{Command, InvitationId, MemberId, Refusal};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::auth::trial::LASTS;
use server::clock::new_id;
use std::time::Duration;
use tokio::time::timeout;

const AT_ONCE: Duration = Duration::from_secs(1);

/// Amina leads for the family; somebody came in with the grandmother's link.
struct Stolen {
    server: Running,
    amina: Person,
    thief: Person,
    sent: Value,
}

async fn stolen() -> Stolen {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let (_, link, _) = amina.invites(Role::Network, Use::Single, None).await;
    let (sent, stranger) = (joining(&link, "Bodil"), server.stranger());
    let thief = entered(&stranger, stranger.post("/api/v1/join", &sent).await).await;
    amina.gives(thief.me, &Section::ALL).await;
    Stolen { server, amina, thief, sent }
}

fn renew(member: MemberId) -> (InvitationId, Command) {
    let id = InvitationId(new_id());
    let until = crate::given::noon() + TimeDelta::days(7);
    (id, Command::People(people::Command::Renew { id, member, until }))
}

impl Person {
    /// Opens the seat anew, and shows the link.
    async fn renews(&self, member: MemberId) -> String {
        let (id, command) = renew(member);
        self.does(command).await;
        let key = self.client.post(&self.at(&format!("/invitations/{id}/key")), &Value::Null).await;
        let shown: Value = key.json().await.unwrap();
        shown["link"].as_str().unwrap().rsplit_once("/join/").unwrap().1.to_owned()
    }

    async fn refused(&self, command: Command) -> Refusal {
        match self.send(&sent(command)).await.outcome {
            Outcome::Refused { refusal } => refusal,
            Outcome::Done { .. } => panic!("carried out"),
        }
    }
}

async fn status(client: &Client, path: &str) -> StatusCode {
    client.get(path).await.status()
}

fn into(seat: MemberId, link: &str) -> Value {
    let mut join = joining(link, "Bodil");
    join["member"] = json!(seat);
    join
}

// [S16]
#[tokio::test]
async fn whoever_sits_there_is_out_within_a_second_and_the_owner_comes_into_the_same_seat() {
    let Stolen { server, amina, thief, sent } = stolen().await;
    let mut open = Socket::enter(&thief, 0).await;
    open.snapshot().await;
    let link = amina.renews(thief.me).await;
    let told = timeout(
        AT_ONCE,
        open.until(|it| match it {
            FromServer::Bye { why } => Some(why),
            FromServer::News { .. } | FromServer::Snapshot { .. } => panic!("told something more"),
            _ => None,
        }),
    );
    assert_eq!(told.await.expect("told at once"), Bye::SignedOut);
    for path in [thief.at(""), thief.at("/events?since=0"), "/api/v1/families".to_owned()] {
        problem(thief.client.get(&path).await, 401, "/problems/signed-out").await;
    }
    for path in [thief.page(""), thief.page("/people"), "/devices".to_owned()] {
        assert_eq!(status(&thief.client, &path).await, StatusCode::UNAUTHORIZED, "{path}");
    }
    let stranger = server.stranger();
    let joined = stranger.post("/api/v1/join", &into(thief.me, &link)).await;
    let bodil = entered(&stranger, joined).await;
    assert_eq!(bodil.me, thief.me, "the same seat");
    let view = bodil.view().await.family;
    assert!(view.people.renewed[&bodil.me].by == amina.me, "she reads by whom");
    assert!(view.consent.grants.is_empty(), "and is given what she sees anew");
    // The thief has the old link, and the command that was answered.
    let again = stranger.post("/api/v1/join", &sent).await;
    assert_eq!(problem(again, 422, "/problems/refused").await["refusal"], "already");
    let old = stranger.post("/api/v1/join", &into(thief.me, sent["key"].as_str().unwrap())).await;
    assert_eq!(old.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(status(&thief.client, &thief.at("")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&bodil.client, &bodil.at("")).await, StatusCode::OK, "she stays in");
}

#[tokio::test]
async fn before_the_owner_has_come_the_old_command_takes_no_seat() {
    let Stolen { server, amina, thief, sent } = stolen().await;
    let link = amina.renews(thief.me).await;
    let stranger = server.stranger();
    let again = stranger.post("/api/v1/join", &sent).await;
    assert!(again.headers().get("set-cookie").is_none());
    assert_eq!(problem(again, 422, "/problems/refused").await["refusal"], "already");
    let joined = stranger.post("/api/v1/join", &into(thief.me, &link)).await;
    assert_eq!(joined.status(), StatusCode::CREATED, "the seat is free for her");
}

#[tokio::test]
async fn the_new_way_is_shown_to_its_maker_only_and_runs_through_a_proof_where_there_is_one() {
    let Stolen { server, amina, thief, .. } = stolen().await;
    let omar = amina.with(&server, "Omar", Role::Guardian).await;
    let (id, command) = renew(thief.me);
    amina.does(command).await;
    let path = format!("/invitations/{id}/key");
    let others = omar.client.post(&omar.at(&path), &Value::Null).await;
    assert_eq!(others.status(), StatusCode::NOT_FOUND);
    keeps(&omar.client, NAME, PASSWORD, &[]).await;
    server.clock.set(crate::given::noon() + TimeDelta::hours(1));
    let (_, again) = renew(thief.me);
    let body = serde_json::to_value(sent(again)).unwrap();
    problem(omar.client.post(&omar.at("/commands"), &body).await, 403, "/problems/step-up").await;
}

#[tokio::test]
async fn whoever_has_a_way_in_of_their_own_keeps_their_seat_and_only_those_who_may_ask_learn_it() {
    let Stolen { server, amina, thief: bodil, .. } = stolen().await;
    server.clock.set(crate::given::noon() - LASTS);
    keeps(&bodil.client, NAME, PASSWORD, &[]).await;
    server.clock.set(crate::given::noon());
    assert_eq!(amina.refused(renew(bodil.me).1).await, Refusal::HasOwnWay);
    let carl = amina.with(&server, "Carl", Role::Network).await;
    assert_eq!(carl.refused(renew(bodil.me).1).await, Refusal::MayNotInvite);
    assert_eq!(status(&bodil.client, &bodil.at("")).await, StatusCode::OK);
    assert!(bodil.view().await.family.people.renewed.is_empty());
}

/// It may be the thief's: one who was quick keeps no guest's seat by it.
#[tokio::test]
async fn a_seat_is_opened_anew_over_a_way_in_that_is_on_trial() {
    let Stolen { server, amina, thief, .. } = stolen().await;
    keeps(&thief.client, NAME, PASSWORD, &[]).await;
    let came = token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await);
    let laptop = with(&server.stranger(), came);
    assert_eq!(status(&laptop, &thief.at("")).await, StatusCode::OK);
    amina.renews(thief.me).await;
    for device in [&thief.client, &laptop] {
        assert_eq!(status(device, &thief.at("")).await, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn somebody_who_sits_in_two_families_is_out_of_the_one_only() {
    let Stolen { server, amina, thief: bodil, .. } = stolen().await;
    let other = family(&server).await;
    let (_, link, _) = other.invites(Role::Network, Use::Single, None).await;
    let joined = bodil.client.post("/api/v1/join", &joining(&link, "Bodil")).await;
    let there = entered(&bodil.client, joined).await;
    amina.renews(bodil.me).await;
    assert_eq!(status(&bodil.client, &bodil.at("")).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&there.client, &there.at("")).await, StatusCode::OK);
}

#[tokio::test]
async fn nobody_comes_into_a_guardians_seat_by_another() {
    let Stolen { server, amina, .. } = stolen().await;
    let omar = amina.with(&server, "Omar", Role::Guardian).await;
    assert_eq!(omar.refused(renew(amina.me).1).await, Refusal::OwnSeat);
    assert_eq!(status(&amina.client, &amina.at("")).await, StatusCode::OK);
}

/// What somebody reads of what they did themselves.
async fn own_rows(person: &Person) -> Vec<Look> {
    let answer = person.client.get(&person.at("/looked")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let all: Looked = answer.json().await.unwrap();
    all.rows.into_iter().filter(|it| it.by == person.me).collect()
}

// A parent may have opened a child's seat to go in: nobody watches a child from there either.
#[tokio::test]
async fn whoever_comes_into_the_seat_is_not_told_what_was_done_in_it_before() {
    let Stolen { server, amina, thief: bodil, .. } = stolen().await;
    let child = amina.child().await;
    let (_, link, _) = amina.invites(Role::Child, Use::Single, Some(child)).await;
    let stranger = server.stranger();
    let ali = entered(&stranger, stranger.post("/api/v1/join", &into(child, &link)).await).await;
    for seat in [ali, bodil] {
        seat.does(place(child, "kun for mig", Seen::Mine)).await;
        let hour = |hours| server.clock.set(server.clock.now() + TimeDelta::hours(hours));
        hour(1);
        seat.client.get(&seat.page("/mine")).await;
        let of = |part| move |it: &Look| it.part == part;
        let before = own_rows(&seat).await;
        assert!(before.iter().any(of(Part::Ruler)) && before.iter().any(of(Part::Mine)));
        hour(1);
        let link = amina.renews(seat.me).await;
        let anew = server.clock.now();
        hour(1);
        let stranger = server.stranger();
        let joined = stranger.post("/api/v1/join", &into(seat.me, &link)).await;
        let back = entered(&stranger, joined).await;
        let told = own_rows(&back).await;
        assert!(told.iter().all(|it| it.at > anew) && told.iter().any(of(Part::People)));
        assert!(!told.iter().any(of(Part::Ruler)));
        back.does(place(child, "igen", Seen::Mine)).await;
        assert!(
            own_rows(&back).await.iter().any(of(Part::Ruler)),
            "their own since then are theirs"
        );
    }
}
