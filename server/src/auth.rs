//! Who is asking, and how one comes in.

pub mod accounts;
pub mod invitations;
pub mod level;
pub mod limits;
pub mod names;
pub mod passwords;
pub mod seat;
pub mod second;
pub mod sessions;
pub mod step_up;
