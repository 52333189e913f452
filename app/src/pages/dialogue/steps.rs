//! What one does at each of the nine steps.

mod agree;
mod since_last;
mod together;

use crate::tools::dialogue::{CheckIn, Rounds, Useful};
use crate::tools::dreams::DreamMap;
use domain::dialogue::Step;
use domain::{DialogueId, MemberId};
use leptos::prelude::*;

/// The body of a step. It is made once for each step; what changes in it is followed further in.
pub fn body(dialogue: DialogueId, about: MemberId, step: Step) -> AnyView {
    match step {
        Step::CheckIn => view! { <CheckIn dialogue/> }.into_any(),
        Step::SinceLast => view! { <since_last::SinceLast dialogue/> }.into_any(),
        Step::Works => view! { <together::Works dialogue about/> }.into_any(),
        Step::Ruler => view! { <Rounds dialogue child=about/> }.into_any(),
        Step::OneUp => view! { <together::OneUp dialogue about/> }.into_any(),
        Step::Dream => view! { <DreamMap dialogue=Some(dialogue)/> }.into_any(),
        Step::Plan => view! { <agree::Plan dialogue about/> }.into_any(),
        Step::ReadBack => view! { <agree::ReadBack dialogue about/> }.into_any(),
        Step::Useful => view! { <Useful dialogue/> }.into_any(),
    }
}
