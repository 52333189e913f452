//! Where the server ends it, where this page has to go, and where somebody closes it too early.

use super::{Driver, How, with};
use crate::components::leave::{GONE, hide};
use crate::device;
use crate::sync::{anew, drawer, outbox, views};
use chrono::{DateTime, TimeDelta, Utc};
use domain::protocol::Bye;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::Reflect;
use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

const PATIENCE: TimeDelta = TimeDelta::seconds(2);
/// In milliseconds.
const PATIENCE_MS: u32 = 2_000;
const MOMENT_MS: u32 = 20;

thread_local! {
    /// This page goes by itself.
    static LEAVES: Cell<bool> = const { Cell::new(false) };
}

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
        let wait = anew::wait();
        if wait > 0 {
            hide();
        }
        // Even where the browser is slow to forget, nobody goes on looking at it.
        Timeout::new(PATIENCE_MS + wait, || with(Driver::leave).unwrap_or_default()).forget();
        spawn_local(async move {
            views::forget().await;
            Timeout::new(wait, || with(Driver::leave).unwrap_or_default()).forget();
        });
    }

    /// For a page of the server's version: at once, but not again and again.
    fn give_way(&mut self) {
        self.over = true;
        self.socket = None;
        self.how = How::Away;
        self.retry = Some(Timeout::new(anew::wait(), || once_put_away(Left::Kept)));
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
        LEAVES.set(true);
        let _ = window().location().reload();
    }
}

/// Whoever closes the page while it alone holds what they did or typed is asked by the browser whether they mean it. Not who goes away from here
/// at once, and not where the page itself has to go.
pub(super) fn asks_who_closes() {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, |event| {
        if !LEAVES.get() && !is_left_at_once() && (outbox::is_stuck() || drawer::is_stuck()) {
            event.prevent_default();
            // Older browsers ask only where something stands here; what it is they do not say.
            let _ = Reflect::set(event, &"returnValue".into(), &" ".into());
        }
    })
    .forget();
}

fn is_left_at_once() -> bool {
    device::tab().is_some_and(|tab| tab.get_item(GONE).is_ok_and(|gone| gone.is_some()))
}
