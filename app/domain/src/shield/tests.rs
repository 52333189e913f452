use super::{Command, Kept, Kind};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, afternoon, card, circle, dialogue, dream,
    fact, goal, in_days, now, step, today,
};
use crate::people::Command as People;
use crate::plan::Command as Plan;
use crate::talk::{Column, Command as Talk};
use crate::{Family, MemberId, Refusal};
use std::collections::BTreeSet;

pub(super) fn school(kept_from: &[MemberId]) -> Command {
    Command::Set {
        id: fact(1),
        about: ALI,
        kind: Kind::School,
        text: "Skovskolen".to_owned(),
        words: vec!["Egevej 12, 2. tv".to_owned()],
        known_to: BTreeSet::from([TEACHER]),
        kept_from: kept_from.iter().copied().collect(),
        dialogue: None,
        from: None,
    }
}

pub(super) fn says(by: MemberId, text: &str) -> (MemberId, Talk) {
    let (about, column, on) = (ALI, Column::Works, today());
    let (text, notices) = (text.to_owned(), String::new());
    (
        by,
        Talk::Write { id: card(1), about, column, text, notices, dialogue: None, on, shared: true },
    )
}

pub(super) fn kept() -> Given {
    circle().and(MOTHER, school(&[FATHER]))
}

pub(super) fn has(family: &Family, word: &str) -> bool {
    serde_json::to_string(family).expect("plain").to_lowercase().contains(&word.to_lowercase())
}

#[test]
fn the_fact_itself_is_known_to_those_it_is_told_and_to_nobody_else() {
    let given = kept();
    for (who, knows) in
        [(MOTHER, true), (TEACHER, true), (FATHER, false), (GRANDMOTHER, false), (ALI, false)]
    {
        assert_eq!(has(&given.seen_by(who), "skovskolen"), knows, "{who}");
    }
}

#[test]
fn whatever_betrays_it_is_not_there_for_whom_it_is_kept_from() {
    for text in [
        "Skov\u{ad}sko\u{200b}len",
        "Han er glad for SKOVSKOLEN.",
        "Skovskolens gård",
        "Vi mødes på Egevej  12 – 2. TV",
    ] {
        let (by, said) = says(TEACHER, text);
        let given = kept().and(by, said);
        assert!(given.seen_by(FATHER).talk.cards.is_empty(), "{text}");
        assert!(given.seen_by(GRANDMOTHER).talk.cards.len() == 1, "it is not kept from her");
    }
    let (by, said) = says(TEACHER, "Egevej 1 er en anden");
    assert!(kept().and(by, said).seen_by(FATHER).talk.cards.len() == 1);
}

#[test]
fn it_is_kept_wherever_somebody_writes_it() {
    let (text, sign) = ("skovskolen".to_owned(), String::new());
    let place = crate::dreams::Place { zone: crate::dreams::Zone::Now, x: 1, y: 1 };
    let when = afternoon(in_days(3));
    let given = kept()
        .and(
            TEACHER,
            People::Rename {
                member: TEACHER,
                name: "Tove".into(),
                title: "lærer på Skovskolen".into(),
                from: None,
            },
        )
        .and(
            TEACHER,
            Dialogue::Plan {
                id: dialogue(1),
                about: ALI,
                when,
                place: text.clone(),
                held: false,
                among: None,
            },
        )
        .and(
            TEACHER,
            Plan::SetGoal {
                id: goal(1),
                about: ALI,
                text: text.clone(),
                sign: sign.clone(),
                dream: None,
                dialogue: None,
                on: today(),
            },
        )
        .and(
            TEACHER,
            Plan::AddStep {
                id: step(1),
                goal: None,
                what: "ringe".into(),
                holder: FATHER,
                due: None,
                help: text.clone(),
                dialogue: None,
                on: today(),
            },
        )
        .and(
            GRANDMOTHER,
            crate::dreams::Command::Add {
                id: dream(1),
                whose: ALI,
                text,
                picture: crate::dreams::Picture::None,
                place,
                dialogue: None,
            },
        );
    let seen = given.seen_by(FATHER);
    assert!(!has(&seen, "skovskolen"));
    assert!(seen.plan.steps.is_empty(), "not even a ball that he was offered");
    assert!(has(&given.seen_by(MOTHER), "skovskolen"));
}

#[test]
fn hiding_his_own_words_would_tell_him_which_are_kept() {
    let (by, said) = says(FATHER, "Går han på Skovskolen?");
    assert!(kept().and(by, said).seen_by(FATHER).talk.cards.len() == 1);
    // What another writes onto his own goal is another matter.
    let set = |text: &str| Plan::SetGoal {
        id: goal(1),
        about: ALI,
        text: text.into(),
        sign: String::new(),
        dream: None,
        dialogue: None,
        on: today(),
    };
    let note = |text: &str| Plan::Note {
        id: goal(1),
        way: crate::plan::Way::Forward,
        text: text.into(),
        on: today(),
    };
    let own = kept().and(FATHER, set("Skovskolen")).and(FATHER, note("skovskolen"));
    assert!(own.clone().seen_by(FATHER).plan.goals.len() == 1);
    assert!(own.and(MOTHER, note("skovskolen")).seen_by(FATHER).plan.goals.is_empty());
}

