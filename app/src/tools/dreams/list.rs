//! The same map as a list: to read, on paper, and to do everything by keyboard and screen reader.

use super::board::slug;
use super::map::{Map, Sheet, called, focus_soon, use_map};
use super::opened::GoalLinks;
use super::picture::picture;
use crate::components::icon::Icon;
use crate::place::use_text;
use domain::DreamId;
use domain::dreams::{Command, Zone};
use leptos::prelude::*;

/// All dreams by zone, and those that were taken off.
#[component]
pub fn List() -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let any = map.place().read(|family| !family.dreams.dreams.is_empty());
    view! {
        <Show when=move || any.get()>
            <section class="dream-list stack" aria-labelledby="dream-list">
                <h2 id="dream-list">{text.dreams.list_title}</h2>
                {Zone::ALL.map(|zone| view! { <Part zone/> })}
                <Away/>
            </section>
        </Show>
    }
    .into_any()
}

/// One zone, read from the start edge on.
#[component]
fn Part(zone: Zone) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let ids = map.place().read(move |family| {
        family.dreams.in_zone(zone).iter().map(|dream| dream.id).collect::<Vec<_>>()
    });
    let title = format!("dream-list-{}", slug(zone));
    view! {
        <div class="stack stack--tight">
            <h3 id=title.clone()>{(text.dreams.zone)(zone)}</h3>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="muted">{text.dreams.list_none}</p>
            </Show>
            <ul class="list" aria-labelledby=title hidden=move || ids.with(Vec::is_empty)>
                <For each=move || ids.get() key=|id| *id let:id>
                    <Row id/>
                </For>
            </ul>
        </div>
    }
    .into_any()
}

/// One dream with its acts.
#[component]
fn Row(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let dream = map.dream(id);
    let said = move || {
        dream.with(|dream| dream.as_ref().map(|dream| called(dream, text)).unwrap_or_default())
    };
    let seen = move || dream.with(|dream| dream.as_ref().map(|dream| picture(&dream.picture)));
    let whose = move || dream.with(|dream| dream.as_ref().map(|dream| map.whose(dream)));
    let aloud = move |act: &'static str| move || (text.dreams.act_on)(act, &said());
    let (may, goes_on) = (map.may_change(id), map.goes_on());
    view! {
        <li class="dream-row" id=format!("dream-row-{id}")>
            <div class="dream-row__picture">{seen}</div>
            <div class="dream-row__words">
                <b class="keep">{said}</b>
                <small>{whose}</small>
                <GoalLinks id/>
            </div>
            <div class="dream-row__acts only-screen">
                <Show when=move || goes_on.get()><ZoneSelect id/></Show>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    aria-label=aloud(text.dreams.open)
                    on:click=move |_| map.open(Sheet::Dream(id))
                >
                    {text.dreams.open}
                </button>
                <Show when=move || may.get()>
                    <button type="button" class="button button--icon" aria-label=aloud(text.dreams.remove) on:click=move |_| map.remove(id)>
                        <Icon name="trash"/>
                    </button>
                </Show>
            </div>
        </li>
    }
    .into_any()
}

/// Where the dream belongs, to choose.
#[component]
fn ZoneSelect(id: DreamId) -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let dream = map.dream(id);
    let here = Memo::new(move |_| dream.with(|dream| dream.as_ref().map(|dream| dream.place.zone)));
    let named = move || {
        dream.with(|dream| {
            dream
                .as_ref()
                .map(|dream| (text.dreams.act_on)(text.dreams.move_to, &called(dream, text)))
        })
    };
    let option = move |zone: Zone| {
        view! {
            <option value=slug(zone) selected=here.get_untracked() == Some(zone) prop:selected=move || here.get() == Some(zone)>
                {(text.dreams.zone)(zone)}
            </option>
        }
    };
    view! {
        <select class="input" aria-label=named on:change=move |event| choose(map, id, &event_target_value(&event))>
            {Zone::ALL.map(option)}
        </select>
    }
    .into_any()
}

/// The row is made anew under its zone, so the focus goes along.
fn choose(map: Map, id: DreamId, value: &str) {
    if let Some(zone) = Zone::ALL.into_iter().find(|zone| slug(*zone) == value) {
        map.move_to(id, zone);
        focus_soon(format!("#dream-row-{id} select"));
    }
}

/// What was taken off the map, and the way back.
#[component]
fn Away() -> impl IntoView {
    let (map, text) = (use_map(), use_text());
    let away = map.place().read(|family| {
        let removed = family.dreams.dreams.values().filter(|dream| dream.removed);
        removed.map(|dream| dream.id).collect::<Vec<_>>()
    });
    let back = move |id: DreamId| {
        if map.act(Command::Restore { id }).is_ok() {
            map.say(text.dreams.restored);
            map.show(id);
            focus_soon(format!("#dream-row-{id} select"));
        }
    };
    let row = move |id: DreamId| {
        let words = map
            .dream(id)
            .with_untracked(|dream| dream.as_ref().map(|dream| called(dream, text)))
            .unwrap_or_default();
        let label = (text.dreams.act_on)(text.dreams.restore, &words);
        let may = map.may_change(id);
        view! {
            <li class="row row--between">
                <span>{words}</span>
                <Show when=move || may.get()>
                    <button type="button" class="button button--small button--quiet" aria-label=label.clone() on:click=move |_| back(id)>
                        {text.dreams.restore}
                    </button>
                </Show>
            </li>
        }
    };
    view! {
        <Show when=move || !away.with(Vec::is_empty)>
            <details class="details only-screen">
                <summary>{move || (text.dreams.away_title)(away.with(Vec::len))}</summary>
                <div><ul class="stack stack--tight">{move || away.get().into_iter().map(row).collect_view()}</ul></div>
            </details>
        </Show>
    }
    .into_any()
}
