//! A round: first who has laid, then, all at once, where; and a curious question.

use super::acute::acute_fold;
use super::parts::{each, follow, nothing, paragraph, words};
use super::picture::{Eye, any_acute, eyes, picture, said_by_each};
use crate::components::avatar::Avatar;
use crate::place::{use_place, use_text};
use domain::people::Member;
use domain::ruler::{Level, spread};
use domain::{Family, MemberId, RoundId};
use leptos::prelude::*;

/// A round. Once revealed: the same ruler with everybody's pin, what each said, and a curious question.
#[component]
pub fn Spread(round: RoundId) -> impl IntoView {
    let place = use_place();
    // None until it is revealed.
    let laid = place.read(move |family| {
        let revealed = family.ruler.rounds.get(&round).is_some_and(|round| round.revealed);
        revealed.then(|| eyes(family, family.ruler.in_round(round)))
    });
    // Whoever comes later sees the pins lie; only at the reveal itself do they come down.
    let settle = laid.with_untracked(Option::is_none);
    view! {
        <p class="visually-hidden" role="status">
            {words(move || laid.get().map(|eyes| summary(&eyes)).unwrap_or_default())}
        </p>
        {follow(move || laid.get().map_or_else(|| waiting(round), |eyes| revealed(eyes, settle)))}
    }
}

fn revealed(eyes: Vec<Eye>, settle: bool) -> AnyView {
    let text = &use_text().ruler;
    let levels = || eyes.iter().map(|eye| eye.it.level.number());
    let (low, high) = (levels().min().unwrap_or(1), levels().max().unwrap_or(5));
    let how = spread(&eyes.iter().map(|eye| &eye.it).collect::<Vec<_>>());
    view! {
        {picture(&eyes, settle)}
        {any_acute(&eyes).then(acute_fold)}
        <div class="curious card">
            <div class="large">
                {paragraph("", summary(&eyes))}
                <p><b>{(text.round.ask)(how, low, high)}</b></p>
            </div>
        </div>
        {if eyes.is_empty() { nothing() } else { said_by_each(eyes, false) }}
    }
    .into_any()
}

/// Who sees what, best first: "Ali og Amina ser 4. Mette ser 2."
fn summary(eyes: &[Eye]) -> String {
    let text = use_text();
    let at = |level: &Level| {
        let names: Vec<String> =
            eyes.iter().filter(|eye| eye.it.level == *level).map(Eye::name).collect();
        let several = names.len() > 1;
        (!names.is_empty()).then(|| {
            (text.ruler.round.see)(&text.common.list(&names), several, &level.number().to_string())
        })
    };
    Level::ALL.iter().rev().filter_map(at).collect::<Vec<_>>().join(" ")
}

/// Who has laid and who is at it; where is not even in this copy of the family.
fn waiting(round: RoundId) -> AnyView {
    let (place, text) = (use_place(), &use_text().ruler.round);
    let people = follow(move || {
        let present = place.present.get();
        let people = place.family.with(|family| around(family, round, &present));
        let nobody = !people.iter().any(|(_, laid)| *laid);
        view! {
            {if nobody { paragraph("", text.nobody_yet) } else { nothing() }}
            <ul class="present">{each(people, who)}</ul>
        }
        .into_any()
    });
    view! {
        <div class="waiting">
            {paragraph("lead", text.waiting)}
            {people}
        </div>
    }
    .into_any()
}

fn who((member, laid): (Member, bool)) -> AnyView {
    let text = &use_text().ruler.round;
    let name = member.name.clone();
    view! {
        <li class="present__who" data-state=laid.then_some("ready")>
            <Avatar member/>
            <span>
                {name} " "
                <small>{if laid { text.laid } else { text.not_yet }}</small>
            </span>
        </li>
    }
    .into_any()
}

/// Who has laid or is here, and which of the two.
fn around(family: &Family, round: RoundId, present: &[MemberId]) -> Vec<(Member, bool)> {
    let Some(round) = family.ruler.rounds.get(&round) else { return Vec::new() };
    let laid = |id: &MemberId| round.laid.contains(id);
    let here = family
        .people
        .members
        .values()
        .filter(|member| laid(&member.id) || present.contains(&member.id));
    here.map(|member| (member.clone(), laid(&member.id))).collect()
}
