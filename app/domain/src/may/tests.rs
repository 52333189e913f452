mod adult;
mod apart;
mod asks;
mod hints;
mod kept;
mod let_in;
mod matrix;
mod meets;
mod passing;
mod puppet;
mod renews;
mod rich;
mod theirs;

use super::Sight;
use crate::consent::{Command as Consent, Section};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, SARA, TEACHER, card, circle, goal, in_days, now, placement,
    step, today,
};
use crate::plan::Command as Plan;
use crate::ruler::{Command as Ruler, Level, Seen, Setting};
use crate::talk::{Column, Command as Talk};
use crate::{MemberId, Refusal};
use std::collections::BTreeSet;

fn writes(shared: bool) -> Talk {
    let (text, notices) = ("jeg er bange for pausen".to_owned(), String::new());
    Talk::Write {
        id: card(1),
        about: ALI,
        column: Column::Worry,
        text,
        notices,
        dialogue: None,
        on: today(),
        shared,
    }
}

fn show(to: &[MemberId]) -> Talk {
    Talk::Show { id: card(1), to: to.iter().copied().collect() }
}

fn readers(given: &crate::given::Given) -> Vec<MemberId> {
    let all = [TEACHER, MOTHER, FATHER, ALI, GRANDMOTHER];
    all.into_iter().filter(|who| !given.seen_by(*who).talk.cards.is_empty()).collect()
}

#[test]
fn what_a_child_writes_is_the_childs_until_it_is_shown_and_to_whom() {
    let alone = circle().and(ALI, writes(false));
    assert_eq!(readers(&alone), [ALI]);
    let shown = alone.and(ALI, show(&[GRANDMOTHER]));
    assert_eq!(readers(&shown), [ALI, GRANDMOTHER], "and not the parents");
    let more = shown.and(ALI, show(&[GRANDMOTHER, TEACHER]));
    assert_eq!(readers(&more), [TEACHER, ALI, GRANDMOTHER]);
    assert_eq!(readers(&more.clone().and(ALI, show(&[]))), [ALI], "and taken back");
    assert_eq!(readers(&more.and(ALI, Talk::Share { id: card(1) })).len(), 5);
}

#[test]
fn only_its_author_shows_it_and_only_to_the_circle() {
    let alone = || circle().and(ALI, writes(false));
    alone().when(MOTHER, show(&[MOTHER])).refused(Refusal::Unknown);
    alone().when(ALI, show(&[crate::given::STRANGER])).refused(Refusal::Unknown);
    alone().when(ALI, show(&[])).refused(Refusal::Already);
    circle().and(ALI, writes(true)).when(ALI, show(&[MOTHER])).refused(Refusal::Already);
    let shown = alone().and(ALI, show(&[GRANDMOTHER]));
    shown.when(GRANDMOTHER, Talk::Share { id: card(1) }).refused(Refusal::NotYours);
}

#[test]
fn a_placement_shown_to_one_is_not_swept_away_by_the_next() {
    let lay = |id, level| Ruler::Place {
        id: placement(id),
        child: ALI,
        setting: Setting::School,
        level: Level::try_from(level).expect("1 to 5"),
        on: today(),
        because: String::new(),
        works: String::new(),
        one_up: String::new(),
        seen: Seen::Mine,
    };
    let shown = circle()
        .and(ALI, lay(1, 2))
        .and(ALI, Ruler::Show { id: placement(1), to: BTreeSet::from([GRANDMOTHER]) });
    let given = shown.and(ALI, lay(2, 4));
    assert_eq!(given.seen_by(GRANDMOTHER).ruler.placements.len(), 1);
    assert_eq!(given.seen_by(MOTHER).ruler.placements.len(), 0);
    assert_eq!(given.seen_by(ALI).ruler.placements.len(), 2);
}

#[test]
fn a_guest_sees_their_own_ball_and_nothing_else_of_the_plan() {
    let set = Plan::SetGoal {
        id: goal(1),
        about: ALI,
        text: "en ven".into(),
        sign: String::new(),
        dream: None,
        dialogue: None,
        on: today(),
    };
    let ask = |id, holder| Plan::AddStep {
        id: step(id),
        goal: Some(goal(1)),
        what: "ringe".into(),
        holder,
        due: Some(in_days(3)),
        help: String::new(),
        dialogue: None,
        on: today(),
    };
    let given = circle()
        .and(MOTHER, Consent::Withdraw { to: GRANDMOTHER, of: None, section: Some(Section::Plan) })
        .and(MOTHER, set)
        .and(MOTHER, ask(1, GRANDMOTHER))
        .and(MOTHER, ask(2, FATHER));
    let plan = given.seen_by(GRANDMOTHER).plan;
    assert!(plan.goals.is_empty() && plan.steps.keys().eq([&step(1)]));
    let given = given.and(GRANDMOTHER, Plan::Accept { id: step(1) });
    // What she may not see she cannot act on, and is not told that it is there.
    let note =
        |id| Plan::Note { id, way: crate::plan::Way::Forward, text: "x".into(), on: today() };
    given.clone().when(GRANDMOTHER, note(goal(1))).refused(Refusal::Unknown);
    given.when(GRANDMOTHER, note(goal(9))).refused(Refusal::Unknown);
}

#[test]
fn a_child_sees_what_is_about_itself_and_not_what_is_about_a_sister() {
    let card = |id, about| Talk::Write {
        id: card(id),
        about,
        column: Column::Works,
        text: "ro".into(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared: true,
    };
    let given = circle()
        .and(MOTHER, Consent::Withdraw { to: ALI, of: None, section: None })
        .and(MOTHER, card(1, ALI))
        .and(MOTHER, card(2, SARA));
    assert!(given.seen_by(ALI).talk.cards.values().all(|it| it.about == ALI));
    assert_eq!(given.seen_by(ALI).talk.cards.len(), 1);
    assert_eq!(given.seen_by(MOTHER).talk.cards.len(), 2);
}

#[test]
fn the_coordinator_sees_the_frame_of_what_they_lead_and_not_what_is_said_in_it() {
    let given = crate::given::in_dialogue()
        .and(MOTHER, Consent::Withdraw { to: TEACHER, of: None, section: None });
    let said = Talk::Write {
        id: card(1),
        about: ALI,
        column: Column::Works,
        text: "ro".into(),
        notices: String::new(),
        dialogue: Some(crate::given::dialogue(1)),
        on: today(),
        shared: true,
    };
    let check_in = crate::dialogue::CheckIn::Face { face: 2 };
    let came = crate::dialogue::Command::CheckIn { id: crate::given::dialogue(1), check_in };
    let seen = given.and(MOTHER, said).and(MOTHER, came).seen_by(TEACHER);
    assert!(seen.dialogue.all.len() == 1 && seen.talk.cards.is_empty());
    assert!(seen.dialogue.all.values().all(|it| it.check_ins.is_empty()));
}

#[test]
fn whoever_has_no_seat_sees_nothing() {
    let given = circle().and(MOTHER, writes(true));
    let sight = Sight::new(&given.family, SARA, now().date_naive());
    assert!(sight.of(crate::things::ThingId::Card(card(1))).is_none());
}
