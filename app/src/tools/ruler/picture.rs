//! Everybody's eyes in one picture: the ruler with a pin for each, and what each said. Never a mean.

use super::parts::{each, nothing};
use crate::components::avatar::Avatar;
use crate::components::icon::Face;
use crate::place::{use_place, use_text};
use domain::Family;
use domain::people::Member;
use domain::ruler::{Level, Placement};
use leptos::prelude::*;

/// A placement and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Eye {
    pub member: Option<Member>,
    pub it: Placement,
}

impl Eye {
    /// What the person is called.
    pub fn name(&self) -> String {
        let someone = || use_text().common.someone.to_owned();
        self.member
            .as_ref()
            .map(|member| member.name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(someone)
    }

    /// Whether the child laid it.
    fn own(&self) -> bool {
        self.it.by == self.it.child
    }
}

/// Placements with whose they are.
pub fn eyes(family: &Family, placements: Vec<&Placement>) -> Vec<Eye> {
    let eye = |it: &Placement| Eye { member: family.people.get(it.by).cloned(), it: it.clone() };
    placements.into_iter().map(eye).collect()
}

/// Whether somebody sees position 1.
pub fn any_acute(eyes: &[Eye]) -> bool {
    eyes.iter().any(|eye| eye.it.level.is_acute())
}

/// The ruler with a pin for each. `settle`: the pins come down onto it, as at a reveal.
pub fn picture(eyes: &[Eye], settle: bool) -> AnyView {
    let text = &use_text().ruler;
    let columns = each(Level::ALL, |level| {
        let here = each(eyes.iter().filter(|eye| eye.it.level == level), |eye| pin(eye, settle));
        let empty = here.is_empty().then_some("true");
        view! { <ol class="spread__column" aria-label=text.level(level) aria-hidden=empty>{here}</ol> }.into_any()
    });
    view! {
        <figure class="spread">
            <div class="ruler__track" aria-hidden="true">{each(Level::ALL, position)}</div>
            <div class="spread__columns">{columns}</div>
        </figure>
    }
    .into_any()
}

fn position(level: Level) -> AnyView {
    view! { <div class="ruler__position">{on_the_rule(level)}</div> }.into_any()
}

/// A position as it stands on the rule: face, number, word.
pub fn on_the_rule(level: Level) -> AnyView {
    let word = use_text().ruler.positions[level.index()].name_soft;
    view! {
        <Face level/>
        <span class="ruler__number">{level.number()}</span>
        <span class="ruler__word">{word}</span>
    }
    .into_any()
}

/// A position in a line: face, number, word.
pub fn in_a_line(level: Level) -> AnyView {
    let name = use_text().ruler.level(level);
    view! {
        <span class="position">
            <Face level small=true/>
            {name}
        </span>
    }
    .into_any()
}

fn pin(eye: &Eye, settle: bool) -> AnyView {
    let class = match (eye.own(), settle) {
        (true, true) => "spread__pin spread__pin--child spread__pin--new",
        (true, false) => "spread__pin spread__pin--child",
        (false, true) => "spread__pin spread__pin--new",
        (false, false) => "spread__pin",
    };
    view! { <li class=class>{eye.name()}</li> }.into_any()
}

/// What each said, under the picture: who, where, because. `dated`: with the day it speaks of.
pub fn said_by_each(eyes: Vec<Eye>, dated: bool) -> AnyView {
    // What works comes first here too.
    let lines = each(eyes.into_iter().rev(), |eye| line(eye, dated));
    view! { <ul class="list">{lines}</ul> }.into_any()
}

fn line(eye: Eye, dated: bool) -> AnyView {
    let (place, text) = (use_place(), use_text());
    // Of a round, which also stands in the minutes, everyone reads the same.
    let mark = match (dated && eye.it.by == place.me, eye.own()) {
        (true, _) => format!(" · {}", text.common.me),
        (false, true) => format!(" · {}", text.ruler.round.own),
        (false, false) => String::new(),
    };
    let day = if dated { text.dates.near(eye.it.on, place.today()) } else { String::new() };
    let name = eye.name();
    let Placement { level, because, works, one_up, .. } = eye.it;
    view! {
        <li class="view">
            {eye.member.map(|member| view! { <Avatar member/> })}
            <div>
                <div class="view__head">
                    <span>
                        <b>{name}</b>
                        <small>{mark}</small>
                    </span>
                    {in_a_line(level)}
                </div>
                {said("", because)}
                {said(text.ruler.round.works, works)}
                {said(text.ruler.round.one_up, one_up)}
                <small class="view__day">{day}</small>
            </div>
        </li>
    }
    .into_any()
}

fn said(what: &'static str, words: String) -> AnyView {
    if words.is_empty() {
        return nothing();
    }
    view! { <p class="keep"><span class="muted">{what}</span> " " {words}</p> }.into_any()
}
