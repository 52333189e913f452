//! What a command does, on what stands there: decided, counted, and whether it needs a proof.

use super::Room;
use crate::live::ask::{Actor, Proof};
use crate::live::log::{Decided, LogError};
use domain::dialogue::screen;
use domain::people::{self, Ends};
use domain::protocol::{Outcome, Sent};
use domain::{Ctx, Event, MemberId, Recorded, Refusal, decide, may};

impl Room {
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

    pub(super) fn weighs(&self, actor: MemberId, sent: &Sent) -> bool {
        let ctx = Ctx { actor, now: self.clock.now() };
        may::weighs(&self.fold.family, &ctx, &sent.command)
    }

    pub(super) fn decide(&self, actor: Actor, sent: &Sent) -> Decided {
        let (at, family) = (self.clock.now(), &self.fold.family);
        let Actor { member: by, on_screen_of } = actor;
        let lent = on_screen_of.map_or(Ok(()), |owner| screen::takes_turn(family, owner, by));
        let ctx = Ctx { actor: by, now: at };
        let (events, outcome) = match lent.and_then(|()| decide(family, &ctx, &sent.command)) {
            Ok(events) => {
                let numbered = (self.seq + 1..).zip(events);
                let events: Vec<_> = numbered
                    .map(|(seq, event)| Recorded { seq, at, by, event, on_screen_of })
                    .collect();
                let seq = events.last().map_or(self.seq, |it| it.seq);
                (events, Outcome::Done { seq })
            }
            Err(refusal) => (Vec::new(), Outcome::Refused { refusal }),
        };
        Decided { command: sent.id, by, events, outcome }
    }

    /// What counts down after these events, where they change it.
    pub(super) fn ends(&self, events: &[Recorded]) -> Option<Ends> {
        // Nearly always; and a copy of the circle is not for nothing.
        if !events.iter().any(of_people) {
            return None;
        }
        let mut people = self.fold.family.people.clone();
        for it in events {
            if let Event::People(event) = &it.event {
                people::apply(&mut people, event);
            }
        }
        Some(people.ends()).filter(|ends| *ends != self.fold.family.people.ends())
    }
}

/// What changes the circle may change who sits where and what counts down.
pub(super) const fn of_people(it: &Recorded) -> bool {
    matches!(it.event, Event::People(_))
}

/// What may leave somebody without a seat.
pub(super) const fn unseats(it: &Recorded) -> bool {
    use people::Event as E;
    matches!(it.event, Event::People(E::Left { .. } | E::Removed { .. } | E::Renewed { .. }))
}
