mod own;

use super::{
    Counted, Ground, Look, Part, TOGETHER, Way, as_told, changes, changes_for, folded, ground,
    may_read, once_at_home, part_of,
};
use crate::consent::{Command as Consent, Section};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, SARA, STRANGER, TEACHER, afternoon, card, circle, dialogue,
    in_days, invitation, now, today,
};
use crate::people::{Command as People, Event as E, Language};
use crate::talk::{Column, Command as Talk};
use crate::{Command, Ctx, MemberId, Recorded, decide};
use chrono::TimeDelta;
use proptest::prelude::*;
use std::cmp::Reverse;

#[test]
fn the_family_reads_everybody_and_a_guest_themselves() {
    let people = circle().seen_by(TEACHER).people.clone();
    for of_the_family in [MOTHER, FATHER, ALI] {
        for by in [TEACHER, GRANDMOTHER, MOTHER, FATHER] {
            assert!(may_read(&people, of_the_family, &look(by, Way::Page)));
        }
    }
    for guest in [TEACHER, GRANDMOTHER] {
        for by in [TEACHER, GRANDMOTHER, MOTHER, ALI] {
            assert_eq!(may_read(&people, guest, &look(by, Way::Page)), guest == by);
        }
    }
    assert!(!may_read(&people, STRANGER, &look(MOTHER, Way::Page)));
}

fn look(by: MemberId, way: Way) -> Look {
    let (part, ground) = (Part::Dialogue, Ground::Seat);
    let (on_screen_of, dialogue, at_home, of) = (None, None, None, None);
    Look { by, at: now(), part, way, ground, on_screen_of, dialogue, at_home, of }
}

#[test]
fn nobody_watches_a_child() {
    let people = circle().seen_by(TEACHER).people.clone();
    for other in [MOTHER, FATHER, TEACHER, GRANDMOTHER, SARA] {
        for way in [Way::Page, Way::Change] {
            assert!(!may_read(&people, other, &look(ALI, way)));
        }
    }
    assert!(may_read(&people, ALI, &look(ALI, Way::Page)));
}

#[test]
fn what_was_written_in_a_childs_name_on_another_screen_its_guardians_read() {
    let people = circle().seen_by(TEACHER).people.clone();
    let lent = |way| Look { on_screen_of: Some(TEACHER), ..look(ALI, way) };
    for of_the_family in [MOTHER, FATHER, ALI] {
        assert!(may_read(&people, of_the_family, &lent(Way::Change)));
    }
    for guest in [TEACHER, GRANDMOTHER] {
        assert!(!may_read(&people, guest, &lent(Way::Change)));
    }
    assert!(!may_read(&people, MOTHER, &lent(Way::Page)), "that somebody sat there stays his");
}

#[test]
fn a_change_says_on_whose_screen_and_is_not_told_as_one_with_ones_own() {
    let given = circle().and(ALI, writes(1)).and(ALI, writes(2)).and(ALI, writes(3));
    let written = given.log.into_iter().rev().take(3);
    let screens = [None, Some(TEACHER), Some(TEACHER)];
    let recorded =
        |((seq, (by, event)), on_screen_of)| Recorded { seq, at: now(), by, event, on_screen_of };
    let log: Vec<_> = (1..).zip(written).zip(screens).map(recorded).collect();
    let told = changes(log.iter(), &folded(&log).1);
    assert_eq!(told.iter().map(|it| it.on_screen_of).collect::<Vec<_>>(), [None, Some(TEACHER)]);
}

#[test]
fn changes_within_ten_minutes_are_told_once_for_each_who_made_them() {
    let minutes = [(MOTHER, 0), (MOTHER, 9), (TEACHER, 9), (MOTHER, 10), (MOTHER, 19)];
    let speaks = Command::People(People::Speak { language: Language::En });
    let given = circle();
    let mut log = Vec::new();
    for (seq, (actor, minute)) in (1..).zip(minutes) {
        let events =
            decide(&given.seen_by(TEACHER), &Ctx { actor, now: now() }, &speaks).ok().unwrap();
        let at = now() + TimeDelta::minutes(minute);
        log.extend(events.into_iter().map(|event| Recorded {
            seq,
            at,
            by: actor,
            event,
            on_screen_of: None,
        }));
    }
    let looks = changes(log.iter(), &folded(&log).1);
    let told: Vec<_> = looks.iter().map(|it| (it.by, (it.at - now()).num_minutes())).collect();
    assert_eq!(told, [(MOTHER, 0), (TEACHER, 9), (MOTHER, 10)]);
    assert!(looks.iter().all(|it| (it.part, it.way) == (Part::People, Way::Change)));
    assert_eq!(TOGETHER.num_minutes(), 10);
}

