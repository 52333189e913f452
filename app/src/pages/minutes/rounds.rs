//! The rounds of the ruler: the picture, and the same as a list. Never a mean.

use super::part;
use crate::place::{name, use_place, use_text};
use crate::tools::dialogue::at;
use crate::tools::ruler::Spread;
use domain::Family;
use domain::minutes::Minutes;
use domain::ruler::{Placement, Round};
use leptos::prelude::*;

/// Each round that was shown.
pub fn rounds(family: &Family, minutes: &Minutes<'_>) -> Vec<Option<AnyView>> {
    minutes.rounds.iter().map(|(round, laid)| Some(one(family, round, laid))).collect()
}

fn one(family: &Family, round: &Round, laid: &[&Placement]) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let at = at(place, family, round.child, round.setting);
    let lines: Vec<_> = laid.iter().map(|it| line(family, it)).collect();
    let body = view! {
        <Spread round=round.id/>
        <ul>{lines}</ul>
    };
    part((text.dialogue.minutes.round)(at), body)
}

/// Who laid where, and why.
fn line(family: &Family, it: &Placement) -> AnyView {
    let text = use_text();
    let words = &text.dialogue.minutes;
    let position = text.ruler.guide.positions[it.level.index()].name;
    let reasons = [(words.because, &it.because), (words.works, &it.works), (words.one_up, &it.one_up)];
    let reasons: Vec<_> = reasons
        .into_iter()
        .filter(|(_, said)| !said.is_empty())
        .map(|(why, said)| view! { <p class="keep"><small>{why} ": "</small> {said.clone()}</p> })
        .collect();
    view! {
        <li>
            <b>{name(family, it.by)}</b>
            {format!(": {}, {position}", it.level.number())}
            {reasons}
        </li>
    }
    .into_any()
}
