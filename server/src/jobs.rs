//! What the server does by itself, for as long as it runs.

pub mod erasing;
pub mod keys;
