//! The picture of the circle: who is here, and the ways in.

mod baton;
mod born;
mod ending;
mod invite;
mod leaving;
mod members;
mod renew;

pub use baton::{Baton, NobodyLeads, Wish, WouldYou};
pub use born::YourYear;
pub use ending::{Erase, Erasing, TakeCopy};
pub use invite::{Invite, OpenInvitations};
pub use leaving::{Course, Leave};
pub use members::{Members, NameForm, RenameForm};
pub use renew::{Renew, RenewPlain};
