//! The chain of who has looked, as it is kept: rows in order, and a head that says between which rows the chain goes.
//!
//! The store numbers the rows and keeps them together with their head; what a row's hash is made with, it does not know.

use super::Hash;
use chrono::{DateTime, Utc};
use domain::FamilyId;
use std::sync::Arc;

/// What stands before the first row of a chain that began with its family.
pub const ORIGIN: Hash = [0; 32];
/// What stands before the first row where there was no head to go on from: rows may have been there and gone.
pub const ANEW: Hash = [0xff; 32];

/// Makes the hashes of one family's chain.
pub trait Chain: Send + Sync {
    fn row(&self, before: &Hash, number: u64, at: DateTime<Utc>, body: &[u8]) -> Hash;
    /// The seal of a head, over everything else in it.
    fn head(&self, head: &LookHead) -> Hash;
}

/// A row to be appended.
#[derive(Clone)]
pub struct Look {
    pub family: FamilyId,
    pub at: DateTime<Utc>,
    pub body: Vec<u8>,
    pub chain: Arc<dyn Chain>,
}

/// A row. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct LookRow {
    /// 1, 2, 3 … without gaps.
    pub number: u64,
    /// To the microsecond.
    pub at: DateTime<Utc>,
    pub body: Vec<u8>,
    pub hash: Hash,
}

/// The two ends of a chain. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct LookHead {
    /// The last row that was let go because it is old; 0 for none.
    pub cut: u64,
    /// The hash of that row, from which the chain goes on.
    pub cut_hash: Hash,
    /// The newest row.
    pub last: u64,
    pub last_hash: Hash,
    pub seal: Hash,
}

impl LookHead {
    /// Of a chain without rows.
    pub(super) fn new(chain: &dyn Chain, origin: Hash) -> Self {
        let bare =
            Self { cut: 0, cut_hash: origin, last: 0, last_hash: origin, seal: Hash::default() };
        Self { seal: chain.head(&bare), ..bare }
    }

    /// The row that comes next, and the head after it.
    pub(super) fn then(&self, look: &Look) -> (LookRow, Self) {
        let number = self.last + 1;
        let hash = look.chain.row(&self.last_hash, number, look.at, &look.body);
        let row = LookRow { number, at: look.at, body: look.body.clone(), hash };
        (
            row,
            self.sealed(
                look.chain.as_ref(),
                Self { last: number, last_hash: hash, ..self.clone() },
            ),
        )
    }

    /// The head when everything up to this row is let go.
    pub(super) fn without(&self, chain: &dyn Chain, number: u64, hash: Hash) -> Self {
        self.sealed(chain, Self { cut: number, cut_hash: hash, ..self.clone() })
    }

    /// A head that does not fit its seal keeps it: going on must not make good what somebody did to it.
    fn sealed(&self, chain: &dyn Chain, next: Self) -> Self {
        let seal = if chain.head(self) == self.seal { chain.head(&next) } else { self.seal };
        Self { seal, ..next }
    }
}
