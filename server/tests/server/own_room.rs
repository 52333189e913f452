//! A diary leaves no trace: whatever somebody keeps for themselves, nobody else's pages change by a letter.

use crate::forms::boot;
use crate::given::{Person, Running, entered, family, joining, noon, place};
use chrono::TimeDelta;
use domain::people::{Role, Use};
use domain::ruler::{Command as Ruler, Seen};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, Command};
use serde_json::Value;
use server::clock::new_id;

/// All that a person is given out, their number too.
async fn everything(person: &Person) -> Vec<Value> {
    let mut all = Vec::new();
    let rooms = ["", "/ruler", "/dialogue", "/plan", "/dreams", "/people", "/consent", "/mine"];
    for room in rooms.into_iter().chain(["/looked"]) {
        let made = boot(person.client.get(&person.page(room)).await).await;
        let mut made = serde_json::to_value(&made).unwrap();
        made["fresh"] = Value::Null;
        all.push(made);
    }
    for file in ["/looked", "/export"] {
        all.push(person.client.get(&person.at(file)).await.json().await.expect("a JSON answer"));
    }
    all
}

fn note(about: domain::MemberId, id: CardId, days: i64) -> Command {
    let on = noon().date_naive() - TimeDelta::days(days);
    let (column, text, notices) = (Column::Wish, "kun mit".to_owned(), String::new());
    let dialogue = None;
    Command::Talk(Talk::Write { id, about, column, text, notices, dialogue, on, shared: false })
}

#[tokio::test]
async fn nobody_can_tell_whether_a_child_keeps_a_diary() {
    let server = Running::start().await;
    let mette = family(&server).await;
    let amina = mette.with(&server, "Amina", Role::Guardian).await;
    let child = mette.child().await;
    let (_, link, _) = amina.invites(Role::Child, Use::Single, Some(child)).await;
    let mut joining = joining(&link, "Ali");
    joining["member"] = serde_json::to_value(child).unwrap();
    let answer = server.stranger().post("/api/v1/join", &joining).await;
    let ali = entered(&server.stranger(), answer).await;
    // Once before, so that having looked is the same in both.
    for person in [&mette, &amina] {
        everything(person).await;
    }
    let before = (everything(&mette).await, everything(&amina).await);
    let (one, other) = (CardId(new_id()), CardId(new_id()));
    ali.does(note(child, one, 0)).await;
    ali.does(note(child, other, 3)).await;
    ali.does(place(child, "kun mit", Seen::Mine)).await;
    ali.does(Command::Talk(Talk::Remove { id: one })).await;
    let laid = *ali.view().await.family.ruler.placements.keys().next().unwrap();
    assert!(ali.client.get(&ali.page("/mine")).await.status().is_success());
    assert!(before == (everything(&mette).await, everything(&amina).await));

    // And once it is shown to one, it is told to that one alone.
    ali.does(Command::Ruler(Ruler::Show { id: laid, to: [mette.me].into() })).await;
    assert!(before.0 != everything(&mette).await);
    assert!(before.1 == everything(&amina).await);
}
