//! Whoever told the year by which a child decides alone, and how it is put right.

use super::born::{own, take_back};
use crate::consent::{OWN_AGE, Section};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, TEACHER, circle, family, founded,
    in_days, invitation, now, person,
};
use crate::may::Theirs;
use crate::people::{Command, Language, Member, Role, Use};
use crate::{Family, MemberId, Refusal};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

fn born(member: MemberId, year: i32) -> Command {
    Command::Born { member, year }
}

/// The year in which somebody was born who turns so old this year.
fn aged(years: i32) -> i32 {
    now().year() - years
}

fn child(id: MemberId, years: i32) -> Member {
    Member { born: Some(aged(years)), ..person(id, "Ali", Role::Child) }
}

fn invite(number: u128, role: Role, who: Option<MemberId>, until: DateTime<Utc>) -> Command {
    Command::Invite { id: invitation(number), role, who, usage: Use::Single, until }
}

fn join(number: u128, name: &str) -> Command {
    let (title, language) = (String::new(), Language::Da);
    Command::Join { invitation: invitation(number), name: name.to_owned(), title, language }
}

/// The father founds the place and tells how old Ali is. The mother comes in at once, and some days later somebody in Ali's seat.
fn founded_by_the_father(years: i32, days: i64) -> Given {
    let mut nothing = founded();
    (nothing.family, nothing.log) = (Family::default(), Vec::new());
    let soon = now() + TimeDelta::days(days + 1);
    let (name, note) = ("Omkring Ali".to_owned(), String::new());
    let founder = person(FATHER, "Omar", Role::Guardian);
    let children = vec![child(ALI, years)];
    nothing
        .and(FATHER, Command::Found { family: family(1), name, note, founder, children })
        .and(FATHER, invite(1, Role::Guardian, None, now() + TimeDelta::days(1)))
        .and(MOTHER, join(1, "Amina"))
        .and(FATHER, invite(2, Role::Child, Some(ALI), soon))
        .later(TimeDelta::days(days))
        .and(ALI, join(2, "Ali"))
}

fn asked(given: &Given, on: NaiveDate) -> bool {
    Theirs::new(&given.family, ALI, on).told_grown(ALI).is_some()
}

#[test]
fn a_year_that_was_told_at_the_founding_is_put_right_too_from_when_somebody_sits_there() {
    for days in [0, 25] {
        let told = founded_by_the_father(OWN_AGE, days);
        told.clone().when(MOTHER, take_back(GRANDMOTHER, Some(ALI))).refused(Refusal::OnlyFamily);
        told.clone().when(FATHER, born(ALI, aged(9))).refused(Refusal::NotYours);
        let last_day = told.clone().later(TimeDelta::days(29));
        last_day.when(MOTHER, born(ALI, aged(9))).done();
        told.later(TimeDelta::days(30)).when(MOTHER, born(ALI, aged(9))).refused(Refusal::NotYours);
    }
}

#[test]
fn a_year_that_was_told_with_a_name_is_put_right_too() {
    let named = |by| {
        circle()
            .and(by, Command::Name { member: child(NEWCOMER, OWN_AGE) })
            .and(by, invite(3, Role::Child, Some(NEWCOMER), now() + TimeDelta::days(2)))
            .and(NEWCOMER, join(3, "Bo"))
    };
    let other = born(NEWCOMER, aged(9));
    named(FATHER).when(MOTHER, other.clone()).done();
    named(FATHER).when(FATHER, other).refused(Refusal::NotYours);
}

#[test]
fn a_year_that_comes_true_within_months_is_put_right_until_a_while_after_that() {
    // 22 November: on the first of January Ali is fifteen by it.
    let told = circle().and(FATHER, born(ALI, aged(OWN_AGE - 1)));
    told.clone().when(MOTHER, born(ALI, aged(9))).done();
    let on = |days| told.clone().later(TimeDelta::days(days));
    on(40).when(MOTHER, take_back(GRANDMOTHER, Some(ALI))).refused(Refusal::OnlyFamily);
    for days in [40, 69] {
        on(days).when(MOTHER, born(ALI, aged(9))).done();
        on(days).when(FATHER, born(ALI, aged(9))).refused(Refusal::NotYours);
    }
    on(70).when(MOTHER, born(ALI, aged(9))).refused(Refusal::NotYours);
    // A year that stood for longer others could have put right all the time.
    let long_ago = circle().and(FATHER, born(ALI, aged(OWN_AGE - 2))).later(TimeDelta::days(410));
    long_ago.when(MOTHER, born(ALI, aged(9))).refused(Refusal::NotYours);
}

