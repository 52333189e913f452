//! Where the server ends it, and where this page has to go.

use super::{Driver, How, with};
use crate::sync::{drawer, outbox, versions, views};
use domain::protocol::Bye;
use gloo::timers::callback::Timeout;
use leptos::prelude::window;
use wasm_bindgen_futures::spawn_local;

/// In milliseconds.
const PATIENCE: u32 = 2_000;
const MOMENT: u32 = 20;

impl Driver {
    pub(super) fn bye(&mut self, why: Bye) {
        match why {
            Bye::SignedOut => self.gone(),
            Bye::Version => self.give_way(),
            Bye::TooSlow | Bye::Malformed | Bye::Restart => {}
        }
    }

    /// No session or no seat any more: what this browser kept to look at goes first.
    pub(super) fn gone(&mut self) {
        self.over = true;
        self.socket = None;
        // Even where the browser is slow to forget, nobody goes on looking at it.
        Timeout::new(PATIENCE, || with(Driver::leave).unwrap_or_default()).forget();
        spawn_local(async {
            views::forget().await;
            with(Driver::leave);
        });
    }

    /// For a page of the server's version: at once, but not again and again.
    fn give_way(&mut self) {
        self.over = true;
        self.socket = None;
        self.how = How::Away;
        self.retry = Some(Timeout::new(versions::met(), || {
            with(Driver::leave);
        }));
        self.show_link();
    }

    /// The server's page says in words what is the matter.
    pub(super) fn leave(&mut self) {
        self.over = true;
        once_put_away(PATIENCE);
    }
}

/// Not before what was done and typed lies where the next page finds it, unless that takes too long.
fn once_put_away(patience: u32) {
    if patience > 0 && (outbox::is_busy() || drawer::is_busy()) {
        let again = move || once_put_away(patience.saturating_sub(MOMENT));
        Timeout::new(MOMENT, again).forget();
    } else {
        let _ = window().location().reload();
    }
}
