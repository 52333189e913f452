//! Calm news, and errors that say what happened, that nothing was lost, and what to do now.

use super::icon::Icon;
use crate::boot::{Say, Trouble};
use crate::place::use_text;
use domain::Refusal;
use leptos::prelude::*;

/// The answer to a form or a command, in words.
#[component]
pub fn SayNotice(say: Say) -> impl IntoView {
    let text = use_text();
    match say {
        Say::Saved => view! {
            <div class="notice notice--done" role="status">
                <Icon name="check"/>
                <div><p>{text.common.saved}</p></div>
            </div>
        }
        .into_any(),
        Say::Refused(refusal) => error(text.refusal.title, &refused(refusal), text.refusal.kept),
        Say::Trouble(trouble) => {
            let (title, what) = troubled(trouble);
            error(title, what, "")
        }
    }
}

fn error(title: &str, what: &str, kept: &'static str) -> AnyView {
    view! {
        <div class="notice notice--error" role="alert">
            <Icon name="warning"/>
            <div>
                <b>{title.to_owned()}</b>
                <p>{what.to_owned()} " " {kept}</p>
            </div>
        </div>
    }
    .into_any()
}

/// A refusal in kind words.
pub fn refused(refusal: Refusal) -> String {
    (use_text().refusal.why)(refusal)
}

/// A trouble in kind words: what it is, and what to do.
pub fn troubled(trouble: Trouble) -> (&'static str, &'static str) {
    (use_text().trouble.words)(trouble)
}
