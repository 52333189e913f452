//! The way in: a code, and the page an invitation leads to. Plain forms: they work on any phone.

use crate::boot::Boot;
use crate::components::field::{LanguageField, Line};
use crate::components::form::FreshIds;
use crate::components::notice::SayNotice;
use crate::place::{use_boot, use_text};
use leptos::prelude::*;

/// Where the six letters are typed.
#[component]
pub fn CodePage() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    view! {
        <h1>{text.welcome.code_title}</h1>
        {boot.words.clone().map(|words| view! { <SayNotice words/> })}
        {typed(&boot).map(|words| view! { <p class="notice">{(text.welcome.typed)(&words)}</p> })}
        <CodeForm/>
    }
}

/// What somebody had typed whose invitation was over when they sent it.
fn typed(boot: &Boot) -> Option<String> {
    let words: Vec<&str> = ["name", "title"]
        .into_iter()
        .filter_map(|it| boot.kept.get(it))
        .map(|it| it.trim())
        .collect();
    let words = words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then_some(words)
}

/// The field for the six letters; also on the front page.
#[component]
pub fn CodeForm() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    view! {
        <form method="post" action="/join" class="card stack">
            <div class="field field--large">
                <label for="code">{text.welcome.code_label}</label>
                <p class="field__hint" id="code-hint">{text.welcome.code_hint}</p>
                <div class="field__row">
                    <input
                        class="code-input"
                        id="code"
                        name="code"
                        value=boot.kept.get("code").cloned()
                        required
                        autocomplete="one-time-code"
                        autocapitalize="characters"
                        spellcheck="false"
                        maxlength="12"
                        aria-describedby="code-hint"
                    />
                    <button class="button">{text.welcome.code_go}</button>
                </div>
            </div>
        </form>
    }
}

/// Where an invitation leads to: one's name, one's language, in.
#[component]
pub fn JoinPage(key: String) -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    let invited = boot.invitation.as_ref()?.read()?;
    let welcome = &text.welcome;
    Some(view! {
        <h1>{(welcome.join_title)(&invited.family)}</h1>
        <p class="lead">{(welcome.join_as)(invited.role)} " " {welcome.join_lead}</p>
        {boot.words.clone().map(|words| view! { <SayNotice words/> })}
        <form method="post" action=format!("/join/{key}") class="card stack">
            <FreshIds/>
            <Line
                name="name"
                label=welcome.name_label
                hint=welcome.name_hint
                value=invited.name.clone()
                max=domain::input::NAME
                needed=true
                autocomplete="given-name"
            />
            <Line name="title" label=welcome.title_label hint=welcome.title_hint max=domain::input::NAME/>
            <LanguageField chosen=boot.language/>
            <button class="button button--wide">{welcome.join_go}</button>
            <p class="lead">{welcome.join_promise}</p>
        </form>
    })
}
