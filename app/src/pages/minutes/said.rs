//! What people said, in their own words and with their names.

use super::part;
use crate::place::{name, use_text};
use domain::Family;
use domain::dialogue::CheckIn;
use domain::minutes::Minutes;
use domain::talk::{Card, Column};
use leptos::prelude::*;

/// How everyone came in.
pub fn check_ins(family: &Family, minutes: &Minutes<'_>) -> Option<AnyView> {
    let text = &use_text().dialogue;
    let faces = text.check_in.faces;
    let line = |(id, said): (&domain::MemberId, &CheckIn)| {
        let word = match said {
            CheckIn::Pass => text.check_in.passed,
            CheckIn::Face { face } => {
                faces.get(usize::from(*face).wrapping_sub(1)).copied().unwrap_or_default()
            }
        };
        view! { <li>{name(family, *id)} ": " {word}</li> }
    };
    let all: Vec<_> = minutes.dialogue.check_ins.iter().map(line).collect();
    (!all.is_empty()).then(|| part(text.minutes.check_in, view! { <ul>{all}</ul> }))
}

/// What works, then wishes, then worries.
pub fn before_ruler(family: &Family, minutes: &Minutes<'_>) -> [Option<AnyView>; 3] {
    [
        cards(family, Column::Works, &minutes.works),
        cards(family, Column::Wish, &minutes.wishes),
        cards(family, Column::Worry, &minutes.worries),
    ]
}

/// What we would see one step up.
pub fn one_up(family: &Family, minutes: &Minutes<'_>) -> Option<AnyView> {
    cards(family, Column::OneUp, &minutes.one_up)
}

fn cards(family: &Family, column: Column, cards: &[&Card]) -> Option<AnyView> {
    let text = use_text();
    let quote = |card: &&Card| {
        let notices =
            (!card.notices.is_empty()).then(|| (text.dialogue.minutes.notices)(&card.notices));
        let who: Vec<String> = [name(family, card.by)].into_iter().chain(notices).collect();
        said(&card.text, &who.join(" · "))
    };
    let all: Vec<_> = cards.iter().map(quote).collect();
    (!all.is_empty()).then(|| part((text.talk.column)(column), all))
}

/// Somebody's words, and whose they are.
fn said(words: &str, who: &str) -> AnyView {
    let (words, who) = (words.to_owned(), who.to_owned());
    view! {
        <blockquote>
            <p class="keep">{words}</p>
            <footer><small>{who}</small></footer>
        </blockquote>
    }
    .into_any()
}

/// Dreams that were laid on the map.
pub fn dreams(family: &Family, minutes: &Minutes<'_>) -> Option<AnyView> {
    let all: Vec<_> =
        minutes.dreams.iter().map(|dream| said(&dream.text, &name(family, dream.by))).collect();
    (!all.is_empty()).then(|| part(use_text().dialogue.minutes.dreams, all))
}

/// Was it useful, each in their own words. Nothing is added up.
pub fn useful(family: &Family, minutes: &Minutes<'_>) -> Option<AnyView> {
    let text = &use_text().dialogue;
    let line = |(id, it): (&domain::MemberId, &domain::dialogue::Useful)| {
        let word = text
            .useful
            .scores
            .get(usize::from(it.score).wrapping_sub(1))
            .copied()
            .unwrap_or_default();
        let next = (!it.next_time.is_empty()).then(|| (text.minutes.quote)(&it.next_time));
        view! { <li>{name(family, *id)} ": " {(text.useful.said)(it.score, word)} ". " {next}</li> }
    };
    let all: Vec<_> = minutes.dialogue.useful.iter().map(line).collect();
    (!all.is_empty()).then(|| part(text.minutes.useful, view! { <ul>{all}</ul> }))
}
