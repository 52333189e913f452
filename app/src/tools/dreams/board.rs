//! The land: three zones along one road. Side by side where there is room, else under each other.

use super::card::Card;
use super::geometry::rows;
use super::map::{Sheet, use_map};
use crate::components::icon::Icon;
use crate::place::use_text;
use domain::dreams::Zone;
use leptos::prelude::*;

/// The map itself. On paper only the list is printed.
#[component]
pub fn Board() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="dream-map" aria-label=text.dreams.title>
            <Land zone=Zone::Now/>
            <Land zone=Zone::Soon/>
            <Land zone=Zone::SomeDay/>
        </section>
    }
    .into_any()
}

/// As a zone stands in classes, in pictures and in fields.
pub const fn slug(zone: Zone) -> &'static str {
    match zone {
        Zone::Now => "now",
        Zone::Soon => "soon",
        Zone::SomeDay => "some-day",
    }
}

/// One zone with its cards.
#[component]
fn Land(zone: Zone) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let goes_on = map.goes_on();
    let slug = slug(zone);
    let cards = map.seen_in(zone);
    let field = map.fields[zone as usize];
    let title = format!("dreams-{slug}");
    let heading = title.clone();
    view! {
        <section class=format!("dream-map__zone dream-map__zone--{slug}") aria-labelledby=title>
            <svg class="dream-map__land" aria-hidden="true"><use href=format!("/landscape.svg#{slug}")></use></svg>
            <h2 id=heading>{(text.dreams.zone)(zone)}</h2>
            <ul class="dream-map__field" data-rows=move || rows(cards.with(Vec::len)) node_ref=field>
                <For each=move || cards.get() key=|id| *id let:id>
                    <Card id/>
                </For>
            </ul>
            <Show when=move || goes_on.get()>
                <button type="button" class="dream-map__add" on:click=move |_| map.open(Sheet::New(zone))>
                    <Icon name="plus"/>
                    {text.dreams.add_here}
                </button>
            </Show>
        </section>
    }
    .into_any()
}
