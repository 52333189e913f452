//! What happens while people are there: one room per family, and the sockets that lead into it.

mod ask;
mod changed;
mod check;
mod here;
mod keeping;
mod log;
mod most;
mod others;
mod room;
mod rooms;
pub mod socket;
mod tidings;
pub mod watch;

pub use ask::{Actor, End, Proof};
pub use changed::changed;
pub use check::{Fault, check};
pub use log::{LogError, SNAPSHOT_VERSION};
pub use most::{MOST_OF_ONE, MOST_SOCKETS, Open};
pub use others::{Others, Word};
pub use rooms::{RoomError, Rooms};
