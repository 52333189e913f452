//! The picture of the ruler: laying a placement, seeing everybody's, the way so far, and what helps at a position.

mod acute;
mod answer;
mod curve;
mod form;
mod guide;
mod history;
mod mine;
mod picture;
mod sheet;
mod spread;
mod track;

pub use curve::Curve;
pub use form::{PlaceForm, age};
pub use guide::Guide;
pub use history::Views;
pub use spread::Spread;

use domain::ruler::Level;
use leptos::prelude::RwSignal;

/// The position somebody is choosing. A page that gives it as context can follow, for instance with what helps there.
#[derive(Clone, Copy)]
pub struct Chosen(pub RwSignal<Option<Level>>);
