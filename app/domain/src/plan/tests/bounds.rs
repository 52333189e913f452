use super::{
    Aim, Ask, Standing, Way, a_goal, aim, ask, decline, hand_back, held, how_far, note, offered,
    reword, tell, the_step, turn,
};
use crate::given::{GRANDMOTHER, MOTHER, TEACHER, circle, goal, step, today, too_long};
use crate::plan::{Event, HowFar, MOST_ENTRIES, MOST_GOALS, MOST_STEPS, News, Note, Turn, apply};
use crate::{Refusal, input};

const TOO_LONG: Refusal = Refusal::TooLong { max: input::LINE };

#[test]
fn a_line_has_an_upper_length() {
    let line = || too_long(input::LINE);
    circle().when(MOTHER, Aim { text: line(), ..aim(1) }).refused(TOO_LONG);
    a_goal().when(MOTHER, reword("Ali har en ven", &line())).refused(TOO_LONG);
    circle().when(MOTHER, Ask { what: line(), ..ask(1, MOTHER) }).refused(TOO_LONG);
    circle().when(MOTHER, Ask { help: line(), ..ask(1, MOTHER) }).refused(TOO_LONG);
    offered().when(GRANDMOTHER, decline(&line())).refused(TOO_LONG);
    held().when(GRANDMOTHER, hand_back(&line())).refused(TOO_LONG);
}

#[test]
fn a_text_has_an_upper_length() {
    let (long, refusal) = (too_long(input::TEXT), Refusal::TooLong { max: input::TEXT });
    circle().when(MOTHER, Aim { sign: long.clone(), ..aim(1) }).refused(refusal);
    a_goal().when(MOTHER, note(Way::Back, &long)).refused(refusal);
    a_goal().when(MOTHER, turn(Standing::OnHold, &long)).refused(refusal);
    offered().when(MOTHER, tell(&long)).refused(refusal);
}

#[test]
fn goals_and_steps_need_words() {
    circle().when(MOTHER, Aim { text: " ".to_owned(), ..aim(1) }).refused(Refusal::Empty);
    circle().when(MOTHER, Ask { what: "\n".to_owned(), ..ask(1, MOTHER) }).refused(Refusal::Empty);
}

#[test]
fn there_is_an_end_to_goals_and_steps() {
    let mut full = a_goal().and(TEACHER, ask(1, MOTHER));
    let plan = &mut full.family.plan;
    let (one, other) = (plan.goals[&goal(1)].clone(), plan.steps[&step(1)].clone());
    plan.goals.extend((0..MOST_GOALS as u128).map(|number| (goal(number), one.clone())));
    plan.steps.extend((0..MOST_STEPS as u128).map(|number| (step(number), other.clone())));
    let number = MOST_STEPS as u128;
    full.clone().when(TEACHER, aim(number)).refused(Refusal::TooMany { max: MOST_GOALS });
    full.clone().when(TEACHER, ask(number, MOTHER)).refused(Refusal::TooMany { max: MOST_STEPS });
    // What the teacher filled leaves the others theirs.
    full.and(MOTHER, aim(number)).when(MOTHER, ask(number, MOTHER)).done();
}

#[test]
fn there_is_an_end_to_what_a_goal_collects() {
    let mut full = a_goal();
    let it = full.family.plan.goals.get_mut(&goal(1)).expect("there");
    let (by, on) = (MOTHER, today());
    let nothing = String::new;
    it.how_far = vec![HowFar { by, on, value: 1 }; MOST_ENTRIES];
    it.notes = vec![Note { by, on, way: Way::Back, text: nothing() }; MOST_ENTRIES];
    it.turns = vec![Turn { by, on, to: Standing::Open, because: nothing() }; MOST_ENTRIES];
    it.earlier = vec![nothing(); MOST_ENTRIES];
    let commands = [
        how_far(1),
        note(Way::Back, "x"),
        turn(Standing::Reached, ""),
        reword("Ali har en ven", "Ali har venner"),
    ];
    for command in commands {
        full.clone().when(MOTHER, command).refused(Refusal::TooMany { max: MOST_ENTRIES });
    }
}

#[test]
fn there_is_an_end_to_the_news_of_a_step() {
    let mut full = offered();
    let (by, on) = (MOTHER, today());
    full.family.plan.steps.get_mut(&step(1)).expect("there").news =
        vec![News { by, on, text: String::new() }; MOST_ENTRIES];
    full.when(MOTHER, tell("x")).refused(Refusal::TooMany { max: MOST_ENTRIES });
}

#[test]
fn an_event_about_something_that_is_not_there_changes_nothing() {
    let before = offered();
    let mut after = before.family.clone();
    apply(&mut after.plan, &Event::Accepted { id: step(2) });
    apply(&mut after.plan, &Event::GoalReworded { id: goal(2), text: "x".to_owned(), by: None });
    assert!(before.family == after);
    assert!(the_step(&after).is_offered());
}
