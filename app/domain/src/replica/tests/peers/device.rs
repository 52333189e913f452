//! What a browser keeps of one person, for all of their tabs, across kills and restarts.

use crate::left::Left;
use crate::protocol::Sent;
use crate::{CommandId, Refusal};
use chrono::{DateTime, TimeDelta, Utc};

/// What is left of what was refused, as a draft or as a choice.
pub struct Kept {
    pub id: CommandId,
    pub left: Left,
    pub refusal: Refusal,
}

pub struct Device {
    /// What waits for its answer, and since when.
    pub outbox: Vec<(Sent, DateTime<Utc>)>,
    pub kept: Vec<Kept>,
    /// What was refused and left nothing, for it was a tap.
    pub said: Vec<CommandId>,
    /// How wrong its clock is.
    pub skew: TimeDelta,
    /// Whether whoever is in has shown lately who they are.
    pub proved: bool,
    /// More than one tab is open on it.
    pub shared: bool,
}

impl Device {
    pub fn new(skew: TimeDelta) -> Self {
        let (outbox, kept, said) = (Vec::new(), Vec::new(), Vec::new());
        Self { outbox, kept, said, skew, proved: true, shared: false }
    }

    /// It was refused. What the app keeps of it, and nothing else; of what two tabs were told, once.
    pub fn given_back(&mut self, sent: &Sent, refusal: Refusal) {
        self.done(sent.id);
        self.said.retain(|id| *id != sent.id);
        match sent.command.left(refusal) {
            Some(left) => self.kept.push(Kept { id: sent.id, left, refusal }),
            None => self.said.push(sent.id),
        }
    }

    /// Nothing of it is kept any more.
    pub fn done(&mut self, id: CommandId) {
        self.outbox.retain(|(sent, _)| sent.id != id);
        self.kept.retain(|it| it.id != id);
    }

    /// Takes out what waits for its sender to show who they are.
    pub fn waits_for_proof(&mut self) -> Vec<Kept> {
        self.kept.extract_if(.., |it| it.refusal == Refusal::ProveFirst).collect()
    }
}
