//! The pages come in pieces. A browser fetches the core and the piece of its first page; the rest comes once it has time, or
//! when somebody goes there. Whoever pays for every byte pays for what they look at.
//!
//! The server has every piece; the browser has those it fetched. So there are two files of the same shape.

#[cfg_attr(feature = "hydrate", path = "chunks/browser.rs")]
#[cfg_attr(not(feature = "hydrate"), path = "chunks/server.rs")]
pub mod side;
mod views;

use crate::boot::Boot;
use crate::routes::{Page, Room};
use crate::sync::Live;
use leptos::prelude::*;

/// What a piece brings: the view of its pages. Any other page is empty.
type View = fn(&Page) -> AnyView;

/// A piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chunk {
    /// The pages outside any family.
    Outside,
    Home,
    Ruler,
    Dialogue,
    Plan,
    Dreams,
    People,
}

impl Chunk {
    /// The piece a page is in. What is not found is told by the core.
    pub fn of(page: &Page) -> Option<Self> {
        Some(match page {
            Page::Welcome | Page::New | Page::Code | Page::Join { .. } => Self::Outside,
            Page::Family { room, .. } => match room {
                Room::Home => Self::Home,
                Room::Ruler { .. } => Self::Ruler,
                Room::Dialogues
                | Room::Dialogue { .. }
                | Room::Prepare { .. }
                | Room::Minutes { .. } => Self::Dialogue,
                Room::Plan => Self::Plan,
                Room::Dreams => Self::Dreams,
                Room::People => Self::People,
            },
            Page::NotFound => return None,
        })
    }

    /// The piece that a whole page begins with.
    pub fn first(boot: &Boot) -> Option<Self> {
        let page = Page::parse(&boot.path);
        let told_by_the_core = boot.place.is_none() && matches!(page, Page::Family { .. });
        if told_by_the_core { None } else { Self::of(&page) }
    }

    /// Whether its pages can be shown now.
    pub fn is_here(self) -> bool {
        side::view(self).is_some()
    }

    /// Fetches it, if it is not here yet. False when that failed; another try begins anew.
    pub async fn fetch(self) -> bool {
        self.is_here() || side::fetch(self).await
    }
}

/// A page whose piece is here. None for a page that is in none.
pub fn view(page: &Page) -> Option<AnyView> {
    Chunk::of(page).and_then(side::view).map(|view| view(page))
}

/// What follows the family. None when it does not come now.
pub async fn live() -> Option<Live> {
    side::live().await
}
