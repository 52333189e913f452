//! A page for when there is none: it says what happened and leads on.

use crate::boot::Trouble;
use crate::components::icon::Pictogram;
use crate::components::notice::troubled;
use crate::place::use_text;
use leptos::prelude::*;

/// Kind words and two ways on.
#[component]
pub fn TroublePage(trouble: Trouble) -> impl IntoView {
    let text = use_text();
    let (title, what) = troubled(trouble);
    view! {
        <div class="empty">
            <Pictogram name="door" large=true/>
            <h1>{title}</h1>
            <p>{what}</p>
            <a class="button" href="/join">{text.trouble.to_code}</a>
            <a class="button button--plain" href="/">{text.trouble.to_start}</a>
        </div>
    }
}
