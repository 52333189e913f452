//! The plan: goals, and steps with a ball.
//!
//! A goal is an effect in somebody's life, in their own words, on its own scale from 0 to 10. A step has exactly one holder, who
//! accepted it on their own screen, and may hand it back with a reason. Nothing is agreed until the family has said yes.

use crate::{DialogueId, DreamId, GoalId, MemberId, StepId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod apply;
mod decide;
mod read;
pub use apply::apply;
pub(crate) use apply::let_go;
pub use decide::about;
pub(crate) use decide::decide;

/// Most goals that one person sets.
pub const MOST_GOALS: usize = 500;
/// Most steps that one person sets down.
pub const MOST_STEPS: usize = 5_000;
/// Most measurements, notes, turns or wordings of one goal, and most news of one step.
pub const MOST_ENTRIES: usize = 1_000;
/// The top of a goal's scale: as good as it needs to be.
pub const SCALE: u8 = 10;

/// Where a goal stands. None of these is a failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// We are on it.
    Open,
    /// It waits, for a reason that is told.
    OnHold,
    Reached,
    /// We chose something else.
    ChosenAway,
}

/// "How far are we?" on one day, in one person's eyes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowFar {
    pub by: MemberId,
    pub on: NaiveDate,
    /// 0–10.
    pub value: u8,
}

/// Which way something went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Forward,
    /// A step back is a normal part of the curve.
    Back,
}

/// Something that happened on the way to a goal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub by: MemberId,
    pub on: NaiveDate,
    pub way: Way,
    pub text: String,
}

/// A turn of the goal: from one standing to another, and why. The list is the goal's history.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub by: MemberId,
    pub on: NaiveDate,
    pub to: Standing,
    pub because: String,
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub id: GoalId,
    pub about: MemberId,
    pub by: MemberId,
    pub text: String,
    /// How we shall see that it is coming.
    #[serde(default)]
    pub sign: String,
    /// The dream it grew out of.
    #[serde(default)]
    pub dream: Option<DreamId>,
    #[serde(default)]
    pub dialogue: Option<DialogueId>,
    pub on: NaiveDate,
    pub standing: Standing,
    #[serde(default)]
    pub turns: Vec<Turn>,
    #[serde(default)]
    pub how_far: Vec<HowFar>,
    #[serde(default)]
    pub notes: Vec<Note>,
    /// What it said before it was reworded, oldest first.
    #[serde(default)]
    pub earlier: Vec<String>,
    /// Who wrote the last of them; those before were written when it was not yet kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_by: Vec<MemberId>,
    /// Who of the family said yes.
    #[serde(default)]
    pub agreed: BTreeSet<MemberId>,
    /// Who gave it its words of today, where it was reworded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worded_by: Option<MemberId>,
}

impl Goal {
    /// What it said before, each with who wrote it where that is known.
    pub fn earlier_with_authors(&self) -> impl Iterator<Item = (Option<MemberId>, &str)> {
        let unknown = self.earlier.len().saturating_sub(self.earlier_by.len());
        let authors =
            std::iter::repeat_n(None, unknown).chain(self.earlier_by.iter().copied().map(Some));
        authors.zip(self.earlier.iter().map(String::as_str))
    }
}

/// Who has the ball, and how it came there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ball {
    /// Asked, not answered.
    Offered,
    /// Accepted on the holder's own screen.
    Held,
    /// "Not me." As easy as yes.
    Declined { because: String },
    /// Had it, and gave it back.
    HandedBack { because: String },
}

/// Something a holder told about a step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub by: MemberId,
    pub on: NaiveDate,
    pub text: String,
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: StepId,
    #[serde(default)]
    pub goal: Option<GoalId>,
    pub by: MemberId,
    pub what: String,
    /// Exactly one.
    pub holder: MemberId,
    pub ball: Ball,
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Who helps, in words; may be empty.
    #[serde(default)]
    pub help: String,
    #[serde(default)]
    pub dialogue: Option<DialogueId>,
    pub on: NaiveDate,
    /// The day it was done.
    #[serde(default)]
    pub done: Option<NaiveDate>,
    #[serde(default)]
    pub news: Vec<News>,
    /// Who of the family said yes.
    #[serde(default)]
    pub agreed: BTreeSet<MemberId>,
}

