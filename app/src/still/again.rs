//! What could not be done now. A form that was sent waits in this page, and goes once more by one tap.

use super::Held;
use crate::boot::{Say, Trouble, Words};
use crate::components::icon::Pictogram;
use crate::components::notice::words;
use crate::place::{language, use_text};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AgainPage(trouble: Trouble, held: Option<Held>) -> impl IntoView {
    let text = use_text();
    let Words { title, what, .. } = words(language(), Say::Trouble(trouble));
    let way = match held {
        Some(held) => view! { <Waiting held/> }.into_any(),
        // The page that was asked for, wherever it is.
        None => view! { <a class="button" href="">{text.again.ask}</a> }.into_any(),
    };
    view! {
        <div class="empty">
            <Pictogram name="door" large=true/>
            <h1>{title}</h1>
            <p>{what}</p>
            {way}
            <a class="button button--plain" href="/">{text.common.to_start}</a>
        </div>
    }
}

/// All of the form, and what was written in it for its writer to see.
#[component]
pub(super) fn Waiting(held: Held) -> impl IntoView {
    let text = use_text();
    // An id, a day and a number have no gap in them.
    let written = held.fields.values().filter(|text| text.trim().contains(char::is_whitespace));
    let written = written
        .map(|text| view! { <blockquote class="keep">{text.clone()}</blockquote> })
        .collect_view();
    let field = |(name, text): (String, String)| {
        view! { <input r#type="hidden" name=name value=text/> }
    };
    view! {
        <form method="post" action=held.address class="stack">
            <p>{text.again.waits}</p>
            {written}
            {held.fields.into_iter().map(field).collect_view()}
            <button class="button button--wide">{text.again.send}</button>
        </form>
    }
}
