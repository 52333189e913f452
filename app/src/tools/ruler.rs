//! The picture of the ruler: laying a placement, seeing everybody's, the way so far, and what helps at a position.

mod acute;
mod answer;
mod curve;
mod form;
mod guide;
mod history;
mod mine;
pub mod parts;
mod picture;
mod sheet;
mod spread;
mod track;

pub use acute::acute;
pub use curve::curve;
pub use form::{PlaceForm, age};
pub use guide::guide;
pub use history::views;
pub use picture::on_the_rule;
pub use spread::Spread;

use domain::ruler::Level;
use leptos::prelude::RwSignal;

/// The position somebody is choosing. A page that gives it as context can follow, for instance with what helps there.
#[derive(Clone, Copy)]
pub struct Chosen(pub RwSignal<Option<Level>>);
