//! All dialogues: the one that is going on, the next, and those that were.

use crate::components::icon::Pictogram;
use crate::place::{Place, use_place, use_text};
use crate::routes::Room;
use crate::tools::dialogue::{Appointment, Move, Plan, leader, names};
use domain::DialogueId;
use domain::dialogue::{Command, Stage};
use leptos::prelude::*;

/// The page.
#[component]
pub fn DialoguesPage() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (running, planned) = (at(place, Stage::Running), at(place, Stage::Planned));
    let none = place.read(|family| family.dialogue.all.is_empty());
    let first =
        move |id: DialogueId| Signal::derive(move || planned.with(|all| all.first() == Some(&id)));
    view! {
        <h1>{text.dialogue.list.title}</h1>
        <For each=move || running.get() key=|id| *id let:id>
            <Running dialogue=id/>
        </For>
        <For each=move || planned.get() key=|id| *id let:id>
            <Planned dialogue=id first=first(id) main=Signal::derive(move || first(id).get() && running.with(Vec::is_empty))/>
        </For>
        <Show when=move || none.get()><Empty/></Show>
        <Show when=move || place.leads() && place.goes_on()>
            // Open where there is nothing planned: setting a time is then the one thing to do.
            <details class="details" open=planned.with_untracked(Vec::is_empty) && running.with_untracked(Vec::is_empty)>
                <summary>{text.dialogue.list.plan}</summary>
                <div><Plan/></div>
            </details>
        </Show>
        <Earlier/>
    }
}

/// The dialogues at one stage, earliest first.
fn at(place: Place, stage: Stage) -> Memo<Vec<DialogueId>> {
    place.read(move |family| {
        let all = family.dialogue.by_time().into_iter();
        all.filter(|it| it.stage == stage).map(|it| it.id).collect()
    })
}

/// Others are waiting: one big way in.
#[component]
fn Running(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    view! {
        <section class="card card--new stack" aria-labelledby="running">
            <h2 class="eyebrow" id="running">{text.dialogue.list.running}</h2>
            <div><Appointment dialogue/></div>
            <a class="button button--wide" href=place.href(Room::Dialogue { dialogue, step: None })>
                {text.dialogue.list.enter}
            </a>
        </section>
    }
}

/// One to come: to prepare for, and for the coordinator to begin or move. `main`: what is done here is the main thing on the page.
#[component]
fn Planned(dialogue: DialogueId, first: Signal<bool>, main: Signal<bool>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let prepare = Signal::derive(move || weight(main.get() && !place.leads()));
    let begin = Signal::derive(move || weight(main.get()));
    let list = &text.dialogue.list;
    let heading = format!("planned-{dialogue}");
    let named = heading.clone();
    view! {
        <section class="card stack" aria-labelledby=named>
            <h2 class="eyebrow" id=heading>{move || if first.get() { list.next } else { list.later }}</h2>
            <div><Appointment dialogue/></div>
            <Show when=move || place.goes_on()>
                <div class="button-pair">
                    <Show when=move || place.leads()><Begin dialogue class=begin/></Show>
                    <a class=prepare href=place.href(Room::Prepare { dialogue })>
                        {list.prepare}
                    </a>
                </div>
            </Show>
            <Show when=move || place.leads() && place.goes_on()>
                <details class="details details--plain">
                    <summary>{list.change}</summary>
                    <div><Move dialogue/></div>
                </details>
            </Show>
        </section>
    }
}

/// One thing on a page is the main one.
const fn weight(main: bool) -> &'static str {
    if main { "button" } else { "button button--quiet" }
}

/// A link that begins: the page it leads to is the dialogue either way.
#[component]
pub fn Begin(dialogue: DialogueId, #[prop(into)] class: Signal<&'static str>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let begin = move |event: leptos::ev::MouseEvent| {
        if place.send(domain::Command::Dialogue(Command::Start { id: dialogue })).is_err() {
            event.prevent_default();
        }
    };
    view! {
        <a class=class href=place.href(Room::Dialogue { dialogue, step: None }) on:click=begin>
            {text.dialogue.list.begin}
        </a>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let list = &text.dialogue.list;
    let lead = move || {
        if place.leads() {
            return list.none_lead.to_owned();
        }
        place.family.with(|family| (list.none_other)(&leader(family)))
    };
    view! {
        <div class="empty">
            <Pictogram name="table" large=true/>
            <h2>{list.none_title}</h2>
            <Show when=move || place.goes_on()><p>{lead}</p></Show>
        </div>
    }
}

/// Those that were, newest first, each with its minutes.
#[component]
fn Earlier() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let all = place.read(move |family| {
        let ended =
            family.dialogue.by_time().into_iter().filter(|it| it.stage == Stage::Ended).rev();
        let line = |it: &domain::dialogue::Dialogue| {
            let about = (text.dialogue.list.about)(&names(family, [it.about]).concat());
            (it.id, text.dates.day(it.when.date(), place.today()), about)
        };
        ended.map(line).collect::<Vec<_>>()
    });
    let row = move |(dialogue, day, about): (DialogueId, String, String)| {
        view! {
            <li>
                <a class="list__item" href=place.href(Room::Minutes { dialogue })>
                    <div><b>{text.dialogue.list.minutes} ", " {day}</b> <small>{about}</small></div>
                </a>
            </li>
        }
    };
    let list = move |all: Vec<_>| {
        (!all.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight" aria-labelledby="earlier">
                    <h2 class="eyebrow" id="earlier">{text.dialogue.list.earlier}</h2>
                    <ul class="list">{all.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    move || list(all.get())
}
