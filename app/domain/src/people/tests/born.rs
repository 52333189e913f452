use crate::consent::{Command as Consent, Heard, OWN_AGE, Section};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, STRANGER, TEACHER, circle, founded, gives,
    in_days, invitation, now,
};
use crate::may::{Sight, weighs};
use crate::people::{Command, Language, Role, Use};
use crate::view::turned;
use crate::{Ctx, MemberId, Refusal};
use chrono::{Datelike, TimeDelta};
use std::collections::BTreeSet;

fn born(member: MemberId, year: i32) -> Command {
    Command::Born { member, year }
}

/// The year in which somebody was born who turns so old this year.
fn aged(years: i32) -> i32 {
    now().year() - years
}

fn sees(given: &Given, to: MemberId, of: Option<MemberId>) -> bool {
    Sight::new(&given.family, to, given.day()).given(of, Section::Ruler)
}

pub(super) fn take_back(to: MemberId, of: Option<MemberId>) -> Consent {
    Consent::Withdraw { to, of, section: None }
}

pub(super) fn own(sections: &[Section]) -> Consent {
    Consent::Give {
        to: GRANDMOTHER,
        of: Some(ALI),
        sections: sections.iter().copied().collect::<BTreeSet<_>>(),
        purpose: "så hun ved det".to_owned(),
        until: in_days(30),
        heard: Heard::Own,
    }
}

#[test]
fn a_birth_is_told_by_whoever_decides_for_the_child_and_by_no_guest() {
    for who in [MOTHER, FATHER] {
        let told = circle().and(who, born(ALI, 2012));
        assert_eq!(told.family.people.get(ALI).and_then(|it| it.born), Some(2012));
    }
    for other in [TEACHER, GRANDMOTHER, ALI] {
        circle().when(other, born(ALI, 2012)).refused(Refusal::NotYours);
    }
    circle().when(ALI, born(SARA, 2012)).refused(Refusal::NotYours);
    circle().when(MOTHER, born(SARA, 2012)).done();
    circle().when(STRANGER, born(ALI, 2012)).refused(Refusal::NotAMember);
    founded().when(TEACHER, born(ALI, 2012)).done();
}

#[test]
fn no_parent_makes_a_young_person_a_child_again_to_sit_in_their_seat() {
    let young = circle().and(MOTHER, born(ALI, aged(OWN_AGE)));
    young.clone().when(MOTHER, born(ALI, aged(9))).refused(Refusal::NotYours);
    young.when(ALI, born(ALI, aged(9))).done();
}

#[test]
fn only_a_child_has_a_year_and_it_is_one_that_can_be() {
    circle().when(MOTHER, born(MOTHER, 1985)).refused(Refusal::NotYours);
    circle().when(MOTHER, born(STRANGER, 2012)).refused(Refusal::Unknown);
    for year in [1905, 2027, i32::MIN, i32::MAX] {
        circle().when(MOTHER, born(ALI, year)).refused(Refusal::OffScale);
    }
    circle().when(MOTHER, born(ALI, 2016)).refused(Refusal::Already);
}

#[test]
fn who_turns_out_to_be_fifteen_gives_for_themselves_and_what_was_given_stays_until_they_change_it()
{
    assert!(sees(&circle(), GRANDMOTHER, None));
    circle().when(ALI, own(&[Section::Ruler])).refused(Refusal::OnlyFamily);
    let of_age = circle().and(MOTHER, born(ALI, aged(OWN_AGE)));
    assert!(sees(&of_age, GRANDMOTHER, Some(ALI)), "nobody took it back");
    let theirs = of_age.seen_by(ALI).consent.grants;
    assert!(theirs.iter().any(|it| it.to == GRANDMOTHER), "Ali reads it");
    of_age.clone().when(MOTHER, take_back(GRANDMOTHER, Some(ALI))).refused(Refusal::OnlyFamily);
    let back = of_age.and(ALI, take_back(GRANDMOTHER, Some(ALI)));
    assert!(!sees(&back, GRANDMOTHER, Some(ALI)) && sees(&back, GRANDMOTHER, None));
    let given = back.and(ALI, own(&[Section::Ruler]));
    assert!(sees(&given, GRANDMOTHER, Some(ALI)));
}

/// Fourteen this year, and the year goes by.
fn turns() -> Given {
    circle().and(MOTHER, born(ALI, aged(OWN_AGE - 1))).later(TimeDelta::days(60))
}

#[test]
fn by_the_calendar_it_is_as_by_a_year_that_is_put_right() {
    let given = turns();
    assert_eq!(given.day().year(), now().year() + 1);
    assert!(turned(&given.family, GRANDMOTHER, now().date_naive(), given.day()));
    assert!(sees(&given, GRANDMOTHER, Some(ALI)), "nobody took it back");
    assert!(given.seen_by(ALI).consent.grants.iter().any(|it| it.to == GRANDMOTHER));
    given.clone().when(MOTHER, take_back(GRANDMOTHER, Some(ALI))).refused(Refusal::OnlyFamily);
    let back = given.and(ALI, take_back(GRANDMOTHER, Some(ALI)));
    assert!(!sees(&back, GRANDMOTHER, Some(ALI)) && sees(&back, GRANDMOTHER, None));
    let left = back.seen_by(ALI).consent.grants;
    assert!(
        left.iter().all(|it| it.to != GRANDMOTHER),
        "what reaches nothing of Ali's is not Ali's"
    );
    back.when(ALI, take_back(GRANDMOTHER, Some(ALI))).refused(Refusal::Already);
}

