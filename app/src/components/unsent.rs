//! Words that the server did not take. They stand here, with the reason, until their writer puts them away.

use super::icon::Icon;
use super::notice::refused;
use crate::place::{Unsent, use_place, use_text};
use leptos::prelude::*;

/// All of them, the newest first.
#[component]
pub fn UnsentWords() -> impl IntoView {
    let place = use_place();
    let all = move || place.unsent.get().into_iter().enumerate().rev().collect::<Vec<_>>();
    move || all().into_iter().map(|(index, it)| one(index, it)).collect_view()
}

fn one(index: usize, unsent: Unsent) -> AnyView {
    let (place, text) = (use_place(), &use_text().refusal);
    let why = unsent.refusal.map_or_else(|| text.strange.to_owned(), refused);
    let put_away = move |_| place.put_away(index);
    view! {
        <section class="notice notice--error" role="alert">
            <Icon name="warning"/>
            <div>
                <b>{text.unsent}</b>
                <p>{why} " " {text.your_words}</p>
                {unsent.words.into_iter().map(|words| view! { <blockquote class="keep">{words}</blockquote> }).collect_view()}
                <button type="button" class="button button--quiet button--small" on:click=put_away>{text.put_away}</button>
            </div>
        </section>
    }
    .into_any()
}
