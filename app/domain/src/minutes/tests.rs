use super::minutes;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, TEACHER, card, circle, dialogue, dream, goal,
    in_dialogue, level, placement, round, step, today,
};
use crate::talk::Column;
use crate::{CardId, dialogue as meeting, dreams, plan, ruler, talk};

const HERE: Option<crate::DialogueId> = Some(dialogue(1));

fn write(id: u128, column: Column, shared: bool) -> talk::Command {
    let (text, notices) = (format!("kort {id}"), String::new());
    talk::Command::Write {
        id: card(id),
        about: ALI,
        column,
        text,
        notices,
        dialogue: HERE,
        on: today(),
        shared,
    }
}

fn lay(id: u128) -> ruler::Command {
    ruler::Command::Place {
        id: placement(id),
        child: ALI,
        setting: ruler::Setting::School,
        level: level(3),
        on: today(),
        because: String::new(),
        works: String::new(),
        one_up: String::new(),
        seen: ruler::Seen::Round(round(1)),
    }
}

fn with_a_round() -> Given {
    let (child, setting) = (ALI, ruler::Setting::School);
    in_dialogue()
        .and(
            TEACHER,
            ruler::Command::Open { round: round(1), child, setting, dialogue: HERE, on: today() },
        )
        .and(MOTHER, lay(1))
}

fn dreamt(id: u128) -> dreams::Command {
    let place = dreams::Place { zone: dreams::Zone::Soon, x: 1, y: 1 };
    let (text, picture) = ("hund".to_owned(), dreams::Picture::None);
    dreams::Command::Add { id: dream(id), whose: ALI, text, picture, place, dialogue: HERE }
}

#[test]
fn there_are_no_minutes_of_what_was_not_held() {
    assert!(minutes(&circle().family, dialogue(1)).is_none());
}

#[test]
fn shared_cards_stand_in_their_columns_oldest_first() {
    in_dialogue()
        .and(MOTHER, write(2, Column::Works, true))
        .and(FATHER, write(1, Column::Works, true))
        .and(ALI, write(3, Column::Wish, true))
        .and(ALI, write(4, Column::Worry, true))
        .and(ALI, write(5, Column::OneUp, true))
        .then(|family| {
            let told = minutes(family, dialogue(1)).expect("held");
            let ids = |cards: &[&talk::Card]| cards.iter().map(|it| it.id).collect::<Vec<CardId>>();
            assert!(ids(&told.works) == [card(1), card(2)]);
            assert!(ids(&told.wishes) == [card(3)]);
            assert!(ids(&told.worries) == [card(4)]);
            assert!(ids(&told.one_up) == [card(5)]);
        });
}

#[test]
fn a_draft_is_in_nobodys_minutes() {
    let given = in_dialogue().and(MOTHER, write(1, Column::Worry, false));
    for family in [&given.family, &given.seen_by(MOTHER), &given.seen_by(TEACHER)] {
        let told = minutes(family, dialogue(1)).expect("held");
        assert!(told.worries.is_empty() && !told.present.contains(&MOTHER));
    }
}

#[test]
fn a_round_is_told_when_it_is_revealed() {
    let given = with_a_round();
    assert!(minutes(&given.family, dialogue(1)).is_some_and(|told| told.rounds.is_empty()));
    given.and(TEACHER, ruler::Command::Reveal { round: round(1) }).then(|family| {
        let told = minutes(family, dialogue(1)).expect("held");
        assert!(told.rounds.len() == 1 && told.rounds[0].1.len() == 1);
    });
}

#[test]
fn goals_and_steps_of_the_dialogue_are_told_and_others_are_not() {
    let aim = |id, dialogue| plan::Command::SetGoal {
        id: goal(id),
        about: ALI,
        text: "x".to_owned(),
        sign: String::new(),
        dream: None,
        dialogue,
        on: today(),
    };
    let ask = |id, dialogue| plan::Command::AddStep {
        id: step(id),
        goal: None,
        what: "x".to_owned(),
        holder: SARA,
        due: None,
        help: String::new(),
        dialogue,
        on: today(),
    };
    in_dialogue()
        .and(TEACHER, aim(1, HERE))
        .and(TEACHER, aim(2, None))
        .and(TEACHER, ask(1, HERE))
        .and(TEACHER, ask(2, None))
        .then(|family| {
            let told = minutes(family, dialogue(1)).expect("held");
            assert!(told.goals.len() == 1 && told.steps.len() == 1);
            assert!(told.since_last.len() == 1 && told.since_last[0].id == step(2));
        });
}

#[test]
fn dreams_taken_off_the_map_are_not_told() {
    in_dialogue()
        .and(ALI, dreamt(1))
        .and(ALI, dreamt(2))
        .and(MOTHER, dreams::Command::Remove { id: dream(2) })
        .then(|family| {
            let told = minutes(family, dialogue(1)).expect("held");
            assert!(told.dreams.len() == 1 && told.dreams[0].id == dream(1));
        });
}

#[test]
fn whoever_left_a_trace_was_present_once() {
    let pass = meeting::Command::CheckIn { id: dialogue(1), check_in: meeting::CheckIn::Pass };
    let useful = meeting::Useful { score: 5, next_time: String::new() };
    with_a_round()
        .and(TEACHER, ruler::Command::Reveal { round: round(1) })
        .and(MOTHER, pass.clone())
        .and(ALI, pass)
        .and(FATHER, write(1, Column::Wish, true))
        .and(GRANDMOTHER, meeting::Command::Useful { id: dialogue(1), useful, from: None })
        .then(|family| {
            let told = minutes(family, dialogue(1)).expect("held");
            assert!(told.present == [MOTHER, FATHER, ALI, GRANDMOTHER]);
        });
}
