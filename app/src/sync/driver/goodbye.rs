//! Where the server ends it, and where this page has to go.

use super::{Driver, How, with};
use crate::device;
use crate::sync::{drawer, outbox, versions, views};
use chrono::{DateTime, TimeDelta, Utc};
use domain::protocol::Bye;
use gloo::timers::callback::Timeout;
use leptos::prelude::window;
use wasm_bindgen_futures::spawn_local;

const PATIENCE: TimeDelta = TimeDelta::seconds(2);
/// In milliseconds.
const PATIENCE_MS: u32 = 2_000;
const MOMENT_MS: u32 = 20;

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
        Timeout::new(PATIENCE_MS, || with(Driver::leave).unwrap_or_default()).forget();
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
        self.retry = Some(Timeout::new(versions::met(), || once_put_away(Left::Kept)));
        self.show_link();
    }

    /// The server's page says in words what is the matter.
    pub(super) fn leave(&mut self) {
        self.over = true;
        once_put_away(Left::AtOnce);
    }
}

/// What happens to what cannot be put away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// It goes with the page: nobody may look at it any longer.
    AtOnce,
    /// The page stays until there is room: it says that it must not be closed.
    Kept,
}

/// Goes once what was done and typed lies where the next page finds it, unless that takes too long.
fn once_put_away(left: Left) {
    outbox::go_on();
    drawer::go_on();
    wait(left, device::now() + PATIENCE);
}

/// By the clock: a browser stretches the moments of a page that nobody looks at.
fn wait(left: Left, until: DateTime<Utc>) {
    let late = device::now() >= until;
    if !late && (outbox::is_busy() || drawer::is_busy() || outbox::is_stuck()) {
        Timeout::new(MOMENT_MS, move || wait(left, until)).forget();
    } else if left == Left::Kept && outbox::is_stuck() {
        once_put_away(left);
    } else {
        let _ = window().location().reload();
    }
}
