//! A new place: who it is about, and who makes it. A plain form, under a minute.

use crate::components::field::{LanguageField, Line};
use crate::components::form::FreshIds;
use crate::components::notice::SayNotice;
use crate::place::{use_boot, use_text};
use domain::people::Role;
use leptos::prelude::*;

/// The form.
#[component]
pub fn NewPage() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    let welcome = &text.welcome;
    view! {
        <h1>{welcome.new_title}</h1>
        <p class="lead">{welcome.new_lead}</p>
        {boot.words.clone().map(|words| view! { <SayNotice words/> })}
        <form method="post" action="/new" class="stack stack--loose">
            <FreshIds/>
            <div class="card stack">
                <Line name="child" label=welcome.child_label max=domain::input::NAME needed=true/>
                <Line name="born" label=welcome.born_label hint=welcome.born_hint kind="number" max=4/>
                <Line
                    name="family"
                    label=welcome.family_label
                    hint=welcome.family_hint
                    max=domain::input::NAME
                    needed=true
                />
            </div>
            <div class="card stack">
                <Line
                    name="name"
                    label=welcome.name_label
                    hint=welcome.name_hint
                    max=domain::input::NAME
                    needed=true
                    autocomplete="given-name"
                />
                <RoleField/>
                <Line name="title" label=welcome.title_label hint=welcome.title_hint max=domain::input::NAME/>
                <LanguageField chosen=boot.language/>
            </div>
            <button class="button button--wide">{welcome.make}</button>
            <p class="lead">{welcome.make_promise}</p>
        </form>
    }
}

/// What the maker is to the child.
#[component]
fn RoleField() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    let chosen = boot.kept.get("role").cloned().unwrap_or_else(|| "professional".to_owned());
    let roles = [
        (Role::Professional, "professional"),
        (Role::Guardian, "guardian"),
        (Role::Network, "network"),
    ];
    view! {
        <fieldset class="choice">
            <legend>{text.welcome.who_are_you}</legend>
            {roles
                .map(|(role, value)| {
                    let (name, what) = (text.welcome.role)(role);
                    view! {
                        <label class="choice__card">
                            <input r#type="radio" name="role" value=value checked=chosen == value/>
                            <span>
                                <b>{name}</b>
                                <small>{what}</small>
                            </span>
                        </label>
                    }
                })}
        </fieldset>
    }
}
