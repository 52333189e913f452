//! The model of a family's place.
//!
//! A person sends a [`Command`]. [`decide`] turns it into [`Event`]s or a [`Refusal`]; [`apply`] folds events into the
//! [`Family`]. The browser runs the two to show a change at once, the server runs them to say what is so. Who may see
//! what, and on which ground, stands in [`may`]; [`view`] cuts a member's copy out by it: what they may not see is simply not there. [`replica`] keeps
//! a member's copy in step with the server; [`upcast`] reads what older versions stored; [`protocol`] is what goes over the wire.
//!
//! Everything here is pure. Time comes in with [`Ctx`], ids are made by the sender.

pub mod ids;
pub mod input;
pub mod refusal;

pub mod consent;
pub mod dialogue;
pub mod dreams;
pub mod people;
pub mod plan;
pub mod ruler;
pub mod shield;
pub mod talk;

pub mod away;
pub mod choice;
pub mod family;
pub mod left;
pub mod looked;
pub mod may;
pub mod minutes;
pub mod tellings;
pub mod things;
pub mod today;
pub mod view;
pub mod words;

pub mod protocol;
pub mod replica;
pub mod upcast;

#[cfg(test)]
mod given;

pub use family::{Command, Ctx, Event, Family, Recorded, apply, decide};
pub use ids::*;
pub use refusal::Refusal;
