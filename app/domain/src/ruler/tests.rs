use super::{Command, Level, MOST_PLACEMENTS, MOST_ROUNDS, Placement, Round, Seen, Setting};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, circle, dialogue, in_days,
    in_dialogue, level, placement, round, today, too_long,
};
use crate::{MemberId, PlacementId, Refusal, RoundId, input};
use chrono::NaiveDate;
use std::collections::BTreeSet;

mod read;
mod rounds;

/// A placement of Ali at home, as the tests like it.
struct Lay {
    id: u128,
    child: MemberId,
    setting: Setting,
    level: u8,
    on: NaiveDate,
    because: String,
    seen: Seen,
}

fn lay(id: u128, level: u8, seen: Seen) -> Lay {
    let (child, setting, on) = (ALI, Setting::Home, today());
    Lay { id, child, setting, level, on, because: format!("fordi {id}"), seen }
}

fn in_round(id: u128, level: u8) -> Lay {
    lay(id, level, Seen::Round(round(1)))
}

impl From<Lay> for crate::Command {
    fn from(it: Lay) -> Self {
        Self::Ruler(Command::Place {
            id: placement(it.id),
            child: it.child,
            setting: it.setting,
            level: level(it.level),
            on: it.on,
            because: it.because,
            works: String::new(),
            one_up: String::new(),
            seen: it.seen,
        })
    }
}

fn open(id: RoundId) -> Command {
    let (child, setting, on) = (ALI, Setting::Home, today());
    Command::Open { round: id, child, setting, dialogue: Some(dialogue(1)), on }
}

fn opened() -> Given {
    in_dialogue().and(TEACHER, open(round(1)))
}

fn withdraw(id: u128) -> Command {
    Command::Withdraw { id: placement(id) }
}

fn share(id: u128) -> Command {
    Command::Share { id: placement(id) }
}

fn holds(family: &crate::Family, id: u128) -> bool {
    family.ruler.placements.contains_key(&placement(id))
}

fn a_round(id: u128) -> Round {
    Round {
        id: round(id),
        child: ALI,
        setting: Setting::Home,
        dialogue: None,
        on: today(),
        laid: BTreeSet::new(),
        revealed: false,
    }
}

fn a_placement(id: PlacementId) -> Placement {
    Placement {
        id,
        child: ALI,
        setting: Setting::Home,
        level: level(3),
        by: FATHER,
        on: today(),
        because: String::new(),
        works: String::new(),
        one_up: String::new(),
        shared: true,
        round: None,
        shown_to: BTreeSet::new(),
    }
}

#[test]
fn the_ruler_has_five_positions() {
    for number in [0, 6, u8::MAX] {
        assert_eq!(Level::try_from(number), Err(Refusal::OffScale));
        assert!(serde_json::from_value::<Level>(number.into()).is_err());
    }
    assert_eq!(Level::ALL.map(Level::number), [1, 2, 3, 4, 5]);
    assert_eq!(Level::ALL.map(Level::index), [0, 1, 2, 3, 4]);
}

#[test]
fn only_the_first_position_is_acute() {
    assert_eq!(Level::ALL.map(Level::is_acute), [true, false, false, false, false]);
}

#[test]
fn a_draft_is_its_authors_alone() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Mine));
    assert!(holds(&given.seen_by(MOTHER), 1));
    for other in [FATHER, ALI, TEACHER, GRANDMOTHER] {
        assert!(!holds(&given.seen_by(other), 1));
    }
}

#[test]
fn a_childs_draft_is_hidden_from_the_parents_too() {
    let given = circle().and(ALI, lay(1, 1, Seen::Mine));
    assert!(holds(&given.seen_by(ALI), 1));
    assert!(!holds(&given.seen_by(MOTHER), 1));
}

#[test]
fn a_pulse_is_seen_by_the_circle_at_once() {
    let given = circle().and(GRANDMOTHER, lay(1, 4, Seen::Circle));
    assert!(holds(&given.seen_by(TEACHER), 1));
}

#[test]
fn a_new_draft_takes_the_place_of_the_old_one() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Mine)).and(MOTHER, lay(2, 3, Seen::Mine));
    given.then(|family| {
        assert!(!holds(family, 1) && holds(family, 2));
        let draft = family.ruler.draft(MOTHER, ALI, Setting::Home).expect("a draft");
        assert_eq!(draft.level, level(3));
    });
}

#[test]
fn drafts_of_other_settings_children_and_people_stay() {
    circle()
        .and(MOTHER, lay(1, 2, Seen::Mine))
        .and(MOTHER, Lay { setting: Setting::School, ..lay(2, 2, Seen::Mine) })
        .and(MOTHER, Lay { child: SARA, ..lay(3, 2, Seen::Mine) })
        .and(FATHER, lay(4, 2, Seen::Mine))
        .then(|family| assert!((1..=4).all(|id| holds(family, id))));
}

