//! A short choice in a line: one of a few.

use leptos::prelude::*;

/// Chips to choose one of. `options`: value and name.
#[component]
pub fn Choice(
    name: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(String, String)>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let chip = |(value, label): (String, String)| {
        let (own, set) = (value.clone(), value.clone());
        view! {
            <label class="chip">
                <input
                    r#type="radio"
                    name=name
                    value=value
                    prop:checked=move || chosen.with(|chosen| *chosen == own)
                    on:change=move |_| chosen.set(set.clone())
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{legend}</legend>
            <div class="chips chips--wrap">{options.into_iter().map(chip).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
