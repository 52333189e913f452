//! The dialogue: one meeting, led step by step from one screen and followed on all the others.
//!
//! The dialogue keeps only what belongs to the meeting: where it is, how people came in, whether it was useful. What is said in
//! it lives in its tool (talk, ruler, dreams, plan) and points back here; the minutes are read out of all of them.

use crate::family::{Ctx, Family};
use crate::input;
use crate::may::Sight;
use crate::things::ThingId;
use crate::{DialogueId, MemberId, Refusal};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod among;
mod changes;
pub mod screen;
mod step;
use among::{all_are_in, nobody_loses};
use changes::{found_useful, moved, whole_minutes};
pub use step::Step;

/// Most dialogues that whoever leads sees.
pub const MOST_DIALOGUES: usize = 1_000;

/// Where the dialogue is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Planned,
    Running,
    Ended,
}

/// How somebody comes in: a face from 1 to 5, or pass. Passing needs no reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckIn {
    Face { face: u8 },
    Pass,
}

/// "Was this useful?": 1 (not at all) to 5 (very), and what would make the next one better.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Useful {
    pub score: u8,
    #[serde(default)]
    pub next_time: String,
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    pub id: DialogueId,
    /// The child it is about.
    pub about: MemberId,
    /// The family's own clock: what stands on the invitation.
    pub when: NaiveDateTime,
    #[serde(default)]
    pub place: String,
    /// Who wrote the place down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed_by: Option<MemberId>,
    pub stage: Stage,
    pub step: Step,
    #[serde(default)]
    pub check_ins: BTreeMap<MemberId, CheckIn>,
    #[serde(default)]
    pub useful: BTreeMap<MemberId, Useful>,
    /// Its own circle: only these see it and what is said in it. None: everybody who sees dialogues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<BTreeSet<MemberId>>,
}

/// When and where one meets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    pub when: NaiveDateTime,
    pub place: String,
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Sets a time. With `held` a dialogue that was held on paper is entered afterwards, and its day may have gone.
    Plan {
        id: DialogueId,
        about: MemberId,
        when: NaiveDateTime,
        place: String,
        #[serde(default)]
        held: bool,
        #[serde(default)]
        among: Option<BTreeSet<MemberId>>,
    },
    /// Gives it a circle of its own, or opens it again. The coordinator narrows it; a guardian of its circle may also widen it.
    Among {
        id: DialogueId,
        among: Option<BTreeSet<MemberId>>,
    },
    /// Changes time and place of one that has not begun. `from` is what the change started from.
    Move {
        id: DialogueId,
        when: NaiveDateTime,
        place: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Arranged>,
    },
    /// Begins. Coordinator.
    Start {
        id: DialogueId,
    },
    /// Takes everybody to a step, forward or back. Coordinator.
    Go {
        id: DialogueId,
        step: Step,
    },
    CheckIn {
        id: DialogueId,
        check_in: CheckIn,
    },
    /// `from` is what stood under "next time" when the change was begun: one may answer on two devices.
    Useful {
        id: DialogueId,
        useful: Useful,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
    },
    /// Ends. Coordinator.
    End {
        id: DialogueId,
    },
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Planned {
        dialogue: Dialogue,
    },
    Moved {
        id: DialogueId,
        when: NaiveDateTime,
        place: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<MemberId>,
    },
    Started {
        id: DialogueId,
    },
    Went {
        id: DialogueId,
        step: Step,
    },
    CheckedIn {
        id: DialogueId,
        by: MemberId,
        check_in: CheckIn,
    },
    FoundUseful {
        id: DialogueId,
        by: MemberId,
        useful: Useful,
    },
    Ended {
        id: DialogueId,
    },
    AmongSet {
        id: DialogueId,
        among: Option<BTreeSet<MemberId>>,
    },
}

/// All dialogues.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub all: BTreeMap<DialogueId, Dialogue>,
}

impl State {
    /// By time, earliest first.
    pub fn by_time(&self) -> Vec<&Dialogue> {
        let mut all: Vec<_> = self.all.values().collect();
        all.sort_by_key(|dialogue| (dialogue.when, dialogue.id));
        all
    }

    /// Whether what points to a dialogue points to one that is there. Refuses [`Refusal::Unknown`].
    pub fn known(&self, id: Option<DialogueId>) -> Result<(), Refusal> {
        if id.is_none_or(|id| self.all.contains_key(&id)) { Ok(()) } else { Err(Refusal::Unknown) }
    }

    /// The one that is going on.
    pub fn running(&self) -> Option<&Dialogue> {
        self.all.values().find(|dialogue| dialogue.stage == Stage::Running)
    }

    /// The next that is planned.
    pub fn next(&self) -> Option<&Dialogue> {
        self.by_time().into_iter().find(|dialogue| dialogue.stage == Stage::Planned)
    }

