//! The chain of who has looked, as it is kept: rows in order, and a head that says between which rows the chain goes.
//!
//! The store numbers the rows and keeps them together with their head; what a row's hash is made with, it does not know.

use super::Hash;
use super::changes::Bound;
use chrono::{DateTime, Utc};
use domain::FamilyId;
use std::sync::Arc;

/// What stands before the first row of a chain that began with its family.
pub const ORIGIN: Hash = [0; 32];
/// What stands before the first row where there was no head to go on from: rows may have been there and gone.
pub const ANEW: Hash = [0xff; 32];

/// Makes the hashes of one family's chain.
pub trait Chain: Send + Sync {
    /// Of the family's key that it is made with: a row under another version than the family's is not written.
    fn key_version(&self) -> u32;
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

/// The two ends of a chain, and the changes that it binds. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct LookHead {
    /// The last row that was let go because it is old; 0 for none.
    pub cut: u64,
    /// The hash of that row, from which the chain goes on.
    pub cut_hash: Hash,
    /// The newest row.
    pub last: u64,
    pub last_hash: Hash,
    /// None until something is changed.
    pub changes: Option<Bound>,
    pub seal: Hash,
}

impl LookHead {
    /// Of a chain without rows.
    pub(super) fn new(chain: &dyn Chain, origin: Hash) -> Self {
        let (changes, seal) = (None, Hash::default());
        let bare = Self { cut: 0, cut_hash: origin, last: 0, last_hash: origin, changes, seal };
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
    pub(super) fn sealed(&self, chain: &dyn Chain, next: Self) -> Self {
        let seal = if chain.head(self) == self.seal { chain.head(&next) } else { self.seal };
        Self { seal, ..next }
    }
}

/// A family's step to another version of its key: everything whose place in a chain or a row says so at once.
#[derive(Clone)]
pub struct Rekey {
    pub family: FamilyId,
    pub from: u32,
    pub to: u32,
    pub sealed_name: Vec<u8>,
    /// The chain as it was read, and the same under the new key.
    pub before: Option<LookHead>,
    pub rows: Vec<LookRow>,
    pub head: Option<LookHead>,
    pub old: Arc<dyn Chain>,
    pub new: Arc<dyn Chain>,
}

impl Rekey {
    /// Whether nobody has looked, and nothing was done to the head, since it was read. What was changed meanwhile does not count.
    pub(super) fn fits(&self, now: Option<&LookHead>) -> bool {
        let looks = |it: &LookHead| (it.cut, it.last, it.last_hash);
        now.map(looks) == self.before.as_ref().map(looks)
            && now.is_none_or(|now| self.old.head(now) == now.seal)
    }

    /// The head under the new key. What was changed meanwhile is bound as it was under the old one.
    pub(super) fn head_after(&self, now: Option<&LookHead>) -> Option<LookHead> {
        let bare = LookHead { changes: now?.changes, ..self.head.clone()? };
        Some(LookHead { seal: self.new.head(&bare), ..bare })
    }
}

/// The same rows and the same head under another key.
pub fn rechained(
    chain: &dyn Chain,
    head: &LookHead,
    mut rows: Vec<LookRow>,
) -> (LookHead, Vec<LookRow>) {
    let mut before = head.cut_hash;
    for row in &mut rows {
        row.hash = chain.row(&before, row.number, row.at, &row.body);
        before = row.hash;
    }
    let bare = LookHead { last_hash: before, ..head.clone() };
    (LookHead { seal: chain.head(&bare), ..bare }, rows)
}
