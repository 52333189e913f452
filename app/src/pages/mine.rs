//! One's own room: what is nobody else's, until one shows it, piece by piece and to whom one likes.

mod own;
mod row;
mod write;

use crate::place::{name, use_place, use_text};
use domain::Command;
use leptos::prelude::*;
use own::{Thing, one, things};
use row::{Gone, Row};
use write::Write;

/// The page.
#[component]
pub fn MinePage() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().mine);
    let mine = place.read(move |family| things(family, place.me, true));
    let gone: Gone = RwSignal::new(Vec::<Command>::new());
    let goes_on = Memo::new(move |_| place.goes_on());
    view! {
        <h1>{use_text().common.mine}</h1>
        <p class="lead">{text.lead}</p>
        <Show when=move || goes_on.get()><Write/></Show>
        <section class="stack stack--tight" aria-labelledby="kept">
            <h2 id="kept">{text.kept}</h2>
            <Undo gone/>
            <Show when=move || mine.with(Vec::is_empty)><p class="muted">{text.empty}</p></Show>
            <ul class="stack">
                <For each=move || mine.get() key=|thing| *thing let:thing>
                    <Row thing gone/>
                </For>
            </ul>
        </section>
        <ToYou/>
        <Adult/>
    }
}

/// The last thing that was let go, for as long as the page is looked at.
#[component]
fn Undo(gone: Gone) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let back = move |_| {
        // Told in full or not at all: whom it was shown is nothing without it.
        if gone.get_untracked().into_iter().all(|command| place.send(command).is_ok()) {
            gone.set(Vec::new());
        }
    };
    view! {
        <Show when=move || gone.with(|it| !it.is_empty())>
            <p class="row" role="status">
                <span class="muted">{text.mine.removed}</span>
                <button r#type="button" class="button button--plain button--small" on:click=back>
                    {text.common.undo}
                </button>
            </p>
        </Show>
    }
}

/// What others showed me.
#[component]
fn ToYou() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let shown = place.read(move |family| {
        let told = |thing: Thing| one(family, thing).map(|it| (name(family, it.by), it));
        things(family, place.me, false).into_iter().filter_map(told).collect::<Vec<_>>()
    });
    let card = move |(from, it): (String, own::Own)| {
        let day = text.dates.near(it.on, place.today());
        view! { <li class="word-card"><p class="eyebrow">{(text.mine.from)(&from)} " · " {day}</p><blockquote>{it.text}</blockquote></li> }
    };
    view! {
        <Show when=move || shown.with(|it| !it.is_empty())>
            <section class="stack stack--tight" aria-labelledby="to-you">
                <h2 id="to-you">{text.mine.to_you}</h2>
                <ul class="stack stack--tight">{move || shown.get().into_iter().map(card).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// What happens when one tells an adult, honestly.
#[component]
fn Adult() -> impl IntoView {
    let text = &use_text().mine;
    view! {
        <details class="details">
            <summary>{text.adult}</summary>
            <div class="stack stack--tight">
                <ol class="stack stack--tight">{text.adult_what.map(|line| view! { <li>{line}</li> })}</ol>
                <p><b>{text.adult_danger}</b></p>
            </div>
        </details>
    }
}
