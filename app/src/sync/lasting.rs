//! A browser whose disk is full throws away what sites keep, the oldest first. What waits here is nowhere else: so the browser is
//! asked to spare it, once something waits. It may say no, and nobody is told: nothing is different for whoever writes.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen::JsCast;

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Asks, once a page.
pub fn ask() {
    if !ASKED.replace(true) {
        try_it().unwrap_or_default();
    }
}

/// Not every browser can be asked.
fn try_it() -> Option<()> {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let persist = Reflect::get(&storage, &"persist".into()).ok()?.dyn_into::<Function>().ok()?;
    persist.call0(&storage).ok().map(drop)
}
