//! What one does before a dialogue and at each of its nine steps. Each function is a piece of its own, so nothing but [`crate::chunks`] may name these
//! functions: whatever does, brings the whole piece along.

mod agree;
mod balls;
mod since_last;
mod together;

use super::follow::At;
use super::{Screen, around};
use crate::place::{use_place, use_text};
use crate::tools::dialogue::{CheckIn, Rounds, Useful};
use crate::tools::dreams::DreamMap;
use balls::{Steps, list};
use domain::dialogue;
use domain::plan::Step;
use leptos::prelude::*;

/// When and where, and what to do meanwhile.
pub fn before(it: Screen) -> AnyView {
    view! { <around::Before dialogue=it.dialogue/> }.into_any()
}

pub fn check_in(it: Screen) -> AnyView {
    view! { <CheckIn dialogue=it.dialogue/> }.into_any()
}

/// The two steps, and the end, where one looks at the balls one has: before the goals and after.
pub fn balls(it: Screen) -> AnyView {
    if it.at == At::Step(dialogue::Step::SinceLast) {
        return view! { <since_last::SinceLast dialogue=it.dialogue/> }.into_any();
    }
    useful(it)
}

pub fn works(it: Screen) -> AnyView {
    view! { <together::Works dialogue=it.dialogue about=it.about/> }.into_any()
}

pub fn rounds(it: Screen) -> AnyView {
    view! { <Rounds dialogue=it.dialogue child=it.about/> }.into_any()
}

pub fn one_up(it: Screen) -> AnyView {
    view! { <together::OneUp dialogue=it.dialogue about=it.about/> }.into_any()
}

pub fn map(it: Screen) -> AnyView {
    view! { <DreamMap dialogue=Some(it.dialogue)/> }.into_any()
}

/// What is agreed, and then read back.
pub fn agree(it: Screen) -> AnyView {
    let Screen { dialogue, about, at } = it;
    if at == At::Step(dialogue::Step::ReadBack) {
        return view! { <agree::ReadBack dialogue about/> }.into_any();
    }
    view! { <agree::Plan dialogue about/> }.into_any()
}

/// It stays open when the dialogue is over, under what each has taken home.
fn useful(it: Screen) -> AnyView {
    let Screen { dialogue, at, .. } = it;
    let (place, text) = (use_place(), use_text());
    let steps = (at == At::After).then(|| {
        let steps = place.read(move |family| {
            let mine = around::mine(family, place.me, dialogue);
            mine.filter(|step| Step::is_running(step)).map(|step| step.id).collect()
        });
        view! { <Steps title=text.home.yours steps/> }
    });
    view! { {steps} <Useful dialogue/> }.into_any()
}

pub fn offered(it: Screen) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let steps = place
        .read(move |family| around::offered(family, place.me, it.dialogue).collect::<Vec<_>>());
    list(text.dialogue.lead.offered, steps)
}
