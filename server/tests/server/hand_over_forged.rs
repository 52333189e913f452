//! Words forged in somebody's name on a screen that goes round: who is kept from it, and what is told of it.

use crate::forms::goes_to;
use crate::given::{Person, noon};
use crate::hand_over::{PIN, Table, table};
use chrono::TimeDelta;
use domain::consent::Section;
use domain::dialogue::Step;
use domain::looked::{Look, Looked, Part, Way};
use domain::people::{Command as People, Role};
use domain::{Command, MemberId};
use reqwest::StatusCode;
use std::collections::BTreeSet;

const FORGED: &str = "Amina siger selv, at hun ikke magter det.";

/// Locks their own screen, takes a turn and writes in that name. Each answer.
async fn forges(table: &Table, forger: &Person, of: MemberId) -> [StatusCode; 3] {
    let (family, dialogue) = (table.mette.family.to_string(), table.dialogue.to_string());
    let begin = [("act", "begin"), ("family", &*family), ("dialogue", &*dialogue), ("pin", PIN)];
    let of = of.to_string();
    let turn = [("act", "turn"), ("member", &*of)];
    let card = [("act", "card"), ("column", "worry"), ("text", FORGED)];
    let form = |fields| forger.client.form("/hand-over", fields);
    [form(&begin).await.status(), form(&turn).await.status(), form(&card).await.status()]
}

async fn cards(of: &Person) -> Vec<String> {
    of.view().await.family.talk.cards.into_values().map(|it| it.text).collect()
}

async fn rows(of: &Person) -> Vec<Look> {
    let looked: Looked = of.client.get(&of.at("/looked")).await.json().await.unwrap();
    looked.rows
}

#[tokio::test]
async fn nobody_but_who_leads_writes_in_anothers_name() {
    let table = table().await;
    let jens = table.mette.with(&table.server, "Jens", Role::Professional).await;
    table.amina.gives(jens.me, &Section::ALL).await;
    table.go(Step::Works).await;
    for forger in [&jens, &table.amina, &table.ali] {
        for of in [table.amina.me, table.ali.me, table.mette.me, jens.me] {
            let answers = forges(&table, forger, of).await;
            assert_eq!(answers[0], StatusCode::UNPROCESSABLE_ENTITY, "only who leads begins");
            assert!(answers.iter().all(StatusCode::is_client_error), "{answers:?}");
        }
        assert!(!cards(&table.amina).await.iter().any(|it| it == FORGED));
        let (family, dialogue) = (table.mette.family, table.dialogue);
        let address = format!("/hand-over?family={family}&dialogue={dialogue}");
        let page = forger.client.get(&address).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "nor is it offered");
    }
}

#[tokio::test]
async fn nobody_writes_in_the_name_of_a_professional() {
    let table = table().await;
    let jens = table.mette.with(&table.server, "Jens", Role::Professional).await;
    table.amina.gives(jens.me, &Section::ALL).await;
    table.go(Step::Works).await;
    let answers = forges(&table, &table.mette, jens.me).await;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    assert_eq!(answers, [StatusCode::SEE_OTHER, refused, refused]);
    assert!(!cards(&table.amina).await.iter().any(|it| it == FORGED));
}

#[tokio::test]
async fn whoever_leads_no_more_lends_no_screen_either() {
    let table = table().await;
    table.go(Step::Works).await;
    table.begins(PIN).await;
    assert_eq!(goes_to(&table.turn_of(table.ali.me).await), "/hand-over");
    let other = crate::given::again(&table.server, &table.mette, "iPhone").await;
    other.does(Command::People(People::OfferBaton { to: Some(table.amina.me) })).await;
    table.amina.does(Command::People(People::AnswerBaton { accept: true })).await;
    let answer = table.act("card", &[("column", "worry"), ("text", FORGED)]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!table.page().await.contains("Din tur"));
    assert!(!cards(&table.amina).await.iter().any(|it| it == FORGED));
}

#[tokio::test]
async fn the_family_is_told_on_whose_screen_it_was_written() {
    let table = table().await;
    table.server.clock.set(noon() + TimeDelta::minutes(11));
    table.go(Step::Works).await;
    table.begins(PIN).await;
    for of in [table.amina.me, table.ali.me] {
        table.turn_of(of).await;
        table.page().await;
        let laid = table.act("card", &[("column", "worry"), ("text", FORGED)]).await;
        assert_eq!(goes_to(&laid), "/hand-over?kept=1");
    }
    let lent = |rows: &[Look]| -> BTreeSet<(MemberId, Way)> {
        let lent = rows.iter().filter(|it| it.on_screen_of == Some(table.mette.me));
        lent.filter(|it| it.part == Part::Dialogue).map(|it| (it.by, it.way)).collect()
    };
    let (amina, ali) = (table.amina.me, table.ali.me);
    let hers = [(amina, Way::Page), (amina, Way::Change), (ali, Way::Change)];
    assert_eq!(lent(&rows(&table.amina).await), hers.into(), "and what Ali opened is his");
    let his = hers.into_iter().chain([(ali, Way::Page)]).collect();
    assert_eq!(lent(&rows(&table.ali).await), his);
    let of_before = rows(&table.amina).await;
    let own = |it: &&Look| it.by == amina && it.way == Way::Change && it.part == Part::Dialogue;
    assert!(of_before.iter().filter(own).any(|it| it.on_screen_of.is_none()), "her own words");
    let page = table.amina.client.get(&table.amina.page("/looked")).await.text().await.unwrap();
    assert!(page.contains("skrevet på Mettes skærm"), "{page}");
}
