//! A member's copy in step with the server: what is confirmed, what is pending, and what is shown.
//!
//! Pure. Whoever drives it does the sending. News from the server go under what is pending; pending commands are decided anew on
//! top, so that the person's own change never flickers away.

use crate::family::{Ctx, Event, Family, apply, decide};
use crate::protocol::{Answer, News, Outcome, Sent, Snapshot};
use crate::{CommandId, MemberId, Refusal, ruler};
use chrono::{DateTime, Utc};

/// A command that the server has not answered.
struct Pending {
    sent: Sent,
    /// When it was sent: kept, so that deciding it anew gives the same.
    at: DateTime<Utc>,
    /// Set once the server has said yes: it is dropped when the news up to there have arrived.
    done: Option<u64>,
}

/// One member's copy.
pub struct Replica {
    me: MemberId,
    seq: u64,
    confirmed: Family,
    pending: Vec<Pending>,
    shown: Family,
}

impl Replica {
    /// A copy that begins with a snapshot.
    pub fn new(snapshot: Snapshot) -> Self {
        let Snapshot { seq, me, family } = snapshot;
        Self { me, seq, shown: family.clone(), confirmed: family, pending: Vec::new() }
    }

    /// Whose copy it is.
    pub fn me(&self) -> MemberId {
        self.me
    }

    /// How far the confirmed part goes.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// What the screen shows: everything confirmed, and one's own pending changes.
    pub fn shown(&self) -> &Family {
        &self.shown
    }

    /// What the server has said, without what is pending.
    pub fn confirmed(&self) -> Snapshot {
        Snapshot { seq: self.seq, me: self.me, family: self.confirmed.clone() }
    }

    /// What the server has not answered, oldest first: to be sent (again) after a reconnect.
    pub fn waiting(&self) -> impl Iterator<Item = &Sent> {
        self.pending.iter().filter(|it| it.done.is_none()).map(|it| &it.sent)
    }

    /// Takes a command in and shows it at once. A refusal here saves the way to the server.
    pub fn send(&mut self, sent: Sent, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.position(sent.id).is_some() {
            return Err(Refusal::Already);
        }
        let events = decide(&self.shown, &Ctx { actor: self.me, now }, &sent.command)?;
        foresee(&mut self.shown, &events);
        self.pending.push(Pending { sent, at: now, done: None });
        Ok(())
    }

    /// Takes up a command that an earlier copy sent (after a reload, out of the outbox). The server may have carried it out
    /// already, so nothing is refused here: only the server's answer counts.
    pub fn resume(&mut self, sent: Sent, at: DateTime<Utc>) {
        if self.position(sent.id).is_none() {
            self.pending.push(Pending { sent, at, done: None });
            self.rebase();
        }
    }

    /// Replaces what is confirmed. Pending commands stay on top.
    pub fn snapshot(&mut self, snapshot: Snapshot) {
        if snapshot.me == self.me {
            self.seq = snapshot.seq;
            self.confirmed = snapshot.family;
            self.rebase();
        }
    }

    /// Takes the server's news in. They come in order; what is known already is passed over.
    pub fn news(&mut self, news: &News) {
        for recorded in news.events.iter().filter(|recorded| recorded.seq > self.seq) {
            apply(&mut self.confirmed, &recorded.event);
        }
        self.seq = self.seq.max(news.seq);
        self.rebase();
    }

    /// Takes an answer in. Gives back the refused command with the reason, so that the person's words can be kept.
    pub fn answer(&mut self, answer: Answer) -> Option<(Sent, Refusal)> {
        let index = self.position(answer.id)?;
        let refused = match answer.outcome {
            Outcome::Done { seq } => {
                self.pending[index].done = Some(seq);
                None
            }
            Outcome::Refused { refusal } => Some((self.pending.remove(index).sent, refusal)),
        };
        self.rebase();
        refused
    }

    fn position(&self, id: CommandId) -> Option<usize> {
        self.pending.iter().position(|it| it.sent.id == id)
    }

    /// Shows the confirmed copy with everything pending on top. What no longer decides is left to the server's answer.
    fn rebase(&mut self) {
        let seq = self.seq;
        self.pending.retain(|it| it.done.is_none_or(|done| done > seq));
        self.shown = self.confirmed.clone();
        for pending in &self.pending {
            let ctx = Ctx { actor: self.me, now: pending.at };
            if let Ok(events) = decide(&self.shown, &ctx, &pending.sent.command) {
                foresee(&mut self.shown, &events);
            }
        }
    }
}

/// Shows at once what this copy can know. A reveal brings placements that only the server holds: shown from here it would
/// bring one's own alone, and the others a moment later.
fn foresee(shown: &mut Family, events: &[Event]) {
    for event in
        events.iter().filter(|it| !matches!(it, Event::Ruler(ruler::Event::Revealed { .. })))
    {
        apply(shown, event);
    }
}

#[cfg(test)]
mod tests;
