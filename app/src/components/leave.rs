//! Away from here at once, when somebody must not see what one is looking at: one tap, or Escape three times.
//!
//! The page goes dark before the other one comes, and gives up its place in the tab's history to it. Whatever lies further back
//! in that history leads away again: see `guard` in the shell. Without a script it is a plain link.

use super::icon::Icon;
use crate::place::use_text;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The weather: everybody looks at it, and it asks nobody anything.
pub const NEUTRAL: &str = "https://www.dr.dk/vejret";
/// In the tab's store, once somebody has gone.
pub const GONE: &str = "gone";
const TIMES: u32 = 3;
/// Three slow ones are three closed dialogs, in milliseconds.
const TOGETHER: f64 = 2_000.0;

/// The link.
#[component]
pub fn Leave() -> impl IntoView {
    let text = use_text();
    Effect::new(follow_escape);
    view! {
        <a
            class="leave"
            href=NEUTRAL
            rel="noreferrer"
            on:click=move |event| {
                event.prevent_default();
                go();
            }
        >
            <Icon name="door"/>
            {text.common.leave}
        </a>
    }
}

fn go() {
    let window = window();
    hide();
    document().set_title("");
    if let Ok(Some(storage)) = window.session_storage() {
        let _ = storage.set_item(GONE, "1");
    }
    let _ = window.location().replace(NEUTRAL);
}

/// Nothing of the page is seen any more.
pub fn hide() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("hidden", "");
    }
}

/// For as long as the page lives. To the browser the key means that nothing shall be loaded any more; once somebody goes, it
/// must not: a frightened hand presses a fourth time.
fn follow_escape() {
    let (mut count, mut first) = (0, 0.0);
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|it| !it.repeat()) else { return };
        let at = event.time_stamp();
        if key.key() != "Escape" {
            count = if count < TIMES { 0 } else { count };
            return;
        }
        if count >= TIMES {
            return event.prevent_default();
        }
        if count == 0 || at - first > TOGETHER {
            (count, first) = (0, at);
        }
        count += 1;
        if count == TIMES {
            event.prevent_default();
            go();
        }
    })
    .forget();
}