    /// The one before `id` about the same child.
    pub fn before(&self, id: DialogueId) -> Option<&Dialogue> {
        let this = self.all.get(&id)?;
        self.by_time().into_iter().rfind(|it| {
            it.about == this.about
                && it.stage == Stage::Ended
                && (it.when, it.id) < (this.when, this.id)
        })
    }
}

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let state = &family.dialogue;
    let known = |id: &DialogueId| state.all.get(id).ok_or(Refusal::Unknown);
    let at_stage = |id: &DialogueId, stage: Stage| {
        known(id).and_then(|it| if it.stage == stage { Ok(it) } else { Err(Refusal::NotNow) })
    };
    let event = match command {
        Command::Plan { id, about, when, place, held, among } => {
            all_are_in(family, among.as_ref())?;
            plan(family, ctx, (*id, *about), *when, place, *held, among.clone())?
        }
        Command::Among { id, among } => {
            let meeting = known(id)?;
            nobody_loses(family, ctx, meeting, among.as_ref())?;
            all_are_in(family, among.as_ref())?;
            if meeting.among == *among {
                return Err(Refusal::Already);
            }
            Event::AmongSet { id: *id, among: among.clone() }
        }
        Command::Move { id, when, place, from } => {
            let now = at_stage(id, Stage::Planned)?;
            moved(now, ctx, (*when, place), from.as_ref())?
        }
        Command::Start { id } => {
            at_stage(id, Stage::Planned)?;
            if state.running().is_some() {
                return Err(Refusal::NotNow);
            }
            Event::Started { id: *id }
        }
        Command::Go { id, step } => {
            if at_stage(id, Stage::Running)?.step == *step {
                return Err(Refusal::Already);
            }
            Event::Went { id: *id, step: *step }
        }
        Command::CheckIn { id, check_in } => {
            at_stage(id, Stage::Running)?;
            if matches!(check_in, CheckIn::Face { face } if !(1..=5).contains(face)) {
                return Err(Refusal::OffScale);
            }
            Event::CheckedIn { id: *id, by: ctx.actor, check_in: *check_in }
        }
        Command::Useful { id, useful, from } => {
            found_useful(known(id)?, ctx.actor, useful, from.as_deref())?
        }
        Command::End { id } => {
            at_stage(id, Stage::Running)?;
            Event::Ended { id: *id }
        }
    };
    Ok(vec![event])
}

fn plan(
    family: &Family,
    ctx: &Ctx,
    (id, about): (DialogueId, MemberId),
    when: NaiveDateTime,
    place: &str,
    held: bool,
    among: Option<BTreeSet<MemberId>>,
) -> Result<Event, Refusal> {
    family.people.child(about)?;
    let all = &family.dialogue.all;
    if all.contains_key(&id) {
        return Err(Refusal::Already);
    }
    let sight = Sight::new(family, ctx.actor, ctx.today());
    if all.keys().filter(|it| sight.of(ThingId::Dialogue(**it)).is_some()).count() >= MOST_DIALOGUES
    {
        return Err(Refusal::TooMany { max: MOST_DIALOGUES });
    }
    if held {
        input::happened(when.date(), ctx.today())?
    } else {
        input::to_come(when.date(), ctx.today())?
    };
    let dialogue = Dialogue {
        id,
        about,
        when: whole_minutes(when),
        place: input::optional(place, input::LINE)?,
        placed_by: Some(ctx.actor),
        stage: Stage::Planned,
        step: Step::CheckIn,
        check_ins: BTreeMap::new(),
        useful: BTreeMap::new(),
        among,
    };
    Ok(Event::Planned { dialogue })
}

/// Folds an event into the state. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    let (Event::Moved { id, .. }
    | Event::Started { id }
    | Event::Went { id, .. }
    | Event::CheckedIn { id, .. }
    | Event::FoundUseful { id, .. }
    | Event::AmongSet { id, .. }
    | Event::Ended { id }) = event
    else {
        if let Event::Planned { dialogue } = event {
            state.all.insert(dialogue.id, dialogue.clone());
        }
        return;
    };
    let Some(dialogue) = state.all.get_mut(id) else { return };
    match event {
        Event::Moved { when, place, by, .. } => {
            dialogue.placed_by = *by;
            dialogue.when = *when;
            dialogue.place.clone_from(place);
        }
        Event::Started { .. } => dialogue.stage = Stage::Running,
        Event::Went { step, .. } => dialogue.step = *step,
        Event::CheckedIn { by, check_in, .. } => {
            dialogue.check_ins.insert(*by, *check_in);
        }
        Event::FoundUseful { by, useful, .. } => {
            dialogue.useful.insert(*by, useful.clone());
        }
        Event::Ended { .. } => dialogue.stage = Stage::Ended,
        Event::AmongSet { among, .. } => dialogue.among.clone_from(among),
        Event::Planned { .. } => {}
    }
}

#[cfg(test)]
mod tests;
