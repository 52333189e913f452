//! Keeps this screen's copy in step with the server. The only place with effects on the world outside the page.
//!
//! Everything here compiles natively too and is simply never called there: effects do not run while the server renders.

mod driver;
mod navigation;
mod socket;

pub mod request;

use crate::boot::Boot;
use crate::place::Place;
use crate::routes::Page;
use domain::protocol::{Passing, Snapshot};
use domain::{Command, Refusal};
use leptos::prelude::*;

/// What a [`Place`] sends with.
pub fn sender() -> Callback<Command, Result<(), Refusal>> {
    Callback::new(driver::send)
}

/// What a [`Place`] passes with.
pub fn passer() -> Callback<Passing> {
    Callback::new(driver::pass)
}

/// Brings the page to life once the browser has it: links without reload, and the family live.
pub fn start(boot: &Boot, page: RwSignal<Page>, place: Option<Place>) {
    let snapshot = boot.place.clone();
    Effect::new(move || {
        navigation::follow(page);
        if let (Some(place), Some(snapshot)) = (place, snapshot.clone()) {
            begin(place, snapshot);
        }
    });
}

fn begin(place: Place, snapshot: Snapshot) {
    driver::begin(place, snapshot);
    place.live.set(true);
}