#[test]
fn a_pulse_leaves_the_draft_and_the_earlier_pulse_alone() {
    circle()
        .and(MOTHER, lay(1, 2, Seen::Mine))
        .and(MOTHER, lay(2, 3, Seen::Circle))
        .and(MOTHER, lay(3, 4, Seen::Circle))
        .then(|family| assert!((1..=3).all(|id| holds(family, id))));
}

#[test]
fn sharing_a_draft_shows_it_with_its_words() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Mine)).and(MOTHER, share(1));
    let seen = given.seen_by(TEACHER);
    let shown = seen.ruler.placements.get(&placement(1)).expect("shown");
    assert!(shown.because == "fordi 1" && shown.shared);
}

#[test]
fn what_is_shared_is_not_shared_again() {
    circle().and(MOTHER, lay(1, 2, Seen::Circle)).when(MOTHER, share(1)).refused(Refusal::Already);
}

#[test]
fn what_lies_in_an_open_round_is_not_shown_before_the_others() {
    opened().and(MOTHER, in_round(1, 2)).when(MOTHER, share(1)).refused(Refusal::NotNow);
}

#[test]
fn anothers_draft_is_not_there_at_all() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Mine));
    given.clone().when(TEACHER, share(1)).refused(Refusal::Unknown);
    given.when(TEACHER, withdraw(1)).refused(Refusal::Unknown);
}

#[test]
fn anothers_shared_placement_is_there_but_not_yours() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Circle));
    given.clone().when(TEACHER, share(1)).refused(Refusal::NotYours);
    given.when(TEACHER, withdraw(1)).refused(Refusal::NotYours);
}

#[test]
fn one_takes_ones_own_placement_back() {
    for seen in [Seen::Mine, Seen::Circle] {
        circle()
            .and(MOTHER, lay(1, 2, seen))
            .when(MOTHER, withdraw(1))
            .then(|family| assert!(family.ruler.placements.is_empty()));
    }
}

#[test]
fn what_is_taken_back_is_gone() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Circle)).and(MOTHER, withdraw(1));
    given.when(MOTHER, withdraw(1)).refused(Refusal::Unknown);
}

#[test]
fn a_placement_has_its_own_id() {
    let given = circle().and(MOTHER, lay(1, 2, Seen::Circle));
    given.clone().when(MOTHER, lay(1, 3, Seen::Circle)).refused(Refusal::Already);
    given.when(FATHER, lay(1, 3, Seen::Mine)).refused(Refusal::Already);
}

#[test]
fn only_a_child_of_the_family_is_placed() {
    for child in [MOTHER, STRANGER] {
        circle().when(MOTHER, Lay { child, ..lay(1, 2, Seen::Mine) }).refused(Refusal::Unknown);
    }
}

#[test]
fn only_who_has_joined_places() {
    for actor in [STRANGER, SARA] {
        circle().when(actor, lay(1, 2, Seen::Circle)).refused(Refusal::NotAMember);
    }
}

#[test]
fn nobody_places_a_day_that_has_not_come() {
    let on = |days| Lay { on: in_days(days), ..lay(1, 2, Seen::Circle) };
    circle().when(MOTHER, on(2)).refused(Refusal::InTheFuture);
    circle().when(MOTHER, on(1)).done();
    circle().when(MOTHER, on(-400)).done();
}

#[test]
fn the_words_have_an_upper_length() {
    let long = Lay { because: too_long(input::TEXT), ..lay(1, 2, Seen::Mine) };
    circle().when(MOTHER, long).refused(Refusal::TooLong { max: input::TEXT });
}

#[test]
fn words_are_kept_as_they_were_written() {
    let because = "يلعب كل يوم ⚽\n👨‍👩‍👧".to_owned();
    circle().when(MOTHER, Lay { because: because.clone(), ..lay(1, 2, Seen::Mine) }).then(
        |family| {
            let it = family.ruler.placements.get(&placement(1)).expect("there");
            assert!(it.because == because);
        },
    );
}

#[test]
fn there_is_an_end_to_placements_and_rounds() {
    let mut full = in_dialogue();
    let placements = &mut full.family.ruler.placements;
    for number in 0..MOST_PLACEMENTS as u128 {
        let id = placement(100 + number);
        placements.insert(id, a_placement(id));
    }
    for number in 0..MOST_ROUNDS as u128 {
        full.family.ruler.rounds.insert(round(100 + number), a_round(100 + number));
    }
    full.clone()
        .when(FATHER, lay(1, 2, Seen::Mine))
        .refused(Refusal::TooMany { max: MOST_PLACEMENTS });
    full.clone().when(MOTHER, lay(1, 2, Seen::Mine)).done();
    full.when(TEACHER, open(round(1))).refused(Refusal::TooMany { max: MOST_ROUNDS });
}