#[test]
fn a_fact_is_taken_away_and_then_nothing_is_kept() {
    let (by, said) = says(TEACHER, "Skovskolen");
    let given = kept().and(by, said).and(MOTHER, Command::Remove { id: fact(1) });
    assert!(given.seen_by(FATHER).talk.cards.len() == 1);
}

#[test]
fn a_dialogue_with_its_own_circle_is_not_there_for_the_others() {
    let (when, place) = (afternoon(today()), String::new());
    let among = Some(BTreeSet::from([TEACHER, MOTHER]));
    let plan = |among| Dialogue::Plan {
        id: dialogue(1),
        about: ALI,
        when,
        place: place.clone(),
        held: false,
        among,
    };
    let said = Talk::Write {
        id: card(1),
        about: ALI,
        column: Column::Worry,
        text: "det er svært".into(),
        notices: String::new(),
        dialogue: Some(dialogue(1)),
        on: today(),
        shared: true,
    };
    let given = circle().and(TEACHER, plan(among)).and(MOTHER, said);
    for (who, sees) in [(MOTHER, 1), (TEACHER, 1), (FATHER, 0), (GRANDMOTHER, 0)] {
        let seen = given.seen_by(who);
        assert_eq!((seen.dialogue.all.len(), seen.talk.cards.len()), (sees, sees), "{who}");
    }
    let everybody = Dialogue::Among { id: dialogue(1), among: None };
    // What was said among some stays among them, unless a guardian who was there lets others in.
    given.clone().when(TEACHER, everybody.clone()).refused(Refusal::OnlyFamily);
    given.clone().when(FATHER, everybody.clone()).refused(Refusal::Unknown);
    let open = given.and(MOTHER, everybody);
    assert_eq!(open.seen_by(FATHER).talk.cards.len(), 1);
    // Nobody meets about a family behind its back.
    let behind = Some(BTreeSet::from([TEACHER, GRANDMOTHER]));
    circle().when(TEACHER, plan(behind)).refused(Refusal::OnlyFamily);
    circle().when(TEACHER, plan(Some(BTreeSet::from([MOTHER])))).refused(Refusal::OnlyFamily);
}

#[test]
fn an_opened_dialogue_brings_what_was_said_to_one_who_sees_the_cards_alone() {
    use crate::consent::{Command as Consent, Section};
    use crate::may::Sight;
    use crate::view::{Before, Told, told};
    let (when, place) = (afternoon(today()), String::new());
    let among = Some(BTreeSet::from([TEACHER, MOTHER]));
    let before = circle()
        .and(
            MOTHER,
            Consent::Withdraw { to: GRANDMOTHER, of: None, section: Some(Section::Dialogue) },
        )
        .and(
            TEACHER,
            Dialogue::Plan { id: dialogue(1), about: ALI, when, place, held: false, among },
        )
        .family;
    let event =
        crate::Event::Dialogue(crate::dialogue::Event::AmongSet { id: dialogue(1), among: None });
    let mut after = before.clone();
    crate::apply(&mut after, &event);
    let sight = |family| Sight::new(family, GRANDMOTHER, now().date_naive());
    assert_eq!(told(&Before::of(&sight(&before), &event), &sight(&after), &event), Told::Anew);
}

#[test]
fn what_is_kept_is_made_ready_once_and_anew_when_the_facts_change() {
    let given = kept();
    let ready = |family: &Family| family.kept_from(FATHER).map(std::ptr::from_ref::<Kept>);
    let (first, (by, said)) = (ready(&given.family), says(TEACHER, "Skovskolen"));
    let mut family = given.family;
    let write = |family: &mut Family, actor, command: crate::Command| {
        let ctx = crate::Ctx { actor, now: now() };
        let events = crate::decide(family, &ctx, &command).unwrap_or_default();
        for event in &events {
            crate::apply(family, event);
        }
    };
    write(&mut family, by, said.into());
    assert!(first.is_some() && first == ready(&family), "words alone do not change what is kept");
    write(&mut family, MOTHER, Command::Remove { id: fact(1) }.into());
    assert!(ready(&family).is_none());
    write(&mut family, MOTHER, school(&[FATHER]).into());
    assert!(ready(&family).is_some());
    // A snapshot holds the facts alone.
    let json = serde_json::to_string(&family).expect("plain");
    let stored: Family = serde_json::from_str(&json).expect("a family");
    assert!(stored.kept_from(FATHER).is_some_and(|kept| kept.stands_in("skovskolen")));
    assert!(stored.kept_from(GRANDMOTHER).is_none() && stored == family);
}
