//! The minutes. Nobody wrote them: they are read out of what was said, placed and agreed. They print on A4 and need no JavaScript.

mod agreed;
mod rounds;
mod said;

use crate::boot::Trouble;
use crate::components::icon::Icon;
use crate::pages::trouble::TroublePage;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use crate::tools::dialogue::{capital, names};
use domain::dialogue::Stage;
use domain::minutes::{Minutes, minutes};
use domain::{DialogueId, Family};
use leptos::prelude::*;

/// The page. Nothing is typed here, so the whole article is made anew when something changes.
#[component]
pub fn MinutesPage(dialogue: DialogueId) -> impl IntoView {
    let place = use_place();
    move || {
        place.family.with(|family| match minutes(family, dialogue) {
            Some(minutes) => article(family, &minutes),
            None => view! { <TroublePage trouble=Trouble::NotFound/> }.into_any(),
        })
    }
}

fn article(family: &Family, minutes: &Minutes<'_>) -> AnyView {
    let text = use_text();
    let words = &text.dialogue.minutes;
    let over = minutes.dialogue.stage == Stage::Ended;
    let parts = [said::check_ins(family, minutes), agreed::since_last(family, minutes)]
        .into_iter()
        .chain(said::before_ruler(family, minutes))
        .chain(rounds::rounds(family, minutes))
        .chain([
            said::one_up(family, minutes),
            said::dreams(family, minutes),
            agreed::plan(family, minutes),
            said::useful(family, minutes),
        ])
        .flatten()
        .collect::<Vec<_>>();
    let empty = parts.is_empty().then(|| view! { <p>{words.nothing}</p> });
    view! {
        <article class="minutes">
            {header(family, minutes)}
            <p class="lead">{if over { words.written } else { words.grows }}</p>
            {parts}
            {empty}
            <p class="only-paper">{words.agreement}</p>
            {signatures(family, minutes)}
        </article>
        <Foot dialogue=minutes.dialogue.id over/>
    }
    .into_any()
}

fn header(family: &Family, minutes: &Minutes<'_>) -> AnyView {
    let text = use_text();
    let words = &text.dialogue.minutes;
    let dialogue = minutes.dialogue;
    let present = text.common.list(&names(family, minutes.present.iter().copied()));
    let facts = [
        (words.date, capital(&text.dates.moment_of_year(dialogue.when))),
        (words.place, dialogue.place.clone()),
        (words.present, present),
    ];
    let fact = |(term, value): (&'static str, String)| {
        (!value.is_empty()).then(|| view! { <dt>{term}</dt><dd>{value}</dd> })
    };
    view! {
        <header class="stack stack--tight">
            <h1>{(words.title)(&name(family, dialogue.about))}</h1>
            <dl class="facts">{facts.map(fact)}</dl>
        </header>
    }
    .into_any()
}

/// A part of the minutes under its heading.
fn part(title: impl Into<String>, body: impl IntoView) -> AnyView {
    let title: String = title.into();
    view! {
        <section class="minutes__part">
            <h2>{title}</h2>
            {body.into_any()}
        </section>
    }
    .into_any()
}

/// Lines to sign on, on paper.
fn signatures(family: &Family, minutes: &Minutes<'_>) -> AnyView {
    let sign = |name: String| view! { <span>{name}</span> };
    let date = use_text().dialogue.minutes.date;
    let all = names(family, minutes.present.iter().copied()).into_iter().chain([date.to_owned()]);
    view! { <p class="minutes__sign only-paper">{all.map(sign).collect_view()}</p> }.into_any()
}

/// Print, and the way on.
#[component]
fn Foot(dialogue: DialogueId, over: bool) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let print = move |_| {
        let _ = window().print();
    };
    let (to, label) = if over {
        (Room::Dialogues, text.common.back)
    } else {
        (Room::Dialogue { dialogue, step: None }, text.dialogue.minutes.to_dialogue)
    };
    view! {
        <div class="row only-screen">
            <button r#type="button" class="button button--quiet" on:click=print><Icon name="print"/> {text.common.print}</button>
            <a class="button button--plain" href=place.href(to)>{label}</a>
        </div>
    }
}
