//! What stays with its writer of a command that was not taken: their words, and whatever else was work to make.

use crate::{Command, Refusal, dialogue, dreams, plan, ruler};

#[derive(Clone, PartialEq, Eq)]
pub struct Left {
    /// As they were typed.
    pub words: Vec<String>,
    /// The command itself, where its writer may choose, prove who they are, look at what they made, or try it again.
    pub change: Option<Command>,
}

impl Command {
    /// What is left of it after a refusal. None for a tap that holds nothing: it is done again by tapping again.
    pub fn left(&self, refusal: Refusal) -> Option<Left> {
        let words: Vec<_> = self.words().into_iter().map(str::to_owned).collect();
        let may_go = matches!(refusal, Refusal::TextMoved | Refusal::ProveFirst);
        let change = (may_go || self.is_work()).then(|| self.clone());
        (change.is_some() || !words.is_empty()).then_some(Left { words, change })
    }

    /// Whether somebody drew, placed or weighed something in it, with words or without.
    fn is_work(&self) -> bool {
        matches!(
            self,
            Self::Ruler(ruler::Command::Place { .. })
                | Self::Dreams(dreams::Command::Add { .. } | dreams::Command::Picture { .. })
                | Self::Dialogue(
                    dialogue::Command::CheckIn { .. } | dialogue::Command::Useful { .. }
                )
                | Self::Plan(plan::Command::HowFar { .. })
        )
    }
}