#[test]
fn what_a_guardian_gives_afterwards_is_not_of_the_young_persons_own() {
    let (by, again) = gives(GRANDMOTHER);
    let given = turns().and(by, again);
    assert!(sees(&given, GRANDMOTHER, None) && !sees(&given, GRANDMOTHER, Some(ALI)));
    let back = turns().and(FATHER, take_back(GRANDMOTHER, None));
    assert!(!sees(&back, GRANDMOTHER, Some(ALI)), "who gave it may take it back");
}

#[test]
fn what_the_young_person_gives_stands_in_the_place_of_what_was_given_for_them() {
    let given = turns().and(ALI, until(own(&[Section::Ruler]), in_days(61)));
    let day = |days| Sight::new(&given.family, GRANDMOTHER, in_days(days));
    assert!(day(61).given(Some(ALI), Section::Ruler) && !day(62).given(Some(ALI), Section::Ruler));
    assert!(day(62).given(Some(ALI), Section::Plan), "over the plan nothing was decided");
    assert!(day(62).given(None, Section::Ruler), "and what is about the others is the guardians'");
}

fn until(give: Consent, day: chrono::NaiveDate) -> Consent {
    match give {
        Consent::Give { to, of, sections, purpose, heard, .. } => {
            Consent::Give { to, of, sections, purpose, until: day, heard }
        }
        other => other,
    }
}

#[test]
fn who_comes_in_later_finds_what_was_given_for_them_and_takes_it_back() {
    let invite = Command::Invite {
        id: invitation(1),
        role: Role::Child,
        who: Some(SARA),
        usage: Use::Single,
        until: now() + TimeDelta::days(1),
    };
    let (name, title, language) = ("Sara".to_owned(), String::new(), Language::Da);
    let given = circle()
        .and(MOTHER, born(SARA, aged(16)))
        .and(MOTHER, invite)
        .and(SARA, Command::Join { invitation: invitation(1), name, title, language });
    assert!(sees(&given, GRANDMOTHER, Some(SARA)));
    let back = given.and(SARA, take_back(GRANDMOTHER, Some(SARA)));
    assert!(!sees(&back, GRANDMOTHER, Some(SARA)));
}

#[test]
fn what_a_young_person_decided_stands_in_nobody_elses_copy() {
    let given = turns().and(ALI, take_back(GRANDMOTHER, Some(ALI)));
    assert_eq!(given.seen_by(ALI).consent.decided.len(), 1);
    for other in [MOTHER, FATHER, TEACHER, GRANDMOTHER] {
        assert!(given.seen_by(other).consent.decided.is_empty());
    }
}

#[test]
fn a_year_from_fifteen_on_that_becomes_another_leaves_what_the_young_person_decided() {
    let decided = circle()
        .and(MOTHER, born(ALI, aged(OWN_AGE)))
        .and(ALI, take_back(GRANDMOTHER, Some(ALI)))
        .and(ALI, born(ALI, aged(OWN_AGE + 2)));
    assert!(!sees(&decided, GRANDMOTHER, Some(ALI)));
}

#[test]
fn under_fifteen_the_guardians_give_again() {
    let young = circle().and(MOTHER, born(ALI, aged(OWN_AGE))).and(ALI, born(ALI, aged(9)));
    young.clone().when(ALI, own(&[Section::Ruler])).refused(Refusal::OnlyFamily);
    let back = young.and(FATHER, take_back(GRANDMOTHER, None));
    assert!(!sees(&back, GRANDMOTHER, None));
}

#[test]
fn a_birth_by_which_another_decides_asks_for_a_proof() {
    let family = circle().family;
    let weighs = |member, year| {
        weighs(&family, &Ctx { actor: MOTHER, now: now() }, &born(member, year).into())
    };
    assert!(weighs(ALI, aged(OWN_AGE)) && weighs(ALI, aged(OWN_AGE - 1)), "now, or soon");
    assert!(!weighs(ALI, aged(OWN_AGE - 2)));
    assert!(!weighs(SARA, aged(OWN_AGE)), "who is not in decides nothing yet");
}

#[test]
fn a_guest_to_whom_nothing_is_given_is_not_told_when_a_child_was_born() {
    let told = circle().and(MOTHER, take_back(GRANDMOTHER, None)).and(MOTHER, born(ALI, 2012));
    assert!(told.seen_by(GRANDMOTHER).people.get(ALI).is_some_and(|it| it.born.is_none()));
    assert!(told.seen_by(FATHER).people.get(ALI).is_some_and(|it| it.born == Some(2012)));
}
