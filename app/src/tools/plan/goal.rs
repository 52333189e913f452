//! A goal with all that belongs to it.

use super::agree::Agreement;
use super::forms::StepForm;
use super::scale::Scale;
use super::step::StepRow;
use crate::components::draft::{clear, settle};
use crate::components::field::{Line, typed};
use crate::components::form::Act;
use crate::components::writing::{Pen, Writing};
use crate::device;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use chrono::NaiveDate;
use domain::plan::{Command as Plan, Goal, HowFar, Item, Note, Standing, Turn, Way};
use domain::protocol::Spot;
use domain::{Command, DialogueId, Family, GoalId};
use leptos::html::{Input, Select};
use leptos::prelude::*;

/// A goal with its steps. `dialogue`: the dialogue that new steps belong to.
#[component]
pub fn GoalCard(goal: GoalId, dialogue: Option<DialogueId>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    // In the order they were made, also when one is ticked: a row that moved away would take the focus along.
    let steps = place
        .read(move |family| family.plan.steps_of(goal).map(|step| step.id).collect::<Vec<_>>());
    view! {
        <article class="goal" id=format!("goal-{goal}")>
            <Head goal/>
            <Scale goal/>
            <ul class="balls" aria-label=text.plan.steps>
                <For each=move || steps.get() key=|step| *step let:step>
                    <StepRow step/>
                </For>
            </ul>
            <footer class="goal__foot">
                <NewStep goal dialogue/>
                <History goal/>
                <Change goal/>
                <Agreement item=Item::Goal(goal)/>
            </footer>
        </article>
    }
    .into_any()
}

#[component]
fn NewStep(goal: GoalId, dialogue: Option<DialogueId>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    view! {
        <Show when=move || place.acts()>
            <details class="details details--plain">
                <summary>{text.plan.step_new}</summary>
                <div><StepForm goal=Some(goal) dialogue/></div>
            </details>
        </Show>
    }
    .into_any()
}

/// The words of the goal, where it stands, and where it grew from.
#[component]
fn Head(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let now = place.read(move |family| family.plan.goals.get(&goal).cloned());
    let head = move |goal: Goal| {
        let agreed = if goal.agreed.is_empty() { text.plan.proposal } else { text.plan.agreed };
        let tag = if goal.agreed.is_empty() { "tag" } else { "tag tag--done" };
        let dream = goal.dream.map(|dream| {
            let href = format!("{}#dream-{dream}", place.href(Room::Dreams));
            view! { <p><a class="button button--plain button--small" href=href>{text.plan.from_dream}</a></p> }
        });
        view! {
            <header class="goal__head">
                <div>
                    <p class="eyebrow">
                        {text.plan.goal} " " {(text.plan.about)(&place.name(goal.about))}
                    </p>
                    <h2>{goal.text}</h2>
                    <p class="row">
                        <span class=tag>{agreed}</span>
                        <span class="tag">{(text.plan.standing)(goal.standing)}</span>
                        <Writing at=Spot::Goal { goal: goal.id }/>
                    </p>
                </div>
            </header>
            {(!goal.sign.is_empty())
                .then(|| view! { <p class="goal__sign"><b>{text.plan.sign}</b> " " {goal.sign}</p> })}
            {dream}
        }
    };
    move || now.get().map(head)
}

/// Steps forward and back, turns, measures, and what it said before: nothing is rubbed out. Newest first.
#[component]
fn History(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let lines = place.read(move |family| {
        let goal = family.plan.goals.get(&goal);
        goal.map(|goal| history(family, goal, place.today())).unwrap_or_default()
    });
    let item = |(day, line): (String, String)| {
        view! {
            <li>
                <span>{day}</span>
                <p>{line}</p>
            </li>
        }
    };
    view! {
        <Show when=move || !lines.with(Vec::is_empty)>
            <details class="details details--plain">
                <summary>{text.plan.happened}</summary>
                <ol class="revisions">{move || lines.get().into_iter().map(item).collect_view()}</ol>
            </details>
        </Show>
    }
    .into_any()
}

