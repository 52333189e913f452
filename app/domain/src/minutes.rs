//! The minutes of a dialogue. Nobody writes them: they are read out of what was said, placed and agreed.

use crate::dialogue::Dialogue;
use crate::dreams::Dream;
use crate::family::Family;
use crate::plan::{Goal, Step};
use crate::ruler::{Placement, Round};
use crate::talk::{Card, Column};
use crate::{DialogueId, MemberId, today};

/// One dialogue, told in the order it went.
pub struct Minutes<'a> {
    pub dialogue: &'a Dialogue,
    /// Who checked in, placed, wrote or answered.
    pub present: Vec<MemberId>,
    /// Old steps, as they stood.
    pub since_last: Vec<&'a Step>,
    pub works: Vec<&'a Card>,
    pub wishes: Vec<&'a Card>,
    pub worries: Vec<&'a Card>,
    /// Each revealed round with what was laid.
    pub rounds: Vec<(&'a Round, Vec<&'a Placement>)>,
    pub one_up: Vec<&'a Card>,
    pub dreams: Vec<&'a Dream>,
    pub goals: Vec<&'a Goal>,
    /// Steps of this dialogue.
    pub steps: Vec<&'a Step>,
}

/// The minutes as this copy of the family can tell them: made from a member's view they hold what that member may see.
pub fn minutes(family: &Family, id: DialogueId) -> Option<Minutes<'_>> {
    let dialogue = family.dialogue.all.get(&id)?;
    let cards = |column| family.talk.of_dialogue(id, column).collect::<Vec<_>>();
    let rounds: Vec<_> = family
        .ruler
        .rounds
        .values()
        .filter(|round| round.dialogue == Some(id) && round.revealed)
        .map(|round| (round, family.ruler.in_round(round.id)))
        .collect();
    let mut minutes = Minutes {
        dialogue,
        present: Vec::new(),
        since_last: today::since_last(family, id),
        works: cards(Column::Works),
        wishes: cards(Column::Wish),
        worries: cards(Column::Worry),
        rounds,
        one_up: cards(Column::OneUp),
        dreams: family.dreams.on_map().filter(|dream| dream.dialogue == Some(id)).collect(),
        goals: family.plan.goals.values().filter(|goal| goal.dialogue == Some(id)).collect(),
        steps: family.plan.steps.values().filter(|step| step.dialogue == Some(id)).collect(),
    };
    minutes.present = present(&minutes);
    Some(minutes)
}

/// Whoever left a trace in the room. Words prepared at home and shared count: their writer spoke.
fn present(minutes: &Minutes<'_>) -> Vec<MemberId> {
    let dialogue = minutes.dialogue;
    let wrote =
        minutes.works.iter().chain(&minutes.wishes).chain(&minutes.worries).chain(&minutes.one_up);
    let mut present: Vec<MemberId> = dialogue
        .check_ins
        .keys()
        .chain(dialogue.useful.keys())
        .copied()
        .chain(wrote.map(|card| card.by))
        .chain(minutes.rounds.iter().flat_map(|(_, laid)| laid.iter().map(|it| it.by)))
        .collect();
    present.sort();
    present.dedup();
    present
}

#[cfg(test)]
mod tests;
