//! The pages come in pieces, and the steps of a dialogue too. A browser fetches the core and the pieces of its first page; the
//! rest comes once it has time, or when somebody goes there. Whoever pays for every byte pays for what they look at.
//!
//! The server has every piece; the browser has those it fetched. So there are two files of the same shape.

#[cfg_attr(feature = "hydrate", path = "chunks/browser.rs")]
#[cfg_attr(not(feature = "hydrate"), path = "chunks/server.rs")]
pub mod side;
mod views;

pub use side::guide;

use crate::boot::Boot;
use crate::pages::dialogue::{self, Screen};
use crate::routes::{Page, Room};
use crate::sync::{Live, navigation};
use domain::MemberId;
use domain::dialogue::Step;
use domain::ruler::Setting;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What a piece brings.
#[derive(Clone, Copy)]
pub enum View {
    /// Its pages. Any other page is empty.
    Page(fn(&Page) -> AnyView),
    /// A part of a dialogue's page.
    Screen(fn(Screen) -> AnyView),
    /// Parts that only a living page has. Any other part is empty.
    Part(fn(Part) -> AnyView),
}

/// What only a living page has.
#[derive(Clone, Copy)]
pub enum Part {
    /// What is in the sheet of the dream map.
    Sheet,
    /// The ways in, and what people are called.
    Ways,
    /// The ruler, once somebody who prepares has chosen where.
    Lay { about: MemberId, setting: Setting },
}

impl Part {
    const fn chunk(self) -> Chunk {
        match self {
            Self::Sheet => Chunk::DreamSheet,
            Self::Ways => Chunk::Ways,
            Self::Lay { .. } => Chunk::Lay,
        }
    }
}

/// A piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chunk {
    /// The pages outside any family.
    Outside,
    Home,
    /// It brings the guide along, in the language of the page.
    Ruler,
    Dialogues,
    /// Around the steps of a dialogue. What one does at a step comes with it.
    Dialogue,
    /// Before it begins: when and where, and who is in it.
    Before,
    Step(Step),
    /// Balls that wait for an answer, on a dialogue's page.
    Offered,
    Prepare,
    /// The ruler of whoever prepares: nobody has to lay it.
    Lay,
    Minutes,
    Plan,
    Dreams,
    /// What one does with a dream: it comes once somebody opens a sheet of the map.
    DreamSheet,
    People,
    /// The ways in, and what people are called: nothing that is there before the page has come to life.
    Ways,
    /// Who may see what, and who has looked.
    Consent,
    Mine,
}

/// The first wait before trying again to get a piece that somebody waits for, and the longest, in milliseconds.
const SOON: u32 = 1_000;
const LATER: u32 = 15_000;

impl Chunk {
    /// The piece a page is in. What is not found is told by the core.
    pub fn of(page: &Page) -> Option<Self> {
        Some(match page {
            Page::Welcome | Page::New | Page::Code | Page::Devices | Page::Join { .. } => {
                Self::Outside
            }
            Page::Family { room, .. } => match room {
                Room::Home => Self::Home,
                Room::Ruler { .. } => Self::Ruler,
                Room::Dialogues => Self::Dialogues,
                Room::Dialogue { .. } => Self::Dialogue,
                Room::Prepare { .. } => Self::Prepare,
                Room::Minutes { .. } => Self::Minutes,
                Room::Plan => Self::Plan,
                Room::Dreams => Self::Dreams,
                Room::People => Self::People,
                Room::Consent | Room::Looked { .. } => Self::Consent,
                Room::Mine => Self::Mine,
            },
            // Those that stand still are in none.
            Page::SignIn | Page::Account | Page::StepUp | Page::HandOver | Page::NotFound => {
                return None;
            }
        })
    }

    /// The pieces that a whole page begins with.
    pub fn first(boot: &Boot) -> Vec<Self> {
        let page = Page::parse(&boot.path);
        let mut first: Vec<Self> = Self::of(&page).into_iter().collect();
        match (&page, &boot.place) {
            // Told by the core.
            (Page::Family { .. }, None) => first.clear(),
            (Page::Family { room: Room::Dialogue { dialogue, step }, .. }, Some(place)) => {
                first.extend(dialogue::pieces(&place.family, place.me, *dialogue, *step));
            }
            _ => {}
        }
        first
    }

    /// Fetches the pieces that a whole page begins with. False when one did not come.
    pub async fn fetch_first(boot: &Boot) -> bool {
        for first in Self::first(boot) {
            if !first.fetch().await {
                return false;
            }
        }
        true
    }

    /// Whether what it brings can be shown now.
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
    match Chunk::of(page).and_then(side::view)? {
        View::Page(view) => Some(view(page)),
        View::Screen(_) | View::Part(_) => None,
    }
}

/// A part of a dialogue's page, as soon as its piece is here.
#[component]
pub fn Later(chunk: Chunk, screen: Screen) -> impl IntoView {
    later(chunk, move |view| match view {
        View::Screen(view) => Some(view(screen)),
        View::Page(_) | View::Part(_) => None,
    })
}

/// A part that only a living page has, as soon as its piece is here.
#[component]
pub fn LivePart(part: Part) -> impl IntoView {
    later(part.chunk(), move |view| match view {
        View::Part(view) => Some(view(part)),
        View::Page(_) | View::Screen(_) => None,
    })
}

fn later(
    chunk: Chunk,
    show: impl Fn(View) -> Option<AnyView> + Copy + Send + 'static,
) -> impl IntoView {
    let here = RwSignal::new(chunk.is_here());
    Effect::new(move || {
        if !here.get_untracked() {
            await_it(chunk, here, SOON);
        }
    });
    let show = move || side::view(chunk).and_then(show);
    move || here.get().then(show).flatten()
}

/// Tries for as long as somebody waits.
fn await_it(chunk: Chunk, here: RwSignal<bool>, wait: u32) {
    navigation::busy(true);
    spawn_local(async move {
        if chunk.fetch().await {
            navigation::busy(false);
            here.try_set(true);
        } else if here.try_get_untracked().is_some() {
            Timeout::new(wait, move || await_it(chunk, here, (wait * 2).min(LATER))).forget();
        } else {
            navigation::busy(false);
        }
    });
}

/// What follows the family. None when it does not come now.
pub async fn live() -> Option<Live> {
    side::live().await
}
