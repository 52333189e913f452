//! Faults that the worlds of [`super::peers`] found, each by hand: their dice roll other worlds since there are more kinds of commands.

use crate::given::{
    ALI, FATHER, Given, MOTHER, TEACHER, circle, fact, goal, level, placement, today,
};
use crate::may::Sight;
use crate::ruler::{Command as Ruler, Seen, Setting};
use crate::shield::{Command as Shield, Kind};
use crate::view::{Told, told_later};
use crate::{Command, Event, MemberId, Refusal, plan};

/// What somebody who was away is told of this event, once it has become so.
fn is_told(who: MemberId, of: &Event, now: &Given) -> Told {
    told_later(&Sight::new(&now.family, who, today()), of)
}

fn last(given: &Given) -> Event {
    given.log.last().expect("something happened").1.clone()
}

fn school(text: &str, known_to: &[MemberId], kept_from: &[MemberId]) -> Shield {
    Shield::Set {
        id: fact(1),
        about: ALI,
        kind: Kind::School,
        text: text.to_owned(),
        words: vec![],
        known_to: known_to.iter().copied().collect(),
        kept_from: kept_from.iter().copied().collect(),
        dialogue: None,
        from: None,
    }
}

fn lies(because: &str, seen: Seen) -> Ruler {
    Ruler::Place {
        id: placement(1),
        child: ALI,
        setting: Setting::School,
        level: level(2),
        on: today(),
        because: because.to_owned(),
        works: String::new(),
        one_up: String::new(),
        seen,
    }
}

/// Seed 20,265,776.
#[test]
fn who_comes_back_does_not_keep_a_fact_that_they_were_no_longer_to_know() {
    let known = circle().and(MOTHER, school("åskolen", &[TEACHER], &[]));
    let unknown = known.and(MOTHER, school("åskolen", &[], &[]));
    assert_eq!(is_told(TEACHER, &last(&unknown), &unknown), Told::Anew);
}

/// Seed 20,270,578.
#[test]
fn who_comes_back_does_not_keep_a_fact_that_was_changed_to_be_kept_from_others() {
    let known = circle().and(MOTHER, school("åskolen", &[TEACHER], &[]));
    let kept = known.and(MOTHER, school("skovskolen", &[], &[FATHER]));
    assert_eq!(is_told(TEACHER, &last(&kept), &kept), Told::Anew);
}

/// Seed 20,280,893.
#[test]
fn who_comes_back_does_not_keep_a_placement_that_was_withdrawn_though_another_has_its_id() {
    let gone = circle()
        .and(FATHER, lies("uro", Seen::Circle))
        .and(FATHER, Ruler::Withdraw { id: placement(1) });
    let anothers = gone.clone().and(TEACHER, lies("larm", Seen::Mine));
    assert_eq!(is_told(MOTHER, &last(&gone), &anothers), Told::Anew);
}

/// Seed 20,288,684.
#[test]
fn who_comes_back_does_not_keep_a_placement_that_was_withdrawn_though_its_author_has_it_again() {
    let gone = circle()
        .and(FATHER, lies("uro", Seen::Circle))
        .and(FATHER, Ruler::Withdraw { id: placement(1) });
    let again = gone.clone().and(FATHER, lies("larm", Seen::Mine));
    assert_eq!(is_told(MOTHER, &last(&gone), &again), Told::Anew);
}

/// Seed 20,261,148.
#[test]
fn of_work_with_words_that_was_refused_the_words_and_the_work_are_given_back() {
    let work: Command = lies("uro", Seen::Circle).into();
    let left = work.left(Refusal::Already).expect("something is left");
    assert!(left.words == ["uro"] && left.change == Some(work));
}

/// Seed 20,261,250.
#[test]
fn work_without_a_word_that_was_refused_is_given_back() {
    let weighed: Command = plan::Command::HowFar { id: goal(1), value: 7, on: today() }.into();
    for work in [lies("", Seen::Circle).into(), weighed] {
        let left = work.left(Refusal::Already).expect("something is left");
        assert!(left.words.is_empty() && left.change == Some(work));
    }
}
