use super::{Ground, Part, TOGETHER, Way, changes, ground, may_read};
use crate::consent::{Command as Consent, Section};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, SARA, STRANGER, TEACHER, circle, in_days, now, today,
};
use crate::people::{Command as People, Language};
use crate::{Command, Ctx, Recorded, decide};
use chrono::TimeDelta;

#[test]
fn the_family_reads_everybody_and_a_guest_themselves() {
    let people = circle().seen_by(TEACHER).people.clone();
    for of_the_family in [MOTHER, FATHER, ALI] {
        for by in [TEACHER, GRANDMOTHER, MOTHER, FATHER] {
            assert!(may_read(&people, of_the_family, by));
        }
    }
    for guest in [TEACHER, GRANDMOTHER] {
        for by in [TEACHER, GRANDMOTHER, MOTHER, ALI] {
            assert_eq!(may_read(&people, guest, by), guest == by);
        }
    }
    assert!(!may_read(&people, STRANGER, MOTHER));
}

#[test]
fn nobody_watches_a_child() {
    let people = circle().seen_by(TEACHER).people.clone();
    for other in [MOTHER, FATHER, TEACHER, GRANDMOTHER, SARA] {
        assert!(!may_read(&people, other, ALI));
    }
    assert!(may_read(&people, ALI, ALI));
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
        log.extend(events.into_iter().map(|event| Recorded { seq, at, by: actor, event }));
    }
    let looks = changes(&log);
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