#[test]
fn a_row_says_on_which_ground_and_a_consent_that_has_ended_is_none() {
    let withdraw = |to, section| Consent::Withdraw { to, of: None, section };
    let given = circle()
        .and(MOTHER, withdraw(TEACHER, None))
        .and(MOTHER, withdraw(GRANDMOTHER, Some(Section::Plan)));
    let on = |who, day, part| ground(&given.family, who, day, part);
    assert_eq!(on(MOTHER, today(), Part::Plan), Ground::Custody);
    assert_eq!(on(ALI, today(), Part::Plan), Ground::OwnLife);
    assert_eq!(on(TEACHER, today(), Part::Plan), Ground::Leads);
    assert_eq!(on(GRANDMOTHER, today(), Part::Plan), Ground::Seat);
    assert_eq!(on(GRANDMOTHER, today(), Part::Whole), Ground::Consent);
    assert_eq!(on(GRANDMOTHER, today(), Part::Mine), Ground::Seat);
    assert_eq!(on(GRANDMOTHER, in_days(181), Part::Dreams), Ground::Seat);
}

/// A dialogue of the mother and the teacher. To the father it is not there.
#[test]
fn a_row_of_a_closed_dialogue_says_no_more_than_that_somebody_was_there() {
    let among = Some([MOTHER, TEACHER].into());
    let (id, place, when) = (dialogue(1), String::new(), afternoon(today()));
    let plan = Dialogue::Plan { id, about: ALI, when, place, held: false, among };
    let family = circle().and(TEACHER, plan);
    for part in [Part::Dialogue, Part::Prepare, Part::Minutes] {
        let at_home = Some(Ground::Consent);
        let row = Look { part, dialogue: Some(id), at_home, ..look(TEACHER, Way::Page) };
        let told = |who| as_told(row, &family.seen_by(who), who);
        let bare = Look { part: Part::Home, ground: Ground::Consent, ..look(TEACHER, Way::Page) };
        for outside in [FATHER, ALI] {
            assert_eq!(told(outside), bare);
        }
        for inside in [MOTHER, TEACHER] {
            assert_eq!(told(inside), Look { part, ..look(TEACHER, Way::Page) });
        }
        let old = Look { dialogue: None, at_home: None, ..row };
        assert_eq!(as_told(old, &family.seen_by(MOTHER), MOTHER).part, Part::Home);
    }
}

#[test]
fn one_stands_at_the_front_page_once_in_ten_minutes() {
    let at = |by, minutes| {
        let at = now() + TimeDelta::minutes(minutes);
        Look { part: Part::Home, at, ..look(by, Way::Page) }
    };
    let told = once_at_home(vec![at(MOTHER, 11), at(MOTHER, 9), at(FATHER, 2), at(MOTHER, 1)]);
    assert_eq!(told, [at(MOTHER, 11), at(FATHER, 2), at(MOTHER, 1)]);
    let elsewhere = vec![look(MOTHER, Way::Page), at(MOTHER, 0), look(MOTHER, Way::Page)];
    assert_eq!(once_at_home(elsewhere.clone()), elsewhere);
}

proptest! {
    #[test]
    fn as_many_are_counted_as_are_left(
        rows in prop::collection::vec((0_usize..3, 0_i64..200, any::<bool>()), 0..60),
    ) {
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|(who, minutes, home)| {
                let at = now() + TimeDelta::minutes(minutes);
                let by = [MOTHER, FATHER, ALI][who];
                let part = if home { Part::Home } else { Part::Plan };
                Look { at, part, ..look(by, Way::Page) }
            })
            .collect();
        rows.sort_by_key(|it| Reverse(it.at));
        let mut counted = Counted::default();
        for it in &rows {
            counted.one_more(it);
        }
        prop_assert_eq!(counted.left(), once_at_home(rows).len());
    }
}

