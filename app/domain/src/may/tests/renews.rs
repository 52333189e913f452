//! What somebody might read who opens another's seat anew and goes in themselves.

use super::apart::kept;
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, afternoon, card, circle, dialogue, fact,
    gives, invitation, now, placement, today,
};
use crate::may::KEPT;
use crate::people::{Command as People, Language};
use crate::ruler::{Command as Ruler, Level, Seen, Setting};
use crate::shield::{Command as Shield, Kind};
use crate::talk::{Column, Command as Talk};
use crate::{Family, MemberId, Refusal};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Somebody opens the seat, and whoever it is goes in.
fn opens(given: Given, by: MemberId, seat: MemberId) -> Given {
    let (id, until) = (invitation(50), now() + TimeDelta::days(1));
    let (name, title, language) = ("Kim".to_owned(), String::new(), Language::Da);
    given
        .and(by, People::Renew { id, member: seat, until })
        .and(seat, People::Join { invitation: id, name, title, language })
}

fn writes(number: u128, text: &str, shared: bool, meeting: bool) -> Talk {
    Talk::Write {
        id: card(number),
        about: ALI,
        column: Column::Worry,
        text: text.into(),
        notices: String::new(),
        dialogue: meeting.then_some(dialogue(9)),
        on: today(),
        shared,
    }
}

fn address(number: u128, known_to: MemberId) -> Shield {
    Shield::Set {
        id: fact(number),
        about: MOTHER,
        kind: Kind::Address,
        text: "Egevej 12".into(),
        words: Vec::new(),
        known_to: BTreeSet::from([known_to]),
        kept_from: BTreeSet::from([FATHER]),
        dialogue: None,
        from: None,
    }
}

fn cards(given: &Given, who: MemberId) -> usize {
    given.seen_by(who).talk.cards.len()
}

#[test]
fn what_a_child_had_for_itself_is_not_for_the_parent_who_opens_its_seat() {
    let place = Ruler::Place {
        id: placement(7),
        child: ALI,
        setting: Setting::Home,
        level: Level::try_from(2).expect("1 to 5"),
        seen: Seen::Mine,
        on: today(),
        because: "jeg sover ikke".into(),
        works: String::new(),
        one_up: String::new(),
    };
    let before = circle()
        .and(ALI, writes(1, "jeg er bange for pausen", false, false))
        .and(ALI, writes(2, "jeg kan lide at tegne", true, false))
        .and(ALI, place);
    assert_eq!((cards(&before, ALI), cards(&before, FATHER)), (2, 1));
    let after = opens(before, FATHER, ALI);
    let seen = after.seen_by(ALI);
    assert!(seen.talk.cards.keys().eq([&card(2)]), "what everybody saw is there");
    assert!(seen.ruler.placements.is_empty());
    for command in [Talk::Share { id: card(1) }, Talk::Remove { id: card(1) }] {
        after.clone().when(ALI, command).refused(Refusal::Unknown);
    }
    assert!(seen.away.is_empty(), "nor how much it was");
    // What is written from now on is the child's again.
    let after = after.and(ALI, writes(3, "igen", false, false));
    assert_eq!(cards(&after, ALI), 2);
}

#[test]
fn where_a_mother_lives_whose_child_knew_it_is_not_read_in_the_childs_seat() {
    let before = circle()
        .and(MOTHER, address(1, ALI))
        .and(TEACHER, writes(2, "glad for Egevej 12", true, false));
    assert!(before.seen_by(ALI).shield.facts().len() == 1 && cards(&before, ALI) == 1);
    let after = opens(before, FATHER, ALI);
    assert!(after.seen_by(ALI).shield.facts().is_empty());
    assert_eq!(cards(&after, ALI), 0, "nor the words of others in which it stands");
    let given = after.and(MOTHER, address(1, ALI));
    assert!(given.seen_by(ALI).shield.facts().len() == 1, "until she lets them know it again");
}

#[test]
fn what_the_seats_person_kept_from_who_opens_it_stays_kept_and_is_nobodys_to_let_go() {
    let mut own = kept("Skovskolen", &[]);
    let Shield::Set { about, kind, text, .. } = &mut own else { unreachable!() };
    (*about, *kind, *text) = (ALI, Kind::Phone, "20 30 40 50".into());
    let before = circle().and(ALI, own).and(ALI, writes(4, "ring 20 30 40 50", true, false));
    assert_eq!((cards(&before, ALI), cards(&before, FATHER)), (1, 0));
    let after = opens(before, FATHER, ALI);
    assert!(after.seen_by(ALI).shield.facts().is_empty() && cards(&after, ALI) == 0);
    after.clone().when(ALI, Shield::Remove { id: fact(1) }).refused(Refusal::Unknown);
    assert_eq!(cards(&after, FATHER), 0);
    assert_eq!(cards(&after, MOTHER), 1);
}

