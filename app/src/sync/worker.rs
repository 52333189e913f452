//! The service worker (`public/sw.js`) keeps the files of the app, so that it opens without a net.

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

const SCRIPT: &str = "/sw.js";
/// By then a page has fetched most of what the worker wants, and the browser need not fetch it twice. In milliseconds.
const SETTLED: u32 = 3_000;

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Asks the browser for it, once a page.
pub fn register() {
    if !ASKED.replace(true) {
        let ask = || spawn_local(async { try_it().await.unwrap_or_default() });
        Timeout::new(SETTLED, ask).forget();
    }
}

/// Not every browser has one, and none where somebody may listen in.
async fn try_it() -> Option<()> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    let register =
        Reflect::get(&container, &"register".into()).ok()?.dyn_into::<Function>().ok()?;
    let asked = register.call1(&container, &JsValue::from_str(SCRIPT)).ok()?;
    // Without it the app is as it was.
    JsFuture::from(asked.unchecked_into::<Promise>()).await.ok()?;
    Some(())
}