/// A row of a change stands beside rows of reading, and says of its maker what those say.
#[test]
fn a_change_says_the_same_ground_as_a_look_at_that_moment() {
    let withdraw = || Consent::Withdraw { to: TEACHER, of: None, section: None };
    let speaks = |language| Command::People(People::Speak { language });
    let given = circle()
        .and(GRANDMOTHER, writes(1))
        .and(TEACHER, writes(2))
        .and(ALI, writes(3))
        .and(MOTHER, withdraw())
        .and(TEACHER, writes(4))
        .and(GRANDMOTHER, speaks(Language::En))
        .and(TEACHER, People::OfferBaton { to: Some(GRANDMOTHER) })
        .and(GRANDMOTHER, People::AnswerBaton { accept: true })
        .and(TEACHER, writes(5));
    let recorded = |(seq, (by, event))| Recorded { seq, at: now(), by, event, on_screen_of: None };
    let log: Vec<_> = (1..).zip(given.log).map(recorded).collect();
    let (_, all) = folded(&log);
    let of = |by, part| -> Vec<Ground> {
        let mine = log.iter().filter(|it| it.by == by && part_of(&it.event) == part);
        mine.map(|it| all[&it.seq]).collect()
    };
    assert_eq!(of(GRANDMOTHER, Part::Dialogue), [Ground::Consent]);
    assert_eq!(of(ALI, Part::Dialogue), [Ground::OwnLife]);
    assert_eq!(of(MOTHER, Part::Consent).first(), Some(&Ground::Custody));
    assert_eq!(
        of(TEACHER, Part::Dialogue),
        [Ground::Consent, Ground::Leads, Ground::Seat],
        "given, taken back, and no longer leading"
    );
    assert_eq!(of(FATHER, Part::People), [Ground::Custody], "who comes in, too");
    assert_eq!(of(TEACHER, Part::People).last(), Some(&Ground::Leads), "while it was offered");
    let told = changes(log.iter(), &all);
    assert!(told.iter().all(|it| log.iter().any(|e| e.by == it.by && all[&e.seq] == it.ground)));
    assert!(told.iter().any(|it| it.by == MOTHER && it.ground == Ground::Custody));
}

fn writes(number: u128) -> Command {
    Command::Talk(Talk::Write {
        id: card(number),
        about: ALI,
        column: Column::Works,
        text: "ord".to_owned(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared: true,
    })
}

/// An hour between each; the seat was opened anew now.
fn recorded(log: Vec<(MemberId, crate::Event)>) -> Vec<Recorded> {
    let anew = log.iter().position(|(_, it)| matches!(it, crate::Event::People(E::Renewed { .. })));
    let anew = i64::try_from(anew.expect("a seat was opened anew")).expect("few");
    (0_i64..)
        .zip(log)
        .map(|(number, (by, event))| {
            let at = now() + TimeDelta::hours(number - anew);
            Recorded { seq: number.unsigned_abs() + 1, at, by, event, on_screen_of: None }
        })
        .collect()
}

/// The father might sit there: nobody watches a child, not from its own seat either.
#[test]
fn what_was_done_in_a_seat_before_it_was_opened_anew_is_not_told_as_ones_own() {
    let (id, until, hidden) = (invitation(50), now() + TimeDelta::days(1), writes_alone);
    for seat in [ALI, GRANDMOTHER] {
        let (name, title, language) = ("Kim".to_owned(), String::new(), Language::Da);
        let given = circle()
            .and(seat, hidden(1))
            .and(seat, writes(2))
            .and(FATHER, People::Renew { id, member: seat, until })
            .and(seat, People::Join { invitation: id, name, title, language })
            .and(seat, hidden(3));
        let people = given.seen_by(MOTHER).people;
        let mut log = recorded(given.log);
        let read = |log: &[Recorded]| -> Vec<i64> {
            let told = changes_for(log, seat, today()).into_iter();
            let mine = told.filter(|it| it.by == seat && may_read(&people, seat, it));
            mine.map(|it| (it.at - now()).num_hours()).collect()
        };
        assert_eq!(read(&log), [1, 2], "that they came in, and what they wrote since");
        // On another's screen a child may have been nowhere near; and yet what it had for itself was its own.
        log.iter_mut().filter(|it| it.by == seat).for_each(|it| it.on_screen_of = Some(TEACHER));
        let lent = if seat == ALI { vec![-1, 1, 2] } else { vec![1, 2] };
        let of_talk: Vec<_> = read(&log).into_iter().filter(|it| *it >= -2).collect();
        assert_eq!(of_talk, lent);
    }
}

#[test]
fn a_look_of_whoever_sat_there_before_is_another_persons() {
    let (id, until) = (invitation(50), now() + TimeDelta::days(1));
    let given = circle().and(FATHER, People::Renew { id, member: GRANDMOTHER, until });
    let mut people = given.family.people;
    let at = |hours| Look { at: now() + TimeDelta::hours(hours), ..look(GRANDMOTHER, Way::Page) };
    assert!(!may_read(&people, GRANDMOTHER, &at(-1)) && may_read(&people, GRANDMOTHER, &at(1)));
    assert!(may_read(&people, MOTHER, &at(-1)), "the family reads both");
    // A snapshot of before knows the day.
    people.renewed.get_mut(&GRANDMOTHER).expect("there").at = None;
    assert!(!may_read(&people, GRANDMOTHER, &at(1)) && may_read(&people, GRANDMOTHER, &at(13)));
}

fn writes_alone(number: u128) -> Command {
    match writes(number) {
        Command::Talk(Talk::Write { id, about, column, text, notices, dialogue, on, .. }) => {
            let shared = false;
            Talk::Write { id, about, column, text, notices, dialogue, on, shared }.into()
        }
        other => other,
    }
}
