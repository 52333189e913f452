//! Whether what is stored of a family is whole: every event there and readable, every answer in its place, the snapshot what the
//! events give.

use super::log::{Answered, Fold, Log, LogError};
use crate::store::Store;
use crate::vault::Vault;
use domain::protocol::Outcome;
use domain::{FamilyId, Recorded};
use std::fmt;
use std::sync::Arc;

/// What is wrong with a family. Names nothing that anybody wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Its key is missing, or another master key's.
    Key,
    /// After this event another is missing, or cannot be read.
    Event { after: u64 },
    /// An answer speaks of an event that is not there, or cannot be read.
    Receipt,
    /// No answer speaks of this event: its command, sent again, would be carried out a second time.
    Unanswered { seq: u64 },
    /// The snapshot cannot be read, or is not what the events give.
    Snapshot,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("its key cannot be opened"),
            Self::Event { after } => write!(f, "the event after {after} is missing or unreadable"),
            Self::Receipt => f.write_str("an answer does not fit the log"),
            Self::Unanswered { seq } => write!(f, "the answer stored with event {seq} is missing"),
            Self::Snapshot => f.write_str("the snapshot is not what the events give"),
        }
    }
}

/// The first fault of a family, and how many events it has. A family that was erased has none.
pub async fn check(
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    family: FamilyId,
) -> Result<(u64, Option<Fault>), LogError> {
    let log = match Log::open(store, vault, family).await {
        Ok(Some(log)) => log,
        Ok(None) => return Ok((0, None)),
        Err(LogError::Key(_) | LogError::Vault(_)) => return Ok((0, Some(Fault::Key))),
        Err(error) => return Err(error),
    };
    // Before the events: somebody may be writing, and what speaks of an event comes after it.
    let snapshot = log.read_snapshot().await;
    let head = log.head().await?.unwrap_or_default();
    let answers = log.store.answers(family).await?;
    let (events, whole) = log.readable().await?;
    let last = events.last().map_or(0, |it| it.seq);
    if !whole || !events.iter().map(|it| it.seq).eq(1..=last) {
        let after = (1..).zip(&events).take_while(|(seq, it)| *seq == it.seq).count() as u64;
        return Ok((last, Some(Fault::Event { after })));
    }
    let answers: Result<Vec<_>, _> = answers.iter().map(|it| Log::receipt(it)).collect();
    let fits = |it: &Answered| !matches!(it.outcome, Outcome::Done { seq } if seq > last);
    let Some(answers) = answers.ok().filter(|all| all.iter().all(fits)) else {
        return Ok((last, Some(Fault::Receipt)));
    };
    if let Some(seq) = unanswered(&events, &answers).filter(|seq| *seq <= head) {
        return Ok((last, Some(Fault::Unanswered { seq })));
    }
    let fault = match snapshot {
        Ok(None) => false,
        Ok(Some((kept, seq))) => {
            let mut refolded = Fold::default();
            for it in events.iter().filter(|it| it.seq <= seq) {
                refolded.take_in(it);
            }
            refolded != kept || seq > last
        }
        Err(_) => true,
    };
    Ok((last, fault.then_some(Fault::Snapshot)))
}

/// The first event that no answer speaks of. They are numbered without a gap.
fn unanswered(events: &[Recorded], answers: &[Answered]) -> Option<u64> {
    let mut spoken_of = vec![false; events.len()];
    for it in answers {
        let Outcome::Done { seq } = it.outcome else { continue };
        let end = usize::try_from(seq).unwrap_or(usize::MAX).min(events.len());
        let (before, Some(last)) = (&events[..end], events[..end].last()) else { continue };
        // An older answer says only where its command ended: whose it is, and of which moment.
        let its = |event: &&Recorded| event.by == it.by && event.at == last.at;
        let count = it.events.unwrap_or_else(|| before.iter().rev().take_while(its).count());
        spoken_of[end.saturating_sub(count)..end].fill(true);
    }
    events.iter().zip(spoken_of).find(|(_, spoken_of)| !spoken_of).map(|(it, _)| it.seq)
}
