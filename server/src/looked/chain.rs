//! How the rows of one family are chained: each hash is over the row and the hash before it, made with a key that only the
//! family's key gives. Whoever can write into the database but does not hold the master key cannot make a row that fits.

use crate::store::{Chain, Hash, LookHead};
use crate::vault::FamilyKey;
use chrono::{DateTime, Utc};

/// See the module.
pub struct Links(pub FamilyKey);

/// The encodings are canonical: family, place, content, each with its length; numbers as eight bytes, the greatest first.
impl Chain for Links {
    fn key_version(&self) -> u32 {
        self.0.version()
    }

    fn row(&self, before: &Hash, number: u64, at: DateTime<Utc>, body: &[u8]) -> Hash {
        let (number, at) = (number.to_be_bytes(), at.timestamp_micros().to_be_bytes());
        self.0.derived("looked row", &[self.0.family().0.as_bytes(), before, &number, &at, body])
    }

    fn head(&self, head: &LookHead) -> Hash {
        let (cut, last) = (head.cut.to_be_bytes(), head.last.to_be_bytes());
        let family = self.0.family();
        self.0.derived(
            "looked head",
            &[family.0.as_bytes(), &cut, &head.cut_hash, &last, &head.last_hash],
        )
    }
}
