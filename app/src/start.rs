//! Where the browser begins.

use crate::App;
use crate::boot::Boot;
use crate::chunks::{Chunk, side};
use crate::{json, sync};
use leptos::mount::hydrate_body;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Called by the start module of the bundling tool, once the page is there. A page without readable data stays what the server
/// made of it: links and forms still work. The same when a piece of its first page does not come. A page with no data at all is
/// the empty one.
#[wasm_bindgen]
pub fn hydrate() {
    let data =
        document().get_element_by_id(Boot::ELEMENT).and_then(|element| element.text_content());
    let Some(data) = data else { return };
    if data.is_empty() {
        return sync::alone();
    }
    let Some(boot) = json::read_packed::<Boot>(&data) else { return };
    sync::believe(&boot);
    let family = boot.place.is_some();
    spawn_local(async move {
        if !Chunk::fetch_first(&boot).await {
            return;
        }
        hydrate_body(move || view! { <App boot/> });
        if family {
            side::fetch_the_rest();
        }
    });
}
