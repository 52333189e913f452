//! What somebody has taken back is told to nobody any more, though the log keeps it: whoever comes late or comes back reads the
//! log without the words that were withdrawn meanwhile.

use domain::{CardId, Event, MemberId, PlacementId, Recorded, ruler, talk, view};
use std::collections::BTreeSet;

/// What `viewer` is told of these events, which reach to the end of the log. That something was taken back is told, for a copy
/// may still hold it; what stood there is told to its author alone. Invariant: the fold of it, on the copy that `viewer` had
/// before, is their view of today.
pub(super) fn told(viewer: MemberId, events: Vec<Recorded>) -> Vec<Recorded> {
    let mut later = TakenBack::default();
    // From the end, so that what was taken back is known before it is met. An id may be used again afterwards.
    let told = events.into_iter().rev().filter_map(|mut it| {
        let told = later.leaves(viewer, &mut it.event) && view::sees(viewer, &it.event);
        told.then_some(it)
    });
    let mut told: Vec<_> = told.collect();
    told.reverse();
    told
}

/// What is taken back later in the log.
#[derive(Default)]
struct TakenBack {
    placements: BTreeSet<PlacementId>,
    cards: BTreeSet<CardId>,
}

impl TakenBack {
    /// Whether the event, without what was taken back, still says something.
    fn leaves(&mut self, viewer: MemberId, event: &mut Event) -> bool {
        match event {
            Event::Ruler(event) => self.leaves_ruler(viewer, event),
            Event::Talk(event) => self.leaves_talk(viewer, event),
            Event::People(_) | Event::Dreams(_) | Event::Plan(_) | Event::Dialogue(_) => true,
        }
    }

    fn leaves_ruler(&mut self, viewer: MemberId, event: &mut ruler::Event) -> bool {
        use ruler::Event as E;
        let stands = |it: &ruler::Placement| it.by == viewer || !self.placements.contains(&it.id);
        match event {
            E::Placed { placement } | E::Shared { placement } => stands(placement),
            E::Revealed { placements, .. } => {
                placements.retain(stands);
                true
            }
            E::Withdrawn { id, .. } => {
                self.placements.insert(*id);
                true
            }
            E::Laid { .. } | E::Opened { .. } => true,
        }
    }

    fn leaves_talk(&mut self, viewer: MemberId, event: &talk::Event) -> bool {
        use talk::Event as E;
        let stands = |by: MemberId, id| by == viewer || !self.cards.contains(id);
        match event {
            E::Written { card } | E::Shared { card } => stands(card.by, &card.id),
            E::Reworded { id, by, .. } => stands(*by, id),
            E::Removed { id, .. } => {
                self.cards.insert(*id);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests;
