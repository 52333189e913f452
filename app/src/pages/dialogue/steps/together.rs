//! The steps where everyone writes cards: what works, and one step up.

use crate::place::{name, use_place, use_text};
use crate::tools::ruler::Spread;
use crate::tools::talk::{Column, Prepared, Write};
use domain::talk::Column as Of;
use domain::{DialogueId, MemberId, RoundId};
use leptos::prelude::*;

/// What works comes first and in full; a wish and a worry have their place beneath.
#[component]
pub fn Works(dialogue: DialogueId, about: MemberId) -> impl IntoView {
    view! {
        <Prepared dialogue/>
        <Column dialogue column=Of::Works><Write dialogue about column=Of::Works/></Column>
        <div class="grid grid--halves">
            <Column dialogue column=Of::Wish>{folded(dialogue, about, Of::Wish)}</Column>
            <Column dialogue column=Of::Worry>{folded(dialogue, about, Of::Worry)}</Column>
        </div>
    }
}

/// The field of a column that is not the question of the step.
fn folded(dialogue: DialogueId, about: MemberId, column: Of) -> AnyView {
    let text = use_text();
    view! {
        <details class="details details--plain">
            <summary>{(text.talk.add)(column)}</summary>
            <div><Write dialogue about column/></div>
        </details>
    }
    .into_any()
}

/// What we would see one step up, with the ruler near at hand.
#[component]
pub fn OneUp(dialogue: DialogueId, about: MemberId) -> impl IntoView {
    view! {
        <RulerAgain dialogue/>
        <Column dialogue column=Of::OneUp><Write dialogue about column=Of::OneUp/></Column>
        <FromRuler dialogue/>
    }
}

/// The round that was shown last.
#[component]
fn RulerAgain(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let last = place.read(move |family| {
        let shown =
            |round: &&domain::ruler::Round| round.dialogue == Some(dialogue) && round.revealed;
        family.ruler.rounds.values().rfind(shown).map(|round| round.id)
    });
    let fold = move |round: RoundId| {
        view! {
            <details class="details">
                <summary>{text.dialogue.parts.ruler_again}</summary>
                <div><Spread round/></div>
            </details>
        }
    };
    move || last.get().map(fold)
}

/// What people wrote about one step up when they laid the ruler: it need not be written twice.
#[component]
fn FromRuler(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let said = place.read(move |family| {
        let shown =
            family.ruler.rounds.values().filter(|it| it.dialogue == Some(dialogue) && it.revealed);
        let laid = shown.flat_map(|round| family.ruler.in_round(round.id));
        let words = laid.filter(|it| !it.one_up.is_empty());
        words.map(|it| (it.one_up.clone(), name(family, it.by))).collect::<Vec<_>>()
    });
    let card = |(words, who): (String, String)| {
        view! { <li class="word-card"><blockquote>{words}</blockquote><footer>{who}</footer></li> }
    };
    let list = move |said: Vec<_>| {
        (!said.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2 class="eyebrow">{text.dialogue.parts.from_ruler}</h2>
                    <ul class="stack stack--tight">{said.into_iter().map(card).collect_view()}</ul>
                </section>
            }
        })
    };
    move || list(said.get())
}
