//! The pictures of the tools, one file a tool, under the tool's name.

pub mod consent;
pub mod dialogue;
pub mod dreams;
pub mod people;
pub mod plan;
pub mod ruler;
pub mod shield;
pub mod talk;
