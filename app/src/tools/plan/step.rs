//! One step, as the one who looks may act on it.

use super::forms::{self, HandBack, Move, Offer, Tell};
use crate::components::avatar::Avatar;
use crate::components::form::{Act, Hidden, was_refused};
use crate::components::icon::Icon;
use crate::device;
use crate::drafts;
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::plan::{Ball, Command as Plan, Step};
use domain::{Command, MemberId, StepId};
use leptos::prelude::*;

/// One step as its viewer may act on it: accept, decline, tick, hand back, tell. Each part follows on its own, so that news of
/// the others tear nothing away that is being typed or pressed.
#[component]
pub fn StepRow(step: StepId) -> impl IntoView {
    let place = use_place();
    let now = place.read(move |family| family.plan.steps.get(&step).cloned());
    let holder = place.read(move |family| {
        family.plan.steps.get(&step).and_then(|step| family.people.get(step.holder)).cloned()
    });
    let goes_on = Memo::new(move |_| place.goes_on());
    let deed = Memo::new(move |_| {
        let mine = |step: &Step| if goes_on.get() { deed(step, place.me) } else { Deed::Nothing };
        now.with(|now| now.as_ref().map(mine))
    });
    let fold = Memo::new(move |before: Option<&Option<Fold>>| {
        let now = place.family.with(|family| {
            let leads = family.people.is_coordinator(place.me);
            family.plan.steps.get(&step).and_then(|step| fold(step, place.me, leads))
        });
        if !goes_on.get() {
            let mine = matches!(now, Some(Fold::Run { mine: true, .. }));
            return mine.then_some(Fold::Rest);
        }
        // Somebody else's deed tears no words away that are being written.
        let words = if place.live.get() { written(step) } else { None };
        match (words, before.copied().flatten()) {
            (Some(_), Some(open @ Fold::Run { .. })) => Some(open),
            (Some(words), _) => now.filter(|now| matches!(now, Fold::Run { .. })).or(Some(words)),
            (None, _) => now,
        }
    });
    let part = move |draw: fn(&Step) -> AnyView| move || now.get().map(|step| draw(&step));
    view! {
        <li class=move || now.with(|now| now.as_ref().map(|step| class(step, place.me, goes_on.get()))) id=format!("step-{step}")>
            {move || holder.get().map(|member| view! { <Avatar member/> })}
            <div class="ball__text">
                <b>{now.with_untracked(|now| now.as_ref().map(|step| step.what.clone()))}</b>
                <small>{move || now.get().map(|step| about(&step))}</small>
                {part(news)}
            </div>
            {move || deed.get().map(|deed| act(step, deed))}
            <div class="ball__more">
                {move || goes_on.get().then(|| now.get().map(|step| late(&step)))}
                {move || fold.get().map(|fold| more(step, fold))}
            </div>
        </li>
    }
    .into_any()
}

fn class(step: &Step, me: MemberId, asked: bool) -> &'static str {
    match (&step.done, asked && step.is_offered() && step.holder == me) {
        (Some(_), _) => "ball ball--done",
        (None, true) => "ball ball--offered",
        (None, false) => "ball",
    }
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

/// What stands beside the words.
#[derive(Clone, Copy, PartialEq)]
enum Deed {
    Answer,
    Tick { done: bool },
    Nothing,
}

fn deed(step: &Step, me: MemberId) -> Deed {
    match step.holder == me {
        true if step.is_offered() => Deed::Answer,
        true if step.ball == Ball::Held => Deed::Tick { done: step.done.is_some() },
        _ => Deed::Nothing,
    }
}

fn act(step: StepId, deed: Deed) -> AnyView {
    match deed {
        Deed::Answer => view! { <Answer id=step/> }.into_any(),
        Deed::Tick { done } => view! { <Tick id=step done/> }.into_any(),
        Deed::Nothing => ().into_any(),
    }
}

/// Yes and no are the same size: declining is as easy as accepting.
#[component]
fn Answer(id: StepId) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
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
fn Tick(id: StepId, done: bool) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let what = place.family.with_untracked(|family| {
        family.plan.steps.get(&id).map(|step| step.what.clone()).unwrap_or_default()
    });
    let send = move || {
        let command =
            if done { Plan::Untick { id } } else { Plan::Tick { id, on: device::today() } };
        let _ = place.send(Command::Plan(command));
    };
    let label = if done { (text.plan.untick)(&what) } else { (text.plan.tick)(&what) };
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
#[derive(Clone, Copy, PartialEq)]
enum Fold {
    /// The ball lies with nobody, or somebody else is asked.
    Ask {
        loose: bool,
    },
    Run {
        mine: bool,
        may_move: bool,
    },
    /// The course rests: whoever wants to go hands back first what they hold.
    Rest,
}

/// What is open for words about this step that are not sent.
fn written(step: StepId) -> Option<Fold> {
    let mine = drafts::known(&forms::because_id(step)).is_some();
    let any = mine || drafts::known(&forms::tell_id(step)).is_some();
    any.then_some(Fold::Run { mine, may_move: false })
}

fn fold(step: &Step, me: MemberId, leads: bool) -> Option<Fold> {
    let mine = step.holder == me;
    if step.done.is_some() || (step.is_offered() && mine) {
        return None;
    }
    Some(if step.is_running() {
        Fold::Run { mine, may_move: mine || leads }
    } else {
        Fold::Ask { loose: step.is_loose() }
    })
}

/// What was refused stands in sight, and what was being written as the course came to rest or went on.
fn unfolded(step: StepId) -> bool {
    let begun = || use_place().live.get_untracked() && written(step).is_some();
    was_refused("step", &step.to_string()) || begun()
}

fn more(step: StepId, fold: Fold) -> AnyView {
    let text = use_text();
    let (mine, may_move) = match fold {
        Fold::Ask { loose } => {
            return ask(step, if loose { text.plan.who_takes_it } else { text.plan.more });
        }
        Fold::Run { mine, may_move } => (mine, may_move),
        Fold::Rest => return give_back(step),
    };
    view! {
        <details class="details details--plain" open=unfolded(step)>
            <summary>{text.plan.more}</summary>
            <div class="stack">
                <Tell step/>
                {mine.then(|| view! { <HandBack step/> })}
                {may_move.then(|| view! { <Move step/> })}
            </div>
        </details>
    }
    .into_any()
}

fn give_back(step: StepId) -> AnyView {
    view! {
        <details class="details details--plain" open=was_refused("step", &step.to_string())>
            <summary>{use_text().plan.hand_back}</summary>
            <div><HandBack step/></div>
        </details>
    }
    .into_any()
}

/// Offering takes a script, and the form names everybody: it comes when the page is live.
fn ask(step: StepId, label: &'static str) -> AnyView {
    let place = use_place();
    view! {
        <Show when=move || place.acts()>
            <details class="details details--plain">
                <summary>{label}</summary>
                <div class="stack"><Offer step/></div>
            </details>
        </Show>
    }
    .into_any()
}
