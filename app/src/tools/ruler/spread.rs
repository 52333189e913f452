//! A round: first who has laid, then, all at once, where; and a curious question.

use super::acute::AcuteFold;
use super::picture::{Eye, Picture, Words, eyes};
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
    let revealed = place.read(move |family| family.ruler.rounds.get(&round).is_some_and(|round| round.revealed));
    let laid = place.read(move |family| {
        let laid = if revealed.get() { family.ruler.in_round(round) } else { Vec::new() };
        eyes(family, laid)
    });
    // Whoever comes later sees the pins lie; only at the reveal itself do they come down.
    let before = !revealed.get_untracked();
    view! {
        <p class="visually-hidden" role="status">
            {move || revealed.get().then(|| summary(&laid.get()))}
        </p>
        {move || {
            if revealed.get() {
                view! { <Revealed eyes=laid.get() settle=before/> }.into_any()
            } else {
                view! { <Waiting round/> }.into_any()
            }
        }}
    }
}

#[component]
fn Revealed(eyes: Vec<Eye>, settle: bool) -> impl IntoView {
    let text = &use_text().ruler;
    let levels = eyes.iter().map(|eye| eye.it.level.number());
    let (low, high) = (levels.clone().min().unwrap_or(1), levels.max().unwrap_or(5));
    let how = spread(&eyes.iter().map(|eye| &eye.it).collect::<Vec<_>>());
    let said = summary(&eyes);
    let acute = low == 1 && !eyes.is_empty();
    let lines = (!eyes.is_empty()).then(|| eyes.clone());
    view! {
        <Picture eyes settle/>
        {acute.then(|| view! { <AcuteFold/> })}
        <div class="curious card">
            <div class="large">
                {(!said.is_empty()).then(|| view! { <p>{said}</p> })}
                <p><b>{(text.round.ask)(how, low, high)}</b></p>
            </div>
        </div>
        {lines.map(|eyes| view! { <Words eyes/> })}
    }
}

/// Who sees what, best first: "Ali og Amina ser 4. Mette ser 2."
fn summary(eyes: &[Eye]) -> String {
    let text = use_text();
    let at = |level: &Level| {
        let names: Vec<String> = eyes.iter().filter(|eye| eye.it.level == *level).map(Eye::name).collect();
        let several = names.len() > 1;
        (!names.is_empty())
            .then(|| (text.ruler.round.see)(&text.common.list(&names), several, &level.number().to_string()))
    };
    Level::ALL.iter().rev().filter_map(at).collect::<Vec<_>>().join(" ")
}

/// Who has laid and who is at it; where is not even in this copy of the family.
#[component]
fn Waiting(round: RoundId) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ruler.round);
    let people = move || {
        let present = place.present.get();
        place.family.with(|family| around(family, round, &present))
    };
    let who = |(member, laid): (Member, bool)| {
        view! {
            <li class="present__who" data-state=laid.then_some("ready")>
                <Avatar member=member.clone()/>
                <span>
                    {member.name} " "
                    <small>{if laid { text.laid } else { text.not_yet }}</small>
                </span>
            </li>
        }
    };
    view! {
        <div class="waiting">
            <p class="lead">{text.waiting}</p>
            {move || {
                let people = people();
                let nobody = !people.iter().any(|(_, laid)| *laid);
                view! {
                    {nobody.then(|| view! { <p>{text.nobody_yet}</p> })}
                    <ul class="present">{people.into_iter().map(who).collect_view()}</ul>
                }
            }}
        </div>
    }
}

/// Who has laid or is here, and which of the two.
fn around(family: &Family, round: RoundId, present: &[MemberId]) -> Vec<(Member, bool)> {
    let Some(round) = family.ruler.rounds.get(&round) else { return Vec::new() };
    let laid = |id: &MemberId| round.laid.contains(id);
    let here = family.people.members.values().filter(|member| laid(&member.id) || present.contains(&member.id));
    here.map(|member| (member.clone(), laid(&member.id))).collect()
}
