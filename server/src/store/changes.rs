//! How the changes are bound into the chain: a hash over all of them, which the sealed head of who has looked holds.
//!
//! Each event's body is hashed as it was first written, and the next hash is over that and the hash before it. The hashes need no
//! key, for the head that holds the last of them is sealed; and they tell nothing, for what is hashed is sealed already.

use super::looked::{Chain, LookHead, LookRow, ORIGIN};
use super::{Hash, SealedEvent};
use sha2::{Digest, Sha256};

/// What of a family's log the head binds. Stored type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The last change from before there was a chain for them: what stands up to it is not bound. 0 where everything is.
    pub from: u64,
    /// The newest change.
    pub last: u64,
    /// Over all from there to here.
    pub hash: Hash,
}

impl Bound {
    /// Binds what comes after this change.
    pub fn after(from: u64) -> Self {
        Self { from, last: from, hash: ORIGIN }
    }

    /// With one more.
    #[must_use]
    pub fn with(self, event: &SealedEvent, digest: &Hash) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.hash);
        hash.update(event.seq.to_be_bytes());
        hash.update(event.version.to_be_bytes());
        hash.update(digest);
        Self { last: event.seq, hash: hash.finalize().into(), ..self }
    }
}

/// Of an event as it is written.
pub fn digest(event: &SealedEvent) -> Hash {
    Sha256::digest(&event.body).into()
}

/// An event as it stands in the book. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    pub event: SealedEvent,
    /// Of the body as it was first written. None for what is not bound.
    pub digest: Option<Hash>,
    /// Where it was sealed anew since: what says, under the key it is sealed with now, that it is the same event.
    pub witness: Option<Hash>,
}

/// Everything of a family that is chained, as it stood at one moment.
#[derive(Clone, Default)]
pub struct Book {
    pub head: Option<LookHead>,
    /// Who has looked, in order.
    pub rows: Vec<LookRow>,
    /// The changes, in order.
    pub entries: Vec<Entry>,
}

impl LookHead {
    /// The head after these changes, the first of which follows on `expected`.
    pub(super) fn after<'a>(
        &self,
        chain: &dyn Chain,
        expected: u64,
        events: impl Iterator<Item = (&'a SealedEvent, &'a Hash)>,
    ) -> Self {
        let bound = self.changes.unwrap_or_else(|| Bound::after(expected));
        let bound = events.fold(bound, |bound, (event, digest)| bound.with(event, digest));
        self.sealed(chain, Self { changes: Some(bound), ..self.clone() })
    }
}
