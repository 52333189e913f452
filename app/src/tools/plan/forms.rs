//! What one writes into the plan.

use crate::components::draft::{clear, settle};
use crate::components::field::{Line, Words, typed, written};
use crate::components::form::{Act, FreshId, Hidden};
use crate::device;
use crate::place::{use_place, use_text};
use crate::routes::Room;
use domain::people::Member;
use domain::plan::Command as Plan;
use domain::{Command, DialogueId, DreamId, GoalId, MemberId, StepId};
use leptos::html::{Input, Select, Textarea};
use leptos::prelude::*;

/// Sets a goal, perhaps grown out of a dream, perhaps in a dialogue.
#[component]
pub fn GoalForm(
    about: MemberId,
    dream: Option<DreamId>,
    dialogue: Option<DialogueId>,
) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (goal, sign) = (NodeRef::<Input>::new(), NodeRef::<Textarea>::new());
    let draft = format!("goal-sign-{}", dream.map_or(about.0, |dream| dream.0));
    let send = move || {
        let id = GoalId(device::new_id());
        let (text, sign_words, on) = (typed(goal), written(sign), device::today());
        let command = Plan::SetGoal { id, about, text, sign: sign_words, dream, dialogue, on };
        if place.send(Command::Plan(command)).is_ok() {
            clear(goal);
            clear(sign);
        }
    };
    let field = move |name: &str| format!("{name}-{}", dream.map_or(about.0, |dream| dream.0));
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="card card--sunk stack">
            <Hidden name="act" value="goal"/>
            <Line name=field("text") label=text.plan.goal_label hint=text.plan.goal_hint needed=true node=goal/>
            <Words name=field("sign") id=draft label=text.plan.sign_label hint=text.plan.sign_hint rows=2 node=sign/>
            <button class="button" disabled=move || !place.live.get()>{text.plan.goal_save}</button>
        </Act>
    }
}

/// Makes a step and asks somebody to take its ball.
#[component]
pub fn StepForm(goal: Option<GoalId>, dialogue: Option<DialogueId>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (what, help, due) =
        (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let holder = NodeRef::<Select>::new();
    let send = move || {
        let Some(asked) = chosen(holder) else { return };
        let command = Plan::AddStep {
            id: StepId(device::new_id()),
            goal,
            what: typed(what),
            holder: asked,
            due: typed(due).parse().ok(),
            help: typed(help),
            dialogue,
            on: device::today(),
        };
        if place.send(Command::Plan(command)).is_ok() {
            let _ = [what, help, due].map(clear);
        }
    };
    let field = move |name: &str| {
        format!("{name}-{}", goal.map(|goal| goal.to_string()).unwrap_or_default())
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack">
            <Line name=field("what") label=text.plan.what_label hint=text.plan.what_hint needed=true node=what/>
            <Who name=field("holder") label=text.plan.holder_label node=holder/>
            <Line name=field("due") label=text.plan.due_label kind="date" node=due/>
            <Line name=field("help") label=text.plan.help_label hint=text.plan.help_hint node=help/>
            <button class="button" disabled=move || !place.live.get()>{text.plan.step_save}</button>
        </Act>
    }
}

/// One of the circle.
#[component]
fn Who(#[prop(into)] name: String, label: &'static str, node: NodeRef<Select>) -> impl IntoView {
    let place = use_place();
    let members = place.read(|family| family.people.here().cloned().collect::<Vec<Member>>());
    let option = move |member: Member| {
        view! { <option value=member.id.to_string() selected=member.id == place.me>{member.name}</option> }
    };
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <select id=name.clone() name=name node_ref=node>
                {move || members.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

fn chosen(node: NodeRef<Select>) -> Option<MemberId> {
    node.get_untracked()?.value().parse().ok()
}

/// Offers a ball that nobody holds.
#[component]
pub fn Offer(step: StepId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let node = NodeRef::<Select>::new();
    let send = move || {
        if let Some(to) = chosen(node) {
            let _ = place.send(Command::Plan(Plan::Offer { id: step, to }));
        }
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack stack--tight">
            <Hidden name="act" value="offer"/>
            <Hidden name="step" value=step.to_string()/>
            <Who name=format!("to-{step}") label=text.plan.who_takes_it node/>
            <button class="button button--small button--quiet" disabled=move || !place.live.get()>{text.plan.offer}</button>
        </Act>
    }
}

/// Hands the ball back, with a reason.
#[component]
pub fn HandBack(step: StepId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let node = NodeRef::<Input>::new();
    let send = move || {
        let command = Plan::HandBack { id: step, because: typed(node) };
        if place.send(Command::Plan(command)).is_ok() {
            clear(node);
        }
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack stack--tight">
            <Hidden name="act" value="hand_back"/>
            <Hidden name="step" value=step.to_string()/>
            <Line name="because" id=because_id(step) label=text.plan.hand_back_label needed=true node/>
            <button class="button button--small button--quiet">{text.plan.hand_back}</button>
        </Act>
    }
}

/// The field for why it is handed back.
pub fn because_id(step: StepId) -> String {
    format!("because-{step}")
}

/// The field for news.
pub fn tell_id(step: StepId) -> String {
    format!("news-{step}")
}

/// Tells news of a step.
#[component]
pub fn Tell(step: StepId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let node = NodeRef::<Input>::new();
    let send = move || {
        let command = Plan::Tell { id: step, text: typed(node), on: device::today() };
        if place.send(Command::Plan(command)).is_ok() {
            clear(node);
        }
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack stack--tight">
            <FreshId/>
            <Hidden name="act" value="tell"/>
            <Hidden name="step" value=step.to_string()/>
            <Line name="text" id=tell_id(step) label=text.plan.tell_label needed=true node/>
            <button class="button button--small button--quiet">{text.plan.tell}</button>
        </Act>
    }
}

/// Moves the day.
#[component]
pub fn Move(step: StepId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let node = NodeRef::<Input>::new();
    let send = move || {
        let command = Plan::Due { id: step, due: typed(node).parse().ok() };
        if place.send(Command::Plan(command)).is_ok() {
            settle(node);
        }
    };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send class="stack stack--tight">
            <Hidden name="act" value="due"/>
            <Hidden name="step" value=step.to_string()/>
            <Line name="due" id=format!("due-{step}") label=text.plan.due_label kind="date" node/>
            <button class="button button--small button--quiet">{text.plan.move_due}</button>
        </Act>
    }
}
