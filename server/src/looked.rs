//! Who has looked. The one door through which everything that tells personal facts of a family goes, before it tells them.
//!
//! The rule, for whoever adds a way to read:
//! - Call [`at`] when you know the seat and before you answer. It returns when the row is on disk; if it fails, so does the
//!   read. A test walks all routes and finds the one that forgot.
//! - Looking again at the same part in the same way on the same ground within [`domain::looked::TOGETHER`] is the same look: no row,
//!   no wait. What was looked at lately is kept in memory, so after a restart, or in another process, one row too many may be written.
//! - A row says who, when, which part, how, on which ground, and on whose screen where that was another's. It is sealed with the family's key and holds no words of anybody's.
//! - A row of a dialogue says which, so that whoever does not see that dialogue reads no more than that somebody was there.
//! - A change leaves no row of its own: the log of events has its actor. [`read`] tells the two together.
//! - Rows are chained ([`chain`]), checked by `familiedialog audit verify` ([`audit`]) and kept for [`kept::KEPT`].

pub mod audit;
pub mod chain;
pub mod kept;
mod lately;
mod read;

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
use domain::looked::{Ground, Look, Part, Seen, Way};
use std::sync::Arc;

/// To the microsecond, as it is stored.
const SUBSECONDS: u16 = 6;

/// Notes that this member looks at a part of their family's place. Returns when that is on disk.
pub async fn at(
    parts: &Parts,
    seat: Seat,
    seen: impl Into<Seen>,
    way: Way,
) -> Result<(), HttpError> {
    let seen = known(parts, seat, seen.into()).await?;
    let last = parts.looked.last((seat.family, seat.member, seen, way, seat.on_screen_of));
    // Held while the row is written: who looks twice at once waits for the one row.
    let mut last = last.lock().await;
    let now = parts.clock.now().trunc_subsecs(SUBSECONDS);
    let ground = parts.rooms.ground(seat.family, seat.member, seen.part).await?;
    if last.is_some_and(|(before, on)| on == ground && is_again(before, now)) {
        return Ok(());
    }
    let look = look(parts, seat, (seen, way, ground), now).await?;
    write(parts, seat, look).await?;
    *last = Some((now, ground));
    Ok(())
}

/// A dialogue that does not stand in their copy was not seen: made up, each would be a row of its own.
async fn known(parts: &Parts, seat: Seat, seen: Seen) -> Result<Seen, HttpError> {
    let shown = match seen.dialogue {
        Some(dialogue) => parts.rooms.shows(seat.family, seat.member, dialogue).await?,
        None => true,
    };
    Ok(if shown { seen } else { seen.part.into() })
}

async fn look(
    parts: &Parts,
    seat: Seat,
    (seen, way, ground): (Seen, Way, Ground),
    at: DateTime<Utc>,
) -> Result<Look, HttpError> {
    let Seat { family, member: by, on_screen_of, .. } = seat;
    let Seen { part, dialogue } = seen;
    let at_home = match dialogue {
        Some(_) => Some(parts.rooms.ground(family, by, Part::Home).await?),
        None => None,
    };
    Ok(Look { by, at, part, way, ground, on_screen_of, dialogue, at_home })
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
