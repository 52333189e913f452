//! Where the browser begins.

use crate::App;
use crate::boot::Boot;
use crate::chunks::{Chunk, side};
use crate::json;
use leptos::prelude::{document, provide_context};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Called by the start module of the bundling tool, once the page is there. A page without readable data stays what the server
/// made of it: links and forms still work. The same when a piece of its first page does not come.
#[wasm_bindgen]
pub fn hydrate() {
    let data =
        document().get_element_by_id(Boot::ELEMENT).and_then(|element| element.text_content());
    let Some(boot) = data.and_then(|json| json::read_packed::<Boot>(&json)) else { return };
    let family = boot.place.is_some();
    spawn_local(async move {
        for first in Chunk::first(&boot) {
            if !first.fetch().await {
                return;
            }
        }
        leptos::mount::hydrate_body(move || {
            provide_context(boot);
            App()
        });
        if family {
            side::fetch_the_rest();
        }
    });
}
