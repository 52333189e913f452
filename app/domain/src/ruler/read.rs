//! What can be read out of the placements: spread, latest views, curves. Never a mean.

use super::{Placement, Round, Setting, State};
use crate::{DialogueId, MemberId, RoundId};
use std::collections::BTreeMap;

impl State {
    /// What was laid in a round, lowest position first. Before the reveal a member's copy holds only their own.
    pub fn in_round(&self, round: RoundId) -> Vec<&Placement> {
        let mut laid: Vec<_> =
            self.placements.values().filter(|it| it.round == Some(round)).collect();
        laid.sort_by_key(|it| (it.level, it.id));
        laid
    }

    /// The round of a dialogue that was opened last.
    pub fn current_round(&self, dialogue: DialogueId) -> Option<&Round> {
        self.rounds.values().rfind(|round| round.dialogue == Some(dialogue))
    }

    /// One's own placement that nobody else sees, for this child and setting.
    pub fn draft(&self, by: MemberId, child: MemberId, setting: Setting) -> Option<&Placement> {
        self.placements.values().rfind(|it| {
            !it.shared
                && it.round.is_none()
                && (it.by, it.child, it.setting) == (by, child, setting)
        })
    }

    /// Everybody's latest shared view of one child in one setting: the newest by day, then by entry.
    pub fn latest(&self, child: MemberId, setting: Setting) -> Vec<&Placement> {
        let mut latest: BTreeMap<MemberId, &Placement> = BTreeMap::new();
        for it in self
            .placements
            .values()
            .filter(|it| it.shared && it.child == child && it.setting == setting)
        {
            let newest = latest.entry(it.by).or_insert(it);
            if it.on >= newest.on {
                *newest = it;
            }
        }
        let mut all: Vec<_> = latest.into_values().collect();
        all.sort_by_key(|it| (it.level, it.by));
        all
    }

    /// The curves of one child in one setting: for each person their shared placements by day.
    pub fn curves(&self, child: MemberId, setting: Setting) -> BTreeMap<MemberId, Vec<&Placement>> {
        let mut curves: BTreeMap<MemberId, Vec<&Placement>> = BTreeMap::new();
        for it in self
            .placements
            .values()
            .filter(|it| it.shared && it.child == child && it.setting == setting)
        {
            curves.entry(it.by).or_default().push(it);
        }
        for curve in curves.values_mut() {
            curve.sort_by_key(|it| (it.on, it.id));
        }
        curves
    }
}

/// How the placements of a round lie to each other. It decides which curious question is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spread {
    /// Nobody placed.
    Nobody,
    /// One person placed.
    Alone,
    /// All at the same position.
    Together,
    /// Neighbours: all within two positions next to each other.
    Near,
    /// Farther apart than neighbours.
    Apart,
}

/// How `placements` lie to each other.
pub fn spread(placements: &[&Placement]) -> Spread {
    let levels = || placements.iter().map(|it| it.level.number());
    let (Some(low), Some(high)) = (levels().min(), levels().max()) else { return Spread::Nobody };
    match (placements.len(), high - low) {
        (1, _) => Spread::Alone,
        (_, 0) => Spread::Together,
        (_, 1) => Spread::Near,
        _ => Spread::Apart,
    }
}
