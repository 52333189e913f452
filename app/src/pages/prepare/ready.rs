//! What I have prepared, all in one place: to share, or to keep until we meet.

use super::{READY, Screen, go, seen};
use crate::components::icon::Icon;
use crate::place::{Place, use_place, use_text};
use crate::routes::Room;
use crate::tools::dialogue::at_title;
use crate::tools::talk::{Drafts, share_all};
use domain::ruler::{Placement, Setting};
use domain::talk::Column;
use domain::{DialogueId, Family, MemberId};
use leptos::prelude::*;

/// Everything of mine for this dialogue.
#[component]
pub fn Ready(dialogue: DialogueId, about: MemberId, screen: Screen) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.prepare;
    let cards = place.read(move |family| family.talk.drafts(place.me, dialogue).count());
    let laid = place.read(move |family| drafts(place, family, about).len());
    let any = move || cards.get() + laid.get() > 0;
    let titles =
        move || if any() { (words.done, words.done_lead) } else { (words.empty, words.empty_lead) };
    let share = move |_| share_all(place, dialogue);
    let seen = seen(place, screen);
    let goes_on = Memo::new(move |_| place.goes_on());
    view! {
        <section class="ask" hidden=move || seen.get() != READY>
            <h1>{move || titles().0}</h1>
            <Show when=move || goes_on.get()><p class="lead">{move || titles().1}</p></Show>
            {Column::PREPARED.map(|column| view! { <Part dialogue column/> })}
            <Laid about/>
            <Show when=move || { goes_on.get() && cards.get() > 1 }>
                <button r#type="button" class="button button--quiet" on:click=share>{words.share_all}</button>
            </Show>
            <Show when=move || goes_on.get()>
                <button r#type="button" class="button button--plain" on:click=move |_| go(screen, 0)>{words.more}</button>
            </Show>
            <div class="deed">
                <a class="button button--wide" href=place.href(Room::Dialogues)>
                    {move || if any() { words.keep } else { text.common.back }}
                </a>
            </div>
        </section>
    }
}

/// The drafts of one column, under its name.
#[component]
fn Part(dialogue: DialogueId, column: Column) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let any = place.read(move |family| {
        family.talk.drafts(place.me, dialogue).any(|card| card.column == column)
    });
    // The list stays when its last card goes: "undo" stands in it.
    view! {
        <section class="stack stack--tight">
            <Show when=move || any.get()><h2 class="eyebrow">{(text.talk.column)(column)}</h2></Show>
            <Drafts dialogue column/>
        </section>
    }
}

/// My placements that nobody else sees. They are not shared from here: each is laid anew, unseen, when the ruler is opened.
fn drafts(place: Place, family: &Family, about: MemberId) -> Vec<Placement> {
    Setting::ALL
        .into_iter()
        .filter_map(|setting| family.ruler.draft(place.me, about, setting).cloned())
        .collect()
}

#[component]
fn Laid(about: MemberId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.prepare;
    let all = place.read(move |family| {
        let line = |it: Placement| {
            let name = text.ruler.positions[it.level.index()].name;
            (words.placed)(at_title(place, family, about, it.setting), it.level.number(), name)
        };
        drafts(place, family, about).into_iter().map(line).collect::<Vec<String>>()
    });
    let row = |line: String| view! { <li class="word-card"><blockquote>{line}</blockquote></li> };
    let list = move |all: Vec<_>| {
        (!all.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2 class="eyebrow">{words.placements}</h2>
                    <ul class="stack stack--tight">{all.into_iter().map(row).collect_view()}</ul>
                    <p class="private"><Icon name="lock"/> {words.placements_lead}</p>
                </section>
            }
        })
    };
    move || list(all.get())
}
