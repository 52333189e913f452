//! What one parent might try through another seat: one they open, one that waits for a child, one they give to.

use super::apart::{closed, kept};
use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, card, circle,
    dialogue, fact, in_days, in_dialogue, invitation, now, today,
};
use crate::may::weighs;
use crate::people::{Command as People, Language, Lead, Role, Use};
use crate::shield::Command as Shield;
use crate::talk::{Column, Command as Talk};
use crate::{Command, Ctx, MemberId, Refusal};
use chrono::TimeDelta;
use std::collections::BTreeSet;

fn invite(number: u128, role: Role, who: Option<MemberId>) -> People {
    let until = now() + TimeDelta::days(1);
    People::Invite { id: invitation(number), role, who, usage: Use::Single, until }
}

fn lets_in(given: Given, by: MemberId, number: u128, role: Role, who: MemberId) -> Given {
    let named = given.family.people.get(who).map(|it| it.id);
    let (invitation, name, title) = (invitation(number), "Kim".to_owned(), String::new());
    given
        .and(by, invite(number, role, named))
        .and(who, People::Join { invitation, name, title, language: Language::Da })
}

fn gives(by: MemberId, to: MemberId) -> (MemberId, Command) {
    let (sections, purpose) = (BTreeSet::from(Section::ALL), "at hjælpe".to_owned());
    (
        by,
        Consent::Give { to, of: None, sections, purpose, until: in_days(9), heard: Heard::Fine }
            .into(),
    )
}

