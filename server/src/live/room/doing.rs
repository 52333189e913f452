//! Carrying out: what is decided on stands there while it is written, and what weighs needs a proof.

use super::Room;
use crate::live::ask::{Actor, Proof};
use crate::live::log::{Log, LogError};
use crate::live::others::Word;
use crate::store::Appended;
use domain::dialogue::screen;
use domain::people::{self, Ends};
use domain::protocol::{Outcome, Sent};
use domain::{Ctx, Event, MemberId, Recorded, Refusal, decide, may};

impl Room {
    /// Decides, writes, and only then applies. A command that was answered before changes nothing: the store finds its receipt.
    /// Whether it needs a proof is asked each time of what is decided on.
    pub(super) async fn carry_out(
        &mut self,
        actor: Actor,
        sent: &Sent,
        proof: Proof,
    ) -> Result<Outcome, LogError> {
        let by = actor.member;
        loop {
            if proof == Proof::Lacking && self.weighs(by, sent) {
                return Ok(Outcome::Refused { refusal: Refusal::ProveFirst });
            }
            let (events, outcome) = self.decide(actor, sent);
            let append =
                self.log.sealed(self.seq, &events, sent, by, outcome, self.ends(&events))?;
            match self.log.store.append(append).await? {
                Appended::Done => {
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
                // Another process wrote to this family. Its events come first; ours are decided anew on top.
                Appended::Moved { now } if now > self.seq => self.catch_up().await?,
                Appended::Rekeyed { .. } => self.rekey().await?,
                // Nothing to catch up with, however often it is tried.
                Appended::Moved { now } => return Err(LogError::Behind { now, room: self.seq }),
            }
        }
    }

    /// The founding is the first of a log; the answer to any other command is none to this.
    pub(super) async fn found(
        &mut self,
        founder: MemberId,
        sent: &Sent,
    ) -> Result<Result<(), Refusal>, LogError> {
        Ok(match self.carry_out(founder.into(), sent, Proof::Lacking).await? {
            Outcome::Done { seq: 1 } => Ok(()),
            Outcome::Done { .. } => Err(Refusal::Already),
            Outcome::Refused { refusal } => Err(refusal),
        })
    }

    /// A receipt says where the log stood; whoever is answered counts otherwise.
    pub(super) fn numbered(&self, actor: MemberId, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Done { seq } => {
                Outcome::Done { seq: self.fold.tellings.number_at(actor, seq) }
            }
            refused @ Outcome::Refused { .. } => refused,
        }
    }

    fn weighs(&self, actor: MemberId, sent: &Sent) -> bool {
        let ctx = Ctx { actor, now: self.clock.now() };
        may::weighs(&self.fold.family, &ctx, &sent.command)
    }

    fn decide(&self, actor: Actor, sent: &Sent) -> (Vec<Recorded>, Outcome) {
        let (at, family) = (self.clock.now(), &self.fold.family);
        let Actor { member: by, on_screen_of } = actor;
        let lent = on_screen_of.map_or(Ok(()), |owner| screen::takes_turn(family, owner, by));
        let ctx = Ctx { actor: by, now: at };
        match lent.and_then(|()| decide(family, &ctx, &sent.command)) {
            Ok(events) => {
                let numbered = (self.seq + 1..).zip(events);
                let events: Vec<_> = numbered
                    .map(|(seq, event)| Recorded { seq, at, by, event, on_screen_of })
                    .collect();
                let seq = events.last().map_or(self.seq, |it| it.seq);
                (events, Outcome::Done { seq })
            }
            Err(refusal) => (Vec::new(), Outcome::Refused { refusal }),
        }
    }

    /// What counts down after these events, where they change it.
    fn ends(&self, events: &[Recorded]) -> Option<Ends> {
        let mut people = self.fold.family.people.clone();
        for it in events {
            if let Event::People(event) = &it.event {
                people::apply(&mut people, event);
            }
        }
        Some(people.ends()).filter(|ends| *ends != self.fold.family.people.ends())
    }
}
