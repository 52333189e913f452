//! Cards in a column: those of the circle, or one's own that nobody else sees.

use super::card::{Undo, WordCard};
use super::{icon, slug};
use crate::components::icon::Icon;
use crate::components::writing::Writing;
use crate::place::{use_place, use_text};
use domain::protocol::Spot;
use domain::talk::{Card, Column as Of};
use domain::{CardId, DialogueId};
use leptos::prelude::*;

/// The shared cards of a dialogue in one column, under its name, with what one writes there.
#[component]
pub fn Column(dialogue: DialogueId, column: Of, children: Children) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let ids = place.read(move |family| {
        family.talk.of_dialogue(dialogue, column).map(|card| card.id).collect::<Vec<_>>()
    });
    let heading = format!("column-{}", slug(column));
    let named = heading.clone();
    view! {
        <section class=format!("talk-column talk-column--{}", slug(column)) aria-labelledby=named>
            <div class="talk-column__head">
                <h2 id=heading><Icon name=icon(column)/> {(text.talk.column)(column)}</h2>
                <Writing at=Spot::Card { dialogue, column }/>
            </div>
            // First what one writes in: the cards of the others must not push it about.
            <div class="talk-column__write">{children()}</div>
            <div class="talk-column__said stack stack--tight">
                <Cards ids/>
                <Show when=move || ids.with(Vec::is_empty)><p class="muted">{text.talk.none}</p></Show>
            </div>
        </section>
    }
    .into_any()
}

/// What I prepared in one column and have not shared.
#[component]
pub fn Drafts(dialogue: DialogueId, column: Of) -> impl IntoView {
    let place = use_place();
    let ids = place.read(move |family| {
        let mine = family.talk.drafts(place.me, dialogue);
        mine.filter(|card| card.column == column).map(|card| card.id).collect::<Vec<_>>()
    });
    view! { <Cards ids/> }.into_any()
}

#[component]
fn Cards(ids: Memo<Vec<CardId>>) -> impl IntoView {
    let gone = RwSignal::new(None::<Card>);
    view! {
        <ul class="stack stack--tight cards" aria-live="polite">
            <For each=move || ids.get() key=|id| *id let:id>
                <WordCard id gone/>
            </For>
        </ul>
        <Undo gone/>
    }
}
