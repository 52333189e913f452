//! Two parents who live apart, and what one of them might try.

use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, afternoon, card, circle, dialogue, fact,
    goal, in_days, step, today,
};
use crate::people::{Command as People, Lead};
use crate::plan::Command as Plan;
use crate::shield::{Command as Shield, Kind};
use crate::talk::{Column, Command as Talk};
use crate::{MemberId, Refusal};
use std::collections::BTreeSet;

/// A dialogue of the mother and the teacher, with a card and a goal in it.
pub(super) fn closed() -> Given {
    let (when, place) = (afternoon(today()), String::new());
    let among = Some(BTreeSet::from([TEACHER, MOTHER]));
    let (about, meeting, on) = (ALI, Some(dialogue(1)), today());
    circle()
        .and(TEACHER, Dialogue::Plan { id: dialogue(1), about, when, place, held: false, among })
        .and(TEACHER, Dialogue::Start { id: dialogue(1) })
        .and(
            MOTHER,
            Talk::Write {
                id: card(1),
                about,
                column: Column::Worry,
                text: "det er svært".into(),
                notices: String::new(),
                dialogue: meeting,
                on,
                shared: true,
            },
        )
        .and(
            MOTHER,
            Plan::SetGoal {
                id: goal(1),
                about,
                text: "ro hjemme".into(),
                sign: String::new(),
                dream: None,
                dialogue: meeting,
                on,
            },
        )
}

pub(super) fn kept(text: &str, words: &[&str]) -> Shield {
    Shield::Set {
        id: fact(1),
        about: ALI,
        kind: Kind::School,
        text: text.into(),
        words: words.iter().map(ToString::to_string).collect(),
        known_to: BTreeSet::new(),
        kept_from: BTreeSet::from([FATHER]),
        dialogue: None,
        from: None,
    }
}

fn says(given: Given, by: MemberId, text: &str) -> Given {
    let (about, column, on) = (ALI, Column::Works, today());
    let (text, notices) = (text.to_owned(), String::new());
    let write =
        Talk::Write { id: card(2), about, column, text, notices, dialogue: None, on, shared: true };
    given.and(by, write)
}

#[test]
fn the_baton_does_not_open_a_closed_dialogue_to_the_other_parent() {
    let led = closed().and(MOTHER, People::Remove { member: TEACHER, lead: Lead::Myself });
    assert!(led.family.people.is_coordinator(MOTHER));
    let led = closed()
        .and(TEACHER, People::OfferBaton { to: Some(FATHER) })
        .and(FATHER, People::AnswerBaton { accept: true });
    let seen = led.seen_by(FATHER);
    assert!(
        seen.dialogue.all.is_empty() && seen.talk.cards.is_empty() && seen.plan.goals.is_empty()
    );
    led.when(FATHER, Dialogue::Among { id: dialogue(1), among: None }).refused(Refusal::Unknown);
}

#[test]
fn a_step_of_a_goal_from_a_closed_dialogue_is_as_closed() {
    let add = Plan::AddStep {
        id: step(1),
        goal: Some(goal(1)),
        what: "sove hos farmor".into(),
        holder: MOTHER,
        due: Some(in_days(3)),
        help: String::new(),
        dialogue: None,
        on: today(),
    };
    let given = closed().and(MOTHER, add);
    assert!(given.seen_by(FATHER).plan.steps.is_empty());
    assert_eq!(given.seen_by(TEACHER).plan.steps.len(), 1);
}

#[test]
fn a_dialogue_he_must_not_know_of_does_not_tell_itself_by_holding_him_up() {
    closed().when(FATHER, People::Pause {}).done();
    closed().when(MOTHER, People::Pause {}).refused(Refusal::NotNow);
}

#[test]
fn his_own_title_does_not_answer_whether_a_word_is_kept() {
    let given = circle().and(MOTHER, kept("Skovskolen", &[]));
    for title in ["Skovskolen", "noget andet"] {
        let rename =
            People::Rename { member: FATHER, name: "Omar".into(), title: title.into(), from: None };
        let seen = given.clone().and(FATHER, rename).seen_by(FATHER);
        assert_eq!(seen.people.get(FATHER).expect("he is in").title, title);
    }
}

#[test]
fn a_number_is_found_however_it_is_parted_and_a_mark_does_not_hide_a_letter() {
    for text in
        ["ring 20304050", "+45 2030 4050", "på +4520-30-40-50", "Egevej12", "A\u{30a}vejen 3"]
    {
        let given = circle().and(MOTHER, kept("Egevej 12", &["20 30 40 50", "Åvejen 3"]));
        assert!(says(given, TEACHER, text).seen_by(FATHER).talk.cards.is_empty(), "{text}");
    }
    let given = circle().and(MOTHER, kept("Egevej 12", &["20 30 40 50"]));
    assert_eq!(says(given, TEACHER, "20 30 40 er for lidt").seen_by(FATHER).talk.cards.len(), 1);
}

#[test]
fn a_name_cannot_be_kept_for_it_would_silence_all_that_is_said_of_somebody() {
    circle().when(MOTHER, kept("Bedste Farmor", &["farmor"])).refused(Refusal::Unlike);
    circle().when(MOTHER, kept("Skovskolen", &["omar"])).refused(Refusal::Unlike);
}

#[test]
fn what_a_young_person_gave_goes_with_them() {
    let mut given = circle();
    given.family.people.members.get_mut(&ALI).expect("Ali").born = Some(2010);
    let own = Consent::Give {
        to: TEACHER,
        of: Some(ALI),
        sections: BTreeSet::from(Section::ALL),
        purpose: "så hun ved det".into(),
        until: in_days(30),
        heard: Heard::Own,
    };
    let gone = given.and(ALI, own).and(ALI, People::Leave {});
    assert!(gone.family.consent.grants.iter().all(|it| it.of.is_none()));
    assert!(crate::consent::owner(&gone.family.people, Some(ALI), today()).is_none());
}

#[test]
fn whoever_is_taken_out_knows_no_way_in_that_still_opens() {
    let given = circle().and(MOTHER, People::Remove { member: GRANDMOTHER, lead: Lead::NotYet });
    assert!(given.family.people.invitations.values().all(|it| it.revoked));
}