fn history(family: &Family, goal: &Goal, today: NaiveDate) -> Vec<(String, String)> {
    let text = use_text();
    let who = |id| name(family, id);
    let note = |it: &Note| {
        let way = if it.way == Way::Forward { text.plan.forward } else { text.plan.back };
        (it.on, format!("{way}: {} ({})", it.text, who(it.by)))
    };
    let turn = |it: &Turn| {
        let because =
            if it.because.is_empty() { String::new() } else { format!(": {}", it.because) };
        (it.on, format!("{}{because} ({})", (text.plan.standing)(it.to), who(it.by)))
    };
    let far =
        |it: &HowFar| (it.on, format!("{}: {}", who(it.by), (text.plan.how_far_now)(it.value)));
    let mut lines: Vec<_> = goal
        .notes
        .iter()
        .map(note)
        .chain(goal.turns.iter().map(turn))
        .chain(goal.how_far.iter().map(far))
        .collect();
    lines.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    let earlier =
        goal.earlier.iter().rev().map(|words| (text.plan.earlier.to_owned(), words.clone()));
    lines.into_iter().map(|(on, line)| (text.dates.near(on, today), line)).chain(earlier).collect()
}

/// Writes down a step forward or back, changes the standing, or the words.
#[component]
fn Change(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let may_turn = place.read(move |family| {
        family.plan.goals.get(&goal).is_some_and(|goal| place.theirs(family).may_turn(goal))
    });
    view! {
        <Show when=move || place.acts()>
            <details class="details details--plain">
                <summary>{text.plan.more}</summary>
                <div class="stack stack--loose">
                    <NoteForm goal/>
                    <Show when=move || may_turn.get()><TurnForm goal/></Show>
                    <RewordForm goal/>
                </div>
            </details>
        </Show>
    }
}

#[component]
fn NoteForm(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (words, way) = (NodeRef::<Input>::new(), NodeRef::<Select>::new());
    let send = move || {
        let back = way.get_untracked().is_some_and(|way| way.value() == "back");
        let way = if back { Way::Back } else { Way::Forward };
        let command = Plan::Note { id: goal, way, text: typed(words), on: device::today() };
        if place.send(Command::Plan(command)).is_ok() {
            clear(words);
        }
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack stack--tight">
            <div class="field">
                <label for=format!("way-{goal}")>{text.plan.happened}</label>
                <select id=format!("way-{goal}") node_ref=way>
                    <option value="forward">{text.plan.forward}</option>
                    <option value="back">{text.plan.back}</option>
                </select>
            </div>
            <Line name="text" id=format!("note-{goal}") label=text.plan.note_label needed=true node=words/>
            <button class="button button--small button--quiet">{text.plan.note_save}</button>
        </Act>
    }
}

#[component]
fn TurnForm(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let because = NodeRef::<Input>::new();
    let all = [Standing::Open, Standing::OnHold, Standing::Reached, Standing::ChosenAway];
    let standing = place.read(move |family| family.plan.goals.get(&goal).map(|goal| goal.standing));
    let button = move |to: Standing| {
        let send = move |_| {
            let command = Plan::Turn { id: goal, to, because: typed(because), on: device::today() };
            if place.send(Command::Plan(command)).is_ok() {
                clear(because);
            }
        };
        let here = move || standing.get() == Some(to);
        view! {
            <button r#type="button" class="button button--small button--quiet" aria-pressed=move || here().to_string() disabled=here on:click=send>
                {(text.plan.standing)(to)}
            </button>
        }
    };
    view! {
        <fieldset class="stack stack--tight">
            <legend>{text.plan.turn}</legend>
            <Line name="because" id=format!("turn-{goal}") label=text.plan.because node=because/>
            <div class="row">{all.map(button)}</div>
        </fieldset>
    }
}

#[component]
fn RewordForm(goal: GoalId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let node = NodeRef::<Input>::new();
    let from = place
        .family
        .with_untracked(|family| family.plan.goals.get(&goal).map(|goal| goal.text.clone()));
    let from = StoredValue::new(from.unwrap_or_default());
    let send = move || {
        let command = Plan::RewordGoal { id: goal, from: from.get_value(), text: typed(node) };
        if place.send(Command::Plan(command)).is_ok() {
            from.set_value(typed(node));
            settle(node);
        }
    };
    view! {
        <Pen at=Spot::Goal { goal }>
            <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack stack--tight">
                <Line name="text" id=format!("reword-{goal}") label=text.plan.reword value=from.get_value() needed=true node/>
                <button class="button button--small button--quiet">{text.common.save}</button>
            </Act>
        </Pen>
    }
}
