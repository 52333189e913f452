//! A browser is not told why it got no socket. So it asks what it can be told: which places it has a seat in.

use domain::FamilyId;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

const ADDRESS: &str = "/api/v1/families";
const SIGNED_OUT: u16 = 401;

/// Whether the server says that nobody is signed in here, or that whoever is has no seat in this family. Without a connection it
/// says nothing.
pub async fn is_gone(family: FamilyId) -> bool {
    seats().await.is_some_and(|seats| !seats.contains(&family.to_string()))
}

/// As the server writes them; empty where nobody is signed in.
async fn seats() -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(ADDRESS)).await.ok()?;
    let answer = answer.unchecked_into::<Response>();
    if answer.status() == SIGNED_OUT {
        return Some(String::new());
    }
    let text = JsFuture::from(answer.text().ok().filter(|_| answer.ok())?).await.ok()?;
    text.as_string()
}
