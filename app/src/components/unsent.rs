//! What the server did not take. It stands here, with the reason, until its writer puts it away; where two changed the same,
//! both stand here, and the writer chooses.

use super::icon::Icon;
use super::notice::refused;
use crate::place::{Place, Unsent, use_place, use_text};
use crate::tools::dreams::picture;
use domain::Command;
use domain::choice::{Choice, Version};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const CHOICE: &str = "[data-choice]";

/// All of them, the newest first.
#[component]
pub fn UnsentWords() -> impl IntoView {
    let place = use_place();
    let all = move || place.unsent.get().into_iter().enumerate().rev().collect::<Vec<_>>();
    move || all().into_iter().map(|(index, it)| one(index, it)).collect_view()
}

/// Brings the newest before whoever has just written it.
pub fn show() {
    request_animation_frame(|| {
        let found = document().query_selector(CHOICE).ok().flatten();
        if let Some(choice) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = choice.focus();
        }
    });
}

fn one(index: usize, unsent: Unsent) -> AnyView {
    let place = use_place();
    let Unsent { words, change, .. } = unsent.clone();
    let choice = place.read(move |family| change.as_ref()?.choice(family, place.me));
    let given_back = move || given_back(index, unsent.clone(), words.clone());
    (move || choice.get().map_or_else(&given_back, |it| both(index, it))).into_any()
}

fn given_back(index: usize, unsent: Unsent, words: Vec<String>) -> AnyView {
    let (place, text) = (use_place(), &use_text().refusal);
    let why = unsent.refusal.map_or_else(|| text.strange.to_owned(), refused);
    let put_away = move |_| place.put_away(index);
    view! {
        <section class="notice notice--error" role="alert">
            <Icon name="warning"/>
            <div>
                <b>{text.unsent}</b>
                <p>{why} " " {text.your_words}</p>
                {words.into_iter().map(|words| view! { <blockquote class="keep">{words}</blockquote> }).collect_view()}
                <button type="button" class="button button--quiet button--small" on:click=put_away>{text.put_away}</button>
            </div>
        </section>
    }
    .into_any()
}

fn both(index: usize, Choice { now, mine, again }: Choice) -> AnyView {
    let (place, text) = (use_place(), &use_text().refusal);
    let keep = move |_| place.put_away(index);
    let replace = move |_| take(place, index, again.clone());
    view! {
        <section class="notice notice--error" role="alert" tabindex="-1" data-choice="">
            <Icon name="warning"/>
            <div>
                <b>{text.both}</b>
                <p>{text.choose}</p>
                {version(text.stands, now)}
                {version(text.yours, mine)}
                <div class="row">
                    <button type="button" class="button button--small" on:click=replace>{text.take_mine}</button>
                    <button type="button" class="button button--quiet button--small" on:click=keep>{text.let_it_stand}</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn version(whose: &'static str, version: Version) -> AnyView {
    let shown = match version {
        Version::Words(words) => view! { <blockquote class="keep">{words}</blockquote> }.into_any(),
        Version::Picture(it) => {
            view! { <div class="notice__picture">{picture(&it)}</div> }.into_any()
        }
    };
    view! { <p class="eyebrow">{whose}</p> {shown} }.into_any()
}

/// Puts one's own in the place of what stands there. If that moved on again meanwhile, there is another choice.
fn take(place: Place, index: usize, again: Command) {
    if place.send(again).is_ok() {
        place.put_away(index);
    }
}
