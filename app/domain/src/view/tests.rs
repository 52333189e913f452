mod least;

use super::{Before, Told, told, told_later, view};
use crate::dreams::Dream;
use crate::given::random::{config, rolls};
use crate::given::samples::kind;
use crate::given::story::{Turn, hidden_words, members, play, things};
use crate::given::today as day;
use crate::given::{
    ALI, FATHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, card, circle, fact,
};
use crate::may::Sight;
use crate::today::today;
use crate::{Event, Family, MemberId, apply, decide, minutes, shield, talk};
use proptest::prelude::{Strategy, any, prop_assert, proptest};
use std::collections::{BTreeMap, BTreeSet};

fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Family {
    let mut family = Family::default();
    events.into_iter().for_each(|event| apply(&mut family, event));
    family
}

fn json(it: &impl serde::Serialize) -> String {
    serde_json::to_string(it).expect("can be written")
}

/// Some words of somebody else's hidden things that occur in `text`.
fn leak(family: &Family, viewer: MemberId, text: &str) -> Option<String> {
    hidden_words(family, viewer).into_iter().find(|word| text.contains(word.as_str()))
}

fn copy(family: &Family, viewer: MemberId) -> Option<Family> {
    view(family, viewer, day())
}

fn sight(family: &Family, viewer: MemberId) -> Sight<'_> {
    Sight::new(family, viewer, day())
}

#[test]
fn to_somebody_without_a_seat_the_family_is_not_there() {
    let family = circle().family;
    for nobody in [STRANGER, NEWCOMER, SARA] {
        assert!(copy(&family, nobody).is_none());
    }
    assert!(copy(&Family::default(), TEACHER).is_none());
}

#[test]
fn a_guardian_from_whom_nothing_is_kept_sees_all_that_is_shared() {
    let family = circle().family;
    assert!(copy(&family, MOTHER).is_some_and(|seen| seen == family));
}

/// A fact changes hands while the teacher is away: first hers to know, then not, then again with other words.
#[test]
fn whoever_comes_back_has_no_fact_that_was_not_for_them_to_know() {
    let set = |text: &str, known_to: &[MemberId]| shield::Command::Set {
        id: fact(1),
        about: ALI,
        kind: shield::Kind::School,
        text: text.to_owned(),
        words: vec![],
        known_to: known_to.iter().copied().collect(),
        kept_from: BTreeSet::new(),
        dialogue: None,
        from: None,
    };
    let known = circle().and(MOTHER, set("åskolen", &[TEACHER]));
    let unknown = known.and(MOTHER, set("skovskolen", &[]));
    let told = |given: &Given| {
        told_later(&sight(&given.family, TEACHER), &given.log.last().expect("something").1)
    };
    assert_eq!(told(&unknown), Told::Anew);
    let again = unknown.clone().and(MOTHER, set("byskolen", &[TEACHER]));
    assert_eq!(told(&again), Told::Event);
    let between = &unknown.log.last().expect("something").1;
    assert_eq!(told_later(&sight(&again.family, TEACHER), between), Told::Anew);
}

/// The father takes his card back and writes it again under the same id, for himself alone.
#[test]
fn whoever_comes_back_has_no_card_that_was_taken_back_though_its_id_is_in_use() {
    let write = |shared| talk::Command::Write {
        id: card(1),
        about: ALI,
        column: talk::Column::Worry,
        text: "han sover ikke".to_owned(),
        notices: String::new(),
        dialogue: None,
        on: day(),
        shared,
    };
    let gone = circle().and(FATHER, write(true)).and(FATHER, talk::Command::Remove { id: card(1) });
    let removed = gone.log.last().expect("something").1.clone();
    let again = gone.and(FATHER, write(false));
    assert_eq!(told_later(&sight(&again.family, MOTHER), &removed), Told::Anew);
    assert_eq!(told_later(&sight(&again.family, FATHER), &removed), Told::Anew);
}

/// Every copy, kept in step by what its member is told and by nothing else.
#[derive(Default)]
struct Copies {
    all: BTreeMap<MemberId, Family>,
    /// How often a copy was made anew.
    anew: usize,
}

impl Copies {
    fn take_in(&mut self, before: &Family, after: &Family, event: &Event) {
        for viewer in members(after) {
            let Some(mine) = self.all.get_mut(&viewer) else {
                self.all.extend(copy(after, viewer).map(|it| (viewer, it)));
                continue;
            };
            match told(&Before::of(&sight(before, viewer), event), &sight(after, viewer), event) {
                Told::Nothing => {}
                Told::Event => apply(mine, event),
                Told::Anew => {
                    self.anew += 1;
                    *mine = copy(after, viewer).expect("has a seat");
                }
            }
        }
    }

