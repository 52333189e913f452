//! Heads that are kept elsewhere. A database that was put back to an earlier copy of itself fits itself; what was kept of it does not
//! fit it any more.

use super::Break;
use crate::error::HttpError;
use crate::looked::chain::Links;
use crate::rotation::is_still;
use crate::store::{Book, Bound, Chain, Hash, LookHead, Store, StoreError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::FamilyId;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// How far one family had come when somebody asked. Holds no words of anybody's, only ids, numbers and hashes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    pub family: FamilyId,
    /// Of the family's key: a row's hash is another under another key, a change's is not.
    key: u32,
    row: u64,
    row_hash: Hash,
    change: u64,
    change_hash: Hash,
}

/// It was not printed by `familiedialog audit heads`.
#[derive(Debug, Error)]
#[error("line {line} is not a head as `familiedialog audit heads` prints it")]
pub struct NoHeads {
    line: usize,
}

/// One line.
impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { family, key, row, row_hash, change, change_hash } = self;
        let text = |hash: &Hash| URL_SAFE_NO_PAD.encode(hash);
        let (row_hash, change_hash) = (text(row_hash), text(change_hash));
        write!(f, "{family} key {key} row {row} {row_hash} change {change} {change_hash}")
    }
}

impl FromStr for Kept {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [family, "key", key, "row", row, row_hash, "change", change, change_hash] = parts[..]
        else {
            return Err(());
        };
        let hash = |text: &str| -> Result<Hash, ()> {
            URL_SAFE_NO_PAD.decode(text).map_err(drop)?.try_into().map_err(drop)
        };
        Ok(Self {
            family: family.parse().map_err(drop)?,
            key: key.parse().map_err(drop)?,
            row: row.parse().map_err(drop)?,
            row_hash: hash(row_hash)?,
            change: change.parse().map_err(drop)?,
            change_hash: hash(change_hash)?,
        })
    }
}

/// What was printed, read again.
pub fn read(text: &str) -> Result<Vec<Kept>, NoHeads> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| line.parse().map_err(|()| NoHeads { line: at + 1 })).collect()
}

/// The heads as they stand, of families that have one.
pub async fn heads(store: &dyn Store) -> Result<Vec<Kept>, HttpError> {
    let mut all = Vec::new();
    for family in store.families().await? {
        let Some((key, head)) = head(store, family).await? else { continue };
        let Bound { last, hash, .. } = head.changes.unwrap_or_else(|| Bound::after(0));
        let (row, row_hash) = (head.last, head.last_hash);
        all.push(Kept { family, key, row, row_hash, change: last, change_hash: hash });
    }
    Ok(all)
}

/// With the version of the key that it is made with, which may change while it is read.
async fn head(store: &dyn Store, family: FamilyId) -> Result<Option<(u32, LookHead)>, StoreError> {
    loop {
        let Some(row) = store.family(family).await? else { return Ok(None) };
        let head = store.chain_head(family).await?;
        if is_still(store, &row).await? {
            return Ok(head.map(|head| (row.key_version, head)));
        }
    }
}

impl Kept {
    /// Where a chain that holds in itself does not lead through this head.
    pub(super) fn missed(&self, chain: &Links, book: &Book) -> Option<Break> {
        let head = book.head.as_ref()?;
        if head.last < self.row {
            return Some(Break::Missing { row: head.last + 1 });
        }
        let passed = match self.row {
            row if row == head.cut => Some(head.cut_hash),
            row => book.rows.iter().find(|it| it.number == row).map(|it| it.hash),
        };
        let same_key = self.key == chain.key_version();
        if same_key && passed.is_some_and(|hash| hash != self.row_hash) {
            return Some(Break::Rewritten);
        }
        if self.change == 0 {
            return None;
        }
        let Some(bound) = head.changes.filter(|it| it.last >= self.change) else {
            return Some(Break::ChangeMissing { change: head.changes.map_or(0, |it| it.last) + 1 });
        };
        let entries = book.entries.iter().filter(|it| it.event.seq > bound.from);
        let until = entries.take_while(|it| it.event.seq <= self.change);
        let reached = until.fold(Bound::after(bound.from), |bound, it| {
            it.digest.map_or(bound, |digest| bound.with(&it.event, &digest))
        });
        (reached.hash != self.change_hash).then_some(Break::Rewritten)
    }
}
