//! What is being typed, kept in the tab until it is sent: a reload or a dead battery loses nothing. Gone with the tab.

use leptos::prelude::window;
use std::cell::RefCell;
use web_sys::Storage;

thread_local! {
    static WHOSE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From here on everything kept is this person's: on a tablet that goes round the table nobody meets the words of another.
pub fn belong_to(whose: &str) {
    WHOSE.set(format!("{whose}/"));
}

fn key(field: &str) -> String {
    WHOSE.with_borrow(|whose| format!("{whose}{field}"))
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Keeps (or, when empty, forgets) what stands in a field.
pub fn keep(field: &str, text: &str) {
    let Some(storage) = storage() else { return };
    // A full or forbidden store is no reason to stop somebody from writing.
    let key = key(field);
    let _ = if text.is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, text) };
}

/// Stands in the tab from the tap that leads to proving who one is until one is back: what waited for it goes then, and not weeks
/// later, after some other proof.
pub const PROVING: &str = "proving";

/// Whether something was kept under this name; it is no longer.
pub fn take(field: &str) -> bool {
    let was = kept(field).is_some();
    keep(field, "");
    was
}

/// What was kept of a field.
pub fn kept(field: &str) -> Option<String> {
    storage()?.get_item(&key(field)).ok().flatten()
}
