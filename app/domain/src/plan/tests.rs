use super::{Ball, Command, Goal, Item, Standing, Step, Way};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, circle, dialogue, dream, goal, in_days, step,
    today,
};
use crate::{Family, GoalId, MemberId, StepId};
use chrono::NaiveDate;

mod agreed;
mod balls;
mod bounds;
mod goals;

const GOAL: Item = Item::Goal(goal(1));
const STEP: Item = Item::Step(step(1));

/// A goal, as the tests like it.
struct Aim {
    id: GoalId,
    about: MemberId,
    text: String,
    sign: String,
    dream: Option<crate::DreamId>,
    dialogue: Option<crate::DialogueId>,
    on: NaiveDate,
}

fn aim(id: u128) -> Aim {
    let (text, sign) = ("Ali har en ven".to_owned(), "han bliver ringet op".to_owned());
    Aim { id: goal(id), about: ALI, text, sign, dream: None, dialogue: None, on: today() }
}

impl From<Aim> for crate::Command {
    fn from(it: Aim) -> Self {
        let Aim { id, about, text, sign, dream, dialogue, on } = it;
        Self::Plan(Command::SetGoal { id, about, text, sign, dream, dialogue, on })
    }
}

/// A step that is asked of `holder`.
struct Ask {
    id: StepId,
    goal: Option<GoalId>,
    what: String,
    holder: MemberId,
    due: Option<NaiveDate>,
    help: String,
    dialogue: Option<crate::DialogueId>,
    on: NaiveDate,
}

fn ask(id: u128, holder: MemberId) -> Ask {
    let (what, help) = ("ringe til klubben".to_owned(), String::new());
    Ask { id: step(id), goal: None, what, holder, due: None, help, dialogue: None, on: today() }
}

impl From<Ask> for crate::Command {
    fn from(it: Ask) -> Self {
        let Ask { id, goal, what, holder, due, help, dialogue, on } = it;
        Self::Plan(Command::AddStep { id, goal, what, holder, due, help, dialogue, on })
    }
}

fn a_goal() -> Given {
    circle().and(TEACHER, aim(1))
}

/// The teacher asks the grandmother.
fn offered() -> Given {
    circle().and(TEACHER, ask(1, GRANDMOTHER))
}

fn held() -> Given {
    offered().and(GRANDMOTHER, Command::Accept { id: step(1) })
}

fn the_goal(family: &Family) -> &Goal {
    &family.plan.goals[&goal(1)]
}

fn the_step(family: &Family) -> &Step {
    &family.plan.steps[&step(1)]
}

fn reword(from: &str, text: &str) -> Command {
    Command::RewordGoal { id: goal(1), from: from.to_owned(), text: text.to_owned() }
}

fn turn(to: Standing, because: &str) -> Command {
    Command::Turn { id: goal(1), to, because: because.to_owned(), on: today() }
}

fn note(way: Way, text: &str) -> Command {
    Command::Note { id: goal(1), way, text: text.to_owned(), on: today() }
}

fn how_far(value: u8) -> Command {
    Command::HowFar { id: goal(1), value, on: today() }
}

fn offer(to: MemberId) -> Command {
    Command::Offer { id: step(1), to }
}

fn accept() -> Command {
    Command::Accept { id: step(1) }
}

fn decline(because: &str) -> Command {
    Command::Decline { id: step(1), because: because.to_owned() }
}

fn hand_back(because: &str) -> Command {
    Command::HandBack { id: step(1), because: because.to_owned() }
}

fn tick() -> Command {
    Command::Tick { id: step(1), on: today() }
}

fn untick() -> Command {
    Command::Untick { id: step(1) }
}

fn tell(text: &str) -> Command {
    Command::Tell { id: step(1), text: text.to_owned(), on: today() }
}

fn due(due: Option<NaiveDate>) -> Command {
    Command::Due { id: step(1), due }
}

#[test]
fn a_goal_knows_the_dream_it_grew_from() {
    let picture = crate::dreams::Picture::None;
    let place = crate::dreams::Place { zone: crate::dreams::Zone::Soon, x: 0, y: 0 };
    let text = "en ven".to_owned();
    let (id, whose, dialogue) = (dream(1), ALI, None);
    circle()
        .and(ALI, crate::dreams::Command::Add { id, whose, text, picture, place, dialogue })
        .when(ALI, Aim { dream: Some(dream(1)), ..aim(1) })
        .then(|family| {
            assert!(family.plan.grown_from(dream(1)).count() == 1);
            assert!(family.plan.grown_from(dream(2)).next().is_none());
        });
}

#[test]
fn a_goals_steps_are_told_oldest_first() {
    a_goal()
        .and(TEACHER, Ask { goal: Some(goal(1)), ..ask(2, MOTHER) })
        .and(TEACHER, Ask { goal: Some(goal(1)), ..ask(1, FATHER) })
        .and(TEACHER, ask(3, FATHER))
        .then(|family| {
            let ids: Vec<_> = family.plan.steps_of(goal(1)).map(|it| it.id).collect();
            assert!(ids == [step(1), step(2)]);
        });
}

#[test]
fn what_a_dialogue_set_down_is_read_back_goals_first() {
    let in_it = Some(dialogue(1));
    crate::given::in_dialogue()
        .and(TEACHER, Ask { dialogue: in_it, ..ask(1, MOTHER) })
        .and(TEACHER, Aim { dialogue: in_it, ..aim(1) })
        .and(TEACHER, aim(2))
        .and(TEACHER, ask(2, MOTHER))
        .then(|family| {
            assert!(family.plan.items_of(dialogue(1)) == [GOAL, STEP]);
            assert!(family.plan.items_of(dialogue(2)).is_empty());
        });
}

#[test]
fn words_are_kept_as_they_were_written() {
    let what = "ميعاد عند الطبيب 🩺".to_owned();
    circle()
        .when(TEACHER, Ask { what: what.clone(), ..ask(1, MOTHER) })
        .then(|family| assert!(the_step(family).what == what));
}

#[test]
fn a_step_is_offered_running_loose_or_none_of_them() {
    let is = |given: Given| {
        let it = the_step(&given.family);
        [it.is_offered(), it.is_running(), it.is_loose()]
    };
    assert_eq!(is(offered()), [true, false, false]);
    assert_eq!(is(held()), [false, true, false]);
    assert_eq!(is(offered().and(GRANDMOTHER, decline(""))), [false, false, true]);
    assert_eq!(is(held().and(GRANDMOTHER, hand_back("syg"))), [false, false, true]);
    assert_eq!(is(held().and(GRANDMOTHER, tick())), [false, false, false]);
}

#[test]
fn a_past_due_date_is_refused_and_today_is_not() {
    let by = |days| Ask { due: Some(in_days(days)), ..ask(1, MOTHER) };
    circle().when(TEACHER, by(-2)).refused(crate::Refusal::InThePast);
    circle().when(TEACHER, by(-1)).done();
    circle().when(TEACHER, by(0)).done();
}