    /// Those whose copy is not their view.
    fn wrong(&self, family: &Family) -> Vec<MemberId> {
        let mine = |it: &MemberId| self.all.get(it) == copy(family, *it).as_ref();
        members(family).into_iter().filter(|it| !mine(it)).collect()
    }
}

/// One event after the other, with the family on both sides of it.
fn each(log: &[(MemberId, Event)], mut then: impl FnMut(&Family, &Family, &Event)) {
    let mut family = Family::default();
    for (_, event) in log {
        let before = family.clone();
        apply(&mut family, event);
        then(&before, &family, event);
    }
}

proptest! {
    #![proptest_config(config())]

    // [S15]
    #[test]
    fn a_copy_that_is_told_everything_it_is_told_is_the_view_at_every_moment(rolls in rolls(120)) {
        let given = play(&rolls, |_| ());
        let mut copies = Copies::default();
        let mut wrong = Vec::new();
        each(&given.log, |before, after, event| {
            copies.take_in(before, after, event);
            wrong.extend(copies.wrong(after).into_iter().map(|who| (who, kind(event))));
        });
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
    }

    // [S4]
    #[test]
    fn whoever_comes_back_has_the_view_of_today(rolls in rolls(120), back in any::<proptest::sample::Index>()) {
        let given = play(&rolls, |_| ());
        let left = back.index(given.log.len());
        let old = given.log[..left].iter().fold(Family::default(), |mut family, (_, event)| {
            apply(&mut family, event);
            family
        });
        for viewer in members(&given.family) {
            let Some(mut mine) = copy(&old, viewer) else { continue };
            let today = sight(&given.family, viewer);
            let told: Vec<_> = given.log[left..].iter().map(|(_, it)| (told_later(&today, it), it)).collect();
            if told.iter().any(|(told, _)| *told == Told::Anew) {
                continue;
            }
            for (_, event) in told.iter().filter(|(told, _)| *told == Told::Event) {
                apply(&mut mine, event);
            }
            prop_assert!(copy(&given.family, viewer).is_some_and(|it| it == mine), "{viewer} {:?}",
                told.iter().map(|(told, event)| (*told, kind(event))).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_view_of_a_view_is_the_view(rolls in rolls(80)) {
        let family = play(&rolls, |_| ()).family;
        for viewer in members(&family) {
            // What is kept from somebody is not in their copy; so a second cut cannot know of it.
            if family.kept_from(viewer).is_some() {
                continue;
            }
            let once = copy(&family, viewer);
            let twice = once.as_ref().and_then(|seen| copy(seen, viewer));
            prop_assert!(once == twice);
        }
    }

    #[test]
    fn no_hidden_word_is_in_anothers_copy_or_news(rolls in rolls(120)) {
        let mut leaks = Vec::new();
        let given = play(&rolls, |turn| {
            let mut before = turn.before.clone();
            for event in turn.result.iter().flatten() {
                let mut after = before.clone();
                apply(&mut after, event);
                let text = json(event);
                for viewer in members(turn.after) {
                    if told(&Before::of(&sight(&before, viewer), event), &sight(&after, viewer), event) == Told::Event {
                        leaks.extend(leak(&after, viewer, &text).map(|it| (viewer, it, kind(event))));
                    }
                }
                before = after;
            }
        });
        for viewer in members(&given.family) {
            let text = copy(&given.family, viewer).map(|copy| json(&copy)).unwrap_or_default();
            leaks.extend(leak(&given.family, viewer, &text).map(|it| (viewer, it, "view")));
            let today = sight(&given.family, viewer);
            for (_, event) in given.log.iter().filter(|(_, it)| told_later(&today, it) == Told::Event) {
                leaks.extend(leak(&given.family, viewer, &json(event)).map(|it| (viewer, it, kind(event))));
            }
        }
        prop_assert!(leaks.is_empty(), "{:?}", leaks);
    }

    #[test]
    fn what_is_kept_from_somebody_stands_in_nothing_that_another_wrote(rolls in rolls(120)) {
        let family = play(&rolls, |_| ()).family;
        for viewer in members(&family) {
            let Some(kept) = family.kept_from(viewer) else { continue };
            let Some(mine) = copy(&family, viewer) else { continue };
            for thing in things(&mine) {
                let facing = thing.facing(&mine).expect("it is there");
                // What was written by whoever opened them the way in would tell that one which words are kept.
                let mut others = facing.texts.iter().filter(|(by, _)| *by != Some(viewer));
                prop_assert!(!others.any(|(by, text)| kept.hides(*by, text)));
            }
            let second = |it: &crate::people::Invitation| it.used_by.contains(&viewer) && family.kept_from(it.by).is_some();
            if family.people.invitations.values().any(second) {
                continue;
            }
            let circle = serde_json::to_string(&mine.people).expect("plain") + &mine.name + &mine.note;
            prop_assert!(!kept.stands_in(&circle));
        }
    }

    #[test]
    fn whether_a_command_is_refused_says_nothing_of_anothers_hidden_words(rolls in rolls(80)) {
        // Told apart are only a taken id, which nobody can guess, and the fullness of the place.
        let mut told = Vec::new();
        play(&rolls, |turn| {
            let Some(seen) = copy(turn.before, turn.ctx.actor) else { return };
            let blind = decide(&seen, &turn.ctx, turn.command);
            if blind.as_ref().err() != turn.result.as_ref().err() {
                let refusals = (turn.result.as_ref().err().copied(), blind.err());
                told.push((refusals, serde_json::to_string(turn.command).expect("plain")));
            }
        });
        told.retain(|((refusal, _), _)| *refusal != Some(crate::Refusal::Already));
        prop_assert!(told.is_empty(), "{:?}", told);
    }

    #[test]
    fn events_in_any_order_and_twice_never_panic(
        rolls in rolls(80),
        order in proptest::collection::vec(any::<proptest::sample::Index>(), 0..200),
    ) {
        let given = play(&rolls, |_| ());
        let family = fold(order.iter().map(|it| &it.get(&given.log).1));
        for viewer in members(&given.family) {
            copy(&family, viewer);
            today(&family, viewer);
        }
        for id in family.dialogue.all.keys() {
            minutes::minutes(&family, *id);
        }
    }

    #[test]
    fn the_same_event_twice_in_a_row_hides_and_shows_the_same(rolls in rolls(60)) {
        let given = play(&rolls, |_| ());
        let twice = fold(given.log.iter().flat_map(|(_, event)| [event, event]));
        prop_assert!(twice.ruler == given.family.ruler);
        prop_assert!(twice.talk == given.family.talk);
        prop_assert!(twice.people == given.family.people);
    }

    #[test]
    fn to_decide_is_deterministic_and_a_refusal_changes_nothing(rolls in rolls(120)) {
        let mut same = true;
        play(&rolls, |turn| {
            let again = decide(turn.before, &turn.ctx, turn.command);
            same &= again == *turn.result;
            same &= turn.result.is_ok() || turn.before == turn.after;
        });
        prop_assert!(same);
    }

    #[test]
    fn what_is_carried_out_leaves_a_trace(rolls in rolls(120)) {
        let mut traced = true;
        play(&rolls, |turn| traced &= turn.result.as_ref().map_or(true, |it| !it.is_empty()));
        prop_assert!(traced);
    }

    #[test]
    fn every_dream_command_can_be_taken_back(rolls in rolls(120)) {
        let mut back = true;
        play(&rolls, |turn| back &= undone(&turn).unwrap_or(true));
        prop_assert!(back);
    }
}

/// Whether taking the command back gives the map from before. None where there was nothing to take back.
fn undone(turn: &Turn) -> Option<bool> {
    let crate::Command::Dreams(command) = turn.command else { return None };
    turn.result.as_ref().ok()?;
    let Some(undo) = turn.before.dreams.undo(command) else { return Some(false) };
    let mut after = turn.after.clone();
    let events = decide(&after, &turn.ctx, &undo.into());
    let Ok(events) = events else { return Some(false) };
    for event in &events {
        apply(&mut after, event);
    }
    // Who gave a card its words or its picture is not taken back: they did.
    let shown = |it: &Dream| Dream { worded_by: None, pictured_by: None, ..it.clone() };
    let (before, after) = (turn.before.dreams.on_map(), after.dreams.on_map());
    Some(before.map(shown).eq(after.map(shown)))
}

#[test]
fn the_dice_reach_every_kind_of_event_and_most_refusals() {
    let mut kinds = BTreeSet::new();
    let mut refusals = BTreeSet::new();
    let mut runner = proptest::test_runner::TestRunner::new(config());
    for _ in 0..256 {
        let rolls = proptest::strategy::ValueTree::current(
            &rolls(120).new_tree(&mut runner).expect("dice"),
        );
        let given = play(&rolls, |turn| {
            refusals.extend(turn.result.as_ref().err().map(ToString::to_string));
        });
        kinds.extend(given.log.iter().map(|(_, it)| kind(it)));
    }
    let missing: Vec<_> =
        crate::given::samples::KINDS.iter().filter(|kind| !kinds.contains(*kind)).collect();
    assert!(missing.is_empty(), "the dice never reach {missing:?}");
    assert!(refusals.len() >= 17, "the dice reach only {refusals:?}");
}
