//! The room of one family: the only place where its log is written. One task, one command at a time, so that what is decided on
//! is what stands there.

use super::here::{Connection, Here, Seated};
use super::log::{Log, LogError};
use super::taken_back;
use crate::clock::Clock;
use crate::store::Appended;
use domain::people::Invitation;
use domain::protocol::{Answer, FromServer, News, Outcome, Passing, Sent, Snapshot};
use domain::{Ctx, Family, InvitationId, MemberId, Recorded, apply, decide, view};
use std::sync::Arc;
use tokio::sync::oneshot;

/// A snapshot is kept whenever so many events have come since the last.
pub(super) const EVERY: u64 = 200;

/// A socket that was away longer than this is told the whole rather than the steps.
const MOST_NEWS: u64 = 500;

type Reply<T> = oneshot::Sender<T>;

/// What a room can be asked.
pub(super) enum Ask {
    Do { actor: MemberId, sent: Sent, reply: Reply<Result<Answer, LogError>> },
    Has { member: MemberId, reply: Reply<bool> },
    View { member: MemberId, reply: Reply<Option<Snapshot>> },
    Since { member: MemberId, seq: u64, reply: Reply<Result<Option<News>, LogError>> },
    Invitation { id: InvitationId, reply: Reply<Option<Door>> },
    Enter { member: MemberId, seq: u64, reply: Reply<Result<Option<Seated>, LogError>> },
    Passing { from: Connection, by: MemberId, passing: Passing },
    Leave { connection: Connection },
}

/// An invitation as it stands, and what whoever holds it is told of the family.
pub struct Door {
    pub family: String,
    pub invitation: Invitation,
    /// The name of the one it is for.
    pub name: String,
}

/// See the module.
pub(super) struct Room {
    log: Arc<Log>,
    clock: Clock,
    family: Family,
    seq: u64,
    kept: u64,
    here: Here,
}

impl Room {
    pub(super) async fn open(log: Log, clock: Clock) -> Result<Self, LogError> {
        let (family, seq, kept) = log.fold().await?;
        Ok(Self { log: Arc::new(log), clock, family, seq, kept, here: Here::default() })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.here.is_empty()
    }

    /// Whoever asked may have gone meanwhile; then the answer is dropped.
    pub(super) async fn answer(&mut self, ask: Ask) {
        match ask {
            Ask::Do { actor, sent, reply } => {
                let outcome = self.carry_out(actor, &sent).await;
                let _ = reply.send(outcome.map(|outcome| Answer { id: sent.id, outcome }));
            }
            Ask::Has { member, reply } => {
                let _ = reply.send(self.family.people.joined(member).is_ok());
            }
            Ask::View { member, reply } => drop(reply.send(self.view(member))),
            Ask::Since { member, seq, reply } => drop(reply.send(self.since(member, seq).await)),
            Ask::Invitation { id, reply } => drop(reply.send(self.door(id))),
            Ask::Enter { member, seq, reply } => {
                let seated = self.enter(member, seq).await;
                if let Err(Ok(Some(seated))) = reply.send(seated) {
                    self.here.leave(seated.connection);
                }
            }
            Ask::Passing { from, by, passing } => {
                self.here.pass(from, &FromServer::Passing { by, passing });
            }
            Ask::Leave { connection } => self.here.leave(connection),
        }
    }

    /// Decides, writes, and only then applies. A command that was answered before changes nothing: the store finds its receipt.
    async fn carry_out(&mut self, actor: MemberId, sent: &Sent) -> Result<Outcome, LogError> {
        loop {
            let (events, outcome) = self.decide(actor, sent);
            let append = self.log.sealed(self.seq, &events, sent, actor, outcome)?;
            match self.log.store.append(append).await? {
                Appended::Done => {
                    self.take_in(&events, actor);
                    return Ok(outcome);
                }
                Appended::Duplicate { answer } => {
                    // Another process may have carried it out. Whoever is told so here must also see it here.
                    self.catch_up().await?;
                    return Log::answered(&answer, actor);
                }
                // Another process wrote to this family. Its events come first; ours are decided anew on top.
                Appended::Moved { now } if now > self.seq => self.catch_up().await?,
                // Nothing to catch up with, however often it is tried.
                Appended::Moved { now } => return Err(LogError::Behind { now, room: self.seq }),
            }
        }
    }

    fn decide(&self, actor: MemberId, sent: &Sent) -> (Vec<Recorded>, Outcome) {
        let at = self.clock.now();
        match decide(&self.family, &Ctx { actor, now: at }, &sent.command) {
            Ok(events) => {
                let numbered = (self.seq + 1..).zip(events);
                let events: Vec<_> =
                    numbered.map(|(seq, event)| Recorded { seq, at, by: actor, event }).collect();
                let seq = events.last().map_or(self.seq, |it| it.seq);
                (events, Outcome::Done { seq })
            }
            Err(refusal) => (Vec::new(), Outcome::Refused { refusal }),
        }
    }

    async fn catch_up(&mut self) -> Result<(), LogError> {
        for recorded in self.log.since(self.seq).await? {
            let by = recorded.by;
            self.take_in(&[recorded], by);
        }
        Ok(())
    }

    fn take_in(&mut self, events: &[Recorded], actor: MemberId) {
        let Some(last) = events.last() else { return };
        self.seq = last.seq;
        for it in events {
            apply(&mut self.family, &it.event);
        }
        let people = &self.family.people;
        self.here.part(|member| people.joined(member).is_ok());
        self.here.news(self.seq, events, actor);
        if self.seq >= self.kept + EVERY {
            self.keep_snapshot();
        }
    }

    /// In the background: nobody waits for it, and if it fails the next one will do.
    fn keep_snapshot(&mut self) {
        let (log, family, seq) = (self.log.clone(), self.family.clone(), self.seq);
        self.kept = seq;
        tokio::spawn(async move {
            if let Err(error) = log.keep(&family, seq).await {
                tracing::warn!(%error, "a snapshot was not kept");
            }
        });
    }

    fn view(&self, member: MemberId) -> Option<Snapshot> {
        let family = view::view(&self.family, member)?;
        Some(Snapshot { seq: self.seq, me: member, family })
    }

    async fn since(&self, member: MemberId, seq: u64) -> Result<Option<News>, LogError> {
        if self.family.people.joined(member).is_err() {
            return Ok(None);
        }
        let events = if seq < self.seq { self.log.since(seq).await? } else { Vec::new() };
        let events = events.into_iter().filter(|it| it.seq <= self.seq).collect();
        Ok(Some(News { seq: self.seq, events: taken_back::told(member, events) }))
    }

    fn door(&self, id: InvitationId) -> Option<Door> {
        let invitation = self.family.people.invitations.get(&id)?.clone();
        let member = invitation.who.and_then(|who| self.family.people.get(who));
        let name = member.map(|member| member.name.clone()).unwrap_or_default();
        Some(Door { family: self.family.name.clone(), invitation, name })
    }

    /// Nothing can happen between what is told first and the news that follow: the room does one thing at a time.
    async fn enter(&mut self, member: MemberId, seq: u64) -> Result<Option<Seated>, LogError> {
        let resumes = (1..=self.seq).contains(&seq) && self.seq - seq <= MOST_NEWS;
        let first = if resumes {
            self.since(member, seq).await?.map(|news| FromServer::News { news })
        } else {
            self.view(member).map(|snapshot| FromServer::Snapshot { snapshot })
        };
        Ok(first.map(|first| self.here.enter(member, first)))
    }
}

#[cfg(test)]
mod tests;
