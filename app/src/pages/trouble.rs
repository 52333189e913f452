//! A page for when there is none: it says what happened and leads on.

use crate::boot::{Trouble, Words};
use crate::components::icon::Pictogram;
use crate::place::{of_boot, use_boot, use_text};
use leptos::prelude::*;

/// Kind words and the ways on.
#[component]
pub fn TroublePage(trouble: Trouble) -> impl IntoView {
    let text = use_text();
    // One may come by a link to what is not there; all else is said by who finds it.
    let said = of_boot(|boot| boot.words.clone()).flatten();
    let (title, what) = match said.filter(|_| trouble != Trouble::NotFound) {
        Some(Words { title, what, .. }) => (title, what),
        None => (text.common.nothing_here.to_owned(), text.common.nothing_here_why.to_owned()),
    };
    view! {
        <div class="empty">
            <Pictogram name="door" large=true/>
            <h1>{title}</h1>
            <p>{what}</p>
            {(trouble != Trouble::Offline).then(|| view! { <a class="button" href="/join">{text.common.to_code}</a> })}
            {(trouble == Trouble::SignedOut).then(sign_in)}
            <a class="button button--plain" href="/">{text.common.to_start}</a>
        </div>
    }
}

/// Back to the same page afterwards.
fn sign_in() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    // Only ids and words of our own stand in our addresses: nothing in them has to be written otherwise.
    let then = boot.path.split('&').next().unwrap_or_default();
    view! { <a class="button button--quiet" href=format!("/sign-in?then={then}")>{text.common.sign_in}</a> }
}
