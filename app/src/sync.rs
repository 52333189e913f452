//! Keeps this screen's copy in step with the server. The only place with effects on the world outside the page.
//!
//! Everything here compiles natively too and is simply never called there: effects do not run while the server renders.

mod driver;
mod outbox;
mod session;
mod socket;

pub mod navigation;
pub mod request;

use crate::boot::Boot;
use crate::chunks;
use crate::drafts;
use crate::place::{Place, Unsent};
use crate::routes::Page;
use domain::protocol::{Passing, Snapshot};
use domain::{Command, Refusal};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

/// What follows the family comes in a piece of its own, after the page: to read, nobody waits for it.
#[derive(Clone, Copy)]
pub struct Live {
    begin: fn(Place, Snapshot),
    send: fn(Command) -> Result<(), Refusal>,
    pass: fn(Passing),
    keep_refused: fn(&[Unsent]),
}

impl Live {
    /// Only [`crate::chunks`] may name it: whatever does, brings the driver along.
    pub const DRIVER: Self = Self {
        begin: driver::begin,
        send: driver::send,
        pass: driver::pass,
        keep_refused: outbox::keep_refused,
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

/// Brings the page to life once the browser has it: links without reload, and the family live.
pub fn start(boot: &Boot, page: RwSignal<Page>, place: Option<Place>) {
    let (snapshot, proved) = (boot.place.clone(), boot.proved);
    Effect::new(move || {
        navigation::follow(page);
        if let (Some(place), Some(snapshot)) = (place, snapshot.clone()) {
            // Before any field looks for what was kept of it: effects run in the order in which they are made.
            drafts::belong_to(&format!("{}/{}", place.id, place.me));
            begin(place, snapshot, proved, SOON);
        }
    });
    if let Some(place) = place {
        Effect::new(move || {
            place.unsent.with(|all| LIVE.get().map(|live| (live.keep_refused)(all)));
        });
    }
}

fn begin(place: Place, snapshot: Snapshot, proved: bool, wait: u32) {
    spawn_local(async move {
        if let Some(live) = chunks::live().await {
            LIVE.set(Some(live));
            (live.begin)(place, snapshot);
            place.live.set(true);
            if proved {
                place.send_again();
            }
        } else {
            Timeout::new(wait, move || begin(place, snapshot, proved, (wait * 2).min(LATER)))
                .forget();
        }
    });
}
