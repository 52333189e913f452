//! Who is asking, and how one comes in.

pub mod accounts;
pub mod closing;
pub mod deeds;
pub mod ending;
pub mod hand_over;
pub mod invitations;
pub mod known;
pub mod level;
pub mod limits;
pub mod most;
pub mod names;
pub mod oidc;
pub mod passkey;
pub mod passwords;
pub mod profession;
pub mod seat;
pub mod second;
pub mod sessions;
pub mod shelf;
pub mod step_up;
pub mod trial;
pub mod ways;
