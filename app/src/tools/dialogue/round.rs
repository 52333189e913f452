//! A round that is open: my own placement, who has laid (never where), and the reveal.

use super::{at, names};
use crate::place::{Place, name, use_place, use_text};
use crate::tools::ruler::PlaceForm;
use domain::ruler::{Command, Seen, Setting};
use domain::{DialogueId, Family, MemberId, RoundId};
use leptos::html::Details;
use leptos::prelude::*;

/// The open round.
#[component]
pub fn Open(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let found = place.family.with_untracked(|family| {
        let it = family.ruler.rounds.get(&round)?;
        Some((
            it.child,
            it.setting,
            name(family, it.child),
            at(place, family, it.child, it.setting),
        ))
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
            {own}
        </section>
    })
}

/// The screen that leads lies in the middle of the table: its own placement is folded away, and folds again once it is laid.
#[component]
fn Own(child: MemberId, setting: Setting, round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let fold = NodeRef::<Details>::new();
    let laid = place.read(move |family| {
        family.ruler.rounds.get(&round).is_some_and(|it| it.laid.contains(&place.me))
    });
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
            <summary>
                {move || if laid.get() { text.dialogue.rounds.own_laid } else { text.dialogue.rounds.own }}
                <small>{text.dialogue.rounds.own_hint}</small>
            </summary>
            <div class="stack"><PlaceForm child setting seen=Seen::Round(round)/></div>
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
            let all: Vec<_> = all
                .into_iter()
                .map(|name| view! { <li class="tag tag--done">{name}</li> })
                .collect();
            view! {
                <h3 class="eyebrow">{text.dialogue.rounds.laid}</h3>
                <ul class="row">{all}</ul>
            }
            .into_any()
        }
    };
    view! { <div class="waiting" role="status">{words}</div> }
}

/// All at once: the coordinator's deed as soon as somebody has laid. That somebody has not is said, and is no hindrance.
#[component]
pub fn Reveal(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let reveal = move |_| {
        let _ = place.send(domain::Command::Ruler(Command::Reveal { round }));
    };
    view! {
        <button r#type="button" class="button grow" on:click=reveal>
            {text.dialogue.rounds.reveal}
        </button>
    }
}

/// The open round of a dialogue, once somebody has laid in it.
pub fn to_reveal(family: &Family, dialogue: DialogueId) -> Option<RoundId> {
    let mut rounds = family.ruler.rounds.values();
    rounds
        .rfind(|it| it.dialogue == Some(dialogue) && !it.revealed && !it.laid.is_empty())
        .map(|it| it.id)
}

/// The others who are here and have not laid, in a sentence; nothing when all have.
pub fn not_yet(place: Place, round: RoundId) -> Option<String> {
    let text = use_text();
    let present = place.present.get();
    let waiting = place.family.with(|family| {
        let laid = &family.ruler.rounds.get(&round)?.laid;
        Some(names(family, present.into_iter().filter(|id| *id != place.me && !laid.contains(id))))
    })?;
    (!waiting.is_empty()).then(|| (text.dialogue.rounds.not_yet)(&text.common.list(&waiting)))
}
