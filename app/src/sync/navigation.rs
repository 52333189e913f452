//! Links within the page's family change the page without a reload. Everything else goes the browser's way.

use crate::chunks::Chunk;
use crate::place::use_text;
use crate::routes::Page;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlAnchorElement, HtmlElement, MouseEvent};

/// A piece that is slower than this is told, in milliseconds.
const SLOW: u32 = 1_000;

thread_local! {
    /// Counts the ways somebody set out on: whoever changes their mind does not end up where they wanted to go before.
    static WAYS: Cell<u32> = const { Cell::new(0) };
}

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
            once_here(address.clone(), next, move |next| {
                let history = window().history().expect("a window has a history");
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
                show(next);
                arrive();
            });
        }
    })
    .forget();
    EventListener::new(&window(), "popstate", move |_| {
        let location = window().location();
        let (path, query) =
            (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
        let address = format!("{path}{query}");
        let next = Page::parse(&address);
        once_here(address, next, show);
    })
    .forget();
}

/// Shows a page: at once when its piece is here, otherwise when it has come. When it does not come, the browser goes there by
/// itself; the server's page says what is wrong, if anything is.
fn once_here(address: String, next: Page, show: impl FnOnce(Page) + 'static) {
    let way = WAYS.get() + 1;
    WAYS.set(way);
    let missing = Chunk::of(&next).filter(|chunk| !chunk.is_here());
    let Some(chunk) = missing else {
        busy(false);
        return show(next);
    };
    let patience = Timeout::new(SLOW, || busy(true));
    spawn_local(async move {
        let came = chunk.fetch().await;
        drop(patience);
        if WAYS.get() != way {
            return;
        }
        busy(false);
        if came {
            show(next);
        } else {
            let _ = window().location().assign(&address);
        }
    });
}

/// The page stays and can be read, but something else comes.
pub fn busy(yes: bool) {
    let Some(main) = document().get_element_by_id("main") else { return };
    let _ = if yes {
        main.set_attribute("aria-busy", "true")
    } else {
        main.remove_attribute("aria-busy")
    };
}

/// The address and page of a plain click on a link to another room of the same family.
fn own_link(event: &MouseEvent, here: &Page) -> Option<(String, Page)> {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    // A link within the page only scrolls; the browser knows how.
    let within = link.get_attribute("href").is_some_and(|href| href.starts_with('#'));
    if within
        || link.host() != window().location().host().ok()?
        || link.has_attribute("download")
        || !link.target().is_empty()
    {
        return None;
    }
    let address = format!("{}{}", link.pathname(), link.search());
    let next = Page::parse(&address);
    match (&next, here) {
        (Page::Family { family, .. }, Page::Family { family: own, .. }) if family == own => {
            Some((address + &link.hash(), next))
        }
        _ => None,
    }
}

/// A new page begins at its top, and a screen reader begins with its heading; unless the link names a thing on the page.
fn arrive() {
    let hash = window().location().hash().unwrap_or_default();
    let Some(id) = hash.strip_prefix('#').map(ToOwned::to_owned) else { return to_the_top() };
    // The thing is there once the new page has been drawn.
    request_animation_frame(move || {
        if let Some(thing) = document().get_element_by_id(&id) {
            thing.scroll_into_view();
        }
    });
}

fn to_the_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let main =
        document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}
