//! A way in that was just made, for whoever has no script: code, picture and link.

use crate::components::way::WayIn;
use crate::place::use_text;
use leptos::prelude::*;

/// The page.
#[component]
pub fn WayPage(back: String, link: String, code: String, qr: String) -> impl IntoView {
    let text = &use_text().people;
    view! {
        <h1>{text.way_title}</h1>
        <p class="lead">{text.way_lead}</p>
        <section class="card"><WayIn link code qr/></section>
        <a class="button button--quiet" href=back>{text.way_back}</a>
    }
}
