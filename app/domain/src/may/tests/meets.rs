//! Between whom it is told who is here.

use super::super::Sight;
use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, STRANGER, TEACHER, afternoon, circle, dialogue,
    in_days, today,
};
use crate::protocol::Passing;
use crate::{MemberId, people};
use std::collections::BTreeSet;

/// Nothing is given to the grandmother.
fn bare() -> Given {
    circle().and(MOTHER, Consent::Withdraw { to: GRANDMOTHER, of: None, section: None })
}

fn give(to: MemberId, section: Section) -> Consent {
    let (purpose, heard) = ("at hun kan være med".to_owned(), Heard::Fine);
    Consent::Give { to, of: None, sections: [section].into(), purpose, until: in_days(9), heard }
}

fn plan(among: Option<BTreeSet<MemberId>>) -> Dialogue {
    let (id, when, place) = (dialogue(1), afternoon(today()), String::new());
    Dialogue::Plan { id, about: ALI, when, place, held: false, among }
}

/// Ali is fifteen, and gives alone.
fn alone(given: Given, sections: &[Section]) -> Given {
    let (purpose, of) = ("at hun kan være med".to_owned(), Some(ALI));
    let sections = sections.iter().copied().collect();
    let (until, heard) = (in_days(9), Heard::Own);
    given
        .and(MOTHER, people::Command::Born { member: ALI, year: 2011 })
        .and(ALI, Consent::Give { to: GRANDMOTHER, of, sections, purpose, until, heard })
}

/// Whom somebody meets. Told alike from both sides.
fn met(given: &Given, who: MemberId) -> Vec<MemberId> {
    let meets = |one, other| Sight::new(&given.family, one, given.day()).meets(other);
    let all = [TEACHER, MOTHER, FATHER, ALI, GRANDMOTHER, STRANGER];
    assert!(all.iter().all(|it| *it == STRANGER || meets(who, *it) == meets(*it, who)));
    all.into_iter().filter(|it| *it != who && meets(who, *it)).collect()
}

#[test]
fn guardians_and_whoever_leads_meet_each_other() {
    let given = bare();
    assert_eq!(met(&given, MOTHER), [TEACHER, FATHER]);
    assert_eq!(met(&given, TEACHER), [MOTHER, FATHER]);
}

#[test]
fn nobody_is_told_that_a_child_is_here_but_in_a_dialogue_that_goes_on() {
    let id = dialogue(1);
    let planned = bare().and(TEACHER, plan(None));
    assert_eq!(met(&planned, ALI), [], "at night, alone: not the parents either");
    let running = planned.and(TEACHER, Dialogue::Start { id });
    assert_eq!(met(&running, ALI), [TEACHER, MOTHER, FATHER]);
    assert_eq!(met(&running, MOTHER), [TEACHER, FATHER, ALI]);
    assert_eq!(met(&running.and(TEACHER, Dialogue::End { id }), ALI), []);
    let apart = bare().and(TEACHER, plan(Some([MOTHER, TEACHER].into())));
    assert_eq!(
        met(&apart.and(TEACHER, Dialogue::Start { id }), ALI),
        [],
        "nor where he is not in it"
    );
}

#[test]
fn a_guest_who_was_given_nothing_meets_nobody() {
    assert_eq!(met(&bare(), GRANDMOTHER), []);
    let running = bare().and(TEACHER, plan(None)).and(TEACHER, Dialogue::Start { id: dialogue(1) });
    assert_eq!(met(&running, GRANDMOTHER), []);
}

#[test]
fn by_a_section_one_meets_the_guardians_and_whoever_was_given_the_same() {
    let given = bare().and(MOTHER, give(GRANDMOTHER, Section::Plan));
    assert_eq!(met(&given, GRANDMOTHER), [TEACHER, MOTHER, FATHER]);
    let alone = given
        .and(MOTHER, Consent::Withdraw { to: TEACHER, of: None, section: Some(Section::Plan) });
    assert_eq!(met(&alone, GRANDMOTHER), [MOTHER, FATHER], "and never the child");
    assert_eq!(met(&alone.later(chrono::TimeDelta::days(10)), GRANDMOTHER), []);
}

