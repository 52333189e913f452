//! Goals and steps: what, who, when, and whether the family has said yes.

use super::part;
use crate::place::{use_place, use_text};
use crate::tools::dialogue::names;
use domain::minutes::Minutes;
use domain::plan::{Ball, Goal, Step};
use domain::{Family, GoalId, MemberId};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Old steps, as they stand.
pub fn since_last(family: &Family, minutes: &Minutes<'_>) -> Option<AnyView> {
    let all: Vec<_> = minutes.since_last.iter().map(|step| line(family, step, false)).collect();
    (!all.is_empty())
        .then(|| part(use_text().dialogue.minutes.since_last, view! { <ul>{all}</ul> }))
}

/// What was set down in this dialogue: each goal with its steps, then the steps without one of these goals.
pub fn plan(family: &Family, minutes: &Minutes<'_>) -> Option<AnyView> {
    let words = &use_text().dialogue.minutes;
    let of = |goal: GoalId| {
        minutes
            .steps
            .iter()
            .copied()
            .filter(move |step| step.goal == Some(goal))
            .collect::<Vec<_>>()
    };
    let mut parts: Vec<_> = minutes.goals.iter().map(|it| goal(family, it, &of(it.id))).collect();
    let here =
        |step: &&Step| step.goal.is_some_and(|goal| minutes.goals.iter().any(|it| it.id == goal));
    let rest: Vec<_> = minutes.steps.iter().copied().filter(|step| !here(step)).collect();
    if !rest.is_empty() {
        parts.push(view! { <h3>{words.other_steps}</h3> {list(family, &rest)} }.into_any());
    }
    (!parts.is_empty()).then(|| part(words.goals, parts))
}

fn goal(family: &Family, goal: &Goal, steps: &[&Step]) -> AnyView {
    let words = &use_text().dialogue.minutes;
    let sign = (!goal.sign.is_empty()).then(|| {
        view! { <p class="keep"><small>{words.sign} ": "</small> {goal.sign.clone()}</p> }
    });
    view! {
        <div class="minutes__goal">
            <h3>{words.goal} ": " {goal.text.clone()}</h3>
            {sign}
            <p><small>{yes(family, &goal.agreed)}</small></p>
            {list(family, steps)}
        </div>
    }
    .into_any()
}

fn list(family: &Family, steps: &[&Step]) -> AnyView {
    let lines: Vec<_> = steps.iter().map(|step| line(family, step, true)).collect();
    view! { <ul>{lines}</ul> }.into_any()
}

/// One step in one line. `asks_family`: its yes belongs to these minutes.
fn line(family: &Family, step: &Step, asks_family: bool) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let words = &text.dialogue.minutes;
    let day = |on| text.dates.day(on, place.today());
    let holder = names(family, [step.holder]).concat();
    let mut facts = vec![match (&step.ball, step.done) {
        (_, Some(on)) => (words.done)(&day(on)),
        (Ball::Held, None) => (words.has_ball)(&holder),
        (Ball::Offered, None) => (words.asked)(&holder),
        (Ball::Declined { .. } | Ball::HandedBack { .. }, None) => words.loose.to_owned(),
    }];
    if step.done.is_some() {
        facts.insert(0, holder);
    }
    facts.extend(step.due.filter(|_| step.done.is_none()).map(|due| (words.by)(&day(due))));
    facts.extend((!step.help.is_empty()).then(|| (words.helped)(&step.help)));
    facts.extend(asks_family.then(|| yes(family, &step.agreed)));
    view! { <li><b>{step.what.clone()}</b> <br/> <small>{facts.join(" · ")}</small></li> }
        .into_any()
}

fn yes(family: &Family, agreed: &BTreeSet<MemberId>) -> String {
    let text = use_text();
    let words = &text.dialogue.minutes;
    let who = names(family, agreed.iter().copied());
    if who.is_empty() {
        words.not_agreed.to_owned()
    } else {
        (words.agreed)(&text.common.list(&who))
    }
}
