//! What is asked of one person, most pressing first. Never a count of what is late.

use crate::family::Family;
use crate::plan::Step;
use crate::{DialogueId, MemberId};
use chrono::NaiveDate;

/// What the home page says to one person.
pub struct Today<'a> {
    /// A dialogue that is going on now.
    pub running: Option<DialogueId>,
    /// The next one, to prepare for.
    pub next: Option<DialogueId>,
    /// Balls somebody offers me.
    pub offered: Vec<&'a Step>,
    /// Balls I hold, by day, those without a day last.
    pub held: Vec<&'a Step>,
    /// Balls that nobody holds: shown to the coordinator only.
    pub loose: Vec<&'a Step>,
}

/// What is asked of `member`.
pub fn today(family: &Family, member: MemberId) -> Today<'_> {
    let steps = || family.plan.steps.values();
    let mine = |step: &&Step| step.holder == member;
    let mut held: Vec<&Step> = steps().filter(mine).filter(|step| step.is_running()).collect();
    held.sort_by_key(|step| (step.due.unwrap_or(NaiveDate::MAX), step.id));
    let leads = family.people.is_coordinator(member);
    Today {
        running: family.dialogue.running().map(|dialogue| dialogue.id),
        next: family.dialogue.next().map(|dialogue| dialogue.id),
        offered: steps().filter(mine).filter(|step| step.is_offered()).collect(),
        held,
        loose: steps().filter(|step| leads && step.is_loose()).collect(),
    }
}

/// What a dialogue begins with: the steps set down before it that were still open when the one before it ended, or were done since.
pub fn since_last(family: &Family, dialogue: DialogueId) -> Vec<&Step> {
    let Some(this) = family.dialogue.all.get(&dialogue) else { return Vec::new() };
    let before = family.dialogue.before(dialogue).map(|it| it.when.date());
    let about = |step: &Step| {
        let goal = step.goal.and_then(|goal| family.plan.goals.get(&goal));
        goal.is_none_or(|goal| goal.about == this.about || family.people.child(goal.about).is_err())
    };
    let live = |step: &Step| match (step.done, before) {
        (None, _) | (Some(_), None) => true,
        (Some(done), Some(before)) => done >= before,
    };
    family
        .plan
        .steps
        .values()
        .filter(|step| {
            step.dialogue != Some(dialogue)
                && step.on <= this.when.date()
                && about(step)
                && live(step)
        })
        .collect()
}

#[cfg(test)]
mod tests;
