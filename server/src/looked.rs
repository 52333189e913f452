//! Who has looked. The one door through which everything that tells personal facts of a family goes, before it tells them.
//!
//! The rule, for whoever adds a way to read:
//! - Call [`at`] when you know the seat and before you answer. It returns when the row is on disk; if it fails, so does the
//!   read. A test walks all routes and finds the one that forgot.
//! - Looking again at the same part in the same way on the same ground within [`domain::looked::TOGETHER`] is the same look: no row,
//!   no wait. What was looked at lately is kept in memory, so after a restart, or in another process, one row too many may be written.
//! - A row says who, when, which part, how, on which ground, and on whose screen where that was another's. It is sealed with the family's key and holds no words of anybody's.
//! - What a young person gave alone has a row beside the family's, for that young person ([`domain::looked::rows`]).
//! - A row of a dialogue says which, so that whoever does not see that dialogue reads no more than that somebody was there.
//! - A change leaves no row of its own: the log of events has its actor. [`read`] tells the two together.
//! - Rows are chained ([`chain`]), checked by `familiedialog audit verify` ([`audit`]) and kept for [`kept::KEPT`].

pub mod audit;
pub mod chain;
pub mod kept;
mod lately;
mod read;

use lately::What;
pub use lately::{Lately, is_again};
pub use read::{PAGE, read};

use crate::auth::seat::Seat;
use crate::error::HttpError;
use crate::parts::Parts;
use crate::store::{self, StoreError};
use crate::vault::Table;
use chain::Links;
use chrono::{DateTime, SubsecRound, Utc};
use domain::FamilyId;
use domain::looked::{Look, Row, Seen, Way};
use std::sync::Arc;

/// To the microsecond, as it is stored.
const SUBSECONDS: u16 = 6;

/// Notes that this member looks at a part of their family's place. Returns when that is on disk: when the oldest of the rows was written
/// that stand for this look.
pub async fn at(
    parts: &Parts,
    seat: Seat,
    seen: impl Into<Seen>,
    way: Way,
) -> Result<DateTime<Utc>, HttpError> {
    all(parts, seat, seen.into(), way, is_again).await
}

/// The same for somebody who looks already, and may do so on another ground now: where it is the same there is no row, however old that is.
pub async fn moved(
    parts: &Parts,
    seat: Seat,
    seen: Seen,
    way: Way,
) -> Result<DateTime<Utc>, HttpError> {
    all(parts, seat, seen, way, |_, _| true).await
}

type Again = fn(DateTime<Utc>, DateTime<Utc>) -> bool;

async fn all(
    parts: &Parts,
    seat: Seat,
    seen: Seen,
    way: Way,
    again: Again,
) -> Result<DateTime<Utc>, HttpError> {
    let mut oldest = parts.clock.now();
    for row in parts.rooms.looks(seat.family, seat.member, seen).await? {
        oldest = oldest.min(one(parts, seat, row, way, again).await?);
    }
    Ok(oldest)
}

async fn one(
    parts: &Parts,
    seat: Seat,
    row: Row,
    way: Way,
    again: Again,
) -> Result<DateTime<Utc>, HttpError> {
    let Row { seen: Seen { part, dialogue }, ground, at_home, of } = row;
    let Seat { family, member: by, on_screen_of, .. } = seat;
    let last = parts.looked.last(What { family, by, seen: row.seen, way, on_screen_of, of });
    // Held while the row is written: who looks twice at once waits for the one row.
    let mut last = last.lock().await;
    let at = parts.clock.now().trunc_subsecs(SUBSECONDS);
    if let Some((before, on)) = *last
        && on == ground
        && again(before, at)
    {
        return Ok(before);
    }
    let look = Look { by, at, part, way, ground, on_screen_of, dialogue, at_home, of };
    write(parts, seat, look).await?;
    *last = Some((at, ground));
    Ok(at)
}

async fn write(parts: &Parts, seat: Seat, look: Look) -> Result<(), HttpError> {
    let plain = serde_json::to_vec(&look).expect("a look is plain data");
    loop {
        let key = parts.family_key(seat.family).await?;
        // The row's number is not known yet; the chain binds it to its place.
        let body = key.seal(Table::Looked, 0, &plain)?;
        let chain = Arc::new(Links::new(key));
        let row = store::Look { family: seat.family, at: look.at, body, chain };
        match parts.store.append_look(row).await {
            Err(StoreError::Rekeyed) => {}
            written => return Ok(written?),
        }
    }
}

/// Begins the chain of a new family. May be done twice.
pub async fn begin(parts: &Parts, family: FamilyId) -> Result<(), HttpError> {
    let key = parts.family_key(family).await?;
    Ok(parts.store.begin_looks(family, Arc::new(Links::new(key))).await?)
}
