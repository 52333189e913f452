//! What happens while people are there: one room per family, and the sockets that lead into it.

mod here;
mod log;
mod room;
mod rooms;
pub mod socket;

pub use log::LogError;
pub use rooms::{RoomError, Rooms};
