//! The picture of the dream map: one road from the house to the far hills, with cards that lie where people put them, and
//! the same as a list. Everyone moves cards; others see them move.

mod board;
mod card;
mod choice;
mod geometry;
mod hand;
mod history;
mod list;
mod map;
mod new;
mod opened;
mod others;
mod pad;
mod picture;
mod sheet;
mod strokes;
mod toast;

use crate::components::icon::{Icon, Pictogram};
use crate::place::use_text;
use domain::DialogueId;
use domain::dreams::Zone;
use leptos::prelude::*;
use map::{Map, Sheet, use_map};
pub use picture::picture;
pub use sheet::SheetContent;

/// The map with its list, to look at and to lay dreams on. `dialogue`: the dialogue that new dreams belong to.
#[component]
pub fn DreamMap(dialogue: Option<DialogueId>) -> impl IntoView {
    let text = use_text();
    let map = Map::new(dialogue);
    provide_context(map);
    others::follow(map);
    history::on_keys(map);
    map.show_target();
    let goes_on = map.goes_on();
    view! {
        <div class="dream-room stack">
            <Bar/>
            <p class="visually-hidden" id="dream-keys">{move || goes_on.get().then_some(text.dreams.keys)}</p>
            <board::Board/>
            <list::List/>
            <sheet::SheetDialog/>
            <toast::Told/>
        </div>
    }
    .into_any()
}

/// What to do here: an invitation while the map is empty; later the two deeds, and how a card is moved.
#[component]
fn Bar() -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let empty = map.place().read(|family| family.dreams.on_map().next().is_none());
    let goes_on = map.goes_on();
    let add = move |_| map.open(Sheet::New(Zone::Soon));
    let invite = move || {
        view! {
            <div class="empty only-screen">
                <Pictogram name="star" large=true/>
                <h2>{text.dreams.empty_title}</h2>
                <p>{text.dreams.empty}</p>
                <Show when=move || goes_on.get()>
                    <button type="button" class="button" on:click=add>{text.dreams.empty_go}</button>
                </Show>
                {(goes_on.get() && !map.past.with(Vec::is_empty)).then(|| view! { <Undo/> })}
            </div>
        }
        .into_any()
    };
    let deeds = move || {
        view! {
            <div class="dream-bar only-screen">
                <button type="button" class="button button--small" on:click=add>
                    <Icon name="plus"/>
                    {text.dreams.add}
                </button>
                <Undo/>
                <p class="muted">{text.dreams.how_to_move}</p>
            </div>
        }
        .into_any()
    };
    move || match (empty.get(), goes_on.get()) {
        (true, _) => invite(),
        (false, true) => deeds(),
        (false, false) => ().into_any(),
    }
}

/// Takes the last own act back. Also Ctrl+Z.
#[component]
fn Undo() -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    view! {
        <button
            type="button"
            class="button button--small button--quiet"
            id="dream-undo"
            aria-keyshortcuts="Control+Z"
            aria-disabled=move || map.past.with(Vec::is_empty).to_string()
            on:click=move |_| map.undo()
        >
            <Icon name="undo"/>
            {text.dreams.undo}
        </button>
    }
    .into_any()
}
