//! Several commands that came together, in one write: else whoever comes fourth waits for the disk four times.
//!
//! Each is decided on what those before it leave. Nobody is told anything before all of it is on disk. Where it cannot be written
//! together nothing has happened, and each is carried out by itself; so everything that is rare is said in one place,
//! [`Room::carry_out`].

use super::Room;
use super::deciding::of_people;
use crate::live::ask::{Asked, Proof};
use crate::live::log::{Decided, LogError};
use crate::live::others::Word;
use crate::store::Appended;
use domain::protocol::{Answer, Outcome};

impl Room {
    /// Carries them out in their order, and answers each.
    pub(super) async fn carry_out_all(&mut self, asked: Vec<Asked>) {
        let mut done =
            self.together(&asked).await.unwrap_or_else(|error| vec![Err(error)]).into_iter();
        for Asked { actor, sent, proof, reply } in asked {
            let outcome = match done.next() {
                Some(outcome) => outcome,
                None if self.ended => break,
                None => self.carry_out(actor, &sent, proof).await,
            };
            let outcome = outcome.map(|outcome| self.numbered(actor.member, outcome));
            let _ = reply.send(outcome.map(|outcome| Answer { id: sent.id, outcome }));
        }
    }

    /// What became of the first so many; of none where they could not be written together. If it fails it may be written all the
    /// same: its receipts say so when they are sent again.
    async fn together(
        &mut self,
        asked: &[Asked],
    ) -> Result<Vec<Result<Outcome, LogError>>, LogError> {
        if asked.len() < 2 {
            return Ok(Vec::new());
        }
        let mut untold = self.untold();
        let seq = self.seq;
        let mut decided = Vec::<Decided>::new();
        for it in asked {
            let weighs = it.proof == Proof::Lacking && self.weighs(it.actor.member, &it.sent);
            if weighs || decided.iter().any(|before| before.command == it.sent.id) {
                break;
            }
            let next = self.decide(it.actor, &it.sent);
            if next.events.iter().any(of_people) {
                break;
            }
            self.fold_in(&next.events, next.by, &mut untold);
            decided.push(next);
        }
        if decided.is_empty() {
            return Ok(Vec::new());
        }
        let written = self.append(seq, &decided, None).await;
        if !matches!(written, Ok(Appended::Done)) {
            self.back_to(seq).await?;
            return written.map(|_| Vec::new());
        }
        if self.seq > seq {
            self.others.tell(Word::Wrote { family: self.log.family() });
            self.tell(untold);
        }
        Ok(decided.into_iter().map(|it| Ok(it.outcome)).collect())
    }

    /// What was taken in came to no disk. It is read anew what stood before: that is rare, and a copy kept for it would be made each time.
    /// Where it cannot be read the room ends, and whoever comes next opens it on what is there.
    async fn back_to(&mut self, seq: u64) -> Result<(), LogError> {
        if self.seq == seq {
            return Ok(());
        }
        self.ended = true;
        let fold = self.log.fold_at(seq).await?;
        (self.fold, self.seq, self.ended) = (fold, seq, false);
        Ok(())
    }
}
