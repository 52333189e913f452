//! What is being typed, kept in the tab until it is sent: a reload or a dead battery loses nothing. Gone with the tab.

use leptos::prelude::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Keeps (or, when empty, forgets) what stands in a field.
pub fn keep(field: &str, text: &str) {
    let Some(storage) = storage() else { return };
    // A full or forbidden store is no reason to stop somebody from writing.
    let _ =
        if text.is_empty() { storage.remove_item(field) } else { storage.set_item(field, text) };
}

/// What was kept of a field.
pub fn kept(field: &str) -> Option<String> {
    storage()?.get_item(field).ok().flatten()
}
