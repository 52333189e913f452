//! The frame of every screen: the top line, the page, and the five places.

use super::icon::Icon;
use super::leave::Leave;
use super::notice::{SayNotice, explained};
use super::unsent::UnsentWords;
use crate::place::{Link, use_boot, use_place, use_text};
use crate::routes::{Corner, Page, Room};
use crate::text::dates::in_denmark;
use domain::people::{Language, Phase};
use leptos::prelude::*;

/// The frame outside any family: no places to go to.
#[component]
pub fn Bare(children: Children) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="shell shell--bare">
            <a class="skip" href="#main">{text.common.skip}</a>
            <header class="top">
                <a class="top__name" href="/">{text.common.product}</a>
                <div class="top__tools"><LanguageSwitch/></div>
            </header>
            <main class="page" id="main" tabindex="-1">{children()}</main>
        </div>
    }
}

/// The frame of a family's place.
#[component]
pub fn Frame(room: Memo<Option<Room>>, children: ChildrenFn) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let wide = move || match room.get() {
        Some(Room::Dialogue { .. } | Room::Dreams | Room::Plan) => "page page--wide",
        _ => "page",
    };
    view! {
        <div class="shell">
            <a class="skip" href="#main">{text.common.skip}</a>
            <header class="top">
                <a class="top__name" href=place.href(Room::Home)>{move || place.family.with(|family| family.name.clone())}</a>
                <div class="top__tools"><Saved/><LanguageSwitch/></div>
            </header>
            <main class=wide id="main" tabindex="-1">
                <Away/>
                <Resting/>
                {move || place.say.get().and_then(explained).map(|words| view! { <SayNotice words/> })}
                <UnsentWords/>
                {children()}
                <Leave/>
            </main>
            <nav class="nav" aria-label=text.common.places>
                {[
                    (Corner::Home, Room::Home, "home", text.common.home),
                    (Corner::Dialogue, Room::Dialogues, "talk", text.common.dialogue),
                    (Corner::Plan, Room::Plan, "plan", text.common.plan),
                    (Corner::Map, Room::Dreams, "map", text.common.map),
                    (Corner::Us, Room::People, "people", text.common.us),
                ]
                    .map(|(corner, to, icon, name)| {
                        let here = move || room.get().is_some_and(|room| room.corner() == corner);
                        view! {
                            <a href=place.href(to) aria-current=move || here().then_some("page")>
                                <Icon name=icon/>
                                {name}
                            </a>
                        }
                    })}
            </nav>
        </div>
    }
}

/// "Saved", always to be seen: nobody needs to wonder.
#[component]
fn Saved() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let state = move || match place.link.get() {
        Link::Saved => None,
        Link::Saving(_) => Some("saving"),
        Link::Late(_) | Link::Away(_) | Link::Unkept(_) => Some("waiting"),
    };
    let words = move || match place.link.get() {
        Link::Saved => text.common.saved.to_owned(),
        Link::Saving(_) => text.common.saving.to_owned(),
        Link::Away(0) => text.common.away.to_owned(),
        Link::Late(waiting) | Link::Away(waiting) | Link::Unkept(waiting) => {
            (text.common.waiting)(waiting)
        }
    };
    let icon = move || match place.link.get() {
        Link::Saved => "check",
        Link::Saving(_) | Link::Late(_) | Link::Unkept(_) => "clock",
        Link::Away(_) => "no-connection",
    };
    view! {
        <span class="saved" role="status" data-state=state>
            {move || view! { <Icon name=icon()/> }}
            {words}
        </span>
    }
}

/// One calm line while there is no connection, or while this page alone holds what waits. A page made from what the browser had
/// kept says from when it is.
#[component]
fn Away() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let away =
        move || place.live.get() && matches!(place.link.get(), Link::Away(_) | Link::Unkept(_));
    let words = move || match place.link.get() {
        Link::Unkept(_) => text.common.unkept,
        _ => text.common.away_long,
    };
    let as_of = move || {
        let at = in_denmark(place.as_of.get()?);
        let day = text.dates.near(at.date(), in_denmark(place.now).date());
        Some((text.common.as_of)(&format!("{day} {}", text.dates.clock(at))) + " ")
    };
    view! { <Show when=away><p class="banner" role="status">{as_of} {words}</p></Show> }
}

/// One calm line while the course rests or has ended, or while everything here counts down to its end.
#[component]
fn Resting() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let phase = place.read(|family| family.people.phase);
    let due = place.read(move |family| family.people.ends().due(place.kept()));
    let day = move || {
        let due = due.get().map(|due| due.date_naive());
        due.map(|day| (text.common.erased_on)(&text.dates.day(day, place.today())))
    };
    let words = move || (text.common.phase)(phase.get());
    let (before, rests) = (phase.get_untracked(), move || phase.get() != Phase::Open);
    // Whoever was writing as it began to rest reads that nothing is lost.
    let kept = move || (before == Phase::Open && rests()).then_some(text.common.phase_kept);
    let when = move || rests() || due.get().is_some();
    view! { <Show when><p class="banner" role="status">{words} " " {kept} " " {day}</p></Show> }
}

/// The other language, one tap away on every page.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let boot = use_boot();
    let (page, language) = (expect_context::<RwSignal<Page>>(), boot.language);
    // One may have gone on to another page of the family since this one was loaded.
    let back = move || {
        if let Page::Family { family, room } = page.get() {
            room.href(family)
        } else {
            boot.path.clone()
        }
    };
    let (value, name) = match language {
        Language::Da => ("en", "English"),
        Language::En => ("da", "Dansk"),
    };
    view! {
        <form method="post" action="/language">
            <input r#type="hidden" name="back" value=back/>
            <button class="top__link button--plain" name="language" value=value lang=value>
                <Icon name="language"/>
                {name}
            </button>
        </form>
    }
}
