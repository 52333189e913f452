//! Around the steps: before the dialogue, after it, and a ball that waits for my answer.

use crate::pages::dialogues::Begin;
use crate::place::{Place, use_place, use_text};
use crate::routes::Room;
use crate::tools::dialogue::{Appointment, Useful, leader};
use crate::tools::plan::StepRow;
use domain::plan::Step;
use domain::{DialogueId, StepId};
use leptos::prelude::*;

/// Not begun: when, where, and what to do meanwhile.
#[component]
pub fn Before(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let list = &text.dialogue.list;
    let lead = move || place.family.with(|family| (list.not_begun_lead)(&leader(family)));
    view! {
        <h1>{list.not_begun}</h1>
        <Show when=move || !place.leads()><p class="lead">{lead}</p></Show>
        <div class="card"><Appointment dialogue/></div>
        <div class="button-pair">
            <Show when=move || place.leads()><Begin dialogue/></Show>
            <a class="button button--quiet" href=place.href(Room::Prepare { dialogue })>{list.prepare}</a>
        </div>
    }
}

/// Over: the minutes, the plan, my own balls, and still "was it useful?".
#[component]
pub fn After(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let list = &text.dialogue.list;
    view! {
        <h1>{list.over}</h1>
        <p class="lead">{list.over_lead}</p>
        <div class="button-pair">
            <a class="button" href=place.href(Room::Minutes { dialogue })>{list.minutes}</a>
            <a class="button button--quiet" href=place.href(Room::Plan)>{list.to_plan}</a>
        </div>
        <Offered dialogue/>
        <Steps title=text.home.yours steps=mine(place, dialogue, Step::is_running)/>
        <Useful dialogue/>
    }
}

/// A ball of this dialogue that somebody asks me to take.
#[component]
pub fn Offered(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    view! { <Steps title=text.dialogue.lead.offered steps=mine(place, dialogue, Step::is_offered)/> }
}

/// My steps of this dialogue that are so.
fn mine(place: Place, dialogue: DialogueId, so: fn(&Step) -> bool) -> Memo<Vec<StepId>> {
    place.read(move |family| {
        let mine =
            |step: &&Step| step.dialogue == Some(dialogue) && step.holder == place.me && so(step);
        family.plan.steps.values().filter(mine).map(|step| step.id).collect()
    })
}

/// Steps under a title; nothing where there are none.
#[component]
pub fn Steps(title: &'static str, steps: Memo<Vec<StepId>>) -> impl IntoView {
    view! {
        <div class="quiet" role="status">
            <Show when=move || !steps.with(Vec::is_empty)>
                <section class="stack stack--tight">
                    <h2 class="eyebrow">{title}</h2>
                    <ul class="balls">
                        <For each=move || steps.get() key=|step| *step let:step>
                            <StepRow step/>
                        </For>
                    </ul>
                </section>
            </Show>
        </div>
    }
}
