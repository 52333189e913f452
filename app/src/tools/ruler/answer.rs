//! An answer in words. Its question names the chosen position, so it changes with it.

use super::parts::words;
use crate::components::form::kept;
use crate::drafts;
use domain::ruler::Level;
use leptos::html::Textarea;
use leptos::prelude::*;

/// What is asked, of the chosen position.
pub type Ask = fn(Option<Level>) -> String;

/// The field. What is typed is kept in the browser under `key`; what was kept there is newer than `value`.
pub fn answer(
    (name, ask): (&'static str, Ask),
    chosen: RwSignal<Option<Level>>,
    value: String,
    key: String,
) -> AnyView {
    let area = NodeRef::<Textarea>::new();
    let value = kept(name).unwrap_or(value);
    let key = StoredValue::new(key);
    Effect::new(move || {
        let Some(area) = area.get() else { return };
        drafts::only_here(&area);
        if let Some(kept) = drafts::kept(&key.get_value()) {
            area.set_value(&kept);
        }
    });
    view! {
        <div class="field">
            <label for=name>{words(move || ask(chosen.get()))}</label>
            <textarea
                id=name
                name=name
                rows="2"
                maxlength=domain::input::TEXT
                node_ref=area
                on:input=move |event| drafts::keep(&key.get_value(), &event_target_value(&event))
            >
                {value}
            </textarea>
        </div>
    }
    .into_any()
}
