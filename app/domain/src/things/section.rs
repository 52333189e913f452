//! In which section an event stands. A new kind of event does not compile before it says so.

use crate::consent::Section;
use crate::family::Event;
use crate::{dialogue, dreams, plan, ruler, talk};

/// None for what is no section's: the circle, its consents, and how somebody is reached.
pub const fn section_of(event: &Event) -> Option<Section> {
    match event {
        Event::Ruler(it) => Some(of_ruler(it)),
        Event::Talk(it) => Some(of_talk(it)),
        Event::Dreams(it) => Some(of_dreams(it)),
        Event::Plan(it) => Some(of_plan(it)),
        Event::Dialogue(it) => Some(of_dialogue(it)),
        Event::People(_) | Event::Consent(_) | Event::Shield(_) => None,
    }
}

const fn of_ruler(event: &ruler::Event) -> Section {
    use ruler::Event as E;
    match event {
        E::Placed { .. }
        | E::Laid { .. }
        | E::Shared { .. }
        | E::ShownTo { .. }
        | E::Withdrawn { .. }
        | E::Opened { .. }
        | E::Revealed { .. } => Section::Ruler,
    }
}

const fn of_talk(event: &talk::Event) -> Section {
    use talk::Event as E;
    match event {
        E::Written { .. }
        | E::Reworded { .. }
        | E::Shared { .. }
        | E::ShownTo { .. }
        | E::Removed { .. } => Section::Talk,
    }
}

const fn of_dreams(event: &dreams::Event) -> Section {
    use dreams::Event as E;
    match event {
        E::Added { .. }
        | E::Moved { .. }
        | E::Reworded { .. }
        | E::Pictured { .. }
        | E::Removed { .. }
        | E::Restored { .. } => Section::Dreams,
    }
}

const fn of_plan(event: &plan::Event) -> Section {
    use plan::Event as E;
    match event {
        E::GoalSet { .. }
        | E::GoalReworded { .. }
        | E::Measured { .. }
        | E::Noted { .. }
        | E::Turned { .. }
        | E::StepAdded { .. }
        | E::Offered { .. }
        | E::Accepted { .. }
        | E::Declined { .. }
        | E::HandedBack { .. }
        | E::Ticked { .. }
        | E::Unticked { .. }
        | E::Told { .. }
        | E::DueMoved { .. }
        | E::Agreed { .. }
        | E::Reopened { .. } => Section::Plan,
    }
}

/// What becomes minutes by its end was a dialogue until then.
const fn of_dialogue(event: &dialogue::Event) -> Section {
    use dialogue::Event as E;
    match event {
        E::Planned { .. }
        | E::Moved { .. }
        | E::Started { .. }
        | E::Went { .. }
        | E::CheckedIn { .. }
        | E::FoundUseful { .. }
        | E::AmongSet { .. } => Section::Dialogue,
        E::Ended { .. } => Section::Minutes,
    }
}

#[cfg(test)]
mod tests;
