use super::{since_last, today};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, afternoon, circle, dialogue,
    goal, in_days, in_dialogue, step,
};
use crate::{DialogueId, Family, MemberId, StepId, dialogue as meeting, plan};
use chrono::NaiveDate;

fn ask(id: u128, holder: MemberId, due: Option<NaiveDate>) -> plan::Command {
    add(id, holder, due, None, None, in_days(0))
}

fn add(
    id: u128,
    holder: MemberId,
    due: Option<NaiveDate>,
    about: Option<u128>,
    dialogue: Option<DialogueId>,
    on: NaiveDate,
) -> plan::Command {
    let (what, help, goal) = ("x".to_owned(), String::new(), about.map(goal));
    plan::Command::AddStep { id: step(id), goal, what, holder, due, help, dialogue, on }
}

fn tick(id: u128, days: i64) -> plan::Command {
    plan::Command::Tick { id: step(id), on: in_days(days) }
}

fn held(id: u128, days: i64) -> [meeting::Command; 3] {
    let (id, when, place) = (dialogue(id), afternoon(in_days(days)), String::new());
    [
        meeting::Command::Plan { id, about: ALI, when, place, held: true, among: None },
        meeting::Command::Start { id },
        meeting::Command::End { id },
    ]
}

/// A dialogue ten days ago that has ended, and one today.
fn between() -> Given {
    let before = held(1, -10);
    let [this, ..] = held(2, 0);
    before.into_iter().chain([this]).fold(circle(), |given, it| given.and(TEACHER, it))
}

fn ids(steps: &[&plan::Step]) -> Vec<StepId> {
    steps.iter().map(|step| step.id).collect()
}

fn taken_up(family: &Family) -> Vec<StepId> {
    ids(&since_last(family, dialogue(2)))
}

#[test]
fn balls_offered_to_me_stand_first_and_the_ones_i_hold_by_day() {
    circle()
        .and(TEACHER, ask(1, MOTHER, None))
        .and(MOTHER, ask(2, MOTHER, None))
        .and(MOTHER, ask(3, MOTHER, Some(in_days(9))))
        .and(MOTHER, ask(4, MOTHER, Some(in_days(2))))
        .and(FATHER, ask(5, FATHER, None))
        .then(|family| {
            let mine = today(family, MOTHER);
            assert!(ids(&mine.offered) == [step(1)]);
            assert!(ids(&mine.held) == [step(4), step(3), step(2)]);
            assert!(mine.loose.is_empty());
        });
}

#[test]
fn what_is_done_or_declined_is_no_longer_asked() {
    circle()
        .and(MOTHER, ask(1, MOTHER, None))
        .and(MOTHER, tick(1, 0))
        .and(TEACHER, ask(2, MOTHER, None))
        .and(MOTHER, plan::Command::Decline { id: step(2), because: String::new() })
        .then(|family| {
            let mine = today(family, MOTHER);
            assert!(mine.offered.is_empty() && mine.held.is_empty());
        });
}

#[test]
fn loose_balls_are_shown_to_the_coordinator_only() {
    circle()
        .and(TEACHER, ask(1, GRANDMOTHER, None))
        .and(GRANDMOTHER, plan::Command::Decline { id: step(1), because: String::new() })
        .then(|family| {
            assert!(ids(&today(family, TEACHER).loose) == [step(1)]);
            assert!(today(family, GRANDMOTHER).loose.is_empty());
        });
}

#[test]
fn the_running_and_the_next_dialogue_are_told() {
    let [next, ..] = held(2, 0);
    in_dialogue().and(TEACHER, next).then(|family| {
        let mine = today(family, ALI);
        assert!(mine.running == Some(dialogue(1)) && mine.next == Some(dialogue(2)));
    });
}

#[test]
fn nothing_is_asked_of_a_stranger_or_in_an_empty_place() {
    for family in [&circle().family, &Family::default()] {
        let nothing = today(family, STRANGER);
        assert!(nothing.offered.is_empty() && nothing.held.is_empty() && nothing.loose.is_empty());
        assert!(nothing.running.is_none() && nothing.next.is_none());
    }
}

#[test]
fn a_dialogue_begins_with_the_open_steps() {
    between()
        .and(MOTHER, add(1, MOTHER, None, None, Some(dialogue(1)), in_days(-10)))
        .and(MOTHER, add(2, MOTHER, None, None, None, in_days(-3)))
        .then(|family| assert!(taken_up(family) == [step(1), step(2)]));
}

#[test]
fn what_was_done_since_the_last_dialogue_is_told_and_what_was_done_before_is_not() {
    between()
        .and(MOTHER, add(1, MOTHER, None, None, None, in_days(-30)))
        .and(MOTHER, tick(1, -20))
        .and(MOTHER, add(2, MOTHER, None, None, None, in_days(-30)))
        .and(MOTHER, tick(2, -10))
        .and(MOTHER, add(3, MOTHER, None, None, None, in_days(-30)))
        .and(MOTHER, tick(3, -1))
        .then(|family| assert!(taken_up(family) == [step(2), step(3)]));
}

#[test]
fn at_the_first_dialogue_everything_that_was_done_is_told() {
    let [this, ..] = held(2, 0);
    circle()
        .and(TEACHER, this)
        .and(MOTHER, add(1, MOTHER, None, None, None, in_days(-300)))
        .and(MOTHER, tick(1, -200))
        .then(|family| assert!(taken_up(family) == [step(1)]));
}

#[test]
fn the_dialogues_own_steps_are_not_old() {
    between()
        .and(MOTHER, add(1, MOTHER, None, None, Some(dialogue(2)), in_days(0)))
        .then(|family| assert!(taken_up(family).is_empty()));
}

#[test]
fn steps_set_down_after_a_dialogue_are_not_taken_up_in_it() {
    between()
        .and(MOTHER, add(1, MOTHER, None, None, None, in_days(0)))
        .then(|family| assert!(since_last(family, dialogue(1)).is_empty()));
}

#[test]
fn steps_about_a_sibling_are_left_out_and_steps_about_the_grown_ups_are_not() {
    let aim = |id, about| plan::Command::SetGoal {
        id: goal(id),
        about,
        text: "x".to_owned(),
        sign: String::new(),
        dream: None,
        dialogue: None,
        on: in_days(-20),
    };
    between()
        .and(TEACHER, aim(1, ALI))
        .and(TEACHER, aim(2, SARA))
        .and(TEACHER, aim(3, MOTHER))
        .and(MOTHER, add(1, MOTHER, None, Some(1), None, in_days(-20)))
        .and(MOTHER, add(2, MOTHER, None, Some(2), None, in_days(-20)))
        .and(MOTHER, add(3, MOTHER, None, Some(3), None, in_days(-20)))
        .then(|family| assert!(taken_up(family) == [step(1), step(3)]));
}

#[test]
fn a_dialogue_that_is_not_there_begins_with_nothing() {
    assert!(since_last(&circle().family, dialogue(9)).is_empty());
}
