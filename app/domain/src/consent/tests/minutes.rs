//! A dialogue that has ended is minutes: another section, which another may see.

use super::{nothing_given, withdraw};
use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::{CheckIn, Command as Dialogue, Useful};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, afternoon, card, dialogue, in_days, today,
};
use crate::looked::{self, Part};
use crate::may::{Ground, Sight};
use crate::minutes::minutes;
use crate::people::Command as People;
use crate::talk::{Column, Command as Talk};
use crate::things::ThingId;
use crate::view::{Before, Told, told, told_later};
use crate::{Event, Family, MemberId, Refusal, apply};

const IT: crate::DialogueId = dialogue(1);

fn give(to: MemberId, sections: &[Section]) -> Consent {
    let (purpose, until) = ("at følge med".to_owned(), in_days(30));
    let sections = sections.iter().copied().collect();
    Consent::Give { to, of: None, sections, purpose, until, heard: Heard::Fine }
}

fn plan() -> Dialogue {
    let (place, when) = ("Skolen".to_owned(), afternoon(today()));
    Dialogue::Plan { id: IT, about: ALI, when, place, held: false, among: None }
}

fn comes_in(given: Given, who: MemberId) -> Given {
    given.and(who, Dialogue::CheckIn { id: IT, check_in: CheckIn::Pass })
}

fn end() -> Dialogue {
    Dialogue::End { id: IT }
}

/// A dialogue that is going on; the mother came in. The grandmother was given this, and the teacher, who leads, nothing.
fn going_on(sections: &[Section]) -> Given {
    let given = nothing_given().and(MOTHER, give(GRANDMOTHER, sections));
    comes_in(given.and(TEACHER, plan()).and(TEACHER, Dialogue::Start { id: IT }), MOTHER)
}

fn sight(given: &Given, who: MemberId) -> Option<Ground> {
    Sight::new(&given.family, who, given.day()).of(ThingId::Dialogue(IT))
}

/// What somebody is told of the last thing that happened: at once, and when they come back.
fn last_told(given: &Given, who: MemberId) -> (Told, Told) {
    let ((_, event), log) = given.log.split_last().expect("something");
    let mut before = Family::default();
    for (_, it) in log {
        apply(&mut before, it);
    }
    let saw = Before::of(&Sight::new(&before, who, given.day()), event);
    let after = Sight::new(&given.family, who, given.day());
    (told(&saw, &after, event), told_later(&after, event))
}

#[test]
fn whoever_sees_dialogues_and_was_not_there_has_no_minutes_of_it() {
    let running = going_on(&[Section::Dialogue]);
    assert_eq!(sight(&running, GRANDMOTHER), Some(Ground::Consent));
    let ended = running.and(TEACHER, end());
    assert_eq!(sight(&ended, GRANDMOTHER), None);
    assert!(minutes(&ended.seen_by(GRANDMOTHER), IT).is_none());
    assert_eq!(last_told(&ended, GRANDMOTHER), (Told::Anew, Told::Anew), "it goes at once");
    assert_eq!(last_told(&ended, FATHER), (Told::Event, Told::Event), "a guardian sees both");
}

#[test]
fn whoever_came_in_keeps_the_minutes_for_as_long_as_they_see_dialogues() {
    let ended = comes_in(going_on(&[Section::Dialogue]), GRANDMOTHER).and(TEACHER, end());
    assert_eq!(sight(&ended, GRANDMOTHER), Some(Ground::Consent));
    assert!(minutes(&ended.seen_by(GRANDMOTHER), IT).is_some());
    let back = ended.clone().and(MOTHER, withdraw(GRANDMOTHER, Some(Section::Dialogue)));
    assert_eq!(sight(&back, GRANDMOTHER), None);
    let both = ended.and(MOTHER, give(GRANDMOTHER, &[Section::Minutes]));
    let minutes = both.and(MOTHER, withdraw(GRANDMOTHER, Some(Section::Dialogue)));
    assert_eq!(sight(&minutes, GRANDMOTHER), Some(Ground::Consent), "it was given, too");
}

