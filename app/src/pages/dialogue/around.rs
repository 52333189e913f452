//! Around the steps: before the dialogue, after it, and a ball that waits for my answer.

use super::{Screen, body};
use crate::chunks::{Chunk, Later};
use crate::pages::dialogues::Begin;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use crate::tools::dialogue::{Among, Appointment, leader};
use domain::plan::Step;
use domain::{DialogueId, Family, MemberId, StepId};
use leptos::prelude::*;

/// Not begun: when, where, and what to do meanwhile.
#[component]
pub fn Before(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let list = &text.dialogue.list;
    let lead = move || place.family.with(|family| (list.not_begun_lead)(&leader(family)));
    view! {
        <h1>{list.not_begun}</h1>
        <Show when=move || place.goes_on() && !place.leads()><p class="lead">{lead}</p></Show>
        <div class="card"><Appointment dialogue/></div>
        <Among dialogue/>
        <Show when=move || place.goes_on()>
            <div class="button-pair">
                <Show when=move || place.leads()><Begin dialogue class="button"/></Show>
                <a class="button button--quiet" href=place.href(Room::Prepare { dialogue })>{list.prepare}</a>
            </div>
        </Show>
    }
}

/// Over: the minutes, the plan, my own balls, and still "was it useful?".
#[component]
pub fn After(screen: Screen) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let list = &text.dialogue.list;
    view! {
        <h1>{list.over}</h1>
        <p class="lead">{list.over_lead}</p>
        <div class="button-pair">
            <a class="button" href=place.href(Room::Minutes { dialogue: screen.dialogue })>{list.minutes}</a>
            <a class="button button--quiet" href=place.href(Room::Plan)>{list.to_plan}</a>
        </div>
        <Offered screen/>
        {body(screen)}
    }
}

/// A ball of this dialogue that somebody asks me to take. Mostly there is none, and nobody fetches what would show it.
#[component]
pub fn Offered(screen: Screen) -> impl IntoView {
    let place = use_place();
    let any = place.read(move |family| offered(family, place.me, screen.dialogue).next().is_some());
    view! {
        <div class="quiet" role="status">
            <Show when=move || any.get()><Later chunk=Chunk::Offered screen/></Show>
        </div>
    }
}

/// The balls of a dialogue that somebody asks me to take.
pub fn offered(
    family: &Family,
    me: MemberId,
    dialogue: DialogueId,
) -> impl Iterator<Item = StepId> {
    mine(family, me, dialogue).filter(|step| step.is_offered()).map(|step| step.id)
}

/// My steps of a dialogue.
pub fn mine(family: &Family, me: MemberId, dialogue: DialogueId) -> impl Iterator<Item = &Step> {
    let steps = family.plan.steps.values();
    steps.filter(move |step| step.dialogue == Some(dialogue) && step.holder == me)
}