impl Step {
    /// Waits for its holder's answer.
    pub fn is_offered(&self) -> bool {
        self.ball == Ball::Offered && self.done.is_none()
    }

    /// Somebody is on it.
    pub fn is_running(&self) -> bool {
        self.ball == Ball::Held && self.done.is_none()
    }

    /// Nobody has the ball: it was declined or handed back.
    pub fn is_loose(&self) -> bool {
        matches!(self.ball, Ball::Declined { .. } | Ball::HandedBack { .. }) && self.done.is_none()
    }
}

/// What the family says yes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Goal(GoalId),
    Step(StepId),
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    SetGoal {
        id: GoalId,
        about: MemberId,
        text: String,
        #[serde(default)]
        sign: String,
        dream: Option<DreamId>,
        dialogue: Option<DialogueId>,
        on: NaiveDate,
    },
    /// `from` is the text the change started from. A reworded goal is to be agreed anew.
    RewordGoal {
        id: GoalId,
        from: String,
        text: String,
    },
    HowFar {
        id: GoalId,
        value: u8,
        on: NaiveDate,
    },
    Note {
        id: GoalId,
        way: Way,
        text: String,
        on: NaiveDate,
    },
    /// Changes where the goal stands, with the reason.
    Turn {
        id: GoalId,
        to: Standing,
        because: String,
        on: NaiveDate,
    },
    /// Makes a step and offers its ball. To oneself it is accepted at once.
    AddStep {
        id: StepId,
        goal: Option<GoalId>,
        what: String,
        holder: MemberId,
        due: Option<NaiveDate>,
        #[serde(default)]
        help: String,
        dialogue: Option<DialogueId>,
        on: NaiveDate,
    },
    /// Offers a ball that nobody holds to somebody else.
    Offer {
        id: StepId,
        to: MemberId,
    },
    Accept {
        id: StepId,
    },
    Decline {
        id: StepId,
        because: String,
    },
    HandBack {
        id: StepId,
        because: String,
    },
    /// Done. The holder's own tick.
    Tick {
        id: StepId,
        on: NaiveDate,
    },
    Untick {
        id: StepId,
    },
    /// A small update. Anyone may tell.
    Tell {
        id: StepId,
        text: String,
        on: NaiveDate,
    },
    /// Changes the day. The holder or the coordinator.
    Due {
        id: StepId,
        due: Option<NaiveDate>,
    },
    /// Yes, on behalf of the family, to what was read. Refused where that has changed meanwhile; what is not told is not compared.
    Agree {
        item: Item,
        /// The words of a goal.
        #[serde(default)]
        text: Option<String>,
        /// The holder of a step.
        #[serde(default)]
        holder: Option<MemberId>,
    },
    /// Takes one's yes back.
    Reopen {
        item: Item,
    },
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    GoalSet {
        goal: Goal,
    },
    GoalReworded {
        id: GoalId,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<MemberId>,
    },
    Measured {
        id: GoalId,
        how_far: HowFar,
    },
    Noted {
        id: GoalId,
        note: Note,
    },
    Turned {
        id: GoalId,
        turn: Turn,
    },
    StepAdded {
        step: Step,
    },
    Offered {
        id: StepId,
        to: MemberId,
        held: bool,
    },
    Accepted {
        id: StepId,
    },
    Declined {
        id: StepId,
        because: String,
    },
    HandedBack {
        id: StepId,
        because: String,
    },
    Ticked {
        id: StepId,
        on: NaiveDate,
    },
    Unticked {
        id: StepId,
    },
    Told {
        id: StepId,
        news: News,
    },
    DueMoved {
        id: StepId,
        due: Option<NaiveDate>,
    },
    Agreed {
        item: Item,
        by: MemberId,
    },
    Reopened {
        item: Item,
        by: MemberId,
    },
}

/// The plan.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub goals: BTreeMap<GoalId, Goal>,
    pub steps: BTreeMap<StepId, Step>,
}

#[cfg(test)]
mod tests;
