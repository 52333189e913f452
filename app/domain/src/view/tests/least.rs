//! What a guest to whom nothing was given reads of the circle.

use super::{Before, Told, json, sight, told, told_later};
use crate::consent::{Command as Consent, Section};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, circle, in_days, invitation, now, person,
};
use crate::people::{Command as People, Role, Use};
use crate::{Event, Family, MemberId, apply};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// The grandmother is in, and nothing is given to her. There is much to be curious about.
fn curious() -> Given {
    let until = now() + TimeDelta::days(1);
    let way = |id| People::Invite {
        id: invitation(id),
        role: Role::Network,
        who: None,
        usage: Use::Single,
        until,
    };
    let basis = || Consent::Basis { text: "folkeskoleloven".to_owned(), from: None };
    let because = "hun er inhabil".to_owned();
    circle()
        .and(MOTHER, Consent::Withdraw { to: GRANDMOTHER, of: None, section: None })
        .and(MOTHER, way(70))
        .and(TEACHER, basis())
        .and(MOTHER, People::AskAnother { ask: true, because })
}

const SECRETS: [&str; 3] = ["2016", "inhabil", "folkeskoleloven"];

fn births(seen: &Family) -> usize {
    seen.people.children().filter(|it| it.born.is_some()).count()
}

#[test]
fn a_guest_who_was_given_nothing_reads_neither_ages_nor_ways_in_nor_wishes_nor_laws() {
    let given = curious();
    let seen = given.seen_by(GRANDMOTHER);
    assert!(seen.people.invitations.is_empty() && seen.people.another_asked.is_none());
    assert!(births(&seen) == 0 && seen.consent.basis.is_empty());
    let text = json(&seen);
    assert!(!SECRETS.iter().any(|it| text.contains(it)));
    assert_eq!(seen.people.here().count(), given.family.people.here().count(), "who is here");
}

#[test]
fn the_family_and_whoever_leads_read_all_of_it() {
    let given = curious();
    for who in [MOTHER, FATHER, ALI, TEACHER] {
        let seen = given.seen_by(who);
        assert_eq!(births(&seen), 2);
        assert!(seen.people.invitations == given.family.people.invitations);
        assert!(seen.people.another_asked == given.family.people.another_asked);
        assert!(seen.consent.basis == given.family.consent.basis);
    }
}

#[test]
fn whoever_was_given_a_section_knows_how_old_the_children_are_until_it_ends() {
    let give = Consent::Give {
        to: GRANDMOTHER,
        of: None,
        sections: BTreeSet::from([Section::Ruler]),
        purpose: "at hun kan lægge med".to_owned(),
        until: in_days(30),
        heard: crate::consent::Heard::Fine,
    };
    let given = curious().and(MOTHER, give);
    let seen = given.seen_by(GRANDMOTHER);
    assert!(births(&seen) == 2 && seen.people.invitations.is_empty());
    assert_eq!(births(&given.later(TimeDelta::days(31)).seen_by(GRANDMOTHER)), 0);
}

#[test]
fn whoever_tells_their_own_law_reads_it_and_loses_the_lead_with_all_that_it_showed() {
    let given = curious()
        .and(MOTHER, Consent::Withdraw { to: TEACHER, of: None, section: None })
        .and(TEACHER, People::OfferBaton { to: Some(FATHER) })
        .and(FATHER, People::AnswerBaton { accept: true });
    let seen = given.seen_by(TEACHER);
    assert_eq!(seen.consent.basis.keys().copied().collect::<Vec<_>>(), [TEACHER]);
    assert!(births(&seen) == 0 && seen.people.invitations.is_empty());
}

/// What happens is told no more than what stands there: neither at once nor to somebody who comes back.
#[test]
fn nor_is_a_guest_told_of_it_as_it_happens() {
    let given =
        curious().and(MOTHER, People::Name { member: person(SARAS_BROTHER, "Bo", Role::Child) });
    let mut family = Family::default();
    for (_, event) in &given.log {
        let before = family.clone();
        apply(&mut family, event);
        if family.people.joined(GRANDMOTHER).is_err() || before.people.joined(GRANDMOTHER).is_err()
        {
            continue;
        }
        let saw = Before::of(&sight(&before, GRANDMOTHER), event);
        let now = told(&saw, &sight(&family, GRANDMOTHER), event);
        let later = told_later(&sight(&given.family, GRANDMOTHER), event);
        assert!(now != Told::Event || !betrays(event), "as it happens");
        assert!(later != Told::Event || !betrays(event), "later");
    }
}

const SARAS_BROTHER: MemberId = MemberId(uuid::Uuid::from_u128(77));

fn betrays(event: &Event) -> bool {
    let text = json(event);
    SECRETS.iter().any(|it| text.contains(it))
        || text.contains("\"until\"") && text.contains("invit")
}
