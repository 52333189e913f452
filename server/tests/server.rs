//! The whole server, from outside: real sockets, a real store, no mocks, no waiting for time.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

#[path = "server/coming_in.rs"]
mod coming_in;
#[path = "server/commands.rs"]
mod commands;
#[path = "server/forms.rs"]
mod forms;
#[path = "server/given.rs"]
mod given;
#[path = "server/house.rs"]
mod house;
#[path = "server/live.rs"]
mod live;
#[path = "server/socket.rs"]
mod socket;
