//! Who is asking, and how one comes in.

pub mod deeds;
pub mod invitations;
pub mod level;
pub mod limits;
pub mod oidc;
pub mod passkey;
pub mod seat;
pub mod sessions;
pub mod shelf;
pub mod ways;
