//! A round that is open: my own placement, who has laid (never where), and the reveal.

use super::{at, names};
use crate::place::{Place, name, use_place, use_text};
use crate::tools::ruler::PlaceForm;
use domain::ruler::{Command, Seen, Setting};
use domain::{MemberId, RoundId};
use leptos::html::Details;
use leptos::prelude::*;

/// The open round.
#[component]
pub fn Open(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let found = place.family.with_untracked(|family| {
        let it = family.ruler.rounds.get(&round)?;
        Some((it.child, it.setting, name(family, it.child), at(place, family, it.child, it.setting)))
    });
    let (child, setting, called, at) = found?;
    let own = if place.family.with_untracked(|family| family.people.is_coordinator(place.me)) {
        view! { <Own child setting round/> }.into_any()
    } else {
        view! { <PlaceForm child setting seen=Seen::Round(round)/> }.into_any()
    };
    Some(view! {
        <section class="stack round">
            <h2>{(text.dialogue.rounds.title)(&called, at)}</h2>
            <Laid round/>
            <Show when=move || place.leads()>
                <Reveal round/>
            </Show>
            {own}
        </section>
    })
}

/// The screen that leads lies in the middle of the table: its own placement is folded away, and folds again once it is laid.
#[component]
fn Own(child: MemberId, setting: Setting, round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let fold = NodeRef::<Details>::new();
    let laid = place.read(move |family| family.ruler.rounds.get(&round).is_some_and(|it| it.laid.contains(&place.me)));
    Effect::new(move |before: Option<bool>| {
        let laid = laid.get();
        if laid
            && before == Some(false)
            && let Some(fold) = fold.get_untracked()
        {
            fold.set_open(false);
        }
        laid
    });
    view! {
        <details class="details" node_ref=fold>
            <summary>{text.dialogue.rounds.own}</summary>
            <div class="stack">
                <p class="lead">{text.dialogue.rounds.own_hint}</p>
                <PlaceForm child setting seen=Seen::Round(round)/>
            </div>
        </details>
    }
}

/// Who has laid. Where they laid is nowhere on this screen.
#[component]
fn Laid(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let laid = place.read(move |family| {
        let laid = family.ruler.rounds.get(&round).map(|it| it.laid.clone()).unwrap_or_default();
        names(family, laid)
    });
    let words = move || match laid.get() {
        none if none.is_empty() => view! { <p>{text.dialogue.rounds.laid_none}</p> }.into_any(),
        all => {
            let all: Vec<_> = all.into_iter().map(|name| view! { <li class="tag tag--done">{name}</li> }).collect();
            view! {
                <h3 class="eyebrow">{text.dialogue.rounds.laid}</h3>
                <ul class="row">{all}</ul>
            }
            .into_any()
        }
    };
    view! { <div class="waiting" role="status">{words}</div> }
}

/// All at once. That somebody has not laid is said, and is no hindrance.
#[component]
fn Reveal(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let somebody = place.read(move |family| family.ruler.rounds.get(&round).is_some_and(|it| !it.laid.is_empty()));
    let waiting = move || {
        let waiting = not_yet(place, round);
        (!waiting.is_empty()).then(|| (text.dialogue.rounds.not_yet)(&text.common.list(&waiting)))
    };
    let reveal = move |_| {
        let _ = place.send(domain::Command::Ruler(Command::Reveal { round }));
    };
    view! {
        <Show when=move || somebody.get()>
            <div class="stack stack--tight centre">
                <button r#type="button" class="button button--wide" on:click=reveal>{text.dialogue.rounds.reveal}</button>
                <p class="muted">{waiting}</p>
            </div>
        </Show>
    }
}

/// Those who are here and have not laid.
fn not_yet(place: Place, round: RoundId) -> Vec<String> {
    let present = place.present.get();
    place.family.with(|family| {
        let laid = family.ruler.rounds.get(&round).map(|it| &it.laid);
        let waiting = present.into_iter().filter(|id| laid.is_some_and(|laid| !laid.contains(id)));
        names(family, waiting)
    })
}
