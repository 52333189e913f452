//! Whoever a word is kept from might write it, word after word, and look on a second seat of theirs whether it goes there.

use super::apart::kept;
use crate::consent::{Command as Consent, Heard, Section};
use crate::given::random::{config, rolls};
use crate::given::story::{play, things};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, card, circle, fact,
    in_days, invitation, now, today,
};
use crate::may::Sight;
use crate::people::{Command as People, Invitation, Language, Role, Use};
use crate::shield::{Command as Shield, Event as Shielded, Fact, Kind};
use crate::talk::{Column, Command as Talk};
use crate::view::{Before, Told, told, told_later, view};
use crate::{Event, Family, MemberId, Refusal, apply};
use chrono::TimeDelta;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

const GUESS: &str = "Skovskolen";

fn lets_in(given: Given, by: MemberId, number: u128, who: MemberId) -> Given {
    let (id, until, usage) = (invitation(number), now() + TimeDelta::days(1), Use::Single);
    let (name, title, language) = ("Kim".to_owned(), String::new(), Language::Da);
    given
        .and(by, People::Invite { id, role: Role::Guardian, who: None, usage, until })
        .and(who, People::Join { invitation: id, name, title, language })
}

fn writes(number: u128, text: &str) -> Talk {
    Talk::Write {
        id: card(number),
        about: ALI,
        column: Column::Works,
        text: text.into(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared: true,
    }
}

fn titled(member: MemberId, name: &str, title: &str) -> People {
    People::Rename { member, name: name.into(), title: title.into(), from: None }
}

fn gives(purpose: &str) -> Consent {
    Consent::Give {
        to: GRANDMOTHER,
        of: None,
        sections: BTreeSet::from(Section::ALL),
        purpose: purpose.into(),
        until: in_days(9),
        heard: Heard::Fine,
    }
}

/// His school is kept from the father, or another is; and he let somebody in, who let in one more.
fn with_puppets(word: &str) -> Given {
    let given = lets_in(circle().and(MOTHER, kept(word, &[])), FATHER, 1, NEWCOMER);
    lets_in(given, NEWCOMER, 2, STRANGER)
}

/// What somebody is told of all this as it happens.
fn hears(before: &Given, events: &[(MemberId, Event)], seat: MemberId) -> Vec<Told> {
    let mut family = before.family.clone();
    let mut all = Vec::new();
    for (_, event) in events {
        let mut after = family.clone();
        apply(&mut after, event);
        let saw = Before::of(&Sight::new(&family, seat, today()), event);
        all.push(told(&saw, &Sight::new(&after, seat, today()), event));
        family = after;
    }
    all
}

/// Whatever the father does, these see and are told the same whether his guess is right or not.
fn same_for(seats: &[MemberId], does: impl Fn(Given) -> Given) {
    let before = [GUESS, "Lindeskolen"].map(with_puppets);
    let after = before.clone().map(does);
    let events = &after[0].log[before[0].log.len()..];
    for seat in seats {
        let [right, wrong] = after.each_ref().map(|it| it.seen_by(*seat));
        assert!(right == wrong, "{seat} sees that it is kept");
        let [right, wrong] = before.each_ref().map(|it| hears(it, events, *seat));
        assert_eq!(right, wrong, "{seat} is told it otherwise");
        let [right, wrong] = after.each_ref().map(|it| {
            let sight = Sight::new(&it.family, *seat, today());
            events.iter().map(|(_, event)| told_later(&sight, event)).collect::<Vec<_>>()
        });
        assert_eq!(right, wrong, "{seat} is told it otherwise when they come back");
    }
}

#[test]
fn what_he_writes_does_not_go_from_the_seats_that_he_opened() {
    let seats = [FATHER, NEWCOMER, STRANGER];
    let on_a_card = |given: Given| given.and(FATHER, writes(1, "glad på Skovskolen"));
    assert_eq!(on_a_card(with_puppets(GUESS)).seen_by(NEWCOMER).talk.cards.len(), 1);
    same_for(&seats, on_a_card);
    same_for(&seats, |it| it.and(FATHER, titled(FATHER, "Omar", GUESS)));
    same_for(&seats, |it| it.and(FATHER, titled(SARA, GUESS, "søster")));
    same_for(&seats, |it| {
        it.and(FATHER, titled(FATHER, "Omar", GUESS)).and(FATHER, titled(FATHER, "Omar", "far"))
    });
    same_for(&seats, |it| {
        let asked = People::AskAnother { ask: true, because: GUESS.into() };
        it.and(FATHER, asked)
    });
    same_for(&seats, |it| it.and(FATHER, gives(GUESS)));
    same_for(&seats, |it| it.and(FATHER, fact_of_his()));
}

/// A fact of his own, which he gives to them.
fn fact_of_his() -> Shield {
    Shield::Set {
        id: fact(7),
        about: ALI,
        kind: Kind::School,
        text: GUESS.into(),
        words: Vec::new(),
        known_to: BTreeSet::from([NEWCOMER, STRANGER]),
        kept_from: BTreeSet::new(),
        dialogue: None,
        from: None,
    }
}

#[test]
fn nor_does_what_the_first_seat_writes_go_from_the_next() {
    let given = with_puppets(GUESS).and(NEWCOMER, writes(1, GUESS));
    let reads = |who| !given.seen_by(who).talk.cards.is_empty();
    assert!(reads(NEWCOMER) && reads(STRANGER));
    assert!(!reads(FATHER), "whoever he let in may have been told it, and he is not to be");
}

#[test]
fn what_others_write_is_kept_from_these_seats_as_before() {
    let given = with_puppets(GUESS)
        .and(TEACHER, writes(1, GUESS))
        .and(FATHER, writes(2, GUESS))
        .and(MOTHER, titled(SARA, "Sara", "køkkenet på Skovskolen"));
    for seat in [NEWCOMER, STRANGER] {
        let seen = given.seen_by(seat);
        assert!(seen.talk.cards.keys().eq([&card(2)]));
        assert_eq!(seen.people.members[&SARA].title, "");
    }
}

#[test]
fn what_is_kept_from_a_seat_by_name_is_kept_whoever_writes_it() {
    let mut by_name = kept(GUESS, &[]);
    let Shield::Set { kept_from, .. } = &mut by_name else { unreachable!() };
    kept_from.insert(NEWCOMER);
    let given = lets_in(circle().and(MOTHER, kept("Lindeskolen", &[])), FATHER, 1, NEWCOMER);
    let given = given.and(MOTHER, by_name).and(FATHER, writes(1, GUESS));
    assert!(given.seen_by(NEWCOMER).talk.cards.is_empty());
}

#[test]
fn what_he_writes_does_not_go_from_those_to_whom_he_gives() {
    let tries = |given: Given| given.and(FATHER, gives("at hjælpe")).and(FATHER, writes(1, GUESS));
    assert_eq!(tries(with_puppets(GUESS)).seen_by(GRANDMOTHER).talk.cards.len(), 1);
    same_for(&[GRANDMOTHER], tries);
    let through_a_seat =
        |given: Given| given.and(NEWCOMER, gives("at hjælpe")).and(FATHER, writes(1, GUESS));
    same_for(&[GRANDMOTHER], through_a_seat);
    let given = tries(with_puppets(GUESS)).and(TEACHER, writes(2, GUESS));
    assert_eq!(given.seen_by(GRANDMOTHER).talk.cards.len(), 1, "the teacher's is not his to give");
}

#[test]
fn a_name_that_he_chose_answers_no_guess_when_he_keeps_it_himself() {
    let own = |word| {
        let mut guess = kept(GUESS, &[]);
        let Shield::Set { id, kept_from, .. } = &mut guess else { unreachable!() };
        (*id, *kept_from) = (fact(2), BTreeSet::from([MOTHER]));
        with_puppets(word).and(FATHER, titled(SARA, GUESS, "")).when(FATHER, guess)
    };
    own(GUESS).refused(Refusal::Unlike);
    own("Lindeskolen").refused(Refusal::Unlike);
}

/// Words that the father wrote, and nobody else.
fn words_of_his(family: &Family) -> BTreeSet<String> {
    let (mut his, mut others) = (BTreeSet::new(), BTreeSet::new());
    for thing in things(family) {
        for (by, text) in thing.facing(family).expect("it is there").texts {
            let words = text.split_whitespace().filter(|it| it.starts_with('k')).map(str::to_owned);
            if by == Some(FATHER) { his.extend(words) } else { others.extend(words) }
        }
    }
    let people = serde_json::to_string(&(&family.people, &family.consent)).expect("plain");
    his.retain(|word| !others.contains(word) && !people.contains(word.as_str()));
    his
}

#[test]
fn nobodys_screen_tells_whether_a_word_that_he_alone_wrote_is_kept() {
    let mut runner = TestRunner::new(config());
    let mut tried = 0;
    for _ in 0..120 {
        let story = rolls(60).new_tree(&mut runner).expect("dice").current();
        let mut family = play(&story, |_| ()).family;
        let way = Invitation {
            id: invitation(77),
            by: FATHER,
            role: Role::Guardian,
            who: None,
            usage: Use::Table,
            until: now(),
            revoked: true,
            used_by: BTreeSet::from([GRANDMOTHER, NEWCOMER, ALI]),
        };
        family.people.invitations.insert(way.id, way);
        for text in words_of_his(&family) {
            let fact = Fact {
                id: fact(99),
                by: MOTHER,
                about: ALI,
                kind: Kind::School,
                text,
                words: Vec::new(),
                known_to: BTreeSet::new(),
                kept_from: BTreeSet::from([FATHER]),
                dialogue: None,
            };
            let mut with = family.clone();
            apply(&mut with, &Event::Shield(Shielded::Set { fact }));
            for who in [FATHER, GRANDMOTHER, NEWCOMER, ALI, TEACHER] {
                tried += usize::from(view(&family, who, today()).is_some());
                assert!(view(&with, who, today()) == view(&family, who, today()), "{who}");
            }
        }
    }
    assert!(tried > 100, "{tried} tried");
}
