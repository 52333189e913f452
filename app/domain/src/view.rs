//! What a member may see. The one door for reading: every page, answer, socket message and print is made from a view.
//!
//! Two functions say the same in two ways: [`view`] cuts a member's copy out of the whole, [`sees`] lets an event through to a
//! member or not. Invariant, held by a property test: the fold of the events a member sees equals the member's view of the fold
//! of all events.

use crate::family::{Event, Family};
use crate::{MemberId, ruler, talk};

/// The one rule so far: what is not shared is its author's alone.
fn may_see(viewer: MemberId, author: MemberId, hidden: bool) -> bool {
    !hidden || viewer == author
}

/// The member's copy: the same family with the hidden parts absent. `None` for somebody without a seat, to whom the family is
/// not there at all.
pub fn view(family: &Family, viewer: MemberId) -> Option<Family> {
    family.people.joined(viewer).ok()?;
    let mut copy = family.clone();
    copy.ruler.placements.retain(|_, it| may_see(viewer, it.by, !it.shared));
    copy.talk.cards.retain(|_, it| may_see(viewer, it.by, !it.shared));
    Some(copy)
}

/// Whether an event reaches a member's copy.
pub fn sees(viewer: MemberId, event: &Event) -> bool {
    match event {
        Event::Ruler(event) => sees_ruler(viewer, event),
        Event::Talk(event) => sees_talk(viewer, event),
        Event::People(_) | Event::Dreams(_) | Event::Plan(_) | Event::Dialogue(_) => true,
    }
}

fn sees_ruler(viewer: MemberId, event: &ruler::Event) -> bool {
    use ruler::Event as E;
    match event {
        E::Placed { placement } => may_see(viewer, placement.by, !placement.shared),
        // In a round it is known who has placed, so a withdrawal there is known too; where it lay stays hidden.
        E::Withdrawn { by, hidden, round, .. } => may_see(viewer, *by, *hidden && round.is_none()),
        E::Laid { .. } | E::Shared { .. } | E::Opened { .. } | E::Revealed { .. } => true,
    }
}

fn sees_talk(viewer: MemberId, event: &talk::Event) -> bool {
    use talk::Event as E;
    match event {
        E::Written { card } => may_see(viewer, card.by, !card.shared),
        E::Reworded { by, hidden, .. } | E::Removed { by, hidden, .. } => {
            may_see(viewer, *by, *hidden)
        }
        E::Shared { .. } => true,
    }
}

#[cfg(test)]
mod tests;
