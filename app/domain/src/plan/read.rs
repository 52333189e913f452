//! What is read out of the plan.

use super::{Goal, Item, State, Step};
use crate::{DialogueId, DreamId, GoalId, MemberId};
use std::collections::BTreeSet;

impl State {
    /// The steps of a goal, oldest first.
    pub fn steps_of(&self, goal: GoalId) -> impl Iterator<Item = &Step> {
        self.steps.values().filter(move |step| step.goal == Some(goal))
    }

    /// The goals that grew out of a dream.
    pub fn grown_from(&self, dream: DreamId) -> impl Iterator<Item = &Goal> {
        self.goals.values().filter(move |goal| goal.dream == Some(dream))
    }

    /// What was set down in a dialogue and is to be read back to the family, goals first.
    pub fn items_of(&self, dialogue: DialogueId) -> Vec<Item> {
        let goals = self
            .goals
            .values()
            .filter(|goal| goal.dialogue == Some(dialogue))
            .map(|it| Item::Goal(it.id));
        let steps = self
            .steps
            .values()
            .filter(|step| step.dialogue == Some(dialogue))
            .map(|it| Item::Step(it.id));
        goals.chain(steps).collect()
    }

    /// Who of the family said yes. None where there is no such thing.
    pub fn agreed(&self, item: Item) -> Option<&BTreeSet<MemberId>> {
        match item {
            Item::Goal(id) => self.goals.get(&id).map(|goal| &goal.agreed),
            Item::Step(id) => self.steps.get(&id).map(|step| &step.agreed),
        }
    }

    pub(super) fn agreed_mut(&mut self, item: Item) -> Option<&mut BTreeSet<MemberId>> {
        match item {
            Item::Goal(id) => self.goals.get_mut(&id).map(|goal| &mut goal.agreed),
            Item::Step(id) => self.steps.get_mut(&id).map(|step| &mut step.agreed),
        }
    }
}
