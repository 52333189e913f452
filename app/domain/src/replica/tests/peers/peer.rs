//! One screen: its copy, and its line to the server. What it keeps lies on its device, for every tab there.

use super::device::Device;
use super::server::{is_new, is_new_event};
use crate::protocol::{FromServer, Outcome, Sent, Snapshot};
use crate::replica::Replica;
use crate::{Family, MemberId, Refusal};
use chrono::{DateTime, Utc};
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
    /// Which device it is open on.
    pub device: usize,
    /// None while the page is closed.
    pub replica: Option<Replica>,
    /// What stood there when a form was opened that lies open still.
    pub form: Option<Family>,
    pub line: Option<Line>,
    /// An older page.
    pub old: bool,
    /// A message came that it could not read: its copy cannot be trusted to be in step.
    pub lost: bool,
}

impl Peer {
    /// A page is opened: the copy comes with it, and what waits on the device is taken up.
    pub fn open(&mut self, snapshot: Snapshot, device: &Device) {
        let mut replica = Replica::new(snapshot);
        take_up(&mut replica, device, self.old);
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
    pub fn does(
        &mut self,
        sent: &Sent,
        now: DateTime<Utc>,
        device: &mut Device,
    ) -> Result<(), Refusal> {
        let replica = self.replica.as_mut().expect("the page is open");
        match replica.send(sent.clone(), now + device.skew) {
            Err(Refusal::TextMoved) => device.given_back(sent, Refusal::TextMoved),
            other => {
                other?;
                device.outbox.push((sent.clone(), now + device.skew));
                if let Some(line) = self.line.as_mut().filter(|line| line.greeted) {
                    line.up.push_back(sent.clone());
                }
            }
        }
        Ok(())
    }

    /// Takes the next message from its line.
    pub fn hear(&mut self, device: &mut Device) {
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
                match (replica.answer(answer), answer.outcome) {
                    (Some((sent, refusal)), _) => device.given_back(&sent, refusal),
                    (None, Outcome::Done { .. }) => device.done(answer.id),
                    // A no that comes twice takes nothing away that the first gave back.
                    (None, Outcome::Refused { .. }) => {}
                }
                return;
            }
            _ => return,
        }
        if !line.greeted {
            line.greeted = true;
            // Another tab may have been closed before its words were told.
            take_up(replica, device, self.old);
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

/// An older page cannot send what a newer one beside it has done.
fn take_up(replica: &mut Replica, device: &Device, old: bool) {
    for (sent, at) in device.outbox.iter().filter(|(sent, _)| !(old && is_new(&sent.command))) {
        replica.resume(sent.clone(), *at);
    }
}

fn unreadable(message: &FromServer) -> bool {
    match message {
        FromServer::News { news } => news.events.iter().any(|it| is_new_event(&it.event)),
        _ => false,
    }
}
