//! A card on the map.

use super::geometry::digits;
use super::hand::Hand;
use super::map::{Map, called, use_map};
use super::picture::picture;
use crate::components::icon::Icon;
use crate::place::{use_place, use_text};
use crate::text::Text;
use domain::dreams::Dream;
use domain::{DreamId, MemberId};
use leptos::prelude::*;

/// The card: moved by hand (see [`Hand`]) or by keys, opened by a tap or Enter.
#[component]
pub fn Card(id: DreamId) -> impl IntoView {
    let (map, place, text) = (use_map(), use_place(), use_text());
    let dream = map.dream(id);
    let goals = map.goals(id);
    let hand = Hand::new(map, id);
    let seen =
        Memo::new(move |_| dream.with(|dream| dream.as_ref().map(|dream| map.seen_at(dream))));
    let x = move || seen.get().map(|place| digits(place.x));
    let y = move || seen.get().map(|place| digits(place.y));
    let carrier =
        Memo::new(move |_| dream.with(|dream| dream.as_ref().and_then(|dream| map.carrier(dream))));
    let class = move || {
        class(map, id, hand.lifted.get(), !goals.with(Vec::is_empty), carrier.get().is_some())
    };
    let grown = move || {
        (!goals.with(Vec::is_empty)).then(|| {
            view! {
                <span class="dream-card__goal"><Icon name="target"/><span class="visually-hidden">{text.dreams.grown}</span></span>
            }
        })
    };
    view! {
        <li
            class=class
            id=format!("dream-{id}")
            data-x=x
            data-y=y
            node_ref=hand.card
            on:pointerdown=move |event| hand.down(&event)
            on:pointermove=move |event| hand.moved(&event)
            on:pointerup=move |event| hand.up(&event)
            on:pointercancel=move |event| hand.cancelled(&event)
            on:touchmove=move |event| hand.keeps(&event)
            on:contextmenu=move |event| hand.keeps(&event)
            on:click=move |event| hand.clicked(&event)
            on:keydown=move |event| hand.key(&event)
            on:focusout=move |_| hand.settle()
        >
            <span class="dream-card__grip" aria-hidden="true"></span>
            <button
                type="button"
                class="dream-card__open"
                aria-describedby="dream-keys"
                disabled=move || !place.live.get()
            >
                {move || dream.with(|dream| dream.as_ref().map(|dream| inside(map, dream, carrier.get(), text)))}
                {grown}
            </button>
        </li>
    }
    .into_any()
}

fn class(map: Map, id: DreamId, lifted: bool, grown: bool, carried: bool) -> String {
    let marks = [
        (" dream-card--goal", grown),
        (" dream-card--lifted", lifted),
        (" dream-card--carried", carried),
        (" dream-card--shown", map.shown.get() == Some(id)),
    ];
    let marks = marks.into_iter().filter_map(|(mark, on)| on.then_some(mark));
    std::iter::once("dream-card").chain(marks).collect()
}

/// Picture, words, and whose it is; while somebody else holds it, who.
fn inside(map: Map, dream: &Dream, carrier: Option<MemberId>, text: &'static Text) -> AnyView {
    let moves = carrier.map(|by| (text.dreams.moves)(&map.place().name(by)));
    let whose = moves.unwrap_or_else(|| map.whose(dream));
    let only_picture = dream.text.is_empty();
    let words = called(dream, text);
    view! {
        {picture(&dream.picture)}
        <b class=if only_picture { "visually-hidden" } else { "" }>{words}</b>
        <small>{whose}</small>
    }
    .into_any()
}
