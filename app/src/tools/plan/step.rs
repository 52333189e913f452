//! One step, as the one who looks may act on it.

use super::forms::{HandBack, Move, Offer, Tell};
use crate::components::avatar::Avatar;
use crate::components::form::{Act, Hidden, was_refused};
use crate::components::icon::Icon;
use crate::device;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::plan::{Ball, Command as Plan, Step};
use domain::{Command, StepId};
use leptos::prelude::*;

/// One step as its viewer may act on it: accept, decline, tick, hand back, tell.
#[component]
pub fn StepRow(step: StepId) -> impl IntoView {
    let place = use_place();
    let now = place.read(move |family| family.plan.steps.get(&step).cloned());
    move || now.get().map(row)
}

fn row(step: Step) -> AnyView {
    let place = use_place();
    let holder = place.family.with_untracked(|family| family.people.get(step.holder).cloned());
    let mine = step.holder == place.me;
    let class = match (&step.done, step.is_offered() && mine) {
        (Some(_), _) => "ball ball--done",
        (None, true) => "ball ball--offered",
        (None, false) => "ball",
    };
    view! {
        <li class=class id=format!("step-{}", step.id)>
            {holder.map(|member| view! { <Avatar member/> })}
            <div class="ball__text">
                <b>{step.what.clone()}</b>
                <small>{about(&step)}</small>
                {news(&step)}
                {late(&step)}
                {more(&step)}
            </div>
            {act(&step)}
        </li>
    }
    .into_any()
}

/// Who, when, and how the ball lies, in one line.
fn about(step: &Step) -> String {
    let (place, text) = (use_place(), use_text());
    let who = place.name(step.holder);
    let near = |on| text.dates.near(on, place.today());
    let mut parts = vec![match (&step.ball, step.done) {
        (_, Some(on)) => format!("{who} · {}", (text.plan.done_on)(&near(on))),
        (Ball::Held, None) => who,
        (Ball::Offered, None) => (text.plan.offered_to)(&who),
        (Ball::Declined { because }, None) => reason((text.plan.declined_by)(&who), because),
        (Ball::HandedBack { because }, None) => reason((text.plan.handed_back_by)(&who), because),
    }];
    if let (Some(due), None) = (step.due, step.done) {
        parts.push((text.plan.due)(&near(due)));
    }
    if !step.help.is_empty() {
        parts.push((text.plan.help)(&step.help));
    }
    parts.join(" · ")
}

fn reason(what: String, because: &str) -> String {
    if because.is_empty() { what } else { format!("{what}: {because}") }
}

fn news(step: &Step) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let line = |it: &domain::plan::News| {
        let who = place.family.with_untracked(|family| name(family, it.by));
        let day = text.dates.near(it.on, place.today());
        view! { <small>{format!("{who}, {day}: {}", it.text)}</small> }
    };
    step.news.iter().map(line).collect_view().into_any()
}

/// No red counters: a late step asks.
fn late(step: &Step) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let late = step.is_running()
        && step.holder == place.me
        && step.due.is_some_and(|due| due < place.today());
    late.then(|| view! { <p class="ball__ask">{text.plan.still_yours}</p> }).into_any()
}

fn act(step: &Step) -> AnyView {
    let place = use_place();
    match step.holder == place.me {
        true if step.is_offered() => view! { <Answer step=step.clone()/> }.into_any(),
        true if step.ball == Ball::Held => view! { <Tick step=step.clone()/> }.into_any(),
        _ => ().into_any(),
    }
}

/// Yes and no are the same size: declining is as easy as accepting.
#[component]
fn Answer(step: Step) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let id = step.id;
    let button = move |act: &'static str, label: &'static str, command: fn(StepId) -> Plan| {
        let send = move || {
            let _ = place.send(Command::Plan(command(id)));
        };
        view! {
            <Act action=place.action("plan") back=place.href(Room::Home) send>
                <Hidden name="act" value=act/>
                <Hidden name="step" value=id.to_string()/>
                <button class="button">{label}</button>
            </Act>
        }
    };
    view! {
        <div class="button-pair">
            {button("accept", text.plan.accept, |id| Plan::Accept { id })}
            {button("decline", text.plan.decline, |id| Plan::Decline { id, because: String::new() })}
        </div>
    }
}

/// The holder's own tick; a second tap takes it back.
#[component]
fn Tick(step: Step) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (id, done) = (step.id, step.done.is_some());
    let send = move || {
        let command =
            if done { Plan::Untick { id } } else { Plan::Tick { id, on: device::today() } };
        let _ = place.send(Command::Plan(command));
    };
    let label = if done { (text.plan.untick)(&step.what) } else { (text.plan.tick)(&step.what) };
    view! {
        <Act action=place.action("plan") back=place.href(Room::Plan) send>
            <Hidden name="act" value=if done { "untick" } else { "tick" }/>
            <Hidden name="step" value=id.to_string()/>
            <button class="tick" aria-pressed=done.to_string()>
                <Icon name="check"/>
                <span class="visually-hidden">{label}</span>
            </button>
        </Act>
    }
}

/// What is done less often stays folded.
fn more(step: &Step) -> AnyView {
    let (place, text) = (use_place(), use_text());
    if step.done.is_some() || (step.is_offered() && step.holder == place.me) {
        return ().into_any();
    }
    let (id, mine, running) = (step.id, step.holder == place.me, step.is_running());
    let may_move = mine || place.leads();
    view! {
        <details class="details details--plain" open=was_refused("step", &id.to_string())>
            <summary>{if step.is_loose() { text.plan.who_takes_it } else { text.plan.more }}</summary>
            <div class="stack">
                {(!running).then(|| view! { <Offer step=id/> })}
                {running.then(|| view! { <Tell step=id/> })}
                {(running && mine).then(|| view! { <HandBack step=id/> })}
                {(running && may_move).then(|| view! { <Move step=id/> })}
            </div>
        </details>
    }
    .into_any()
}