#[test]
fn a_child_meets_a_guest_in_a_dialogue_that_goes_on_and_only_there() {
    let id = dialogue(1);
    let planned = bare().and(MOTHER, give(GRANDMOTHER, Section::Dialogue)).and(TEACHER, plan(None));
    assert!(!met(&planned, GRANDMOTHER).contains(&ALI));
    let running = planned.and(TEACHER, Dialogue::Start { id });
    assert!(met(&running, GRANDMOTHER).contains(&ALI));
    assert!(!met(&running.and(TEACHER, Dialogue::End { id }), GRANDMOTHER).contains(&ALI));
}

#[test]
fn a_dialogue_of_its_own_circle_is_shared_by_those_in_it() {
    let among = Some([MOTHER, TEACHER, GRANDMOTHER].into());
    let given = bare()
        .and(MOTHER, give(GRANDMOTHER, Section::Dialogue))
        .and(TEACHER, plan(among))
        .and(TEACHER, Dialogue::Start { id: dialogue(1) });
    assert!(!met(&given, GRANDMOTHER).contains(&ALI), "he is not in it");
}

#[test]
fn whoever_leads_no_more_meets_as_a_guest_does() {
    let given = bare()
        .and(MOTHER, Consent::Withdraw { to: TEACHER, of: None, section: None })
        .and(TEACHER, people::Command::OfferBaton { to: Some(FATHER) })
        .and(FATHER, people::Command::AnswerBaton { accept: true });
    assert_eq!(met(&given, TEACHER), []);
}

/// They cannot see what he gave, so it must not be told by her being here.
#[test]
fn what_a_young_person_gave_alone_tells_the_parents_of_nobody() {
    for section in Section::ALL {
        let given = alone(bare().and(TEACHER, plan(None)), &[section]);
        for parent in [MOTHER, FATHER] {
            assert!(!met(&given, parent).contains(&GRANDMOTHER), "{section:?}");
        }
    }
    let going_on =
        bare().and(TEACHER, plan(None)).and(TEACHER, Dialogue::Start { id: dialogue(1) });
    let given = alone(going_on, &[Section::Dialogue]);
    assert_eq!(met(&given, GRANDMOTHER), [TEACHER, ALI], "who share the dialogue and may know");
    let both = given.and(MOTHER, give(GRANDMOTHER, Section::Plan));
    assert!(met(&both, MOTHER).contains(&GRANDMOTHER), "by what the family gave");
}

// [S35]
#[test]
fn nor_does_anything_that_only_passes_from_them() {
    let going_on =
        bare().and(TEACHER, plan(None)).and(TEACHER, Dialogue::Start { id: dialogue(1) });
    let given = alone(going_on, &[Section::Dialogue, Section::Talk]);
    let (dialogue, column) = (dialogue(1), crate::talk::Column::Works);
    let step = crate::dialogue::Step::Works;
    let at = crate::protocol::Spot::Card { dialogue, column };
    for passing in [Passing::At { dialogue, step }, Passing::Writes { at }] {
        let hears = |given: &Given, who| {
            Sight::new(&given.family, who, given.day()).hears(GRANDMOTHER, &passing)
        };
        assert!(!hears(&given, MOTHER) && !hears(&given, FATHER));
        assert!(hears(&given, ALI) && hears(&given, TEACHER));
        let sections = Section::ALL.into();
        let (purpose, until) = ("at hun kan være med".to_owned(), in_days(9));
        let all = Consent::Give {
            to: GRANDMOTHER,
            of: None,
            sections,
            purpose,
            until,
            heard: Heard::Fine,
        };
        assert!(hears(&bare().and(MOTHER, all).and(TEACHER, plan(None)), MOTHER));
    }
}
