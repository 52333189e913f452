//! An answer in words. Its question names the chosen position, so it changes with it.

use super::parts::words;
use crate::components::draft::{tie, typing};
use crate::components::form::kept;
use domain::ruler::Level;
use leptos::html::Textarea;
use leptos::prelude::*;

/// What is asked, of the chosen position.
pub type Ask = fn(Option<Level>) -> String;

/// The field. What is typed is kept in the browser under `key`.
pub fn answer(
    (name, ask): (&'static str, Ask),
    chosen: RwSignal<Option<Level>>,
    value: String,
    key: String,
) -> AnyView {
    let area = NodeRef::<Textarea>::new();
    let value = kept(name).unwrap_or(value);
    tie(area);
    view! {
        <div class="field">
            <label for=key.clone()>{words(move || ask(chosen.get()))}</label>
            <textarea
                id=key
                name=name
                rows="2"
                maxlength=domain::input::TEXT
                node_ref=area
                on:input=typing
            >
                {value}
            </textarea>
        </div>
    }
    .into_any()
}
