//! The plan: what is agreed, who has which ball.

use crate::components::icon::{Icon, Pictogram};
use crate::place::{use_place, use_text};
use crate::tools::plan::{GoalCard, GoalForm, StepRow};
use domain::plan::Standing;
use domain::{Family, GoalId};
use leptos::prelude::*;

/// Open goals first, then steps that belong to none, then what is closed.
#[component]
pub fn PlanPage() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let open = place.read(|family| goals(family, true));
    let closed = place.read(|family| goals(family, false));
    let loose = place.read(|family| {
        family
            .plan
            .steps
            .values()
            .filter(|step| step.goal.is_none())
            .map(|step| step.id)
            .collect::<Vec<_>>()
    });
    let none =
        move || open.with(Vec::is_empty) && closed.with(Vec::is_empty) && loose.with(Vec::is_empty);
    view! {
        <div class="row row--between">
            <h1>{text.plan.title}</h1>
            <PrintButton/>
        </div>
        <p class="lead">{text.plan.lead}</p>
        <Show when=none>
            <div class="empty">
                <Pictogram name="flag" large=true/>
                <h2>{text.plan.empty_title}</h2>
                <Show when=move || place.goes_on()><p>{text.plan.empty}</p></Show>
            </div>
        </Show>
        <div class="stack stack--loose">
            <For each=move || open.get() key=|goal| *goal let:goal>
                <GoalCard goal dialogue=None/>
            </For>
        </div>
        <Show when=move || !loose.with(Vec::is_empty)>
            <h2>{text.plan.loose_steps}</h2>
            <ul class="balls">
                <For each=move || loose.get() key=|step| *step let:step>
                    <StepRow step/>
                </For>
            </ul>
        </Show>
        <NewGoal/>
        <Show when=move || !closed.with(Vec::is_empty)>
            <h2>{text.plan.closed}</h2>
            <div class="stack stack--loose">
                <For each=move || closed.get() key=|goal| *goal let:goal>
                    <GoalCard goal dialogue=None/>
                </For>
            </div>
        </Show>
    }
}

fn goals(family: &Family, open: bool) -> Vec<GoalId> {
    let is_open = |standing| matches!(standing, Standing::Open | Standing::OnHold);
    family
        .plan
        .goals
        .values()
        .filter(|goal| is_open(goal.standing) == open)
        .map(|goal| goal.id)
        .collect()
}

/// A goal can be set without a meeting too.
#[component]
fn NewGoal() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let child = place.read(|family| family.people.children().next().map(|child| child.id));
    view! {
        <Show when=move || place.acts()>
            <details class="details">
                <summary>
                    <Icon name="plus"/>
                    {text.plan.goal_new}
                </summary>
                <div>{move || child.get().map(|about| view! { <GoalForm about dream=None dialogue=None/> })}</div>
            </details>
        </Show>
    }
}

/// Paper is equal. Shown where pressing it does something.
#[component]
pub fn PrintButton() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <Show when=move || place.live.get()>
            <button r#type="button" class="button button--quiet button--small" on:click=print>
                <Icon name="print"/>
                {text.common.print}
            </button>
        </Show>
    }
}
