//! How the rows of one family are chained: each hash is over the row and the hash before it, made with a key that only the
//! family's key gives. Whoever can write into the database but does not hold the master key cannot make a row that fits.

use crate::store::changes::digest;
use crate::store::{Chain, Entry, Hash, LookHead};
use crate::vault::{FamilyKey, Purpose};
use chrono::{DateTime, Utc};

const WITNESS: &str = "event sealed anew";

/// See the module.
pub struct Links {
    key: FamilyKey,
    rows: Purpose,
    heads: Purpose,
}

impl Links {
    pub fn new(key: FamilyKey) -> Self {
        let (rows, heads) = (key.for_purpose("looked row"), key.for_purpose("looked head"));
        Self { key, rows, heads }
    }

    pub fn key(&self) -> &FamilyKey {
        &self.key
    }

    /// Whether this event is the one that was bound: as it was written, or sealed anew by whoever held the key.
    pub fn is_bound(&self, entry: &Entry) -> bool {
        let Some(bound) = entry.digest else { return false };
        let now = digest(&entry.event);
        let seq = entry.event.seq.to_be_bytes();
        let same = |witness| {
            self.key.gives(witness, WITNESS, &[self.key.family().0.as_bytes(), &seq, &bound, &now])
        };
        now == bound || entry.witness.as_ref().is_some_and(same)
    }

    /// What says of an event that was just sealed anew that it is the one that was bound.
    pub fn witness(&self, anew: &Entry) -> Option<Hash> {
        let (bound, seq) = (anew.digest?, anew.event.seq.to_be_bytes());
        let family = self.key.family();
        let parts: [&[u8]; 4] = [family.0.as_bytes(), &seq, &bound, &digest(&anew.event)];
        Some(self.key.derived(WITNESS, &parts))
    }
}

/// The encodings are canonical: family, place, content, each with its length; numbers as eight bytes, the greatest first.
impl Chain for Links {
    fn key_version(&self) -> u32 {
        self.key.version()
    }

    fn row(&self, before: &Hash, number: u64, at: DateTime<Utc>, body: &[u8]) -> Hash {
        let (number, at) = (number.to_be_bytes(), at.timestamp_micros().to_be_bytes());
        self.rows.mac(&[self.key.family().0.as_bytes(), before, &number, &at, body])
    }

    /// A head that binds no changes yet is sealed as it was before there was a chain for them.
    fn head(&self, head: &LookHead) -> Hash {
        let (cut, last) = (head.cut.to_be_bytes(), head.last.to_be_bytes());
        let family = self.key.family();
        let looks: [&[u8]; 5] = [family.0.as_bytes(), &cut, &head.cut_hash, &last, &head.last_hash];
        let Some(changes) = head.changes else { return self.heads.mac(&looks) };
        let (from, last) = (changes.from.to_be_bytes(), changes.last.to_be_bytes());
        let changes: [&[u8]; 3] = [&from, &last, &changes.hash];
        self.heads.mac(&[looks.as_slice(), &changes].concat())
    }
}
