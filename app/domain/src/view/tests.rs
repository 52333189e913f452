use super::{sees, view};
use crate::given::random::{config, rolls};
use crate::given::story::{Turn, hidden_words, members, play};
use crate::given::{ALI, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, circle};
use crate::today::today;
use crate::{Event, Family, MemberId, apply, decide, minutes};
use proptest::prelude::{Strategy, any, prop_assert, proptest};

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

#[test]
fn to_somebody_without_a_seat_the_family_is_not_there() {
    let family = circle().family;
    for nobody in [STRANGER, NEWCOMER, SARA] {
        assert!(view(&family, nobody).is_none());
    }
    assert!(view(&Family::default(), TEACHER).is_none());
}

#[test]
fn where_nothing_is_hidden_everyone_sees_the_same() {
    let family = circle().family;
    for member in [TEACHER, MOTHER, ALI] {
        assert!(view(&family, member).is_some_and(|seen| seen == family));
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_fold_of_what_one_sees_is_what_one_sees_of_the_fold(rolls in rolls(120)) {
        let given = play(&rolls, |_| ());
        for viewer in members(&given.family) {
            let seen = given.log.iter().map(|(_, event)| event).filter(|it| sees(viewer, it));
            prop_assert!(view(&given.family, viewer).is_some_and(|view| fold(seen) == view));
        }
    }

    #[test]
    fn a_view_of_a_view_is_the_view(rolls in rolls(80)) {
        let family = play(&rolls, |_| ()).family;
        for viewer in members(&family) {
            let once = view(&family, viewer);
            let twice = once.as_ref().and_then(|seen| view(seen, viewer));
            prop_assert!(once == twice);
        }
    }

    #[test]
    fn no_hidden_word_is_in_anothers_copy_or_news(rolls in rolls(120)) {
        let mut leaks = Vec::new();
        let given = play(&rolls, |turn| {
            for event in turn.result.iter().flatten() {
                let text = json(event);
                let viewers = members(turn.after).into_iter().filter(|it| sees(*it, event));
                leaks.extend(viewers.filter_map(|viewer| leak(turn.after, viewer, &text)));
            }
        });
        for viewer in members(&given.family) {
            let copy = view(&given.family, viewer).map(|copy| json(&copy));
            leaks.extend(copy.and_then(|text| leak(&given.family, viewer, &text)));
        }
        prop_assert!(leaks.is_empty());
    }

    #[test]
    fn whether_a_command_is_refused_says_nothing_of_anothers_hidden_words(rolls in rolls(80)) {
        // Told apart are only a taken id, which nobody can guess, and the fullness of the place.
        let mut told = Vec::new();
        play(&rolls, |turn| {
            let Some(seen) = view(turn.before, turn.ctx.actor) else { return };
            let blind = decide(&seen, &turn.ctx, turn.command);
            if blind.as_ref().err() != turn.result.as_ref().err() {
                told.extend(turn.result.as_ref().err().copied());
            }
        });
        prop_assert!(told.iter().all(|refusal| *refusal == crate::Refusal::Already));
    }

    #[test]
    fn events_in_any_order_and_twice_never_panic(
        rolls in rolls(80),
        order in proptest::collection::vec(any::<proptest::sample::Index>(), 0..200),
    ) {
        let given = play(&rolls, |_| ());
        let shuffled: Vec<&Event> = order.iter().map(|it| &it.get(&given.log).1).collect();
        let family = fold(shuffled.iter().copied());
        for viewer in members(&given.family) {
            view(&family, viewer);
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
    let (before, after) = (turn.before.dreams.on_map(), after.dreams.on_map());
    Some(before.eq(after))
}

#[test]
fn the_dice_reach_every_kind_of_event_and_most_refusals() {
    let mut kinds = std::collections::BTreeSet::new();
    let mut refusals = std::collections::BTreeSet::new();
    let mut runner = proptest::test_runner::TestRunner::new(config());
    for _ in 0..256 {
        let rolls = proptest::strategy::ValueTree::current(
            &rolls(120).new_tree(&mut runner).expect("dice"),
        );
        let given = play(&rolls, |turn| {
            refusals.extend(turn.result.as_ref().err().map(ToString::to_string));
        });
        kinds.extend(given.log.iter().map(|(_, it)| crate::given::samples::kind(it)));
    }
    let missing: Vec<_> =
        crate::given::samples::KINDS.iter().filter(|kind| !kinds.contains(*kind)).collect();
    assert!(missing.is_empty(), "the dice never reach {missing:?}");
    assert!(refusals.len() >= 17, "the dice reach only {refusals:?}");
}
