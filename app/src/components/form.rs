//! A real HTML form that becomes instant once the page is alive.

use crate::place::use_place;
use leptos::prelude::*;

/// A form that posts to `action` without WASM, and calls `send` with it. After the plain way the person comes back to this page.
#[component]
pub fn Act(
    #[prop(into)] action: String,
    /// The address to come back to.
    #[prop(into)]
    back: String,
    send: impl Fn() + 'static,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    let place = use_place();
    view! {
        <form
            method="post"
            action=action
            class=class
            on:submit=move |event| {
                if place.live.get_untracked() {
                    event.prevent_default();
                    send();
                }
            }
        >
            <input r#type="hidden" name="back" value=back/>
            {children()}
        </form>
    }
}

/// A field that nobody sees.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input r#type="hidden" name=name value=value/> }
}
