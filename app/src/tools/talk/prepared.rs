//! What I prepared at home, brought out in the meeting: one card at a time, or all.

use super::Drafts;
use crate::components::icon::Icon;
use crate::place::{Place, use_place, use_text};
use domain::talk::{Column, Command};
use domain::{CardId, DialogueId};
use leptos::prelude::*;

/// My own drafts with their share buttons. Nothing is there for whoever prepared nothing.
#[component]
pub fn Prepared(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let count = place.read(move |family| family.talk.drafts(place.me, dialogue).count());
    view! {
        <Show when=move || count.get() != 0>
            <section class="card card--sunk stack" aria-labelledby="prepared">
                <h2 class="card__title" id="prepared">{text.talk.prepared}</h2>
                <p class="private"><Icon name="lock"/> {text.talk.prepared_lead}</p>
                {Column::PREPARED.map(|column| view! { <Drafts dialogue column/> })}
                <Show when=move || { place.goes_on() && count.get() > 1 }>
                    <button
                        r#type="button"
                        class="button button--quiet"
                        on:click=move |_| share_all(place, dialogue)
                    >
                        {text.talk.share_all}
                    </button>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

/// Shares every draft, oldest first.
pub fn share_all(place: Place, dialogue: DialogueId) {
    let ids: Vec<CardId> = place.family.with_untracked(|family| {
        family.talk.drafts(place.me, dialogue).map(|card| card.id).collect()
    });
    for id in ids {
        let _ = place.send(domain::Command::Talk(Command::Share { id }));
    }
}
