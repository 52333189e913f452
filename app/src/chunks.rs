//! The pages come in pieces. A browser fetches the core and the piece of its first page; the rest comes once it has time, or
//! when somebody goes there. Whoever pays for every byte pays for what they look at.
//!
//! The server has every piece; the browser has those it fetched. So there are two files of the same shape.

#[cfg_attr(feature = "hydrate", path = "chunks/browser.rs")]
#[cfg_attr(not(feature = "hydrate"), path = "chunks/server.rs")]
mod side;
mod views;

use crate::boot::Boot;
use crate::routes::{Page, Room};
use crate::sync::Live;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// How long the rest waits for the first page to settle, in milliseconds.
const SETTLED: u32 = 1_500;

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
    pub const ALL: [Self; 7] = [
        Self::Outside,
        Self::Home,
        Self::Ruler,
        Self::Dialogue,
        Self::Plan,
        Self::Dreams,
        Self::People,
    ];

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

    /// As the bundling tool calls its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Home => "home",
            Self::Ruler => "ruler",
            Self::Dialogue => "dialogue",
            Self::Plan => "plan",
            Self::Dreams => "dreams",
            Self::People => "people",
        }
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

/// Fetches the pieces of a family's other pages, one after the other, once the first page has settled: going there is then at
/// once, and without a connection too. Not for those who told their browser to save data.
pub fn fetch_the_rest() {
    if saves_data() {
        return;
    }
    let fetch = || {
        spawn_local(async {
            for chunk in Chunk::ALL.into_iter().filter(|chunk| *chunk != Chunk::Outside) {
                chunk.fetch().await;
            }
        });
    };
    Timeout::new(SETTLED, fetch).forget();
}

/// Not every browser says.
fn saves_data() -> bool {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).ok();
    let connection = get(&window().navigator(), "connection").filter(|it| it.is_object());
    connection.and_then(|it| get(&it, "saveData")).is_some_and(|it| it.is_truthy())
}
