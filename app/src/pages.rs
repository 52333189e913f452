//! One file a route, named as the address.

pub mod consent;
pub mod devices;
pub mod dialogue;
pub mod dialogues;
pub mod dreams;
pub mod home;
pub mod join;
pub mod looked;
pub mod mine;
pub mod minutes;
pub mod new;
pub mod people;
pub mod plan;
pub mod prepare;
pub mod ruler;
pub mod trouble;
pub mod welcome;
