//! Since last time: the old balls first.

use super::balls::Steps;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use chrono::NaiveDate;
use domain::today::since_last;
use domain::{DialogueId, StepId};
use leptos::prelude::*;

/// The steps that stood open, by the day they were meant for. A tick does not move them: nobody loses their place.
#[component]
pub fn SinceLast(dialogue: DialogueId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let parts = &text.dialogue.parts;
    let steps = place.read(move |family| {
        let mut steps = since_last(family, dialogue);
        steps.sort_by_key(|step| (step.due.unwrap_or(NaiveDate::MAX), step.id));
        steps.into_iter().map(|step| step.id).collect::<Vec<StepId>>()
    });
    let before =
        place.family.with_untracked(|family| family.dialogue.before(dialogue).map(|it| it.id));
    let minutes = before.map(|dialogue| {
        let href = place.href(Room::Minutes { dialogue });
        view! { <p><a class="button button--plain button--small" href=href>{parts.last_minutes}</a></p> }
    });
    view! {
        <Show when=move || steps.with(Vec::is_empty)>
            <div class="empty">
                <h2>{if before.is_none() { parts.first_time } else { parts.no_steps }}</h2>
                <p>{if before.is_none() { parts.first_time_lead } else { parts.no_steps_lead }}</p>
            </div>
        </Show>
        <Steps title=text.plan.steps steps/>
        {minutes}
    }
}
