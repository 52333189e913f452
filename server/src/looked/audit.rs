//! `familiedialog audit verify`: walks every family's chain, of looks and of changes, and says where one breaks.
//!
//! It finds a row or a change that was changed, taken out, put in, or cut off at either end. By itself it cannot find that the whole
//! database, or all of one family in it, was put back to an earlier copy of itself: then everything fits. Who keeps what
//! `familiedialog audit heads` prints somewhere else, and gives it to this command, finds that too. Whoever holds the master key can
//! write a new chain.

mod heads;
mod walk;

pub use heads::{Kept, NoHeads, heads, read};
pub use walk::walk;

use super::chain::Links;
use crate::error::HttpError;
use crate::rotation::{self, KeyError};
use crate::store::{Book, Store};
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
    /// This change is not what was written in its place.
    ChangeChanged {
        change: u64,
    },
    /// This change, and perhaps more after it.
    ChangeMissing {
        change: u64,
    },
    /// A change that the head does not know of.
    ChangeTooMuch {
        change: u64,
    },
    /// Each change fits what stands beside it, and all of them do not fit the head.
    Changes,
    /// A head was kept of it, and nothing of it is there.
    Gone,
    /// A head was kept of it, and what stands there does not lead through that.
    Rewritten,
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
            Self::ChangeChanged { change } => write!(f, "change {change} was changed"),
            Self::ChangeMissing { change } => write!(f, "change {change} is missing"),
            Self::ChangeTooMuch { change } => write!(f, "change {change} was put in"),
            Self::Changes => f.write_str("its changes are not those that the head binds"),
            Self::Gone => f.write_str("it is gone, and was not erased"),
            Self::Rewritten => f.write_str("it is not what it was when its head was kept"),
        }
    }
}

/// What was found.
#[derive(Default)]
pub struct Report {
    pub families: usize,
    pub rows: usize,
    pub changes: usize,
    /// Families with changes from before there was a chain for them: up to which they are not bound.
    pub unbound: Vec<(FamilyId, u64)>,
    pub broken: Vec<(FamilyId, Break)>,
    /// Families whose key was erased while rows of theirs still stand: a crash half-way, a copy that was put back. Nothing of them can be
    /// read, or checked; the server sweeps them within the hour.
    pub unswept: usize,
}

/// One line for each broken family and each that is not bound from its beginning, one for those that were erased, and one for all.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (family, until) in &self.unbound {
            writeln!(f, "{family}: its changes are bound after {until}")?;
        }
        for (family, broken) in &self.broken {
            writeln!(f, "{family}: {broken}")?;
        }
        let Self { families, rows, changes, broken, unswept, .. } = self;
        if *unswept > 0 {
            writeln!(f, "{unswept} erased, with rows that are not swept yet")?;
        }
        write!(f, "{families} families, {rows} rows, {changes} changes, {} broken", broken.len())
    }
}

/// Walks all families. Of those whose head was kept it also asks whether they lead through that.
pub async fn verify(store: &dyn Store, vault: &Vault, kept: &[Kept]) -> Result<Report, HttpError> {
    let mut report = Report::default();
    let families = store.families().await?;
    for family in &families {
        report.families += 1;
        let (key, book) = match rotation::book(store, vault, *family).await {
            Ok(Some(found)) => found,
            Ok(None) => {
                // It may also have gone while the others were walked.
                report.unswept += usize::from(vault.is_erased(*family)?);
                continue;
            }
            Err(KeyError::Store(error)) => return Err(error.into()),
            Err(KeyError::Vault(_) | KeyError::Chain(_)) => {
                report.broken.push((*family, Break::Key));
                continue;
            }
        };
        report.rows += book.rows.len();
        report.changes += book.entries.len();
        let last = book.entries.last().map_or(0, |it| it.event.seq);
        let bound = book.head.as_ref().map(|head| head.changes.map_or(last, |it| it.from));
        report.unbound.extend(bound.filter(|until| *until > 0).map(|until| (*family, until)));
        report.broken.extend(broken(key, &book, kept).map(|it| (*family, it)));
    }
    for it in kept.iter().filter(|it| !families.contains(&it.family)) {
        if !vault.is_erased(it.family)? {
            report.broken.push((it.family, Break::Gone));
        }
    }
    Ok(report)
}

fn broken(key: FamilyKey, book: &Book, kept: &[Kept]) -> Option<Break> {
    let Some(head) = &book.head else {
        // Somebody began to make a place and went away; nobody has ever been in it.
        let never = book.rows.is_empty() && book.entries.is_empty();
        return (!never).then_some(Break::NoHead);
    };
    let (family, links) = (key.family(), Links::new(key));
    let through =
        || kept.iter().filter(|it| it.family == family).find_map(|it| it.missed(&links, book));
    match walk(&links, head, book) {
        Some(Break::Anew) => through().or(Some(Break::Anew)),
        found => found.or_else(through),
    }
}
