use super::{CheckIn, Command, Dialogue, MOST_DIALOGUES, Stage, Step, Useful};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, afternoon, circle, dialogue,
    in_days, in_dialogue, too_long,
};
use crate::{Family, MemberId, Refusal, input};
use chrono::{NaiveDateTime, TimeDelta};

fn plan_at(id: u128, about: MemberId, when: NaiveDateTime, held: bool) -> Command {
    let place = "Skolen, lokale 3".to_owned();
    Command::Plan { id: dialogue(id), about, when, place, held, among: None }
}

fn plan(id: u128, days: i64) -> Command {
    plan_at(id, ALI, afternoon(in_days(days)), false)
}

fn start(id: u128) -> Command {
    Command::Start { id: dialogue(id) }
}

fn go(step: Step) -> Command {
    Command::Go { id: dialogue(1), step }
}

fn end(id: u128) -> Command {
    Command::End { id: dialogue(id) }
}

fn shift(days: i64, place: &str) -> Command {
    let (when, place) = (afternoon(in_days(days)), place.to_owned());
    Command::Move { id: dialogue(1), when, place, from: None }
}

fn check_in(check_in: CheckIn) -> Command {
    Command::CheckIn { id: dialogue(1), check_in }
}

fn useful(score: u8, next_time: &str) -> Command {
    let useful = Useful { score, next_time: next_time.to_owned() };
    Command::Useful { id: dialogue(1), useful, from: None }
}

fn planned() -> Given {
    circle().and(TEACHER, plan(1, 7))
}

fn the_dialogue(family: &Family) -> &Dialogue {
    &family.dialogue.all[&dialogue(1)]
}

#[test]
fn a_dialogue_is_planned_about_a_child_with_time_and_place() {
    circle().when(TEACHER, plan(1, 7)).then(|family| {
        let it = the_dialogue(family);
        assert!(it.about == ALI && it.place == "Skolen, lokale 3");
        assert!(it.when == afternoon(in_days(7)));
        assert!(it.stage == Stage::Planned && it.step == Step::CheckIn);
    });
}

#[test]
fn nobody_meets_at_a_second() {
    let when = afternoon(in_days(7));
    let odd = when + TimeDelta::seconds(59) + TimeDelta::milliseconds(7);
    circle()
        .when(TEACHER, plan_at(1, ALI, odd, false))
        .then(|family| assert!(the_dialogue(family).when == when));
}

#[test]
fn only_the_coordinator_leads() {
    circle().when(MOTHER, plan(1, 7)).refused(Refusal::OnlyCoordinator);
    for command in [shift(8, ""), start(1)] {
        planned().when(MOTHER, command).refused(Refusal::OnlyCoordinator);
    }
    for command in [go(Step::Dream), end(1)] {
        in_dialogue().when(MOTHER, command).refused(Refusal::OnlyCoordinator);
    }
}

#[test]
fn a_stranger_is_not_even_told_who_leads() {
    for command in [plan(2, 7), start(1), go(Step::Dream), check_in(CheckIn::Pass), useful(3, "")] {
        in_dialogue().when(STRANGER, command).refused(Refusal::NotAMember);
    }
}

#[test]
fn a_dialogue_is_about_a_child_of_the_family() {
    let when = afternoon(in_days(7));
    circle().when(TEACHER, plan_at(1, MOTHER, when, false)).refused(Refusal::Unknown);
    circle().when(TEACHER, plan_at(1, SARA, when, false)).done();
}

#[test]
fn a_dialogue_has_its_own_id() {
    planned().when(TEACHER, plan(1, 9)).refused(Refusal::Already);
}

#[test]
fn a_dialogue_is_planned_for_a_day_to_come() {
    circle().when(TEACHER, plan(1, -2)).refused(Refusal::InThePast);
    circle().when(TEACHER, plan(1, 0)).done();
}

#[test]
fn a_dialogue_held_on_paper_is_entered_afterwards() {
    let held = |days| plan_at(1, ALI, afternoon(in_days(days)), true);
    circle().when(TEACHER, held(-30)).done();
    circle().when(TEACHER, held(2)).refused(Refusal::InTheFuture);
}

