//! A word of its own for every other text that a family can hold.

use super::World;
use crate::given::noon;
use domain::consent::Command as Consent;
use domain::dialogue::Command as Dialogue;
use domain::people::Command as People;
use domain::plan::{Command as Plan, Item, Standing, Way};
use domain::ruler::{Command as Ruler, Seen};
use domain::shield::{Command as Shield, Kind};
use domain::talk::Command as Talk;
use domain::{Command, FactId, GoalId, StepId};
use server::clock::new_id;

/// Who meets what was said for all about Ali: in the plan, on a card, on the ruler.
const PLAN: [&str; 5] = ["Amina", "Omar", "Ali", "Mette", "Eva"];
const TALK: [&str; 4] = ["Amina", "Omar", "Ali", "Mette"];
const RULER: [&str; 5] = ["Amina", "Omar", "Ali", "Mette", "Tove"];

pub async fn every_field(w: &mut World, goal: GoalId) {
    ruler_and_talk(w).await;
    said_of_a_goal(w, goal).await;
    said_of_steps(w, goal).await;
    circle(w).await;
    words_of_a_fact(w).await;
}

async fn ruler_and_talk(w: &mut World) {
    let because = w.once(&RULER);
    let Command::Ruler(mut lays) = w.placement("Ali", because, Seen::Circle) else {
        unreachable!()
    };
    if let Ruler::Place { works, one_up, setting, .. } = &mut lays {
        (*works, *one_up) = (w.once(&RULER), w.once(&RULER));
        *setting = domain::ruler::Setting::School;
    }
    w.does("Amina", Command::Ruler(lays)).await;
    let word = w.once(&TALK);
    let open = w.dialogues.first().copied();
    let Command::Talk(mut writes) = w.card("Ali", word, open, true) else { unreachable!() };
    if let Talk::Write { notices, .. } = &mut writes {
        *notices = w.once(&TALK);
    }
    w.does("Amina", Command::Talk(writes)).await;
}

/// Reworded, noted, turned: the words before stay in its story.
async fn said_of_a_goal(w: &mut World, seen: GoalId) {
    let (id, about, on) = (GoalId(new_id()), w.id("Ali"), noon().date_naive());
    let (text, sign) = (w.once(&PLAN), w.once(&PLAN));
    let dialogue = w.dialogues.first().copied();
    let set = Plan::SetGoal { id, about, text: text.clone(), sign, dream: None, dialogue, on };
    w.does("Amina", Command::Plan(set)).await;
    let now = w.once(&PLAN);
    w.does("Mette", Command::Plan(Plan::RewordGoal { id, from: text, text: now })).await;
    let text = w.once(&PLAN);
    w.does("Eva", Command::Plan(Plan::Note { id, way: Way::Forward, text, on })).await;
    let because = w.once(&PLAN);
    w.does("Omar", Command::Plan(Plan::Turn { id, to: Standing::OnHold, because, on })).await;
    w.does("Amina", Command::Plan(Plan::HowFar { id: seen, value: 3, on })).await;
    let item = Item::Goal(id);
    w.does("Ali", Command::Plan(Plan::Agree { item, text: None, holder: None })).await;
}

/// Karl holds one that he is given nothing else of; Eva says no to hers, which is about nobody.
async fn said_of_steps(w: &mut World, goal: GoalId) {
    let karl = [&PLAN[..], &["Karl"]].concat();
    let id = adds(w, Some(goal), "Karl", &karl).await;
    w.does("Karl", Command::Plan(Plan::Accept { id })).await;
    let (text, on) = (w.once(&karl), noon().date_naive());
    w.does("Eva", Command::Plan(Plan::Tell { id, text, on })).await;
    let because = w.once(&karl);
    w.does("Karl", Command::Plan(Plan::HandBack { id, because })).await;
    let eva = ["Amina", "Omar", "Mette", "Eva"];
    let id = adds(w, None, "Eva", &eva).await;
    let because = w.once(&eva);
    w.does("Eva", Command::Plan(Plan::Decline { id, because })).await;
}

async fn adds(w: &mut World, goal: Option<GoalId>, holder: &str, to: &[&'static str]) -> StepId {
    let words = w.once(to);
    let Command::Plan(mut add) = w.step(goal, words, holder) else { unreachable!() };
    let Plan::AddStep { id, help, .. } = &mut add else { unreachable!() };
    *help = w.once(to);
    let id = *id;
    w.does("Amina", Command::Plan(add)).await;
    id
}

/// What everybody in the circle knows, what somebody is called; and what the family and whoever leads know, under which law they work.
async fn circle(w: &mut World) {
    let everybody = |w: &mut World| {
        let word = w.fact(&super::SEATED);
        w.facts.last_mut().expect("a word").once = ["Rita"].into();
        word
    };
    let (name, title) = (format!("Karl {}", everybody(w)), everybody(w));
    let member = w.id("Karl");
    w.does("Karl", Command::People(People::Rename { member, name, title, from: None })).await;
    let text = w.fact(&super::FAMILY_AND_KARL);
    w.facts.last_mut().expect("a word").once = ["Mette"].into();
    w.does("Karl", Command::Consent(Consent::Basis { text, from: None })).await;
    let id = w.dialogues[0];
    let check_in = domain::dialogue::CheckIn::Face { face: 2 };
    w.does("Amina", Command::Dialogue(Dialogue::CheckIn { id, check_in })).await;
}

async fn words_of_a_fact(w: &mut World) {
    let (text, word) = (w.fact(&["Amina", "Mette"]), w.fact(&["Amina", "Mette"]));
    let set = Shield::Set {
        id: FactId(new_id()),
        about: w.id("Ali"),
        kind: Kind::Institution,
        text,
        words: vec![word],
        known_to: [w.id("Mette")].into(),
        kept_from: [w.id("Omar")].into(),
        dialogue: None,
        from: None,
    };
    w.does("Amina", Command::Shield(set)).await;
}
