//! The picture of the circle: who is here, and the ways in.

mod invite;
mod members;

pub use invite::{Invite, OpenInvitations};
pub use members::{Members, NameForm, RenameForm};
