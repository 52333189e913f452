//! What the family gives, and takes back: on open sockets, on those who come back, and when a day ends.

use crate::given::{Person, Running, family, noon, place, sent};
use crate::socket::{Socket, at_once};
use chrono::TimeDelta;
use domain::consent::{Command as Consent, Section};
use domain::people::Role;
use domain::protocol::{FromServer, Outcome, Snapshot};
use domain::ruler::{self, Seen};
use domain::{Command, Refusal};
use reqwest::StatusCode;
use std::time::Duration;
use tokio::time::{Instant, timeout};

const SAID: &str = "kanariepletter";

/// Amina is the mother, Eva the grandmother; a placement is shared, and Eva was given the ruler.
async fn given(server: &Running) -> (Person, Person) {
    let mette = family(server).await;
    let amina = mette.with(server, "Amina", Role::Guardian).await;
    let eva = mette.with(server, "Eva", Role::Network).await;
    amina.does(place(mette.child().await, SAID, Seen::Circle)).await;
    assert!(!knows(&eva.view().await), "nothing is given from the start");
    amina.gives(eva.me, &[Section::Ruler]).await;
    assert!(knows(&eva.view().await));
    (amina, eva)
}

fn knows(copy: &Snapshot) -> bool {
    serde_json::to_string(copy).unwrap().contains(SAID)
}

fn withdraw(from: &Person) -> Command {
    Command::Consent(Consent::Withdraw { to: from.me, of: None, section: None })
}

/// The next whole copy.
async fn anew(socket: &mut Socket) -> Snapshot {
    let wanted = socket.until(|it| match it {
        FromServer::Snapshot { snapshot } => Some(snapshot),
        _ => None,
    });
    timeout(Duration::from_secs(5), wanted).await.expect("a new copy comes")
}

#[tokio::test]
async fn what_is_taken_back_is_gone_from_an_open_page_within_a_second() {
    let server = Running::start().await;
    let (amina, eva) = given(&server).await;
    let mut open = Socket::enter(&eva, 0).await;
    assert!(knows(&open.snapshot().await));
    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let begun = Instant::now();
        let copy = at_once(amina.does(withdraw(&eva)), anew(&mut open)).await;
        slowest = slowest.max(begun.elapsed());
        assert!(!knows(&copy) && copy.family.consent.grants.is_empty());
        amina.gives(eva.me, &[Section::Ruler]).await;
        assert!(knows(&anew(&mut open).await));
    }
    println!("taken back twenty times, from the tap to the other page: at most {slowest:?}");
    let copy = at_once(amina.does(withdraw(&eva)), anew(&mut open)).await;
    assert!(!knows(&copy));
    // And what comes afterwards is not told either.
    amina.does(place(eva.child().await, SAID, Seen::Circle)).await;
    amina.gives(eva.me, &[Section::Plan]).await;
    let copy = anew(&mut open).await;
    assert!(!knows(&copy));
}

// [S17]
#[tokio::test]
async fn what_ends_with_a_day_is_gone_from_an_open_page_within_a_second_of_it() {
    let server = Running::start().await;
    let (_, eva) = given(&server).await;
    let mut open = Socket::enter(&eva, 0).await;
    let before = open.snapshot().await;
    assert!(knows(&before));
    let midnight = async { server.clock.set(noon() + TimeDelta::days(31)) };
    assert!(!knows(&at_once(midnight, anew(&mut open)).await));
    assert!(!knows(&eva.view().await));
    // Whoever was away on that day comes back to the same, though nothing happened in the log.
    let mut back = Socket::enter(&eva, before.seq).await;
    assert!(!knows(&anew(&mut back).await));
    let answer = eva.client.get(&eva.at(&format!("/events?since={}", before.seq))).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
}

// [S4]
#[tokio::test]
async fn whoever_was_away_when_it_was_taken_back_comes_back_without_it() {
    let server = Running::start().await;
    let (amina, eva) = given(&server).await;
    let seq = eva.view().await.seq;
    amina.does(withdraw(&eva)).await;
    let mut back = Socket::enter(&eva, seq).await;
    assert!(!knows(&anew(&mut back).await));
    let answer = eva.client.get(&eva.at(&format!("/events?since={seq}"))).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(!answer.text().await.unwrap().contains(SAID));
    let all = eva.client.get(&eva.at("/events?since=0")).await.text().await.unwrap();
    assert!(!all.contains(SAID));
}

#[tokio::test]
async fn what_one_may_not_see_is_answered_as_what_is_not_there() {
    let server = Running::start().await;
    let (amina, eva) = given(&server).await;
    amina.does(withdraw(&eva)).await;
    let hidden = *amina.view().await.family.ruler.placements.keys().next().unwrap();
    let unknown = domain::PlacementId(server::clock::new_id());
    let mut answers = Vec::new();
    for id in [hidden, unknown] {
        let answer = eva.send(&sent(Command::Ruler(ruler::Command::Withdraw { id }))).await;
        answers.push(answer.outcome);
    }
    assert_eq!(answers, [Outcome::Refused { refusal: Refusal::Unknown }; 2]);
}

#[tokio::test]
async fn only_the_family_gives() {
    let server = Running::start().await;
    let (_, eva) = given(&server).await;
    let give = Command::Consent(Consent::Give {
        to: eva.me,
        of: None,
        sections: Section::ALL.into(),
        purpose: "mig selv".into(),
        until: noon().date_naive(),
        heard: domain::consent::Heard::Fine,
    });
    let outcome = eva.send(&sent(give)).await.outcome;
    assert_eq!(outcome, Outcome::Refused { refusal: Refusal::OnlyFamily });
}
