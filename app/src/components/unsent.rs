//! What was not taken. It stands here, with the reason, until its writer puts it away. Where two changed the same, both stand
//! here, and the writer chooses; what only waits for its sender to prove who they are leads there, and goes by itself afterwards.

use super::icon::Icon;
use crate::place::{Place, Unsent, use_place, use_text};
use crate::proving;
use crate::routes::Page;
use crate::tools::dreams::picture;
use domain::choice::{Choice, Version};
use domain::{Command, Refusal, dialogue, dreams, ruler};
use leptos::html::A;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const CHOICE: &str = "[data-choice]";

/// All of them, the newest first.
#[component]
pub fn UnsentWords() -> impl IntoView {
    let place = use_place();
    // What each says comes with what sends; here it is only known how many there are.
    move || {
        let count = place.unsent.with(Vec::len);
        (0..count).rev().map(|index| place.given_back(index)).collect_view()
    }
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

/// One of them. It comes with what follows the family: see [`Place::given_back`].
pub fn one(index: usize) -> AnyView {
    let place = use_place();
    let Some(unsent) = place.unsent.with_untracked(|all| all.get(index).cloned()) else {
        return ().into_any();
    };
    let Unsent { words, change, .. } = unsent.clone();
    let moved = unsent.refusal == Some(Refusal::TextMoved);
    let change = change.filter(|_| moved);
    let choice = place.read(move |family| change.as_ref()?.choice(family, place.me));
    let given_back = move || given_back(index, unsent.clone(), words.clone());
    (move || choice.get().map_or_else(&given_back, |it| both(index, it))).into_any()
}

fn given_back(index: usize, unsent: Unsent, words: Vec<String>) -> AnyView {
    let (place, text) = (use_place(), &use_text().unsent);
    let put_away = move |_| place.put_away(index);
    let waits = unsent.waits_for_proof();
    let again = unsent.change.filter(|_| !waits);
    let (title, here, away) = match &again {
        Some(_) if words.is_empty() => (text.not_taken, text.your_work, text.put_it_away),
        _ if waits => (text.waits, "", text.put_it_away),
        _ => (text.unsent, text.your_words, text.put_away),
    };
    let (title, why) = match unsent.refusal {
        _ if waits => (title, text.waits_why.to_owned()),
        None => (title, format!("{} {here}", text.strange)),
        Some(refusal) => (title, format!("{} {here}", (use_text().refusal.why)(refusal))),
    };
    // What only waits is no mishap.
    let (class, icon) = if waits { ("notice", "key") } else { ("notice notice--error", "warning") };
    view! {
        <section class=class role="alert">
            <Icon name=icon/>
            <div class="stack stack--tight">
                <b>{title}</b>
                <p>{why}</p>
                {words.into_iter().map(|words| view! { <blockquote class="keep">{words}</blockquote> }).collect_view()}
                {again.as_ref().map(made)}
                {waits.then(|| view! { <Prove/> })}
                <div class="row">
                    {again.map(|command| anew(index, command, text.again, "button button--small"))}
                    <button type="button" class="button button--quiet button--small" on:click=put_away>{away}</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What was drawn, placed or weighed, beside its words.
fn made(command: &Command) -> AnyView {
    let text = use_text();
    let words = match command {
        Command::Dreams(
            dreams::Command::Add { picture: it, .. } | dreams::Command::Picture { picture: it, .. },
        ) => return view! { <div class="notice__picture">{picture(it)}</div> }.into_any(),
        Command::Ruler(ruler::Command::Place { setting, level, .. }) => {
            format!("{}: {}", (text.ruler.setting_title)(*setting, None), text.ruler.level(*level))
        }
        Command::Dialogue(dialogue::Command::CheckIn { .. }) => text.unsent.check_in.to_owned(),
        Command::Dialogue(_) => text.unsent.useful.to_owned(),
        Command::Plan(_) => text.unsent.how_far.to_owned(),
        _ => return ().into_any(),
    };
    view! { <p class="keep">{words}</p> }.into_any()
}

fn both(index: usize, Choice { now, mine, again }: Choice) -> AnyView {
    let (place, text) = (use_place(), &use_text().unsent);
    let keep = move |_| place.put_away(index);
    let replace = anew(index, again, text.take_mine, "button button--quiet button--small");
    view! {
        <section class="notice" role="alert" tabindex="-1" data-choice="">
            <Icon name="pen"/>
            <div class="stack stack--tight">
                <b>{text.both}</b>
                <p>{text.choose}</p>
                {version(text.stands, now)}
                {version(text.yours, mine)}
                <div class="row">
                    {replace}
                    <button type="button" class="button button--quiet button--small" on:click=keep>{text.let_it_stand}</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What sends it once more. Not offered while the course rests: it waits.
fn anew(index: usize, command: Command, label: &'static str, class: &'static str) -> AnyView {
    let place = use_place();
    let command = StoredValue::new(command);
    let may =
        place.read(move |family| command.with_value(|command| !family.holds_up(place.me, command)));
    let again = move |_| take(place, index, command.get_value());
    let button =
        move || view! { <button type="button" class=class on:click=again>{label}</button> };
    (move || may.get().then(button)).into_any()
}

fn version(whose: &'static str, version: Version) -> AnyView {
    let shown = match version {
        Version::Words(words) => view! { <blockquote class="keep">{words}</blockquote> }.into_any(),
        Version::Picture(it) => {
            view! { <div class="notice__picture">{picture(&it)}</div> }.into_any()
        }
    };
    view! { <div><p class="eyebrow">{whose}</p> {shown}</div> }.into_any()
}

/// Puts one's own in the place of what stands there. If that moved on again meanwhile, there is another choice.
fn take(place: Place, index: usize, again: Command) {
    if place.send(again).is_ok() {
        place.put_away(index);
    }
}

/// The way to proving who one is, and back to this page. Whoever is not writing is taken to it.
#[component]
pub fn Prove() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().unsent);
    let page = expect_context::<RwSignal<Page>>();
    let href = move || match page.get() {
        Page::Family { room, .. } => format!("/step-up?then={}", encoded(&place.href(room))),
        _ => "/step-up".to_owned(),
    };
    let link = NodeRef::<A>::new();
    Effect::new(move || {
        let Some(link) = link.get() else { return };
        let writes = document()
            .active_element()
            .is_some_and(|it| matches!(&*it.tag_name(), "INPUT" | "TEXTAREA"));
        if !writes {
            let _ = link.focus();
        }
    });
    view! { <p><a class="button" href=href node_ref=link on:click=move |_| proving::begin(&place.whose())>{text.prove}</a></p> }
}

/// Only ids and slugs stand in our addresses.
fn encoded(address: &str) -> String {
    address.replace('?', "%3F").replace('&', "%26").replace('=', "%3D")
}
