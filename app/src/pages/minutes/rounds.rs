//! The rounds of the ruler: the picture, and under it everybody's own words. Never a mean.

use super::part;
use crate::place::{use_place, use_text};
use crate::tools::dialogue::at;
use crate::tools::ruler::Spread;
use domain::Family;
use domain::minutes::Minutes;
use domain::ruler::Round;
use leptos::prelude::*;

/// Each round that was shown.
pub fn rounds(family: &Family, minutes: &Minutes<'_>) -> Vec<Option<AnyView>> {
    minutes.rounds.iter().map(|(round, _)| Some(one(family, round))).collect()
}

fn one(family: &Family, round: &Round) -> AnyView {
    let at = at(use_place(), family, round.child, round.setting);
    part((use_text().dialogue.minutes.round)(at), view! { <Spread round=round.id/> })
}
