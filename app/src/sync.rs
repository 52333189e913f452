//! Keeps this screen's copy in step with the server. The only place with effects on the world outside the page.
//!
//! Everything here compiles natively too and is simply never called there: effects do not run while the server renders.

mod alone;
mod anew;
mod backoff;
mod chest;
mod desk;
mod drawer;
mod driver;
mod lasting;
mod outbox;
mod pocket;
mod seat;
mod session;
mod socket;
mod views;
mod visit;
mod watch;
mod worker;

pub use backoff::Backoff;

pub mod navigation;
pub mod request;

use crate::boot::{Boot, Say, Words};
use crate::chunks;
use crate::components::notice::words;
use crate::components::unsent;
use crate::drafts::Desk;
use crate::place::{Place, Unsent};
use crate::routes::Page;
use domain::people::Language;
use domain::protocol::Passing;
use domain::{Command, Refusal};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

/// What follows the family comes in a piece of its own, after the page: to read, nobody waits for it.
#[derive(Clone, Copy)]
pub struct Live {
    begin: fn(Place, RwSignal<Page>),
    sees: fn(),
    send: fn(Command) -> Result<(), Refusal>,
    pass: fn(Passing),
    desk: Desk,
    keep_refused: fn(&[Unsent]),
    alone: fn(),
    give_back: fn(usize) -> AnyView,
    explain: fn(Language, Refusal) -> Words,
}

impl Live {
    /// Only [`crate::chunks`] may name it: whatever does, brings the driver along.
    pub const DRIVER: Self = Self {
        begin: driver::begin,
        sees: driver::sees,
        send: driver::send,
        pass: driver::pass,
        desk: desk::DESK,
        keep_refused: outbox::keep_refused,
        alone: alone::open,
        give_back: unsent::one,
        explain: |language, refusal| words(language, Say::Refused(refusal)),
    };
}

/// The first wait before trying again to get it, and the longest, in milliseconds.
const SOON: u32 = 1_000;
const LATER: u32 = 15_000;

thread_local! {
    static LIVE: Cell<Option<Live>> = const { Cell::new(None) };
}

/// What a [`Place`] sends with. Before the page has come to life the plain form goes its way; nothing calls this.
pub fn sender() -> Callback<Command, Result<(), Refusal>> {
    Callback::new(|command| LIVE.get().map_or(Err(Refusal::NotNow), |live| (live.send)(command)))
}

/// What a [`Place`] passes with.
pub fn passer() -> Callback<Passing> {
    Callback::new(|passing| {
        if let Some(live) = LIVE.get() {
            (live.pass)(passing);
        }
    })
}

/// What a [`Place`] gives words back with: nothing comes back before the piece is here that sends.
pub fn giver_back() -> Callback<usize, Option<AnyView>> {
    Callback::new(|index| LIVE.get().map(|live| (live.give_back)(index)))
}

/// Why something was refused. Nothing is before the piece is here that sends.
pub fn explain(language: Language, refusal: Refusal) -> Option<Words> {
    LIVE.get().map(|live| (live.explain)(language, refusal))
}

/// What keeps drafts. What is typed before the piece is here stands in its field until it is.
pub fn desk() -> Option<Desk> {
    LIVE.get().map(|live| live.desk)
}

/// Brings the page to life once the browser has it: links without reload, and the family live.
pub fn start(page: RwSignal<Page>, place: Option<Place>) {
    Effect::new(move || {
        navigation::follow(page);
        if let Some(place) = place {
            begin(place, page, SOON);
        }
    });
    Effect::new(move || {
        page.track();
        if let Some(live) = LIVE.get() {
            (live.sees)();
        }
    });
    if let Some(place) = place {
        Effect::new(move || {
            place.unsent.with(|all| LIVE.get().map(|live| (live.keep_refused)(all)));
        });
    }
}

/// Fills a page that no server made. It stays empty where the piece that can is not here.
pub fn alone() {
    spawn_local(async {
        if let Some(live) = chunks::live().await {
            (live.alone)();
        }
    });
}

/// Where the server says that nobody is in, or shows a family to nobody, this browser does not show it either.
pub fn believe(boot: &Boot) {
    let refused = matches!(Page::parse(&boot.path), Page::Family { .. });
    if boot.place.is_none() && (refused || visit::name().is_none()) {
        views::drop_all();
    }
}

fn begin(place: Place, page: RwSignal<Page>, wait: u32) {
    spawn_local(async move {
        if let Some(live) = chunks::live().await {
            LIVE.set(Some(live));
            (live.begin)(place, page);
        } else {
            let again = move || begin(place, page, (wait * 2).min(LATER));
            Timeout::new(wait, again).forget();
        }
    });
}