#[test]
fn a_circle_without_whoever_opens_the_seat_is_not_come_into_by_it() {
    let (when, place, id) = (afternoon(today()), String::new(), dialogue(9));
    let among = Some(BTreeSet::from([TEACHER, MOTHER, ALI]));
    let plan = Dialogue::Plan { id, about: ALI, when, place, held: false, among };
    let before = circle()
        .and(TEACHER, plan)
        .and(TEACHER, Dialogue::Start { id })
        .and(ALI, writes(1, "far råber", true, true))
        .and(MOTHER, writes(2, "vi flytter", true, true));
    assert_eq!((cards(&before, ALI), cards(&before, FATHER)), (2, 0));
    let by_father = opens(before.clone(), FATHER, ALI);
    assert_eq!(cards(&by_father, ALI), 0);
    let later = by_father.clone().and(MOTHER, writes(3, "mere", true, true));
    assert_eq!(cards(&later, ALI), 0, "nor what comes");
    assert_eq!(cards(&later, MOTHER), 3);
    let among = Some(BTreeSet::from([TEACHER, MOTHER, ALI]));
    let back = later.and(MOTHER, Dialogue::Among { id, among });
    assert_eq!(cards(&back, ALI), 3, "until she lets the child in again");
    assert_eq!(cards(&opens(before, MOTHER, ALI), ALI), 2, "she was there");
}

#[test]
fn what_was_given_or_shown_to_a_guest_ends_when_her_seat_is_opened_and_no_guest_opens_it() {
    let to = BTreeSet::from([GRANDMOTHER]);
    let before = circle()
        .and(MOTHER, writes(1, "det er svært", true, false))
        .and(MOTHER, writes(2, "kun til dig", false, false))
        .and(MOTHER, Talk::Show { id: card(2), to })
        .and(GRANDMOTHER, writes(3, "jeg hjælper", true, false))
        .and(MOTHER, crate::consent::Command::Withdraw { to: TEACHER, of: None, section: None });
    assert_eq!((cards(&before, GRANDMOTHER), cards(&before, TEACHER)), (3, 0));
    let (id, until) = (invitation(60), now() + TimeDelta::days(1));
    let renew = People::Renew { id, member: GRANDMOTHER, until };
    before.clone().when(TEACHER, renew).refused(Refusal::OnlyFamily);
    let after = opens(before, FATHER, GRANDMOTHER);
    assert_eq!(cards(&after, GRANDMOTHER), 1, "her own, which he sees too");
    let (by, again) = gives(GRANDMOTHER);
    let given = after.and(by, again);
    assert_eq!(cards(&given, GRANDMOTHER), 2, "the family gives it again, her own shared card too");
}

#[test]
fn another_who_opens_the_next_way_does_not_read_what_the_first_saw() {
    let before = circle().and(GRANDMOTHER, address_of(GRANDMOTHER, MOTHER));
    let (id, until) = (invitation(60), now() + TimeDelta::days(1));
    let by_mother = before.and(MOTHER, People::Renew { id, member: GRANDMOTHER, until });
    let after = opens(by_mother, FATHER, GRANDMOTHER);
    assert!(after.seen_by(GRANDMOTHER).shield.facts().is_empty());
    assert!(after.seen_by(MOTHER).shield.facts().len() == 1);
}

fn address_of(about: MemberId, known: MemberId) -> Shield {
    let mut fact = address(5, known);
    let Shield::Set { about: of, kept_from, .. } = &mut fact else { unreachable!() };
    *of = about;
    kept_from.clear();
    fact
}

/// The name of the place can be chosen once; whoever chose it knows it, and would learn from a gap which word is kept.
#[test]
fn who_founded_the_place_reads_its_name_for_as_long_as_they_sit_in_their_seat() {
    let mut founded = circle();
    (founded.family.name, founded.family.note) = ("Egevej 12".into(), "Hos Egevej 12".into());
    let mut keeps = address(1, ALI);
    let Shield::Set { kept_from, .. } = &mut keeps else { unreachable!() };
    kept_from.insert(TEACHER);
    let given = founded.and(MOTHER, keeps);
    let words = |given: &Given, who| {
        let Family { name, note, .. } = given.seen_by(who);
        (name, note)
    };
    let (whole, hidden) =
        (("Egevej 12".to_owned(), "Hos Egevej 12".to_owned()), (KEPT.to_owned(), String::new()));
    assert!(words(&given, TEACHER) == whole && words(&given, FATHER) == hidden);
    // Whom the founder let in tells the founder nothing either.
    assert!(words(&given, GRANDMOTHER) == whole);
    assert!(words(&opens(given, MOTHER, TEACHER), TEACHER) == hidden, "it may be somebody else");
}
