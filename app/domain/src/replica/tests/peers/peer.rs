//! One screen: its copy, what it keeps on the device, and its line to the server.

use super::server::is_new_event;
use crate::left::Left;
use crate::protocol::{FromServer, Sent, Snapshot};
use crate::replica::Replica;
use crate::{CommandId, Family, MemberId, Refusal};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::VecDeque;

/// A line that is open.
#[derive(Default)]
pub struct Line {
    pub up: VecDeque<Sent>,
    pub down: VecDeque<FromServer>,
    /// The server has said its first word: what waited may go.
    pub greeted: bool,
}

pub struct Peer {
    pub me: MemberId,
    /// None while the page is closed.
    pub replica: Option<Replica>,
    /// What stood there when a form was opened that lies open still.
    pub form: Option<Family>,
    pub line: Option<Line>,
    /// On the device: what waits for its answer, and since when.
    pub outbox: Vec<(Sent, DateTime<Utc>)>,
    /// On the device: what is left of what was refused, as a draft or as a choice.
    pub kept: Vec<(CommandId, Left)>,
    /// What was refused and left nothing, for it was a tap.
    pub said: Vec<CommandId>,
    /// How wrong the device's clock is.
    pub skew: TimeDelta,
    /// An older page.
    pub old: bool,
    /// A message came that it could not read: its copy cannot be trusted to be in step.
    pub lost: bool,
}

impl Peer {
    /// A page is opened: the copy comes with it, and what waits on the device is taken up.
    pub fn open(&mut self, snapshot: Snapshot) {
        let mut replica = Replica::new(snapshot);
        for (sent, at) in &self.outbox {
            replica.resume(sent.clone(), *at);
        }
        self.lost = false;
        self.replica = Some(replica);
    }

    /// The page is gone, and all that it had in memory. What is on the device stays.
    pub fn crash(&mut self) {
        self.replica = None;
        self.form = None;
        self.line = None;
    }

    /// How far the copy goes, to say hello with.
    pub fn hello(&self) -> u64 {
        self.replica.as_ref().filter(|_| !self.lost).map_or(0, Replica::seq)
    }

    pub fn shown(&self) -> Option<&Family> {
        self.replica.as_ref().map(Replica::shown)
    }

    /// Somebody does something. What is refused here stands in the form still; two versions of the same become a choice.
    pub fn does(&mut self, sent: &Sent, now: DateTime<Utc>) -> Result<(), Refusal> {
        let replica = self.replica.as_mut().expect("the page is open");
        match replica.send(sent.clone(), now + self.skew) {
            Err(Refusal::TextMoved) => self.given_back(sent, Refusal::TextMoved),
            other => {
                other?;
                self.outbox.push((sent.clone(), now + self.skew));
                if let Some(line) = self.line.as_mut().filter(|line| line.greeted) {
                    line.up.push_back(sent.clone());
                }
            }
        }
        Ok(())
    }

    /// What the app keeps of it, and nothing else.
    fn given_back(&mut self, sent: &Sent, refusal: Refusal) {
        match sent.command.left(refusal) {
            Some(left) => self.kept.push((sent.id, left)),
            None => self.said.push(sent.id),
        }
    }

    /// Takes the next message from its line.
    pub fn hear(&mut self) {
        let (Some(line), Some(replica)) = (&mut self.line, &mut self.replica) else { return };
        let Some(message) = line.down.pop_front() else { return };
        if self.old && unreadable(&message) {
            (self.lost, self.line) = (true, None);
            return;
        }
        match message {
            FromServer::News { news } => replica.news(&news),
            FromServer::Snapshot { snapshot } => {
                replica.snapshot(snapshot);
                self.lost = false;
            }
            FromServer::Answer { answer } => {
                let refused = replica.answer(answer);
                let waiting: Vec<_> = replica.waiting().map(|it| it.id).collect();
                self.outbox.retain(|(sent, _)| waiting.contains(&sent.id));
                if let Some((sent, refusal)) = refused {
                    self.given_back(&sent, refusal);
                }
                return;
            }
            _ => return,
        }
        if !line.greeted {
            line.greeted = true;
            line.up.extend(replica.waiting().cloned());
        }
    }

    /// What waits is sent once more.
    pub fn again(&mut self) {
        if let (Some(line), Some(replica)) = (&mut self.line, &self.replica)
            && line.greeted
        {
            line.up.extend(replica.waiting().cloned());
        }
    }

    pub fn is_quiet(&self) -> bool {
        self.line.as_ref().is_none_or(|line| line.up.is_empty() && line.down.is_empty())
    }
}

fn unreadable(message: &FromServer) -> bool {
    match message {
        FromServer::News { news } => news.events.iter().any(|it| is_new_event(&it.event)),
        _ => false,
    }
}
