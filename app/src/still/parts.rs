//! What several of these pages have: a field for a secret, one for a code, and the answer to a form.

use super::Answer;
use crate::components::icon::Icon;
use crate::place::use_text;
use leptos::prelude::*;

/// A field for a password. Nothing stands in it, and as much may be pasted into it as one likes.
#[component]
pub fn Secret(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    autocomplete: &'static str,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <input
                r#type="password"
                id=name
                name=name
                required
                autocomplete=autocomplete
                aria-describedby=described
            />
        </div>
    }
}

/// A field for the figures of an app, or a code from paper.
#[component]
pub fn Code(label: &'static str, hint: &'static str, needed: bool) -> impl IntoView {
    view! {
        <div class="field">
            <label for="code">{label}</label>
            <p class="field__hint" id="code-hint">{hint}</p>
            <input
                id="code"
                name="code"
                required=needed
                autocomplete="one-time-code"
                autocapitalize="characters"
                spellcheck="false"
                maxlength="24"
                aria-describedby="code-hint"
            />
        </div>
    }
}

/// What a form was answered: what happened, and what to do now.
#[component]
pub fn Told(answer: Option<Answer>) -> impl IntoView {
    let text = use_text();
    let answer = answer?;
    let (title, what) = (text.account.answer)(answer);
    let (class, role, icon) = if answer.is_done() {
        ("notice notice--done", "status", "check")
    } else {
        ("notice notice--error", "alert", "warning")
    };
    Some(view! {
        <div class=class role=role>
            <Icon name=icon/>
            <div>
                <b>{title}</b>
                <p>{what}</p>
            </div>
        </div>
    })
}

/// What leads on from a page that is at its end.
#[component]
pub fn ToStart() -> impl IntoView {
    view! { <a class="button button--plain" href="/">{use_text().common.to_start}</a> }
}
