//! What weighs so much that somebody has to show once more that they are who they are: taking a copy of everything, and having
//! everything erased. The one place to ask it; every way to such a deed comes through here.

use super::seat::Seat;
use super::sessions::Person;
use crate::error::HttpError;
use crate::parts::Parts;
use domain::protocol::{Answer, Sent};
use domain::{Command, people};

/// See the module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    Export,
    Erasure,
}

impl Deed {
    /// Whether a command is one.
    pub fn of(command: &Command) -> Option<Self> {
        match command {
            Command::People(people::Command::Erase { .. }) => Some(Self::Erasure),
            _ => None,
        }
    }
}

/// Called before the deed is done. A session is enough so far: erasing asks for a name typed by hand and gives a week, and a copy
/// leaves its row.
#[expect(clippy::unused_async, reason = "asking for a second proof reads the session")]
pub async fn asked(_parts: &Parts, _person: Person, _deed: Deed) -> Result<(), HttpError> {
    Ok(())
}

/// Carries a command out for whoever has this seat. The way of forms, of the API and of sockets.
pub async fn carry_out(parts: &Parts, seat: Seat, command: Sent) -> Result<Answer, HttpError> {
    if let Some(deed) = Deed::of(&command.command) {
        asked(parts, seat.person, deed).await?;
    }
    Ok(parts.rooms.send(seat.family, seat.member, command).await?)
}
