//! The room of one family: the only place where its log is written. One task, one thing at a time, so that what is decided on
//! is what stands there. Commands that come together are decided on in their order and written together ([`together`]).

mod deciding;
mod reading;
mod telling;
mod together;

use super::ask::{Actor, Ask, End, Proof};
use super::here::{Connection, Here, Seated};
use super::keeping::Keeper;
use super::log::{Decided, Fold, Log, LogError};
use super::others::{Others, Word};
use crate::clock::Clock;
use crate::store::{Appended, StoreError};
use chrono::{NaiveDate, TimeDelta};
use deciding::unseats;
use domain::may::Sight;
use domain::people::Ends;
use domain::protocol::{FromServer, Outcome, Passing, Sent};
use domain::{MemberId, Refusal};
use std::slice::from_ref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A snapshot is kept whenever so many events have come since the last.
pub(super) const EVERY: u64 = 200;

/// See the module.
pub(super) struct Room {
    log: Arc<Log>,
    clock: Clock,
    others: Others,
    keeper: Keeper,
    fold: Fold,
    seq: u64,
    /// The same, for whoever looks in from outside.
    shown: Arc<AtomicU64>,
    kept: u64,
    /// The day on which those who are here were last told what they may see.
    day: NaiveDate,
    here: Here,
    /// Who was here when the other processes were last told.
    told: Vec<MemberId>,
    ended: bool,
}

impl Room {
    pub(super) async fn open(
        log: Log,
        clock: Clock,
        others: Others,
        keeper: Keeper,
        shown: Arc<AtomicU64>,
    ) -> Result<Self, LogError> {
        let (fold, seq, kept) = log.fold().await?;
        let day = clock.now().date_naive();
        shown.store(seq, Ordering::Relaxed);
        let mut room = Self {
            log: Arc::new(log),
            clock,
            others,
            keeper,
            fold,
            seq,
            shown,
            kept,
            day,
            here: Here::default(),
            told: Vec::new(),
            ended: false,
        };
        // Else a family in which nobody writes would be folded from the first event each time.
        room.keep_snapshot();
        Ok(room)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.here.is_empty()
    }

    /// In their order; commands that follow on each other are carried out together. Whoever asked may have gone meanwhile; then the
    /// answer is dropped. Once the room has ended nobody is answered.
    pub(super) async fn answer(&mut self, asks: impl Iterator<Item = Ask>) {
        let mut asks = asks.peekable();
        while let Some(ask) = asks.next().filter(|_| !self.ended) {
            match ask {
                Ask::Do(first) => {
                    let mut all = vec![first];
                    while let Some(Ask::Do(next)) = asks.next_if(|it| matches!(it, Ask::Do(_))) {
                        all.push(next);
                    }
                    self.carry_out_all(all).await;
                }
                ask => self.do_as_asked(ask).await,
            }
            self.say_who_is_here();
        }
    }