#[test]
fn the_place_has_an_upper_length() {
    let refusal = Refusal::TooLong { max: input::LINE };
    planned().when(TEACHER, shift(8, &too_long(input::LINE))).refused(refusal);
}

#[test]
fn a_planned_dialogue_is_moved() {
    planned().when(TEACHER, shift(9, "hjemme")).then(|family| {
        let it = the_dialogue(family);
        assert!(it.when == afternoon(in_days(9)) && it.place == "hjemme");
    });
}

#[test]
fn a_dialogue_is_not_moved_into_the_past_or_once_it_has_begun() {
    planned().when(TEACHER, shift(-2, "")).refused(Refusal::InThePast);
    in_dialogue().when(TEACHER, shift(9, "")).refused(Refusal::NotNow);
    in_dialogue().and(TEACHER, end(1)).when(TEACHER, shift(9, "")).refused(Refusal::NotNow);
}

#[test]
fn a_dialogue_starts_with_the_check_in() {
    planned().when(TEACHER, start(1)).then(|family| {
        let it = family.dialogue.running().expect("running");
        assert!(it.id == dialogue(1) && it.step == Step::CheckIn);
    });
}

#[test]
fn only_one_dialogue_goes_on_at_a_time() {
    in_dialogue().and(TEACHER, plan(2, 7)).when(TEACHER, start(2)).refused(Refusal::NotNow);
}

#[test]
fn when_one_has_ended_the_next_may_start() {
    in_dialogue().and(TEACHER, plan(2, 7)).and(TEACHER, end(1)).when(TEACHER, start(2)).done();
}

#[test]
fn a_dialogue_starts_once_and_ends_once() {
    in_dialogue().when(TEACHER, start(1)).refused(Refusal::NotNow);
    planned().when(TEACHER, end(1)).refused(Refusal::NotNow);
    let ended = in_dialogue().and(TEACHER, end(1));
    ended.clone().when(TEACHER, end(1)).refused(Refusal::NotNow);
    ended.when(TEACHER, start(1)).refused(Refusal::NotNow);
}

#[test]
fn the_dialogue_goes_forward_and_back_and_over_steps() {
    in_dialogue()
        .and(TEACHER, go(Step::Ruler))
        .and(TEACHER, go(Step::Works))
        .when(TEACHER, go(Step::Useful))
        .then(|family| assert!(the_dialogue(family).step == Step::Useful));
}

#[test]
fn the_dialogue_goes_to_another_step_while_it_runs() {
    in_dialogue().when(TEACHER, go(Step::CheckIn)).refused(Refusal::Already);
    planned().when(TEACHER, go(Step::Works)).refused(Refusal::NotNow);
    in_dialogue().and(TEACHER, end(1)).when(TEACHER, go(Step::Works)).refused(Refusal::NotNow);
}

#[test]
fn everyone_checks_in_with_a_face_or_passes() {
    in_dialogue()
        .and(ALI, check_in(CheckIn::Pass))
        .and(MOTHER, check_in(CheckIn::Face { face: 2 }))
        .when(MOTHER, check_in(CheckIn::Face { face: 4 }))
        .then(|family| {
            let check_ins = &the_dialogue(family).check_ins;
            assert!(check_ins.len() == 2);
            assert!(check_ins[&ALI] == CheckIn::Pass);
            assert!(check_ins[&MOTHER] == CheckIn::Face { face: 4 });
        });
}

#[test]
fn there_are_five_faces() {
    for face in [0, 6, u8::MAX] {
        in_dialogue().when(ALI, check_in(CheckIn::Face { face })).refused(Refusal::OffScale);
    }
}

#[test]
fn one_checks_in_while_the_dialogue_runs() {
    planned().when(ALI, check_in(CheckIn::Pass)).refused(Refusal::NotNow);
    in_dialogue().and(TEACHER, end(1)).when(ALI, check_in(CheckIn::Pass)).refused(Refusal::NotNow);
}

