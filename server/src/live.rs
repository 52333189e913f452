//! What happens while people are there: one room per family, and the sockets that lead into it.

mod check;
mod here;
mod log;
mod most;
mod room;
mod rooms;
pub mod socket;
mod tidings;

pub use check::{Fault, check};
pub use log::LogError;
pub use most::{MOST_SOCKETS, Open};
pub use room::End;
pub use rooms::{RoomError, Rooms};
