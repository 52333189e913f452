use super::{Card, Column, Command, MOST_CARDS};
use crate::given::{
    ALI, FATHER, Given, MOTHER, SARA, STRANGER, TEACHER, card, circle, dialogue, in_days,
    in_dialogue, today, too_long,
};
use crate::{Family, MemberId, Refusal, input};

fn write(id: u128, text: &str, shared: bool) -> Command {
    Command::Write {
        id: card(id),
        about: ALI,
        column: Column::Works,
        text: text.to_owned(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared,
    }
}

fn reword(from: &str, text: &str) -> Command {
    Command::Reword { id: card(1), from: from.to_owned(), text: text.to_owned() }
}

fn share() -> Command {
    Command::Share { id: card(1) }
}

fn remove() -> Command {
    Command::Remove { id: card(1) }
}

fn draft() -> Given {
    circle().and(MOTHER, write(1, "han synger igen", false))
}

fn shared() -> Given {
    circle().and(MOTHER, write(1, "han synger igen", true))
}

fn text(family: &Family) -> Option<&str> {
    family.talk.cards.get(&card(1)).map(|card| card.text.as_str())
}

#[test]
fn a_draft_is_its_authors_alone() {
    let given = draft();
    assert!(text(&given.seen_by(MOTHER)) == Some("han synger igen"));
    for other in [FATHER, ALI, TEACHER] {
        assert!(text(&given.seen_by(other)).is_none());
    }
}

#[test]
fn a_shared_card_is_seen_with_its_words_kept_exactly() {
    let words = "Når vi laver mad 🍲 sammen,\nسعيد";
    let given = circle().and(MOTHER, write(1, words, true));
    assert!(text(&given.seen_by(TEACHER)) == Some(words));
}

#[test]
fn sharing_a_draft_shows_it_to_the_circle_as_it_reads_now() {
    let given = draft().and(MOTHER, reword("han synger igen", "han synger og griner"));
    assert!(text(&given.seen_by(FATHER)).is_none());
    let given = given.and(MOTHER, share());
    assert!(text(&given.seen_by(FATHER)) == Some("han synger og griner"));
}

#[test]
fn what_is_shared_is_not_shared_again() {
    shared().when(MOTHER, share()).refused(Refusal::Already);
}

#[test]
fn anothers_draft_is_not_there_at_all() {
    for command in [share(), remove(), reword("", "x")] {
        draft().when(TEACHER, command).refused(Refusal::Unknown);
    }
}

#[test]
fn anothers_shared_card_is_there_but_not_yours() {
    for command in [share(), remove(), reword("", "x")] {
        shared().when(TEACHER, command).refused(Refusal::NotYours);
    }
}

#[test]
fn one_takes_ones_own_card_away() {
    for given in [draft(), shared()] {
        let given = given.and(MOTHER, remove());
        assert!(text(&given.family).is_none());
        given.when(MOTHER, remove()).refused(Refusal::Unknown);
    }
}

#[test]
fn a_card_that_is_taken_away_is_gone_for_all() {
    assert!(text(&shared().and(MOTHER, remove()).seen_by(FATHER)).is_none());
}

#[test]
fn two_screens_of_one_person_write_in_the_same_card_and_both_stay() {
    shared()
        .and(MOTHER, reword("han synger igen", "Ali: han synger igen"))
        .when(MOTHER, reword("han synger igen", "han synger igen om morgenen"))
        .then(|family| assert!(text(family) == Some("Ali: han synger igen om morgenen")));
}

#[test]
fn the_same_words_changed_twice_are_left_to_the_writer() {
    shared()
        .and(MOTHER, reword("han synger igen", "han danser igen"))
        .when(MOTHER, reword("han synger igen", "han griner igen"))
        .refused(Refusal::TextMoved);
}

#[test]
fn a_card_needs_words() {
    circle().when(MOTHER, write(1, " \n", true)).refused(Refusal::Empty);
    shared().when(MOTHER, reword("han synger igen", "")).refused(Refusal::Empty);
}

#[test]
fn words_have_an_upper_length() {
    let long = too_long(input::TEXT);
    let refusal = Refusal::TooLong { max: input::TEXT };
    circle().when(MOTHER, write(1, &long, true)).refused(refusal);
    shared().when(MOTHER, reword("han synger igen", &long)).refused(refusal);
    let full = "å".repeat(input::TEXT);
    circle().when(MOTHER, write(1, &full, true)).done();
}

#[test]
fn who_notices_has_an_upper_length() {
    let Command::Write { id, about, text, on, .. } = write(1, "han smiler", true) else {
        unreachable!("it is written")
    };
    let (column, notices) = (Column::OneUp, too_long(input::LINE));
    let long =
        Command::Write { id, about, column, text, notices, dialogue: None, on, shared: true };
    circle().when(MOTHER, long).refused(Refusal::TooLong { max: input::LINE });
}

fn write_about(about: MemberId, days: i64) -> Command {
    Command::Write {
        id: card(1),
        about,
        column: Column::Wish,
        text: "ro".to_owned(),
        notices: String::new(),
        dialogue: None,
        on: in_days(days),
        shared: true,
    }
}

#[test]
fn a_card_is_about_a_child_of_the_family() {
    circle().when(MOTHER, write_about(SARA, 0)).done();
    circle().when(MOTHER, write_about(TEACHER, 0)).refused(Refusal::Unknown);
    circle().when(MOTHER, write_about(STRANGER, 0)).refused(Refusal::Unknown);
}

#[test]
fn a_card_speaks_of_a_day_that_has_been() {
    circle().when(MOTHER, write_about(ALI, 2)).refused(Refusal::InTheFuture);
    circle().when(MOTHER, write_about(ALI, 1)).done();
}

#[test]
fn only_who_has_joined_writes() {
    for actor in [STRANGER, SARA] {
        circle().when(actor, write(1, "hej", true)).refused(Refusal::NotAMember);
    }
}

#[test]
fn a_card_has_its_own_id() {
    draft().when(MOTHER, write(1, "to", false)).refused(Refusal::Already);
    draft().when(FATHER, write(1, "to", false)).refused(Refusal::Already);
}

fn write_in(number: u128, id: u128, shared: bool) -> Command {
    let Command::Write { about, column, text, notices, on, .. } = write(1, "godt", true) else {
        unreachable!("it is written")
    };
    let dialogue = Some(dialogue(number));
    Command::Write { id: card(id), about, column, text, notices, dialogue, on, shared }
}

#[test]
fn a_card_belongs_to_a_dialogue_that_is_there() {
    circle().when(MOTHER, write_in(1, 1, true)).refused(Refusal::Unknown);
    in_dialogue().when(MOTHER, write_in(1, 1, true)).done();
}

#[test]
fn a_dialogue_tells_shared_cards_by_column_and_each_persons_drafts() {
    let given = in_dialogue()
        .and(MOTHER, write_in(1, 1, true))
        .and(MOTHER, write_in(1, 2, false))
        .and(FATHER, write_in(1, 3, false))
        .and(MOTHER, write(4, "uden for dialogen", false));
    given.then(|family| {
        let talk = &family.talk;
        let ids = |cards: Vec<&Card>| cards.iter().map(|it| it.id).collect::<Vec<_>>();
        assert!(ids(talk.of_dialogue(dialogue(1), Column::Works).collect()) == [card(1)]);
        assert!(talk.of_dialogue(dialogue(1), Column::Worry).next().is_none());
        assert!(ids(talk.drafts(MOTHER, dialogue(1)).collect()) == [card(2)]);
    });
}

#[test]
fn what_works_is_asked_first() {
    assert_eq!(Column::PREPARED, [Column::Works, Column::Wish, Column::Worry]);
}

#[test]
fn there_is_an_end_to_cards() {
    let mut full = shared();
    let one = full.family.talk.cards[&card(1)].clone();
    for number in 0..MOST_CARDS as u128 {
        let id = card(number);
        full.family.talk.cards.insert(id, Card { id, ..one.clone() });
    }
    full.when(MOTHER, write(MOST_CARDS as u128 + 1, "mere", true))
        .refused(Refusal::TooMany { max: MOST_CARDS });
}