    async fn do_as_asked(&mut self, ask: Ask) {
        match ask {
            Ask::Do(it) => self.carry_out_all(vec![it]).await,
            Ask::Role { member, reply } => {
                let fresh = self.look().await;
                let role = |()| self.fold.family.people.joined(member).ok().map(|it| it.role);
                let _ = reply.send(fresh.map(role));
            }
            Ask::Found { founder, sent, reply } => {
                let _ = reply.send(self.found(founder, &sent).await);
            }
            Ask::Looks { member, seen, reply } => {
                let today = self.clock.now().date_naive();
                let _ = reply.send(domain::looked::rows(&self.fold.family, member, today, seen));
            }
            Ask::View { member, reply } => {
                let fresh = self.look().await;
                let _ = reply.send(fresh.map(|()| self.view(member)));
            }
            Ask::Since { member, seq, reply } => {
                let fresh = self.look().await;
                let _ = reply.send(match fresh {
                    Ok(()) => self.since(member, seq).await,
                    Err(error) => Err(error),
                });
            }
            Ask::Invitation { id, reply } => {
                let fresh = self.look().await;
                let _ = reply.send(fresh.map(|()| self.door(id)));
            }
            Ask::Enter { member, seq, reply } => {
                let seated = self.enter(member, seq).await;
                if let Err(Ok(Some(seated))) = reply.send(seated) {
                    self.here.leave(seated.connection);
                }
            }
            Ask::Passing { from, by, passing } => {
                if self.here.is_shared() {
                    let (family, passing) = (self.log.family(), passing.clone());
                    self.others.tell(Word::Passing { family, by, passing });
                }
                self.pass(Some(from), by, passing);
            }
            Ask::Passed { by, passing } => self.pass(None, by, passing),
            Ask::Leave { connection } => self.here.leave(connection),
            Ask::Day => {
                self.note_look().await;
                self.turn_day();
            }
            Ask::Look => self.note_look().await,
            Ask::Elsewhere { process, members, asks } => {
                self.here.elsewhere(process, members);
                if asks && !self.told.is_empty() {
                    self.tell_who_is_here(false);
                }
            }
            Ask::Announce => {
                self.here.forget_elsewhere();
                self.tell_who_is_here(true);
            }
            Ask::End { kept, reply } => drop(reply.send(self.end(kept).await)),
        }
    }

    fn pass(&self, from: Option<Connection>, by: MemberId, passing: Passing) {
        let (hear, message) = (self.hear(by, &passing), FromServer::Passing { by, passing });
        self.here.pass(from, &hear, message);
    }

    /// Those who are here are told of those whom they meet. The other processes are told when somebody has come here or gone. Whoever comes first asks who is there.
    fn say_who_is_here(&mut self) {
        let (family, day) = (&self.fold.family, self.day);
        self.here.tell_who_is_here(|me, other| Sight::new(family, me, day).meets(other));
        let members = self.here.members();
        if members != self.told {
            let asks = self.told.is_empty();
            self.told = members;
            self.tell_who_is_here(asks);
        }
    }

    fn tell_who_is_here(&self, asks: bool) {
        let (family, members) = (self.log.family(), self.told.clone());
        self.others.tell(Word::Here { family, members, asks });
    }

    /// Another process may have written. What is told out of memory must not be older than the question.
    async fn look(&mut self) -> Result<(), LogError> {
        match self.log.head().await? {
            Some(now) if now > self.seq => self.catch_up().await,
            // An older copy was put in its place. The next who asks opens the room on that.
            Some(now) if now < self.seq => {
                self.ended = true;
                Err(LogError::Behind { now, room: self.seq })
            }
            Some(_) => Ok(()),
            // Another process erased it.
            None => {
                self.here.part(|_| false);
                self.ended = true;
                Err(StoreError::NoFamily.into())
            }
        }
    }

