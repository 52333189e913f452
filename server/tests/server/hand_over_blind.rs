//! Whoever has the locked screen says who they are and proves nothing: what that may do to somebody else.

use crate::forms::goes_to;
use crate::given::{Person, again, noon};
use crate::hand_over::{PIN, Table, table};
use domain::dialogue::{CheckIn, Command as Dialogue, Step};
use domain::people::Command as People;
use domain::ruler::{Command as Ruler, Level, Seen, Setting};
use domain::shield::{Command as Shield, Kind};
use domain::{Command, FactId, PlacementId, RoundId};
use reqwest::StatusCode;
use server::clock::new_id;

async fn open_round(table: &Table) -> RoundId {
    let round = RoundId(new_id());
    table.go(Step::Ruler).await;
    let (child, setting, dialogue) = (table.ali.me, Setting::Home, Some(table.dialogue));
    let open = Ruler::Open { round, child, setting, dialogue, on: noon().date_naive() };
    table.mette.does(Command::Ruler(open)).await;
    round
}

fn placed(table: &Table, round: RoundId, because: &str) -> Command {
    Command::Ruler(Ruler::Place {
        id: PlacementId(new_id()),
        child: table.ali.me,
        setting: Setting::Home,
        level: Level::ALL[0],
        on: noon().date_naive(),
        because: because.to_owned(),
        works: String::new(),
        one_up: String::new(),
        seen: Seen::Round(round),
    })
}

async fn lies(who: &Person, round: RoundId) -> Vec<(u8, String)> {
    let ruler = who.view().await.family.ruler;
    let mine = ruler.in_round(round).into_iter().filter(|it| it.by == who.me);
    mine.map(|it| (it.level.number(), it.because.clone())).collect()
}

async fn refused(answer: reqwest::Response) {
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Det er allerede gjort.") && page.contains("Her ligger dit svar"));
}

#[tokio::test]
async fn what_somebody_placed_themselves_nobody_replaces_from_the_table() {
    let table = table().await;
    let round = open_round(&table).await;
    table.amina.does(placed(&table, round, "hun så det selv")).await;
    table.begins(PIN).await;
    table.turn_of(table.amina.me).await;
    let page = table.page().await;
    assert!(page.contains("Her ligger dit svar") && !page.contains("name=\"level\""));
    refused(table.act("place", &[("level", "5"), ("because", "en anden")]).await).await;
    assert_eq!(lies(&table.amina, round).await, [(1, "hun så det selv".to_owned())]);
}

#[tokio::test]
async fn in_the_same_turn_one_changes_ones_mind_and_after_it_nobody_does() {
    let table = table().await;
    let round = open_round(&table).await;
    table.begins(PIN).await;
    table.turn_of(table.ali.me).await;
    for (level, because) in [("2", "først"), ("3", "så")] {
        let laid = table.act("place", &[("level", level), ("because", because)]).await;
        assert_eq!(goes_to(&laid), "/hand-over?kept=1");
    }
    assert_eq!(lies(&table.ali, round).await, [(3, "så".to_owned())]);
    table.act("pass", &[]).await;
    table.turn_of(table.ali.me).await;
    refused(table.act("place", &[("level", "5")]).await).await;
    assert_eq!(lies(&table.ali, round).await, [(3, "så".to_owned())]);
}

#[tokio::test]
async fn a_placement_that_was_refused_gives_no_right_to_replace_one() {
    let table = table().await;
    let round = open_round(&table).await;
    table.begins(PIN).await;
    table.turn_of(table.amina.me).await;
    let long = "x".repeat(domain::input::TEXT + 1);
    let answer = table.act("place", &[("level", "5"), ("because", &long)]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    table.amina.does(placed(&table, round, "fra hendes egen telefon")).await;
    refused(table.act("place", &[("level", "5")]).await).await;
    assert_eq!(lies(&table.amina, round).await, [(1, "fra hendes egen telefon".to_owned())]);
}

#[tokio::test]
async fn how_somebody_came_in_nobody_else_says_from_the_table() {
    let table = table().await;
    let check_in = CheckIn::Face { face: 2 };
    table.amina.does(Command::Dialogue(Dialogue::CheckIn { id: table.dialogue, check_in })).await;
    table.begins(PIN).await;
    table.turn_of(table.amina.me).await;
    refused(table.act("check_in", &[("face", "5")]).await).await;
    table.turn_of(table.ali.me).await;
    for face in ["4", "pass"] {
        assert_eq!(goes_to(&table.act("check_in", &[("face", face)]).await), "/hand-over?kept=1");
    }
    let all = table.amina.view().await.family.dialogue.all[&table.dialogue].check_ins.clone();
    assert!(all[&table.amina.me] == check_in && all[&table.ali.me] == CheckIn::Pass);
}

/// Amina keeps a street from Mette, who leads. It stands in the name that Ali chose for himself.
async fn renamed(table: &Table) {
    let (member, title) = (table.ali.me, String::new());
    let keep = Shield::Set {
        dialogue: None,
        from: None,
        id: FactId(new_id()),
        about: member,
        kind: Kind::Address,
        text: "Egevej 12".into(),
        words: vec!["Egevej".into()],
        known_to: [].into(),
        kept_from: [table.mette.me].into(),
    };
    table.amina.does(Command::Shield(keep)).await;
    let name = "Ali Egevej".to_owned();
    table.ali.does(Command::People(People::Rename { member, name, title, from: None })).await;
}

#[tokio::test]
async fn a_name_that_is_kept_from_one_of_them_stands_on_nobodys_turn() {
    let table = table().await;
    renamed(&table).await;
    open_round(&table).await;
    table.mette.does(Command::People(People::OfferBaton { to: Some(table.amina.me) })).await;
    table.amina.does(Command::People(People::AnswerBaton { accept: true })).await;
    let phone = again(&table.server, &table.amina, "iPhone").await;
    let (family, dialogue) = (table.mette.family.to_string(), table.dialogue.to_string());
    let fields = [("act", "begin"), ("family", &*family), ("dialogue", &*dialogue), ("pin", PIN)];
    // Her own tablet: she reads the name, and whoever has it in hand may not.
    assert_eq!(goes_to(&table.amina.client.form("/hand-over", &fields).await), "/hand-over");
    let turn = table.ali.me;
    for step in [Step::Works, Step::Ruler] {
        phone.does(Command::Dialogue(Dialogue::Go { id: table.dialogue, step })).await;
        let act = [("act", "pass")];
        table.amina.client.form("/hand-over", &act).await;
        let middle = table.amina.client.get("/hand-over").await.text().await.unwrap();
        assert!(middle.contains(&turn.to_string()) && !middle.contains("Egevej"));
        let act = [("act", "turn"), ("member", &*turn.to_string())];
        table.amina.client.form("/hand-over", &act).await;
        let page = table.amina.client.get("/hand-over").await.text().await.unwrap();
        assert!(page.contains("Din tur") && !page.contains("Egevej"), "{step:?}");
    }
}
