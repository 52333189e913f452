//! Ending one's own account: nobody comes in by it any more, from anywhere.
//!
//! It is ended by whoever has left every family first. What they wrote there is the families' and stays; leaving has its own rules
//! (balls and the baton are handed back, somebody stays who can decide), and no way leads around them.

use super::deeds;
use super::sessions::{self, Person};
use crate::error::HttpError;
use crate::parts::Parts;

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// The ways in are gone, and every device is out.
    Done,
    /// They are in a family still. Nothing was changed.
    StillIn,
}

/// Ends the account. Refuses with [`HttpError::StepUp`] whoever has something to prove it with and has not done so lately.
pub async fn close(parts: &Parts, person: Person) -> Result<Closed, HttpError> {
    deeds::asked(parts, person).await?;
    let account = person.account;
    for seat in parts.store.seats(account).await? {
        // Of a family that they left, or were taken out of, the row may still lie there.
        if parts.rooms.role(seat.family, seat.member).await?.is_some() {
            return Ok(Closed::StillIn);
        }
        parts.store.delete_seat(seat.family, seat.member).await?;
    }
    let Some(ended) = parts.store.end_account(account).await? else { return Ok(Closed::StillIn) };
    for session in ended {
        sessions::tell_ended(parts, session);
    }
    Ok(Closed::Done)
}
