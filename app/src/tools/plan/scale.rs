//! "How far are we?", 0 to 10. Eleven stones on a path; never mixed with the ruler.

use crate::device;
use crate::place::{use_place, use_text};
use domain::plan::{self, SCALE};
use domain::{Command, GoalId};
use leptos::prelude::*;

/// Where the goal is, and a tap to say where it is now.
#[component]
pub fn Scale(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let last = place.read(move |family| {
        family.plan.goals.get(&goal).and_then(|goal| goal.how_far.last().cloned())
    });
    let value = Memo::new(move |_| last.with(|last| last.as_ref().map(|last| last.value)));
    let said = move || {
        last.get().map(|it| {
            let who = place.name(it.by);
            (text.plan.measured)(&who, it.value, &text.dates.near(it.on, place.today()))
        })
    };
    let set = move |value: u8| {
        let _ = place.send(Command::Plan(plan::Command::HowFar {
            id: goal,
            value,
            on: device::today(),
        }));
    };
    let stone = move |number: u8| {
        view! {
            <label class="scale__stone">
                <input
                    r#type="radio"
                    name=format!("far-{goal}")
                    value=number.to_string()
                    prop:checked=move || value.get() == Some(number)
                    on:change=move |_| set(number)
                />
                <span>{number}</span>
            </label>
        }
    };
    // Nothing to choose before the page is live, or while the course rests: a picture of what the sentence below says, in a third of the bytes.
    let still = move |number: u8| {
        let here = value.get_untracked() == Some(number);
        let class = here.then_some("scale__stone--here");
        view! { <span class=class>{number}</span> }
    };
    let picture = move || {
        view! { <div class="scale__stones" aria-hidden="true">{(0..=SCALE).map(still).collect_view()}</div> }
    };
    view! {
        <fieldset class="scale scale--small">
            <legend>{text.plan.how_far}</legend>
            <Show when=move || place.acts() fallback=picture>
                <div class="scale__stones">{(0..=SCALE).map(stone).collect_view()}</div>
            </Show>
            <div class="scale__ends">
                <span>{text.plan.not_yet}</span>
                <span>{text.plan.there}</span>
            </div>
        </fieldset>
        <p class="muted">{said}</p>
    }
}
