//! Preparing at home: one question at a time. Everything is one's own until it is shared.

mod placing;
mod ready;

use crate::boot::Trouble;
use crate::components::icon::Icon;
use crate::pages::trouble::TroublePage;
use crate::place::{Place, name, use_place, use_text};
use crate::routes::Room;
use crate::tools::talk::{Drafts, Written, words};
use domain::dialogue::Stage;
use domain::talk::Column;
use domain::{DialogueId, MemberId};
use leptos::prelude::*;

/// The questions come first, then the ruler, then what has been prepared.
const PLACING: usize = Column::PREPARED.len();
const READY: usize = PLACING + 1;

/// Which of the screens is looked at.
type Screen = RwSignal<usize>;

/// Which one is in sight: while the course rests, what was prepared, to be read.
fn seen(place: Place, screen: Screen) -> Memo<usize> {
    Memo::new(move |_| if place.goes_on() { screen.get() } else { READY })
}

/// The page.
#[component]
pub fn PreparePage(dialogue: DialogueId) -> impl IntoView {
    let place = use_place();
    let found = place.family.with_untracked(|family| {
        let about = family.dialogue.all.get(&dialogue)?.about;
        let begun = family.talk.drafts(place.me, dialogue).next().is_some();
        Some((about, name(family, about), begun))
    });
    let Some((about, child, begun)) = found else {
        return view! { <TroublePage trouble=Trouble::NotFound/> }.into_any();
    };
    // Whoever comes back sees what they wrote.
    let screen: Screen = RwSignal::new(if begun { READY } else { 0 });
    // Asked about oneself, one is "you".
    let child = (about != place.me).then_some(child);
    let asks = Column::PREPARED.into_iter().enumerate().map(|(index, column)| {
        view! { <Ask dialogue about column child=child.clone() index screen/> }
    });
    view! {
        <Top dialogue screen/>
        {asks.collect_view()}
        <placing::Placing about child=child.clone() screen/>
        <ready::Ready dialogue about screen/>
    }
    .into_any()
}

/// The way back, how far one is, and who sees it.
#[component]
fn Top(dialogue: DialogueId, screen: Screen) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.prepare;
    let stage = place.read(move |family| family.dialogue.all.get(&dialogue).map(|it| it.stage));
    let seen = seen(place, screen);
    let count = move || match seen.get() {
        index if index < PLACING => (words.count)(index + 1, PLACING),
        _ => words.title.to_owned(),
    };
    let news = move || {
        match stage.get() {
        Some(Stage::Running) => Some(view! {
            <a class="button" href=place.href(Room::Dialogue { dialogue, step: None })>{words.begun}</a>
        }
        .into_any()),
        Some(Stage::Ended) => Some(view! { <p class="notice">{words.over}</p> }.into_any()),
        _ => None,
    }
    };
    view! {
        {news}
        <div class="meeting">
            <p class="meeting__where" role="status">{count}</p>
            <p class="private"><Icon name="lock"/> {words.private}</p>
        </div>
    }
}

/// One question. Going on keeps what was written: nobody has to press "save" first.
#[component]
fn Ask(
    dialogue: DialogueId,
    about: MemberId,
    column: Column,
    child: Option<String>,
    index: usize,
    screen: Screen,
) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let card = Written::new(dialogue, about, column, false);
    let question = (text.talk.ask)(column, child.as_deref());
    let seen = seen(place, screen);
    let one_more = move |_| {
        let _ = keep(place, card);
    };
    let on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if keep(place, card) {
            go(screen, index + 1);
        }
    };
    view! {
        // Nothing is sent before the page has come to life: words must never end in an address.
        <form class="ask" method="post" hidden=move || seen.get() != index on:submit=on>
            <h1>{question.clone()}</h1>
            <Drafts dialogue column/>
            {words(card, (text.talk.label)(column).to_owned(), (text.talk.hint)(column))}
            <button r#type="button" class="button button--plain" on:click=one_more>{text.talk.one_more}</button>
            <div class="deed">
                <div class="lead-row">
                    <Back screen index/>
                    <button class="button grow" disabled=move || !place.live.get()>{text.common.on}</button>
                </div>
            </div>
        </form>
    }
}

/// Keeps what stands in the field, if anything does. False when it could not be taken: then the words stay where they are.
fn keep(place: Place, card: Written) -> bool {
    !card.waits() || card.send(place, String::new())
}

/// Shows a screen, from its top.
fn go(screen: Screen, to: usize) {
    screen.set(to);
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// To the screen before.
#[component]
fn Back(screen: Screen, index: usize) -> impl IntoView {
    let text = use_text();
    (index > 0).then(|| {
        view! {
            <button r#type="button" class="button button--quiet" on:click=move |_| go(screen, index - 1)>
                {text.common.back}
            </button>
        }
    })
}
