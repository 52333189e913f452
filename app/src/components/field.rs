//! Fields to write in. On a family's pages what is typed is kept in the browser until it is sent.

use super::draft::{tie, typing};
use super::form::kept;
use crate::place::use_text;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;

/// A field of one line.
#[component]
pub fn Line(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// Where several fields of one name stand on a page. It is the key of what is being typed: another thing, another id.
    #[prop(optional, into)]
    id: String,
    #[prop(optional, into)] hint: String,
    /// What stands there to begin with.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] max: Option<usize>,
    #[prop(optional)] needed: bool,
    /// How the browser may fill it in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    #[prop(optional, into)] kind: String,
    /// Given where the typed text is to be read or emptied.
    #[prop(optional)]
    node: NodeRef<Input>,
) -> impl IntoView {
    let value = kept(&name).unwrap_or(value);
    let id = if id.is_empty() { name.clone() } else { id };
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let kind = if kind.is_empty() { "text".to_owned() } else { kind };
    tie(node);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <input
                r#type=kind
                id=id
                name=name
                value=value
                maxlength=max.unwrap_or(domain::input::LINE)
                required=needed
                autocomplete=autocomplete
                aria-describedby=described
                node_ref=node
                on:input=typing
            />
        </div>
    }
}

/// A field for more than a line.
#[component]
pub fn Words(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// Where several fields of one name stand on a page. It is the key of what is being typed: another thing, another id.
    #[prop(optional, into)]
    id: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] needed: bool,
    /// Given where the typed text is to be read or emptied.
    #[prop(optional)]
    node: NodeRef<Textarea>,
) -> impl IntoView {
    let value = kept(&name).unwrap_or(value);
    let id = if id.is_empty() { name.clone() } else { id };
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    tie(node);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <textarea
                id=id
                name=name
                rows=rows
                maxlength=domain::input::TEXT
                required=needed
                aria-describedby=described
                node_ref=node
                on:input=typing
            >
                {value}
            </textarea>
        </div>
    }
}

/// What stands in a text area.
pub fn written(node: NodeRef<Textarea>) -> String {
    node.get_untracked().map(|area| area.value()).unwrap_or_default()
}

/// What stands in a line.
pub fn typed(node: NodeRef<Input>) -> String {
    node.get_untracked().map(|input| input.value()).unwrap_or_default()
}

/// A choice of language: each is called what it calls itself.
#[component]
pub fn LanguageField(chosen: domain::people::Language) -> impl IntoView {
    use domain::people::Language;
    let text = use_text();
    let chosen = match kept("language").as_deref() {
        Some("da") => Language::Da,
        Some("en") => Language::En,
        _ => chosen,
    };
    view! {
        <div class="field">
            <label for="language">{text.common.language}</label>
            <select id="language" name="language">
                <option value="da" lang="da" selected=chosen == Language::Da>"Dansk"</option>
                <option value="en" lang="en" selected=chosen == Language::En>"English"</option>
            </select>
        </div>
    }
}
