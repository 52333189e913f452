//! A page that no server made. The service worker gives out an empty one where there is no net; what the browser had kept fills it.

use super::views;
use crate::App;
use crate::boot::{Boot, Say, Trouble};
use crate::chunks::Chunk;
use crate::components::notice::words;
use crate::routes::Page;
use crate::text;
use gloo::events::EventListener;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Fills the page.
pub fn open() {
    spawn_local(async {
        let location = window().location();
        let (path, query) =
            (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
        let mut boot = views::last(path + &query).await;
        boot.words = boot.say.map(|say| words(boot.language, say));
        dress(&boot);
        if Chunk::fetch_first(&boot).await {
            mount_to_body(move || view! { <App boot/> });
        }
    });
}

/// What else the server says on a page of its own.
fn dress(boot: &Boot) {
    let text = text::of(boot.language);
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute("lang", text.common.lang);
    }
    document().set_title(&text.common.title(&Page::parse(&boot.path)));
    if let Some(Say::Trouble(Trouble::Offline)) = boot.say {
        let again = |_: &_| spawn_local(once_reached());
        EventListener::new(&window(), "online", again).forget();
    }
}

/// A device that says it has a net may still not reach anybody.
async fn once_reached() {
    if JsFuture::from(window().fetch_with_str("/healthz")).await.is_ok() {
        let _ = window().location().reload();
    }
}
