//! Where the browser begins.

use crate::App;
use crate::boot::Boot;
use leptos::prelude::{document, provide_context};
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the start module of the bundling tool, once the page is there. A page without readable data stays what the server
/// made of it: links and forms still work.
#[wasm_bindgen]
pub fn hydrate() {
    let data = document().get_element_by_id(Boot::ELEMENT).and_then(|element| element.text_content());
    let Some(boot) = data.and_then(|json| serde_json::from_str::<Boot>(&json).ok()) else { return };
    leptos::mount::hydrate_body(move || {
        provide_context(boot);
        App()
    });
}
