//! Follows the device in and out of tunnels, and in and out of pockets.

use super::driver;
use gloo::events::EventListener;
use leptos::prelude::{document, window};
use web_sys::VisibilityState;

/// For as long as the page lives.
pub fn listen() {
    EventListener::new(&window(), "online", |_| driver::wake()).forget();
    EventListener::new(&window(), "offline", |_| driver::closed()).forget();
    EventListener::new(&document(), "visibilitychange", |_| {
        if document().visibility_state() == VisibilityState::Visible {
            driver::wake();
        }
    })
    .forget();
}