#[test]
fn whether_it_was_useful_is_said_during_and_after() {
    in_dialogue()
        .and(MOTHER, useful(4, "kortere"))
        .and(TEACHER, end(1))
        .and(GRANDMOTHER, useful(5, ""))
        .and(MOTHER, useful(3, "kortere 🙏"))
        .then(|family| {
            let said = &the_dialogue(family).useful;
            assert!(said.len() == 2 && said[&MOTHER].next_time == "kortere 🙏");
            assert!(said[&MOTHER].score == 3 && said[&GRANDMOTHER].score == 5);
        });
    planned().when(MOTHER, useful(4, "")).refused(Refusal::NotNow);
}

#[test]
fn useful_has_a_scale_and_a_length() {
    for score in [0, 6] {
        in_dialogue().when(MOTHER, useful(score, "")).refused(Refusal::OffScale);
    }
    let long = too_long(input::TEXT);
    in_dialogue().when(MOTHER, useful(3, &long)).refused(Refusal::TooLong { max: input::TEXT });
}

#[test]
fn a_dialogue_that_is_not_there_cannot_be_touched() {
    let commands =
        [shift(9, ""), start(1), go(Step::Works), end(1), check_in(CheckIn::Pass), useful(1, "")];
    for command in commands {
        circle().when(TEACHER, command).refused(Refusal::Unknown);
    }
}

#[test]
fn there_is_an_end_to_dialogues() {
    let mut full = planned();
    let one = the_dialogue(&full.family).clone();
    let all = &mut full.family.dialogue.all;
    all.extend((0..MOST_DIALOGUES as u128).map(|number| (dialogue(number), one.clone())));
    full.when(TEACHER, plan(MOST_DIALOGUES as u128, 7))
        .refused(Refusal::TooMany { max: MOST_DIALOGUES });
}

#[test]
fn dialogues_are_told_by_time_and_the_next_is_the_first_that_is_planned() {
    in_dialogue().and(TEACHER, plan(2, 20)).and(TEACHER, plan(3, 10)).then(|family| {
        let order: Vec<_> = family.dialogue.by_time().iter().map(|it| it.id).collect();
        assert!(order == [dialogue(1), dialogue(3), dialogue(2)]);
        assert!(family.dialogue.next().is_some_and(|it| it.id == dialogue(3)));
    });
}

#[test]
fn the_dialogue_before_is_the_last_ended_one_about_the_same_child() {
    let held = |id, about, days| plan_at(id, about, afternoon(in_days(days)), true);
    let mut given = circle();
    for command in [held(1, ALI, -40), held(2, ALI, -20), held(3, SARA, -10)] {
        given = given.and(TEACHER, command);
    }
    for id in 1..=3 {
        given = given.and(TEACHER, start(id)).and(TEACHER, end(id));
    }
    given.and(TEACHER, plan(4, 0)).and(TEACHER, plan(5, 9)).then(|family| {
        let before = |id| family.dialogue.before(dialogue(id)).map(|it| it.id);
        assert!(before(5) == Some(dialogue(2)), "4 is only planned");
        assert!(before(4) == Some(dialogue(2)));
        assert!(before(2) == Some(dialogue(1)));
        assert!(before(1).is_none() && before(9).is_none());
    });
}

#[test]
fn the_steps_are_nine_and_their_slugs_lead_back_to_them() {
    for (index, step) in Step::ALL.into_iter().enumerate() {
        assert_eq!(step.number(), index + 1);
        assert_eq!(Step::from_slug(step.slug()), Some(step));
        assert_eq!(serde_json::to_value(step).ok(), Some(step.slug().into()));
        assert_eq!(step.next(), Step::ALL.get(index + 1).copied());
        assert_eq!(step.next().and_then(Step::previous), step.next().map(|_| step));
    }
    assert_eq!(Step::CheckIn.previous(), None);
    assert_eq!(Step::from_slug("Check_In"), None);
    assert_eq!(Step::from_slug(""), None);
}

#[test]
fn what_works_comes_before_the_ruler_and_the_dream_before_the_plan() {
    assert!(Step::Works < Step::Ruler && Step::Dream < Step::Plan);
}

#[test]
fn a_check_in_is_each_ones_own() {
    in_dialogue().and(FATHER, check_in(CheckIn::Pass)).then(|family| {
        assert!(the_dialogue(family).check_ins.keys().eq([&FATHER]));
    });
}
