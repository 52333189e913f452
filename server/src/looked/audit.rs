//! `familiedialog audit verify`: walks every family's chain and says where one breaks.
//!
//! It finds a row that was changed, taken out, put in, or cut off at either end. It cannot find that the whole database was put
//! back to an earlier copy of itself: then rows and head fit. And whoever holds the master key too can write a new chain. Who
//! wants to be safe from that keeps the numbers that this command prints somewhere else.

use super::chain::Links;
use crate::error::HttpError;
use crate::store::looked::ANEW;
use crate::store::{Chain, LookHead, LookRow, Store};
use crate::vault::{FamilyKey, Vault};
use domain::FamilyId;
use std::fmt;

/// Where a chain breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Break {
    /// The family's key does not open, so nothing of it can be checked.
    Key,
    /// There is no head: the chain was taken away, or never begun.
    NoHead,
    /// The head does not fit its seal.
    Head,
    /// There were rows before the first one, or may have been.
    Anew,
    Changed {
        row: u64,
    },
    /// This row, and perhaps more after it.
    Missing {
        row: u64,
    },
    /// A row that the head does not know of.
    TooMuch {
        row: u64,
    },
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("its key cannot be opened with this master key"),
            Self::NoHead => f.write_str("the head of its chain is missing"),
            Self::Head => f.write_str("the head of its chain was changed"),
            Self::Anew => f.write_str("its chain was begun anew: what was before is missing"),
            Self::Changed { row } => write!(f, "row {row} was changed"),
            Self::Missing { row } => write!(f, "row {row} is missing"),
            Self::TooMuch { row } => write!(f, "row {row} was put in"),
        }
    }
}

/// What was found.
#[derive(Default)]
pub struct Report {
    pub families: usize,
    pub rows: usize,
    pub broken: Vec<(FamilyId, Break)>,
}

/// One line for each broken family, and one for all.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (family, broken) in &self.broken {
            writeln!(f, "{family}: {broken}")?;
        }
        let Self { families, rows, broken } = self;
        write!(f, "{families} families, {rows} rows, {} broken", broken.len())
    }
}

/// Walks all families.
pub async fn verify(store: &dyn Store, vault: &Vault) -> Result<Report, HttpError> {
    let mut report = Report::default();
    for family in store.families().await? {
        let (head, rows) = store.all_looks(family).await?;
        report.families += 1;
        report.rows += rows.len();
        let found = match (key(store, vault, family).await?, head) {
            (None, _) => Some(Break::Key),
            // Somebody began to make a place and went away; nobody has ever been in it.
            (_, None) if rows.is_empty() && store.events(family, 0).await?.is_empty() => None,
            (_, None) => Some(Break::NoHead),
            (Some(key), Some(head)) => walk(&Links(key), &head, &rows),
        };
        report.broken.extend(found.map(|it| (family, it)));
    }
    Ok(report)
}

async fn key(
    store: &dyn Store,
    vault: &Vault,
    family: FamilyId,
) -> Result<Option<FamilyKey>, HttpError> {
    let Some(row) = store.family(family).await? else { return Ok(None) };
    Ok(vault.family(family, row.key_version).ok())
}

/// The first break from the front, so that the line says where it begins.
pub fn walk(chain: &dyn Chain, head: &LookHead, rows: &[LookRow]) -> Option<Break> {
    if chain.head(head) != head.seal {
        return Some(Break::Head);
    }
    if head.cut == 0 && head.cut_hash == ANEW {
        return Some(Break::Anew);
    }
    let (mut before, mut last) = (head.cut_hash, head.cut);
    for row in rows {
        let next = last + 1;
        if row.number > next && next <= head.last {
            return Some(Break::Missing { row: next });
        }
        if row.number != next || next > head.last {
            return Some(Break::TooMuch { row: row.number });
        }
        if chain.row(&before, row.number, row.at, &row.body) != row.hash {
            return Some(Break::Changed { row: row.number });
        }
        (before, last) = (row.hash, row.number);
    }
    (last < head.last).then_some(Break::Missing { row: last + 1 })
}
