//! Errors that say what happened, that nothing was lost, and what to do now.

use super::icon::Icon;
use crate::boot::{Say, Words};
use crate::place::{Said, language};
use crate::{sync, text};
use domain::people::Language;
use leptos::prelude::*;

/// The answer to a form or a command.
#[component]
pub fn SayNotice(words: Words) -> impl IntoView {
    let Words { title, what, kept } = words;
    view! {
        <div class="notice notice--error" role="alert">
            <Icon name="warning"/>
            <div>
                <b>{title}</b>
                <p>{what} " " {kept}</p>
            </div>
        </div>
    }
}

/// What a page has words for.
pub fn explained(said: Said) -> Option<Words> {
    match said {
        Said::Words(words) => Some(words),
        Said::Refused(refusal) => sync::explain(language(), refusal),
    }
}

/// Kind words for it. Whatever calls this brings all of them along, in both languages: the server does, and what follows the family.
pub fn words(language: Language, say: Say) -> Words {
    let text = text::of(language);
    match say {
        Say::Refused(refusal) => Words {
            title: text.refusal.title.to_owned(),
            what: (text.refusal.why)(refusal),
            kept: text.refusal.kept.to_owned(),
        },
        Say::Trouble(trouble) => {
            let (title, what) = (text.trouble.words)(trouble);
            Words { title: title.to_owned(), what: what.to_owned(), kept: String::new() }
        }
    }
}