#[test]
fn the_young_person_is_asked_from_the_day_they_decide_until_nobody_can_put_it_right() {
    let told = circle().and(FATHER, born(ALI, aged(OWN_AGE - 1)));
    let days = |all: &[i64]| all.iter().map(|it| asked(&told, in_days(*it))).collect::<Vec<_>>();
    assert_eq!(days(&[0, 39, 40, 69, 70]), [false, false, true, true, false]);
    let said = told.clone().later(TimeDelta::days(41)).and(ALI, born(ALI, aged(OWN_AGE - 1)));
    assert!(!asked(&said, said.day()), "who has answered is not asked again");
    let other = told.later(TimeDelta::days(41)).and(ALI, born(ALI, aged(OWN_AGE + 2)));
    assert!(!asked(&other, other.day()), "nor who tells another year");
    assert!(!asked(&circle(), in_days(0)));
}

#[test]
fn of_a_yes_and_a_year_put_right_at_once_the_first_counts() {
    let told = circle().and(FATHER, born(ALI, aged(OWN_AGE)));
    let (yes, right) = (born(ALI, aged(OWN_AGE)), born(ALI, aged(10)));
    told.clone().and(ALI, yes.clone()).when(MOTHER, right.clone()).refused(Refusal::NotYours);
    told.clone().and(MOTHER, right.clone()).when(ALI, yes.clone()).refused(Refusal::NotYours);
    // A yes holds, however often others tell the same.
    let said = told.and(ALI, yes.clone());
    said.clone().when(FATHER, yes).refused(Refusal::NotYours);
    said.later(TimeDelta::days(20)).when(MOTHER, right).refused(Refusal::NotYours);
}

#[test]
fn that_a_child_is_fifteen_the_other_guardian_puts_right_until_the_young_person_has_told_it() {
    let told = circle().and(FATHER, born(ALI, aged(OWN_AGE)));
    told.clone().when(MOTHER, take_back(GRANDMOTHER, Some(ALI))).refused(Refusal::OnlyFamily);
    for other in [FATHER, TEACHER, GRANDMOTHER] {
        told.clone().when(other, born(ALI, aged(9))).refused(Refusal::NotYours);
    }
    let right = told.clone().and(MOTHER, born(ALI, aged(10)));
    right.clone().when(ALI, own(&[Section::Ruler])).refused(Refusal::OnlyFamily);
    right.clone().when(MOTHER, take_back(GRANDMOTHER, None)).done();
    right.and(FATHER, born(ALI, aged(OWN_AGE))).when(MOTHER, born(ALI, aged(10))).done();
    // Not for ever: else a parent would make a child again of who truly is sixteen, and sit in their seat.
    let a_while = told.clone().later(TimeDelta::days(29));
    a_while.when(MOTHER, born(ALI, aged(10))).done();
    let long_ago = told.clone().later(TimeDelta::days(30));
    long_ago.when(MOTHER, born(ALI, aged(10))).refused(Refusal::NotYours);
    // The other side: who is fifteen says so once, and no parent makes them a child again.
    let own_word = told.and(ALI, born(ALI, aged(OWN_AGE)));
    own_word.clone().when(MOTHER, born(ALI, aged(10))).refused(Refusal::NotYours);
    own_word.when(ALI, born(ALI, aged(OWN_AGE))).refused(Refusal::Already);
}

#[test]
fn who_was_told_to_be_fifteen_before_they_came_in_is_put_right_too() {
    let told = circle().and(FATHER, born(SARA, aged(OWN_AGE)));
    let other_year = told.and(MOTHER, born(SARA, aged(OWN_AGE + 1)));
    other_year.when(MOTHER, born(SARA, aged(9))).done();
}

#[test]
fn who_told_it_is_not_told_to_a_guest_who_knows_no_ages() {
    let told = circle().and(MOTHER, take_back(GRANDMOTHER, None));
    let told = told.and(FATHER, born(ALI, aged(OWN_AGE)));
    assert!(told.seen_by(GRANDMOTHER).people.grown_by.is_empty());
    assert!(told.seen_by(MOTHER).people.grown_by.get(&ALI).is_some_and(|it| it.0 == FATHER));
}
