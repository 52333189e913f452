//! Where the browser begins.

use crate::App;
use crate::boot::{Boot, Say, Trouble};
use crate::chunks::{Chunk, side};
use crate::routes::Page;
use crate::{json, sync, text};
use gloo::events::EventListener;
use leptos::mount::{hydrate_body, mount_to_body};
use leptos::prelude::{AnyView, IntoAny, document, provide_context, window};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Called by the start module of the bundling tool, once the page is there. A page without readable data stays what the server
/// made of it: links and forms still work. The same when a piece of its first page does not come. The empty shell, which the
/// service worker gives out where there is no server, is filled with what the browser kept.
#[wasm_bindgen]
pub fn hydrate() {
    let data =
        document().get_element_by_id(Boot::ELEMENT).and_then(|element| element.text_content());
    let Some(data) = data else { return };
    spawn_local(async move {
        if data.is_empty() {
            let Some(boot) = sync::last_view().await else { return };
            dress(&boot);
            if fetched(&boot).await {
                mount_to_body(app(boot));
            }
        } else if let Some(boot) = json::read_packed::<Boot>(&data) {
            sync::believe(&boot);
            if fetched(&boot).await {
                hydrate_body(app(boot));
            }
        }
    });
}

fn app(boot: Boot) -> impl FnOnce() -> AnyView {
    let family = boot.place.is_some();
    move || {
        provide_context(boot);
        if family {
            side::fetch_the_rest();
        }
        App().into_any()
    }
}

async fn fetched(boot: &Boot) -> bool {
    for first in Chunk::first(boot) {
        if !first.fetch().await {
            return false;
        }
    }
    true
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
