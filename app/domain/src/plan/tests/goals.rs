use super::{Aim, Command, Standing, Way, a_goal, aim, how_far, note, reword, the_goal, turn};
use crate::Refusal;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, SARA, STRANGER, TEACHER, circle, dialogue, dream, goal,
    in_days, today,
};

#[test]
fn a_new_goal_is_open_and_nobody_has_said_yes() {
    circle().when(FATHER, aim(1)).then(|family| {
        let it = the_goal(family);
        assert!(it.standing == Standing::Open && it.by == FATHER && it.about == ALI);
        assert!(it.agreed.is_empty());
    });
}

#[test]
fn a_goal_may_be_about_anyone_in_the_circle() {
    circle().when(MOTHER, Aim { about: MOTHER, ..aim(1) }).done();
    circle().when(MOTHER, Aim { about: STRANGER, ..aim(1) }).refused(Refusal::Unknown);
}

#[test]
fn a_goal_has_its_own_id() {
    a_goal().when(MOTHER, aim(1)).refused(Refusal::Already);
}

#[test]
fn a_goal_grows_from_a_dream_and_a_dialogue_that_are_there() {
    let (dream, dialogue) = (Some(dream(1)), Some(dialogue(1)));
    circle().when(MOTHER, Aim { dream, ..aim(1) }).refused(Refusal::Unknown);
    circle().when(MOTHER, Aim { dialogue, ..aim(1) }).refused(Refusal::Unknown);
}

#[test]
fn a_goal_was_set_on_a_day_that_has_been() {
    circle().when(MOTHER, Aim { on: in_days(2), ..aim(1) }).refused(Refusal::InTheFuture);
}

#[test]
fn a_reworded_goal_keeps_what_it_said_before() {
    a_goal()
        .and(MOTHER, reword("Ali har en ven", "Ali har to venner"))
        .and(MOTHER, reword("Ali har to venner", "Ali har venner i klubben"))
        .then(|family| {
            let it = the_goal(family);
            assert!(it.text == "Ali har venner i klubben");
            assert!(it.earlier == ["Ali har en ven", "Ali har to venner"]);
        });
}

#[test]
fn two_who_reword_at_once_both_stay_or_are_told() {
    let given = a_goal().and(MOTHER, reword("Ali har en ven", "Ali har en god ven"));
    given
        .clone()
        .when(FATHER, reword("Ali har en ven", "Vores Ali har en ven"))
        .then(|family| assert!(the_goal(family).text == "Vores Ali har en god ven"));
    given.when(FATHER, reword("Ali har en ven", "Ali har en hund")).refused(Refusal::TextMoved);
}

#[test]
fn a_goal_keeps_words() {
    a_goal().when(MOTHER, reword("Ali har en ven", " ")).refused(Refusal::Empty);
}

#[test]
fn the_same_words_again_are_no_rewording() {
    a_goal().when(MOTHER, reword("Ali har en ven", " Ali har en ven ")).refused(Refusal::Already);
}

#[test]
fn how_far_is_told_by_each_and_every_time_is_kept() {
    a_goal().and(MOTHER, how_far(3)).and(ALI, how_far(7)).and(MOTHER, how_far(2)).then(|family| {
        let told: Vec<_> =
            the_goal(family).how_far.iter().map(|it| (it.by, it.value, it.on)).collect();
        assert!(told == [(MOTHER, 3, today()), (ALI, 7, today()), (MOTHER, 2, today())]);
    });
}

#[test]
fn the_scale_goes_from_nought_to_ten() {
    for value in [0, 10] {
        a_goal().when(MOTHER, how_far(value)).done();
    }
    for value in [11, u8::MAX] {
        a_goal().when(MOTHER, how_far(value)).refused(Refusal::OffScale);
    }
}

#[test]
fn steps_back_are_noted_as_well_as_steps_forward() {
    a_goal()
        .and(MOTHER, note(Way::Forward, "han gik selv"))
        .and(FATHER, note(Way::Back, "skænderi"))
        .then(|family| {
            let ways: Vec<_> = the_goal(family).notes.iter().map(|it| (it.by, it.way)).collect();
            assert!(ways == [(MOTHER, Way::Forward), (FATHER, Way::Back)]);
        });
    a_goal().when(MOTHER, note(Way::Back, "")).refused(Refusal::Empty);
}

#[test]
fn what_has_happened_has_happened() {
    let on = in_days(2);
    let how_far = Command::HowFar { id: goal(1), value: 5, on };
    let note = Command::Note { id: goal(1), way: Way::Back, text: "x".to_owned(), on };
    let turn = Command::Turn { id: goal(1), to: Standing::Reached, because: String::new(), on };
    for early in [how_far, note, turn] {
        a_goal().when(MOTHER, early).refused(Refusal::InTheFuture);
    }
}

#[test]
fn a_turned_goal_keeps_its_history() {
    a_goal()
        .and(MOTHER, turn(Standing::OnHold, "flytning"))
        .and(TEACHER, turn(Standing::Open, ""))
        .and(ALI, turn(Standing::Reached, "vi er tre"))
        .then(|family| {
            let it = the_goal(family);
            assert!(it.standing == Standing::Reached);
            let turns: Vec<_> =
                it.turns.iter().map(|it| (it.by, it.to, it.because.as_str())).collect();
            assert!(
                turns
                    == [
                        (MOTHER, Standing::OnHold, "flytning"),
                        (TEACHER, Standing::Open, ""),
                        (ALI, Standing::Reached, "vi er tre"),
                    ]
            );
        });
}

#[test]
fn a_goal_turns_to_something_else() {
    a_goal().when(MOTHER, turn(Standing::Open, "")).refused(Refusal::Already);
    a_goal()
        .and(MOTHER, turn(Standing::ChosenAway, ""))
        .when(FATHER, turn(Standing::ChosenAway, ""))
        .refused(Refusal::Already);
}

#[test]
fn a_goal_that_is_not_there_cannot_be_touched() {
    let commands = [reword("", "x"), how_far(1), note(Way::Back, "x"), turn(Standing::Reached, "")];
    for command in commands {
        circle().when(MOTHER, command).refused(Refusal::Unknown);
    }
}

#[test]
fn only_who_has_joined_touches_a_goal() {
    for actor in [STRANGER, SARA] {
        circle().when(actor, aim(1)).refused(Refusal::NotAMember);
        a_goal().when(actor, how_far(1)).refused(Refusal::NotAMember);
    }
    a_goal().when(GRANDMOTHER, how_far(1)).done();
}
