//! Which things a command speaks of. Nobody acts on what they may not see: to them it is not there.

use super::ThingId as T;
use super::touches::of_item;
use crate::family::Command;
use crate::{DialogueId, dialogue, dreams, plan, ruler, shield, talk};

impl Command {
    /// The things that are there before the command, and that it names.
    pub fn refers(&self) -> Vec<T> {
        match self {
            Self::Ruler(it) => ruler_in(it),
            Self::Talk(it) => talk_in(it),
            Self::Dreams(it) => dreams_in(it),
            Self::Plan(it) => plan_in(it),
            Self::Dialogue(it) => dialogue_in(it),
            Self::Shield(shield::Command::Set { dialogue, .. }) => at(*dialogue).collect(),
            Self::People(_) | Self::Consent(_) | Self::Shield(_) => Vec::new(),
        }
    }
}

fn at(dialogue: Option<DialogueId>) -> impl Iterator<Item = T> {
    dialogue.map(T::Dialogue).into_iter()
}

fn ruler_in(command: &ruler::Command) -> Vec<T> {
    use ruler::{Command as C, Seen};
    match command {
        C::Place { seen: Seen::Round(round), .. } | C::Reveal { round } => vec![T::Round(*round)],
        C::Place { .. } => Vec::new(),
        C::Share { id } | C::Withdraw { id } | C::Show { id, .. } => vec![T::Placement(*id)],
        C::Open { dialogue, .. } => at(*dialogue).collect(),
    }
}

fn talk_in(command: &talk::Command) -> Vec<T> {
    use talk::Command as C;
    match command {
        C::Write { dialogue, .. } => at(*dialogue).collect(),
        C::Reword { id, .. } | C::Share { id } | C::Remove { id } | C::Show { id, .. } => {
            vec![T::Card(*id)]
        }
    }
}

fn dreams_in(command: &dreams::Command) -> Vec<T> {
    use dreams::Command as C;
    match command {
        C::Add { dialogue, .. } => at(*dialogue).collect(),
        C::Move { id, .. }
        | C::Reword { id, .. }
        | C::Picture { id, .. }
        | C::Remove { id }
        | C::Restore { id } => vec![T::Dream(*id)],
    }
}

fn plan_in(command: &plan::Command) -> Vec<T> {
    use plan::Command as C;
    match command {
        C::SetGoal { dream, dialogue, .. } => {
            dream.map(T::Dream).into_iter().chain(at(*dialogue)).collect()
        }
        C::AddStep { goal, dialogue, .. } => {
            goal.map(T::Goal).into_iter().chain(at(*dialogue)).collect()
        }
        C::RewordGoal { id, .. }
        | C::HowFar { id, .. }
        | C::Note { id, .. }
        | C::Turn { id, .. } => {
            vec![T::Goal(*id)]
        }
        C::Offer { id, .. }
        | C::Accept { id }
        | C::Decline { id, .. }
        | C::HandBack { id, .. }
        | C::Tick { id, .. }
        | C::Untick { id }
        | C::Tell { id, .. }
        | C::Due { id, .. } => vec![T::Step(*id)],
        C::Agree { item, .. } | C::Reopen { item } => vec![of_item(*item)],
    }
}

fn dialogue_in(command: &dialogue::Command) -> Vec<T> {
    use dialogue::Command as C;
    match command {
        C::Plan { .. } => Vec::new(),
        C::Move { id, .. }
        | C::Start { id }
        | C::Go { id, .. }
        | C::CheckIn { id, .. }
        | C::Useful { id, .. }
        | C::Among { id, .. }
        | C::End { id } => vec![T::Dialogue(*id)],
    }
}
