//! What whoever is in at the low level may do: the table of docs/accounts.md, row by row.

use crate::accounts::{NAME, PASSWORD, keeps, signs_in, token, with};
use crate::given::{Person, Running, entered, family, joining, noon, place, sent};
use chrono::TimeDelta;
use domain::consent::{self, Heard, Section};
use domain::people::{Command as People, Lead, Role, Use};
use domain::ruler::Seen;
use domain::{Command, InvitationId, MemberId};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use server::clock::new_id;
use std::collections::BTreeSet;

const DOCS: &str = include_str!("../../../docs/accounts.md");

/// What stands in a cell.
#[derive(PartialEq, Eq, Debug)]
enum May {
    Yes,
    Proof,
    /// Not before the trial is over.
    NotYet,
    No,
}

/// The rows between the head of the table and its end: a deed, and a cell for each of the four.
fn table() -> Vec<(&'static str, [May; 4])> {
    let (_, rest) = DOCS.split_once("| at the low level |").expect("the table is there");
    let rows = rest.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cell = |text: &str| match text {
        "yes" => May::Yes,
        "proof" => May::Proof,
        "not yet" => May::NotYet,
        "no" => May::No,
        other => panic!("{other}"),
    };
    let row = |line: &'static str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [deed, one, two, three, four] = cells[..] else { panic!("{line}") };
        (deed, [cell(one), cell(two), cell(three), cell(four)])
    };
    rows.map(row).collect()
}

async fn answered(answer: Response) -> May {
    let status = answer.status();
    let to = answer.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
    if to.is_some_and(|it| it.starts_with("/step-up")) {
        return May::NotYet;
    }
    let body: Value = answer.json().await.unwrap_or_default();
    match (status, body["type"].as_str()) {
        (StatusCode::FORBIDDEN, Some("/problems/step-up")) => May::Proof,
        (StatusCode::FORBIDDEN, Some("/problems/on-trial")) => {
            assert!(body["title"].as_str().unwrap().contains("2026-10-01"), "it says when");
            May::NotYet
        }
        (StatusCode::FORBIDDEN, Some("/problems/two-things")) => May::No,
        (StatusCode::OK, _) if body["outcome"]["refused"].is_null() => May::Yes,
        (StatusCode::OK | StatusCode::SEE_OTHER, _) => May::Yes,
        other => panic!("{other:?} {body}"),
    }
}

fn invites(role: Role) -> Command {
    let (id, until) = (InvitationId(new_id()), noon() + TimeDelta::days(7));
    Command::People(People::Invite { id, role, who: None, usage: Use::Single, until })
}

fn gives(to: MemberId) -> Command {
    let (sections, purpose) = (BTreeSet::from([Section::Plan]), "at hjælpe".to_owned());
    let until = noon().date_naive() + TimeDelta::days(30);
    let heard = Heard::Fine;
    Command::Consent(consent::Command::Give { to, of: None, sections, purpose, until, heard })
}

const LEAVES: &str = "leave, as one of the family";

/// Somebody does what a row says.
async fn does(deed: &str, who: &Person, child: MemberId, guest: MemberId) -> Response {
    let command = match deed {
        "read what is one's own and what was shared" => return who.client.get(&who.at("")).await,
        "answer: place, write, take a ball" => place(child, "", Seen::Circle),
        "let in family, friends, neighbours" => invites(Role::Network),
        "let in a guardian or a child" => invites(Role::Guardian),
        "let somebody see more" => gives(guest),
        "take it back" => {
            let (to, of, section) = (guest, None, None);
            Command::Consent(consent::Command::Withdraw { to, of, section })
        }
        "open a seat anew" => {
            let (id, until) = (InvitationId(new_id()), noon() + TimeDelta::days(7));
            Command::People(People::Renew { id, member: guest, until })
        }
        "take somebody out" => {
            Command::People(People::Remove { member: guest, lead: Lead::NotYet })
        }
        LEAVES => Command::People(People::Leave {}),
        "take a copy of everything" => return who.client.get(&who.at("/export")).await,
        "have everything erased" => {
            Command::People(People::Erase { name: "Familien ved åen".into() })
        }
        "sign one's other devices out" => {
            return who.client.form("/devices", &[("end", "others")]).await;
        }
        other => panic!("no test of: {other}"),
    };
    let body = serde_json::to_value(sent(command)).unwrap();
    who.client.post(&who.at("/commands"), &body).await
}

#[tokio::test]
async fn every_row_of_the_table_is_so() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let omar = let_in(&server, &amina, Role::Guardian, "Omar").await;
    let lone = let_in(&server, &amina, Role::Professional, "Lone").await;
    keeps(&omar.client, NAME, PASSWORD, &[]).await;
    // What was proved then is long ago.
    server.clock.set(noon() + TimeDelta::hours(1));
    let child = amina.child().await;
    let rows = table();
    assert!(rows.len() > 10, "{}", rows.len());
    for (deed, cells) in rows {
        for (number, says) in cells.into_iter().enumerate() {
            let young = by_name(&server, &omar).await;
            let who = [&amina, &omar, &young, &lone][number];
            let guest = let_in(&server, &amina, Role::Network, "Bodil").await.me;
            amina.does(gives(guest)).await;
            // Who has nothing goes at once, and is needed here.
            let another = match (deed, &says) {
                (LEAVES, May::Yes) => Some(let_in(&server, &amina, Role::Guardian, "Kim").await),
                _ => None,
            };
            let one = another.as_ref().unwrap_or(who);
            let done = answered(does(deed, one, child, guest).await).await;
            assert_eq!(done, says, "{deed}, column {number}");
        }
    }
}

/// The same person, in by the name and the password that they set up.
pub async fn by_name(server: &Running, who: &Person) -> Person {
    let came = token(&signs_in(&server.stranger(), NAME, PASSWORD, "").await);
    assert!(came.is_some(), "it lets one in");
    Person { client: with(&server.stranger(), came), ..who.clone() }
}

/// Somebody who came in by an invitation, and set nothing up.
pub async fn let_in(server: &Running, by: &Person, role: Role, name: &str) -> Person {
    let (_, link, _) = by.invites(role, Use::Single, None).await;
    let stranger = server.stranger();
    entered(&stranger, stranger.post("/api/v1/join", &joining(&link, name)).await).await
}
