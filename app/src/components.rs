//! Small parts: props in, callbacks out. They know nothing of the sync.

pub mod avatar;
pub mod choice;
pub mod draft;
pub mod field;
pub mod form;
pub mod frame;
pub mod icon;
pub mod leave;
pub mod notice;
pub mod trial;
pub mod unsent;
pub mod way;
pub mod writing;