    async fn note_look(&mut self) {
        if let Err(error) = self.look().await {
            tracing::warn!(%error, "a room does not know what others wrote");
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// One thing at a time: nobody can stop it between the last look and the end.
    async fn end(&mut self, kept: TimeDelta) -> Result<End, LogError> {
        self.catch_up().await?;
        let (ends, now) = (self.fold.family.people.ends(), self.clock.now());
        if ends.due(kept).is_none_or(|due| due > now) {
            return Ok(End::NotYet(ends));
        }
        self.log.erase(now)?;
        self.here.part(|_| false);
        self.ended = true;
        Ok(End::Erased)
    }

    /// Decides, writes, and only then applies. A command that was answered before changes nothing: the store finds its receipt.
    /// Whether it needs a proof is asked each time of what is decided on, but of nothing that was answered.
    async fn carry_out(
        &mut self,
        actor: Actor,
        sent: &Sent,
        proof: Proof,
    ) -> Result<Outcome, LogError> {
        let by = actor.member;
        loop {
            if proof == Proof::Lacking && self.weighs(by, sent) {
                // What was done needs no proof any more: whoever did not hear the answer would else do it twice.
                let answer = self.log.store.answer(self.log.family(), sent.id).await?;
                let Some(answer) = answer else {
                    return Ok(Outcome::Refused { refusal: Refusal::ProveFirst });
                };
                self.catch_up().await?;
                return Log::answered(&answer, by);
            }
            let decided = [self.decide(actor, sent)];
            match self.append(self.seq, &decided, self.ends(&decided[0].events)).await? {
                Appended::Done => {
                    let [Decided { events, outcome, .. }] = decided;
                    if !events.is_empty() {
                        self.others.tell(Word::Wrote { family: self.log.family() });
                    }
                    self.take_in(&events, by);
                    return Ok(outcome);
                }
                Appended::Duplicate { answer } => {
                    // Another process may have carried it out. Whoever is told so here must also see it here.
                    self.catch_up().await?;
                    return Log::answered(&answer, by);
                }
                Appended::Theirs => {
                    return Ok(Outcome::Refused { refusal: Refusal::HasOwnWay });
                }
                // Another process wrote to this family. Its events come first; ours are decided anew on top.
                Appended::Moved { now } if now > self.seq => self.catch_up().await?,
                Appended::Rekeyed { .. } => self.rekey().await?,
                // Nothing to catch up with, however often it is tried.
                Appended::Moved { now } => return Err(LogError::Behind { now, room: self.seq }),
            }
        }
    }

    /// The one way into the log.
    async fn append(
        &self,
        expected: u64,
        decided: &[Decided],
        ends: Option<Ends>,
    ) -> Result<Appended, LogError> {
        let append = self.log.sealed(expected, decided, ends)?;
        Ok(self.log.store.append(append).await?)
    }

    /// Another process may have written much. It is told together: one by one it would fill every queue, and whoever listens would be sent
    /// away as too slow. Only where somebody lost their seat is told by itself, so that whoever was out of the circle for a moment hears it.
    async fn catch_up(&mut self) -> Result<(), LogError> {
        let theirs = self.log.since(self.seq).await?;
        for told in theirs.chunk_by(|one, next| !unseats(one) && !unseats(next)) {
            let mut untold = self.untold();
            for it in told {
                self.fold_in(from_ref(it), it.by, &mut untold);
            }
            self.tell(untold);
        }
        Ok(())
    }

    fn sight(&self, member: MemberId) -> Sight<'_> {
        Sight::new(&self.fold.family, member, self.day)
    }

    /// Who may hear of what only passes.
    fn hear(&self, by: MemberId, passing: &Passing) -> Vec<MemberId> {
        let mut members = self.here.members();
        members.retain(|member| self.sight(*member).hears(by, passing));
        members
    }

    /// In the background: nobody waits for it.
    fn keep_snapshot(&mut self) {
        if self.seq >= self.kept + EVERY && self.keeper.begin(&self.log, &self.fold, self.seq) {
            self.kept = self.seq;
        }
    }

    /// Whoever opens the room again finds a snapshot that is not old, or opens it before that is made.
    pub(super) fn close(&mut self) {
        if self.seq >= self.kept + EVERY {
            self.kept = self.seq;
            self.keeper.begin_last(&self.log, &self.fold, self.seq);
        }
    }

    /// The family is sealed with another version of its key by now.
    async fn rekey(&mut self) -> Result<(), LogError> {
        self.log = Arc::new(self.log.anew().await?);
        Ok(())
    }

    /// Nothing can happen between what is told first and the news that follow: the room does one thing at a time.
    async fn enter(&mut self, member: MemberId, seq: u64) -> Result<Option<Seated>, LogError> {
        self.look().await?;
        self.turn_day();
        let tidings = self.since(member, seq).await?;
        let first = match tidings.filter(|it| !it.anew) {
            Some(tidings) => Some(FromServer::News { news: tidings.news() }),
            None => self.view(member).map(|snapshot| FromServer::Snapshot { snapshot }),
        };
        Ok(first.map(|first| self.here.enter(member, first)))
    }
}

#[cfg(test)]
mod tests;