#[test]
fn whoever_sees_minutes_sees_a_dialogue_once_it_has_ended() {
    let running = going_on(&[Section::Minutes]);
    assert_eq!(sight(&running, GRANDMOTHER), None);
    assert!(running.seen_by(GRANDMOTHER).dialogue.all.is_empty());
    let ended = running.and(TEACHER, end());
    assert_eq!(sight(&ended, GRANDMOTHER), Some(Ground::Consent));
    assert_eq!(last_told(&ended, GRANDMOTHER), (Told::Anew, Told::Anew), "it comes at once");
}

/// She prepared a card, did not come, and shares the card when it is over.
#[test]
fn nobody_lets_themselves_in_afterwards() {
    let write = Talk::Write {
        id: card(1),
        about: ALI,
        column: Column::Works,
        text: "han smiler".to_owned(),
        notices: String::new(),
        dialogue: Some(IT),
        on: today(),
        shared: false,
    };
    let ended =
        going_on(&[Section::Dialogue, Section::Talk]).and(GRANDMOTHER, write).and(TEACHER, end());
    let useful = Useful { score: 5, next_time: String::new() };
    let late = Dialogue::Useful { id: IT, useful, from: None };
    ended.clone().when(GRANDMOTHER, late).refused(Refusal::Unknown);
    let shared = ended.and(GRANDMOTHER, Talk::Share { id: card(1) });
    assert_eq!(sight(&shared, GRANDMOTHER), None);
}

#[test]
fn who_leads_has_the_frame_where_the_minutes_are_not_given_to_them() {
    let frame = |given: &Given| given.seen_by(TEACHER).dialogue.all[&IT].check_ins.is_empty();
    // Who sees dialogues sees how all came in, until it ends.
    let running = going_on(&[Section::Plan]).and(MOTHER, give(TEACHER, &[Section::Dialogue]));
    assert!(!frame(&running));
    let ended = running.clone().and(TEACHER, end());
    assert_eq!(sight(&ended, TEACHER), Some(Ground::Leads));
    assert!(frame(&ended) && last_told(&ended, TEACHER) == (Told::Anew, Told::Anew));
    // And the reverse.
    let running = going_on(&[Section::Plan]).and(MOTHER, give(TEACHER, &[Section::Minutes]));
    assert!(frame(&running));
    let ended = running.and(TEACHER, end());
    assert_eq!(sight(&ended, TEACHER), Some(Ground::Consent));
    assert!(!frame(&ended) && last_told(&ended, TEACHER) == (Told::Anew, Told::Anew));
}

#[test]
fn a_row_says_that_the_minutes_were_given() {
    let given = going_on(&[Section::Minutes]);
    let ground = |part| looked::ground(&given.family, GRANDMOTHER, today(), part);
    for part in [Part::Minutes, Part::Dialogue, Part::Dialogues] {
        assert_eq!(ground(part), looked::Ground::Consent);
    }
    assert_eq!(ground(Part::Prepare), looked::Ground::Seat);
}

/// The end is told to her as a new copy; that she brought it about stays among what she did.
#[test]
fn that_one_ended_it_oneself_stays_among_ones_changes() {
    let handed = going_on(&[Section::Dialogue])
        .and(TEACHER, People::OfferBaton { to: Some(GRANDMOTHER) })
        .and(GRANDMOTHER, People::AnswerBaton { accept: true })
        .and(GRANDMOTHER, end());
    let recorded = |(seq, (by, event)): (u64, (MemberId, Event))| crate::Recorded {
        seq,
        at: crate::given::now(),
        by,
        event,
        on_screen_of: None,
    };
    let log: Vec<_> = (1..).zip(handed.log).map(recorded).collect();
    let read = looked::changes_for(&log, GRANDMOTHER, today());
    assert!(read.iter().any(|it| (it.by, it.part) == (GRANDMOTHER, Part::Dialogue)));
}
