//! Links within the page's family change the page without a reload. Everything else goes the browser's way.

use crate::place::use_text;
use crate::routes::Page;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, HtmlElement, MouseEvent};

/// Follows clicks on links and the back button for as long as the page lives.
pub fn follow(page: RwSignal<Page>) {
    let text = use_text();
    let show = move |next: Page| {
        document().set_title(&text.common.title(&next));
        page.set(next);
    };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", options, move |event| {
        let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
        if let Some((address, next)) = own_link(event, &page.get_untracked()) {
            event.prevent_default();
            let history = window().history().expect("a window has a history");
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
            show(next);
            to_the_top();
        }
    })
    .forget();
    EventListener::new(&window(), "popstate", move |_| {
        let location = window().location();
        let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
        show(Page::parse(&format!("{path}{query}")));
    })
    .forget();
}

/// The address and page of a plain click on a link to another room of the same family.
fn own_link(event: &MouseEvent, here: &Page) -> Option<(String, Page)> {
    let plain = event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    // A link within the page only scrolls; the browser knows how.
    let within = link.get_attribute("href").is_some_and(|href| href.starts_with('#'));
    if within || link.host() != window().location().host().ok()? || link.has_attribute("download") || !link.target().is_empty() {
        return None;
    }
    let address = format!("{}{}", link.pathname(), link.search());
    let next = Page::parse(&address);
    match (&next, here) {
        (Page::Family { family, .. }, Page::Family { family: own, .. }) if family == own => Some((address, next)),
        _ => None,
    }
}

/// A new page begins at its top, and a screen reader begins with its heading.
fn to_the_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}
