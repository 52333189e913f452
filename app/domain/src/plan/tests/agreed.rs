use super::{
    Aim, Ask, Command, GOAL, STEP, a_goal, aim, ask, decline, due, offer, offered, reword,
    the_goal, the_step,
};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, circle, goal, in_days, step,
};
use crate::plan::Item;
use crate::{MemberId, Refusal};

fn agree(item: Item) -> Command {
    Command::Agree { item, text: None, holder: None }
}

fn reopen(item: Item) -> Command {
    Command::Reopen { item }
}

fn said_yes(given: &Given, item: Item) -> Vec<MemberId> {
    given.family.plan.agreed(item).expect("there").iter().copied().collect()
}

#[test]
fn the_guardians_and_the_child_say_yes_each_for_themselves() {
    let given = a_goal().and(MOTHER, agree(GOAL)).and(ALI, agree(GOAL)).and(FATHER, agree(GOAL));
    assert!(said_yes(&given, GOAL) == [MOTHER, FATHER, ALI]);
}

#[test]
fn a_yes_is_to_what_was_read() {
    let read = |text: &str| Command::Agree { item: GOAL, text: Some(text.into()), holder: None };
    let words = the_goal(&a_goal().family).text.clone();
    a_goal().when(MOTHER, read(&words)).done();
    let changed = a_goal().and(TEACHER, reword(&words, "Ali har to venner"));
    changed.clone().when(MOTHER, read(&words)).refused(Refusal::Changed);
    changed.when(MOTHER, read("Ali har to venner")).done();
}

#[test]
fn a_yes_to_a_step_is_to_its_holder() {
    let of = |holder| Command::Agree { item: STEP, text: None, holder: Some(holder) };
    let given = circle().and(TEACHER, ask(1, FATHER)).and(FATHER, decline(""));
    let given = given.and(TEACHER, offer(GRANDMOTHER));
    given.clone().when(MOTHER, of(FATHER)).refused(Refusal::Changed);
    given.when(MOTHER, of(GRANDMOTHER)).done();
}

#[test]
fn guests_do_not_say_yes_for_the_family() {
    for actor in [TEACHER, GRANDMOTHER] {
        a_goal().when(actor, agree(GOAL)).refused(Refusal::OnlyFamily);
        a_goal().and(MOTHER, agree(GOAL)).when(actor, reopen(GOAL)).refused(Refusal::OnlyFamily);
    }
}

#[test]
fn a_guest_does_not_say_yes_to_their_own_step_or_goal() {
    let own = circle().and(TEACHER, ask(1, TEACHER));
    own.when(TEACHER, agree(STEP)).refused(Refusal::OnlyFamily);
    let own = circle().and(TEACHER, Aim { about: TEACHER, ..aim(1) });
    own.when(TEACHER, agree(GOAL)).refused(Refusal::OnlyFamily);
}

#[test]
fn a_child_says_yes_to_what_is_about_itself_only() {
    let sisters = circle().and(TEACHER, Aim { about: SARA, ..aim(1) });
    sisters.when(ALI, agree(GOAL)).refused(Refusal::OnlyFamily);
    circle().and(TEACHER, ask(1, ALI)).when(ALI, agree(STEP)).done();
}

#[test]
fn a_step_of_a_goal_is_about_whom_the_goal_is_about() {
    let step_of_goal = Ask { goal: Some(goal(1)), ..ask(1, TEACHER) };
    a_goal().and(TEACHER, step_of_goal).when(ALI, agree(STEP)).done();
}

#[test]
fn a_step_without_a_goal_is_agreed_by_a_guardian() {
    offered().when(MOTHER, agree(STEP)).done();
    offered().when(ALI, agree(STEP)).refused(Refusal::OnlyFamily);
}

#[test]
fn one_says_yes_once_and_takes_it_back_once() {
    a_goal().and(MOTHER, agree(GOAL)).when(MOTHER, agree(GOAL)).refused(Refusal::Already);
    a_goal().when(MOTHER, reopen(GOAL)).refused(Refusal::Already);
}

#[test]
fn a_yes_taken_back_leaves_the_others_yes() {
    let given =
        a_goal().and(MOTHER, agree(GOAL)).and(FATHER, agree(GOAL)).and(MOTHER, reopen(GOAL));
    assert!(said_yes(&given, GOAL) == [FATHER]);
}

#[test]
fn a_reworded_goal_is_to_be_agreed_anew() {
    a_goal()
        .and(MOTHER, agree(GOAL))
        .and(TEACHER, reword("Ali har en ven", "Ali har ro i skolen"))
        .then(|family| assert!(the_goal(family).agreed.is_empty()))
        .when(MOTHER, agree(GOAL))
        .done();
}

#[test]
fn the_same_words_again_do_not_cost_the_yes() {
    let agreed = a_goal().and(MOTHER, agree(GOAL));
    let after = agreed.clone();
    agreed.when(TEACHER, reword("Ali har en ven", "Ali har en ven")).refused(Refusal::Already);
    assert!(said_yes(&after, GOAL) == [MOTHER]);
}

#[test]
fn a_step_that_goes_to_another_is_to_be_agreed_anew() {
    offered()
        .and(MOTHER, agree(STEP))
        .and(GRANDMOTHER, decline(""))
        .then(|family| assert!(the_step(family).agreed.contains(&MOTHER)))
        .when(TEACHER, offer(FATHER))
        .then(|family| assert!(the_step(family).agreed.is_empty()));
}

#[test]
fn a_moved_day_keeps_the_yes() {
    offered()
        .and(MOTHER, agree(STEP))
        .when(TEACHER, due(Some(in_days(7))))
        .then(|family| assert!(the_step(family).agreed.contains(&MOTHER)));
}

#[test]
fn nobody_agrees_to_what_is_not_there() {
    for item in [GOAL, STEP] {
        circle().when(MOTHER, agree(item)).refused(Refusal::Unknown);
        circle().when(MOTHER, reopen(item)).refused(Refusal::Unknown);
        assert!(circle().family.plan.agreed(item).is_none());
    }
}

#[test]
fn only_who_has_joined_agrees() {
    for actor in [SARA, STRANGER] {
        circle()
            .and(TEACHER, Aim { about: SARA, ..aim(1) })
            .when(actor, agree(GOAL))
            .refused(Refusal::NotAMember);
    }
}

#[test]
fn goals_and_steps_are_agreed_apart() {
    let given = a_goal()
        .and(TEACHER, Ask { goal: Some(goal(1)), ..ask(1, MOTHER) })
        .and(MOTHER, agree(GOAL));
    assert!(said_yes(&given, GOAL) == [MOTHER]);
    assert!(said_yes(&given, Item::Step(step(1))).is_empty());
}
