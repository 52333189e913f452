//! Whether what is stored of a family is whole: every event there and readable, every answer in its place, the snapshot what the
//! events give.

use super::log::{Fold, Log, LogError};
use crate::store::Store;
use crate::vault::Vault;
use domain::FamilyId;
use domain::protocol::Outcome;
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
    /// The snapshot cannot be read, or is not what the events give.
    Snapshot,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("its key cannot be opened"),
            Self::Event { after } => write!(f, "the event after {after} is missing or unreadable"),
            Self::Receipt => f.write_str("an answer does not fit the log"),
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
    let answers = log.store.answers(family).await?;
    let (events, whole) = log.readable().await?;
    let last = events.last().map_or(0, |it| it.seq);
    if !whole || !events.iter().map(|it| it.seq).eq(1..=last) {
        let after = (1..).zip(&events).take_while(|(seq, it)| *seq == it.seq).count() as u64;
        return Ok((last, Some(Fault::Event { after })));
    }
    for answer in answers {
        match Log::outcome(&answer) {
            Ok(Outcome::Done { seq }) if seq <= last => {}
            Ok(Outcome::Refused { .. }) => {}
            Ok(Outcome::Done { .. }) | Err(_) => return Ok((last, Some(Fault::Receipt))),
        }
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
