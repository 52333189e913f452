//! Which things an event concerns, and how.

use super::ThingId as T;
use crate::family::Event;
use crate::plan::Item;
use crate::{MemberId, dialogue, dreams, plan, ruler, talk};

/// How an event concerns a thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It carries the whole of it.
    Carried,
    /// It changes it.
    Changed,
    /// It takes it away.
    Gone,
}

/// The things an event concerns. Empty for what concerns the circle.
pub fn touches(event: &Event) -> Vec<(T, How)> {
    match event {
        Event::Ruler(it) => ruler_of(it),
        Event::Talk(it) => vec![talk_of(it)],
        Event::Dreams(it) => vec![dreams_of(it)],
        Event::Plan(it) => vec![plan_of(it)],
        Event::Dialogue(it) => vec![dialogue_of(it)],
        Event::People(_) | Event::Consent(_) | Event::Shield(_) => Vec::new(),
    }
}

fn ruler_of(event: &ruler::Event) -> Vec<(T, How)> {
    use ruler::Event as E;
    let carried = |it: &ruler::Placement| (T::Placement(it.id), How::Carried);
    match event {
        E::Placed { placement } | E::Shared { placement } | E::ShownTo { placement } => {
            vec![carried(placement)]
        }
        E::Laid { round, .. } => vec![(T::Round(*round), How::Changed)],
        E::Withdrawn { id, round, .. } => {
            let round = round.map(|round| (T::Round(round), How::Changed));
            [Some((T::Placement(*id), How::Gone)), round].into_iter().flatten().collect()
        }
        E::Opened { round } => vec![(T::Round(round.id), How::Carried)],
        E::Revealed { round, placements } => {
            let placements = placements.iter().map(carried);
            placements.chain([(T::Round(*round), How::Changed)]).collect()
        }
    }
}

/// Whose private thing an event concerns, where it says nothing to anybody else.
pub fn private_of(event: &Event) -> Option<MemberId> {
    use ruler::Event as R;
    use talk::Event as C;
    match event {
        Event::Ruler(R::Placed { placement }) => placement.is_private().then_some(placement.by),
        // In a round it is known who has placed, so a withdrawal there is known too.
        Event::Ruler(R::Withdrawn { by, hidden: true, round: None, .. }) => Some(*by),
        Event::Talk(C::Written { card }) => card.is_private().then_some(card.by),
        Event::Talk(C::Reworded { by, hidden: true, .. } | C::Removed { by, hidden: true, .. }) => {
            Some(*by)
        }
        _ => None,
    }
}

fn talk_of(event: &talk::Event) -> (T, How) {
    use talk::Event as E;
    match event {
        E::Written { card } | E::Shared { card } | E::ShownTo { card } => {
            (T::Card(card.id), How::Carried)
        }
        E::Reworded { id, .. } => (T::Card(*id), How::Changed),
        E::Removed { id, .. } => (T::Card(*id), How::Gone),
    }
}

fn dreams_of(event: &dreams::Event) -> (T, How) {
    use dreams::Event as E;
    match event {
        E::Added { dream } => (T::Dream(dream.id), How::Carried),
        E::Moved { id, .. }
        | E::Reworded { id, .. }
        | E::Pictured { id, .. }
        | E::Removed { id }
        | E::Restored { id } => (T::Dream(*id), How::Changed),
    }
}

fn plan_of(event: &plan::Event) -> (T, How) {
    use plan::Event as E;
    match event {
        E::GoalSet { goal } => (T::Goal(goal.id), How::Carried),
        E::StepAdded { step } => (T::Step(step.id), How::Carried),
        E::GoalReworded { id, .. }
        | E::Measured { id, .. }
        | E::Noted { id, .. }
        | E::Turned { id, .. } => (T::Goal(*id), How::Changed),
        E::Offered { id, .. }
        | E::Accepted { id }
        | E::Declined { id, .. }
        | E::HandedBack { id, .. }
        | E::Ticked { id, .. }
        | E::Unticked { id }
        | E::Told { id, .. }
        | E::DueMoved { id, .. } => (T::Step(*id), How::Changed),
        E::Agreed { item, .. } | E::Reopened { item, .. } => (of_item(*item), How::Changed),
    }
}

pub(super) fn of_item(item: Item) -> T {
    match item {
        Item::Goal(id) => T::Goal(id),
        Item::Step(id) => T::Step(id),
    }
}

fn dialogue_of(event: &dialogue::Event) -> (T, How) {
    use dialogue::Event as E;
    match event {
        E::Planned { dialogue } => (T::Dialogue(dialogue.id), How::Carried),
        E::Moved { id, .. }
        | E::Started { id }
        | E::Went { id, .. }
        | E::CheckedIn { id, .. }
        | E::FoundUseful { id, .. }
        | E::AmongSet { id, .. }
        | E::Ended { id } => (T::Dialogue(*id), How::Changed),
    }
}
