//! What is being typed, kept until it is sent: a reload, a crash or signing out loses nothing. This page knows it at once; sealed
//! and put into the browser it is by what follows the family (`sync/drawer.rs`), under its writer's name.

use crate::sync;
use leptos::prelude::*;
use std::cell::RefCell;
use web_sys::Element;

thread_local! {
    static KEPT: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    /// Whether what lay in the browser is known here.
    static FOUND: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Keeps (or, when empty, forgets) what stands in a field.
pub fn keep(field: &str, text: &str) {
    let changed = KEPT.with_borrow_mut(|kept| {
        let before = kept.len();
        let known = kept.iter().any(|(one, lies)| one == field && lies == text);
        if !known {
            kept.retain(|(one, _)| one != field);
        }
        if !known && !text.is_empty() {
            kept.push((field.to_owned(), text.to_owned()));
            return true;
        }
        kept.len() != before
    });
    if changed {
        sync::draft_changed(field);
    }
}

/// What was kept of a field. An effect that asks is asked again once it is known what lay in the browser.
pub fn kept(field: &str) -> Option<String> {
    FOUND.with(ArcRwSignal::track);
    known(field)
}

/// The same, for whoever does not wait.
pub fn known(field: &str) -> Option<String> {
    KEPT.with_borrow(|kept| kept.iter().find(|(one, _)| one == field).map(|(_, text)| text.clone()))
}

/// The browser shall not keep what stands in a field we keep: what it writes down for a tab that is opened again is not sealed.
pub fn only_here(field: &Element) {
    let _ = field.set_attribute("autocomplete", "off");
}

/// This lay in the browser. What was typed here meanwhile is newer; gives back which fields those are.
pub fn found(lay: Vec<(String, String)>) -> Vec<String> {
    let newer = KEPT.with_borrow_mut(|kept| {
        let newer: Vec<String> = kept.iter().map(|(field, _)| field.clone()).collect();
        kept.extend(lay.into_iter().filter(|(field, _)| !newer.contains(field)));
        newer
    });
    FOUND.with(|it| it.set(true));
    newer
}
