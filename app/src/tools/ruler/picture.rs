//! Everybody's eyes in one picture: the ruler with a pin for each, and what each said. Never a mean.

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
        self.member.as_ref().map(|member| member.name.clone()).filter(|name| !name.is_empty()).unwrap_or_else(someone)
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

/// The ruler with a pin for each. `settle`: the pins come down onto it, as at a reveal.
#[component]
pub fn Picture(eyes: Vec<Eye>, #[prop(optional)] settle: bool) -> impl IntoView {
    let text = &use_text().ruler;
    let track = Level::ALL.map(|level| {
        view! {
            <div class="ruler__position">
                <Face level/>
                <span class="ruler__number">{level.number()}</span>
                <span class="ruler__word">{text.guide.positions[level.index()].name_soft}</span>
            </div>
        }
    });
    let columns = Level::ALL.map(|level| {
        let here: Vec<_> = eyes.iter().filter(|eye| eye.it.level == level).map(|eye| pin(eye, settle)).collect();
        let empty = here.is_empty().then_some("true");
        view! { <ol class="spread__column" aria-label=text.level(level) aria-hidden=empty>{here}</ol> }
    });
    view! {
        <figure class="spread">
            <div class="ruler__track" aria-hidden="true">{track.collect_view()}</div>
            <div class="spread__columns">{columns.collect_view()}</div>
        </figure>
    }
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
#[component]
pub fn Words(eyes: Vec<Eye>, #[prop(optional)] dated: bool) -> impl IntoView {
    // What works comes first here too.
    let lines = eyes.into_iter().rev().map(|eye| view! { <Line eye dated/> });
    view! { <ul class="list">{lines.collect_view()}</ul> }
}

#[component]
fn Line(eye: Eye, dated: bool) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let mark = match (eye.it.by == place.me, eye.own()) {
        (true, _) => Some(text.common.me),
        (false, true) => Some(text.ruler.round.own),
        (false, false) => None,
    };
    let day = dated.then(|| text.dates.near(eye.it.on, place.today()));
    let name = eye.name();
    let Placement { level, because, works, one_up, .. } = eye.it;
    view! {
        <li class="view">
            {eye.member.map(|member| view! { <Avatar member/> })}
            <div>
                <div class="view__head">
                    <span>
                        <b>{name}</b>
                        {mark.map(|mark| view! { <small>" · " {mark}</small> })}
                    </span>
                    <span class="position">
                        <Face level small=true/>
                        {text.ruler.level(level)}
                    </span>
                </div>
                {said("", because)}
                {said(text.ruler.round.works, works)}
                {said(text.ruler.round.one_up, one_up)}
                {day.map(|day| view! { <small class="view__day">{day}</small> })}
            </div>
        </li>
    }
}

fn said(what: &'static str, words: String) -> Option<AnyView> {
    (!words.is_empty()).then(|| {
        let what = (!what.is_empty()).then(|| view! { <span class="muted">{what} " "</span> });
        view! { <p class="keep">{what} {words}</p> }.into_any()
    })
}
