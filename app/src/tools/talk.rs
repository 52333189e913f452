//! The picture of the talk cards: own words, kept exactly, with the name of whoever wrote them.

mod card;
mod column;
mod prepared;
mod write;

pub use column::{Column, Drafts};
pub use prepared::{Prepared, share_all};
pub use write::{Write, Written, words};

use domain::talk;

/// A column in an id, a class and the key of a draft.
pub const fn slug(column: talk::Column) -> &'static str {
    match column {
        talk::Column::Works => "works",
        talk::Column::Wish => "wishes",
        talk::Column::Worry => "worries",
        talk::Column::OneUp => "one-up",
    }
}

/// Its icon.
const fn icon(column: talk::Column) -> &'static str {
    match column {
        talk::Column::Works => "works",
        talk::Column::Wish => "wish",
        talk::Column::Worry => "worry",
        talk::Column::OneUp => "up",
    }
}
