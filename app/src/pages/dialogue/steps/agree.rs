//! Goals and steps, and reading them back to the family.

use super::balls::Steps;
use crate::place::{Place, use_place, use_text};
use crate::tools::dialogue::names;
use crate::tools::plan::{AgreeRow, GoalCard, GoalForm};
use domain::plan::{Goal, Standing};
use domain::{DialogueId, Family, GoalId, MemberId};
use leptos::prelude::*;

/// The goals of today, a new one, and those from before that are still open.
#[component]
pub fn Plan(dialogue: DialogueId, about: MemberId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let parts = &text.dialogue.parts;
    let today = goals(place, move |goal| goal.dialogue == Some(dialogue));
    let before = goals(place, move |goal| {
        goal.dialogue != Some(dialogue) && goal.about == about && goal.standing == Standing::Open
    });
    let loose = place.read(move |family| {
        let steps = family.plan.steps.values();
        steps
            .filter(|it| it.dialogue == Some(dialogue) && it.goal.is_none())
            .map(|it| it.id)
            .collect::<Vec<_>>()
    });
    view! {
        <Goals title=parts.goals_today goals=today dialogue/>
        <Steps title=parts.loose_steps steps=loose/>
        <Show when=move || place.goes_on()>
            <section class="stack stack--tight">
                <h2 class="eyebrow">{parts.new_goal}</h2>
                <GoalForm about dream=None dialogue=Some(dialogue)/>
            </section>
        </Show>
        <Show when=move || !before.with(Vec::is_empty)>
            <details class="details">
                <summary>{parts.goals_before}</summary>
                <div><Goals title="" goals=before dialogue/></div>
            </details>
        </Show>
    }
}

fn goals(place: Place, so: impl Fn(&Goal) -> bool + Send + Sync + 'static) -> Memo<Vec<GoalId>> {
    place.read(move |family| {
        family.plan.goals.values().filter(|goal| so(goal)).map(|goal| goal.id).collect()
    })
}

#[component]
fn Goals(title: &'static str, goals: Memo<Vec<GoalId>>, dialogue: DialogueId) -> impl IntoView {
    view! {
        <Show when=move || !goals.with(Vec::is_empty)>
            <section class="stack">
                {(!title.is_empty()).then(|| view! { <h2 class="eyebrow">{title}</h2> })}
                <For each=move || goals.get() key=|goal| *goal let:goal>
                    <GoalCard goal dialogue=Some(dialogue)/>
                </For>
            </section>
        </Show>
    }
}

/// Every item, and who may say yes to it.
#[component]
pub fn ReadBack(dialogue: DialogueId, about: MemberId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let parts = &text.dialogue.parts;
    let items = place.read(move |family| family.plan.items_of(dialogue));
    let may = move || match place.family.with(|family| speakers(family, about)) {
        nobody if nobody.is_empty() => parts.nobody_may_agree.to_owned(),
        names => (parts.may_agree)(&text.common.list(&names)),
    };
    view! {
        <Show
            when=move || !items.with(Vec::is_empty)
            fallback=move || {
                view! {
                    <div class="empty">
                        <h2>{parts.nothing_to_agree}</h2>
                        <p>{parts.nothing_to_agree_lead}</p>
                    </div>
                }
            }
        >
            <p class="notice">{may}</p>
            <ul class="stack stack--tight">
                <For each=move || items.get() key=|item| *item let:item>
                    <AgreeRow item/>
                </For>
            </ul>
        </Show>
    }
}

/// Who is in, and speaks for the family about this child.
fn speakers(family: &Family, about: MemberId) -> Vec<String> {
    let joined = family.people.here().filter(|member| member.joined).map(|member| member.id);
    names(family, joined.filter(|id| family.people.speaks_for_family(*id, about)))
}
