//! What a young person gave alone: a row for them, and nothing in what the parents read.

use super::look;
use crate::MemberId;
use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, SARA, TEACHER, afternoon, circle, dialogue, in_days,
    invitation, now, today,
};
use crate::looked::{Ground, Look, Part, Row, Seen, Way, as_told, may_read, rows};
use crate::people::Command as People;
use chrono::TimeDelta;

/// Ali is fifteen, and the family has given his grandmother nothing. A dialogue about him goes on.
fn bare() -> Given {
    let (id, when, place) = (dialogue(1), afternoon(today()), String::new());
    circle()
        .and(MOTHER, Consent::Withdraw { to: GRANDMOTHER, of: None, section: None })
        .and(MOTHER, People::Born { member: ALI, year: 2011 })
        .and(TEACHER, Dialogue::Plan { id, about: ALI, when, place, held: false, among: None })
        .and(TEACHER, Dialogue::Start { id })
}

fn gives(by: MemberId, of: Option<MemberId>, section: Section) -> (MemberId, Consent) {
    let (purpose, until) = ("at hun kan følge med".to_owned(), in_days(9));
    let heard = if of.is_some() { Heard::Own } else { Heard::Fine };
    let to = GRANDMOTHER;
    (by, Consent::Give { to, of, sections: [section].into(), purpose, until, heard })
}

fn own(section: Section) -> Given {
    let (by, give) = gives(ALI, Some(ALI), section);
    bare().and(by, give)
}

fn left(given: &Given, who: MemberId, seen: impl Into<Seen>) -> Vec<Row> {
    rows(&given.family, who, today(), seen.into())
}

fn meeting(part: Part) -> Seen {
    Seen { part, dialogue: Some(dialogue(1)) }
}

#[test]
fn the_familys_row_is_what_it_would_be_if_the_young_person_had_given_nothing() {
    for section in Section::ALL {
        let given = own(section);
        for part in [Part::Home, Part::Ruler, Part::Dreams, Part::Plan, Part::Whole, Part::Mine] {
            let without = left(&bare(), GRANDMOTHER, part);
            assert!(left(&given, GRANDMOTHER, part)[..1] == without[..]);
            assert_eq!(without[0].ground, Ground::Seat);
        }
        for part in [Part::Dialogue, Part::Prepare, Part::Minutes] {
            let without = left(&bare(), GRANDMOTHER, meeting(part));
            let with = left(&given, GRANDMOTHER, meeting(part));
            assert!(with[0] == without[0] && with[0].seen.dialogue.is_none());
        }
    }
}

#[test]
fn the_young_person_has_a_row_of_their_own_for_as_long_as_they_give() {
    let given = own(Section::Ruler);
    let of = |given: &Given, part: Part| {
        left(given, GRANDMOTHER, part).get(1).map(|it| (it.ground, it.of))
    };
    for part in [Part::Ruler, Part::Home, Part::Whole] {
        assert_eq!(of(&given, part), Some((Ground::OwnConsent, Some(ALI))));
    }
    assert_eq!(of(&given, Part::Plan), None);
    let back = Consent::Withdraw { to: GRANDMOTHER, of: Some(ALI), section: None };
    assert_eq!(of(&given.clone().and(ALI, back), Part::Ruler), None);
    assert!(rows(&given.family, GRANDMOTHER, in_days(10), Part::Ruler.into()).len() == 1);
    let (by, give) = gives(MOTHER, None, Section::Ruler);
    let both = given.and(by, give);
    assert_eq!(left(&both, GRANDMOTHER, Part::Ruler)[0].ground, Ground::Consent);
    assert_eq!(of(&both, Part::Ruler), Some((Ground::OwnConsent, Some(ALI))));
}

#[test]
fn a_dialogue_that_the_young_person_alone_let_them_see_is_named_in_that_row_only() {
    let given = own(Section::Dialogue);
    let [family, young] = left(&given, GRANDMOTHER, meeting(Part::Dialogue))[..] else {
        panic!("two rows")
    };
    assert!(family.seen.dialogue.is_none() && young.seen == meeting(Part::Dialogue));
    // What the family gave while it gave for him, the parents think of as given: nobody tells them what he decided.
    let (by, give) = gives(MOTHER, None, Section::Dialogue);
    let before = circle()
        .and(MOTHER, Consent::Withdraw { to: GRANDMOTHER, of: None, section: None })
        .and(by, give)
        .and(MOTHER, People::Born { member: ALI, year: 2011 });
    let (id, when, place) = (dialogue(1), afternoon(today()), String::new());
    let before = before
        .and(TEACHER, Dialogue::Plan { id, about: ALI, when, place, held: false, among: None });
    let (by, give) = gives(ALI, Some(ALI), Section::Dialogue);
    let after = before.clone().and(by, give);
    let first =
        |given: &Given| left(given, GRANDMOTHER, meeting(Part::Dialogue)).into_iter().next();
    assert!(
        first(&after) == first(&before)
            && first(&after).is_some_and(|it| it.seen == meeting(Part::Dialogue))
    );
}

#[test]
fn nobody_watches_another_child_by_what_they_gave_it() {
    let (purpose, until) = ("sammen".to_owned(), in_days(9));
    let give = Consent::Give {
        to: SARA,
        of: Some(ALI),
        sections: [Section::Ruler].into(),
        purpose,
        until,
        heard: Heard::Own,
    };
    let given = bare().and(ALI, give);
    assert_eq!(left(&given, SARA, Part::Ruler).len(), 1);
}

fn row(at: i64) -> Look {
    let (of, ground) = (Some(ALI), Ground::OwnConsent);
    Look {
        of,
        ground,
        at: now() + TimeDelta::hours(at),
        part: Part::Ruler,
        ..look(GRANDMOTHER, Way::Page)
    }
}

#[test]
fn the_row_is_read_by_the_young_person_and_by_whoever_looked() {
    let people = bare().family.people;
    for reader in [MOTHER, FATHER, TEACHER, SARA] {
        assert!(!may_read(&people, reader, &row(0)));
    }
    assert!(may_read(&people, ALI, &row(0)) && may_read(&people, GRANDMOTHER, &row(0)));
    let told = as_told(row(0), &bare().seen_by(ALI), ALI);
    assert_eq!(
        (told.ground, told.of),
        (Ground::Consent, Some(ALI)),
        "a page of before reads it too"
    );
}

/// A parent may have opened the seat to go in.
#[test]
fn whoever_comes_into_the_young_persons_seat_reads_none_from_before() {
    let (id, until) = (invitation(50), now() + TimeDelta::days(1));
    let renewed = circle().and(FATHER, People::Renew { id, member: ALI, until });
    let people = renewed.family.people;
    assert!(!may_read(&people, ALI, &row(-1)) && may_read(&people, ALI, &row(1)));
}
