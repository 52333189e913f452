//! Who is asking, and how one comes in.

pub mod deeds;
pub mod invitations;
pub mod level;
pub mod limits;
pub mod seat;
pub mod sessions;