/// What the teacher writes of somebody, for all to see.
fn says(number: u128, about: MemberId, text: &str) -> Talk {
    Talk::Write {
        id: card(number),
        about,
        column: Column::Works,
        text: text.into(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared: true,
    }
}

/// The teacher wrote where Ali goes to school, which is kept from his father.
fn told() -> Given {
    circle().and(MOTHER, kept("Skovskolen", &[])).and(TEACHER, says(1, ALI, "glad på Skovskolen"))
}

fn reads(given: &Given, who: MemberId) -> bool {
    !given.seen_by(who).talk.cards.is_empty()
}

#[test]
fn what_is_kept_from_somebody_is_kept_from_whom_they_let_in_and_from_whom_these_let_in() {
    let given = lets_in(told(), FATHER, 1, Role::Guardian, NEWCOMER);
    assert!(reads(&given, MOTHER) && !reads(&given, FATHER) && !reads(&given, NEWCOMER));
    let given = lets_in(given, NEWCOMER, 2, Role::Guardian, STRANGER);
    assert!(!reads(&given, STRANGER));
    let given = given.and(FATHER, People::Leave {});
    assert!(!reads(&given, NEWCOMER) && !reads(&given, STRANGER), "also when he has gone");
}

#[test]
fn whoever_kept_it_may_let_them_know_it() {
    let mut known = kept("Skovskolen", &[]);
    let Shield::Set { known_to, .. } = &mut known else { unreachable!() };
    known_to.insert(NEWCOMER);
    let given = lets_in(told(), FATHER, 1, Role::Guardian, NEWCOMER).and(MOTHER, known);
    assert!(reads(&given, NEWCOMER) && !reads(&given, FATHER));
    let given = lets_in(given, NEWCOMER, 2, Role::Guardian, STRANGER);
    assert!(reads(&given, STRANGER), "she who was let in by somebody who knows it");
}

#[test]
fn the_seat_that_waits_for_a_child_shows_no_more_than_ones_own() {
    let given = lets_in(told(), FATHER, 1, Role::Child, SARA);
    let given = given.and(TEACHER, says(2, SARA, "også på Skovskolen"));
    assert!(!reads(&given, SARA));
    assert!(
        reads(&lets_in(told(), MOTHER, 1, Role::Guardian, NEWCOMER), NEWCOMER),
        "his mother may"
    );
}

#[test]
fn nobody_gives_what_is_kept_from_themselves() {
    let given = told();
    assert!(reads(&given, GRANDMOTHER), "the mother gave it");
    let (by, gives_all) = gives(FATHER, GRANDMOTHER);
    let given = given.and(by, gives_all);
    assert!(!reads(&given, GRANDMOTHER));
    let (by, gives_all) = gives(MOTHER, GRANDMOTHER);
    assert!(reads(&given.and(by, gives_all), GRANDMOTHER));
}

#[test]
fn whom_a_professional_let_in_is_nobodys_second_seat() {
    let mut from_the_teacher = kept("Skovskolen", &[]);
    let Shield::Set { id, kept_from, .. } = &mut from_the_teacher else { unreachable!() };
    (*id, *kept_from) = (fact(2), BTreeSet::from([TEACHER]));
    let given = circle().and(MOTHER, from_the_teacher);
    let kept = |who| given.family.kept_from(who).is_some();
    assert!(kept(TEACHER) && !kept(FATHER) && !kept(GRANDMOTHER) && !kept(MOTHER));
}

#[test]
fn whoever_leaves_finds_no_way_back_that_stood_open() {
    let table = People::Invite {
        id: invitation(7),
        role: Role::Guardian,
        who: None,
        usage: Use::Table,
        until: now() + TimeDelta::hours(1),
    };
    let given = circle().and(MOTHER, table).and(FATHER, People::Leave {});
    let (name, title, language) = ("Kim".to_owned(), String::new(), Language::Da);
    given
        .when(NEWCOMER, People::Join { invitation: invitation(7), name, title, language })
        .refused(Refusal::InvitationOver);
}

#[test]
fn nothing_is_shown_to_a_seat_that_is_not_taken() {
    let (about, column, on) = (ALI, Column::Works, today());
    let write = Talk::Write {
        id: card(3),
        about,
        column,
        text: "mit".into(),
        notices: String::new(),
        dialogue: None,
        on,
        shared: false,
    };
    circle()
        .and(ALI, write)
        .when(ALI, Talk::Show { id: card(3), to: BTreeSet::from([SARA]) })
        .refused(Refusal::NotNow);
    let among = Some(BTreeSet::from([TEACHER, MOTHER, SARA]));
    closed().when(MOTHER, Dialogue::Among { id: dialogue(1), among }).refused(Refusal::NotNow);
}

#[test]
fn nobody_takes_what_was_said_from_the_other_parent_or_from_the_child() {
    let among = |who: &[MemberId]| Dialogue::Among {
        id: dialogue(1),
        among: Some(who.iter().copied().collect()),
    };
    in_dialogue().when(FATHER, among(&[FATHER])).refused(Refusal::NotNow);
    in_dialogue().when(TEACHER, among(&[TEACHER, MOTHER, ALI])).refused(Refusal::NotNow);
    in_dialogue().when(FATHER, among(&[FATHER, MOTHER, TEACHER])).refused(Refusal::NotNow);
    in_dialogue().when(TEACHER, among(&[TEACHER, MOTHER, FATHER, ALI])).done();
}

#[test]
fn letting_somebody_in_among_the_family_and_taking_somebody_out_asks_for_a_proof() {
    let given = closed();
    let ctx = Ctx { actor: MOTHER, now: now() };
    let weighs = |command: Command| weighs(&given.family, &ctx, &command);
    let among = |who: &[MemberId]| Dialogue::Among {
        id: dialogue(1),
        among: Some(who.iter().copied().collect()),
    };
    for heavy in [
        invite(1, Role::Guardian, None).into(),
        invite(1, Role::Child, Some(SARA)).into(),
        // The role is that of whom it is for.
        invite(1, Role::Network, Some(SARA)).into(),
        People::Remove { member: TEACHER, lead: Lead::NotYet }.into(),
        among(&[MOTHER, TEACHER, FATHER]).into(),
        Dialogue::Among { id: dialogue(1), among: None }.into(),
    ] {
        assert!(weighs(heavy));
    }
    assert!(!weighs(invite(1, Role::Network, None).into()) && !weighs(among(&[MOTHER]).into()));
}
