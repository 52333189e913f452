//! Cards in the hands of others: they are seen to move, and lie still once they are laid down.

use super::map::{Lift, Map};
use domain::DreamId;
use domain::dreams::Place;
use domain::protocol::Passing;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;

/// A hand that is not heard of for so long is gone: its connection broke while it held the card.
const GONE: Duration = Duration::from_secs(6);

/// Follows what passes. What passed before the map was opened is old news.
pub fn follow(map: Map) {
    Effect::new(move |before: Option<()>| {
        let passed = map.place().passed.get();
        if let (Some(()), Some((by, Passing::Dragging { dream, place }))) = (before, passed) {
            lift(map, dream, by, place);
        }
    });
    // What another has laid down is over, also when it is then taken back to where it was lifted.
    Effect::new(move || {
        let place = map.place();
        let lies = place.family.with(|family| {
            family.dreams.on_map().map(|it| (it.id, it.place)).collect::<BTreeMap<_, _>>()
        });
        let over = |dream: &DreamId, lift: &Lift| {
            lift.by != place.me && lies.get(dream) != Some(&lift.from)
        };
        if map.lifts.with_untracked(|lifts| lifts.iter().any(|(dream, lift)| over(dream, lift))) {
            map.lifts.update(|lifts| lifts.retain(|dream, lift| !over(dream, lift)));
        }
    });
}

fn lift(map: Map, dream: DreamId, by: domain::MemberId, at: Place) {
    let lying = |family: &domain::Family| family.dreams.dreams.get(&dream).map(|dream| dream.place);
    let Some(from) = map.place().family.with_untracked(lying) else { return };
    if map.held.with_value(|held| held.contains(&dream)) {
        return;
    }
    map.lifts.update(|lifts| {
        lifts.insert(dream, Lift { by, from, at });
    });
    set_timeout(move || forget(map, dream, at), GONE);
}

/// Forgets a hand that has not moved since.
fn forget(map: Map, dream: DreamId, at: Place) {
    let waits =
        map.lifts.try_with_untracked(|lifts| lifts.get(&dream).is_some_and(|lift| lift.at == at));
    if waits == Some(true) {
        map.lifts.update(|lifts| {
            lifts.remove(&dream);
        });
    }
}
