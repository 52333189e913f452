//! Goals, and steps with a ball.

use super::Story;
use crate::clock;
use chrono::Days;
use domain::dialogue;
use domain::plan::{self, Item, Standing, Way};
use domain::{Command, DreamId, GoalId, MemberId, StepId};

/// A step that is about to be asked of somebody.
pub struct NewBall {
    what: &'static str,
    goal: Option<GoalId>,
    help: &'static str,
    due: Option<u64>,
}

/// What is to be done.
pub fn ball(what: &'static str) -> NewBall {
    NewBall { what, goal: None, help: "", due: None }
}

impl NewBall {
    pub fn towards(self, goal: GoalId) -> Self {
        Self { goal: Some(goal), ..self }
    }

    pub fn helped_by(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// Counted from today, not from the story's day: only what is still to come has a day.
    pub fn in_days(self, days: u64) -> Self {
        Self { due: Some(days), ..self }
    }
}

impl Story {
    /// An effect in somebody's life, and how we shall see that it comes.
    pub fn goal(&mut self, by: MemberId, about: MemberId, text: &str, sign: &str) -> GoalId {
        self.sets(by, about, (text, sign), None)
    }

    /// A goal that grows out of a dream of `by`.
    pub fn goal_from(&mut self, dream: DreamId, by: MemberId, text: &str, sign: &str) -> GoalId {
        self.sets(by, by, (text, sign), Some(dream))
    }

    fn sets(
        &mut self,
        by: MemberId,
        about: MemberId,
        (text, sign): (&str, &str),
        dream: Option<DreamId>,
    ) -> GoalId {
        self.reaches(dialogue::Step::Plan);
        let id = GoalId(clock::new_id());
        let (text, sign) = (text.to_owned(), sign.to_owned());
        let (dialogue, on) = (self.dialogue(), self.day);
        self.plans(by, plan::Command::SetGoal { id, about, text, sign, dream, dialogue, on });
        self.unread.insert(Item::Goal(id));
        id
    }

    /// How far are we, 0 to 10?
    pub fn how_far(&mut self, by: MemberId, id: GoalId, value: u8) {
        let on = self.day;
        self.plans(by, plan::Command::HowFar { id, value, on });
    }

    pub fn forward(&mut self, by: MemberId, goal: GoalId, text: &str) {
        self.notes(by, goal, Way::Forward, text);
    }

    pub fn back(&mut self, by: MemberId, goal: GoalId, text: &str) {
        self.notes(by, goal, Way::Back, text);
    }

    fn notes(&mut self, by: MemberId, id: GoalId, way: Way, text: &str) {
        let (text, on) = (text.to_owned(), self.day);
        self.plans(by, plan::Command::Note { id, way, text, on });
    }

    pub fn reached(&mut self, by: MemberId, goal: GoalId, because: &str) {
        self.turns(by, goal, Standing::Reached, because);
    }

    pub fn reopened(&mut self, by: MemberId, goal: GoalId, because: &str) {
        self.turns(by, goal, Standing::Open, because);
    }

    pub fn put_on_hold(&mut self, by: MemberId, goal: GoalId, because: &str) {
        self.turns(by, goal, Standing::OnHold, because);
    }

    pub fn chose_away(&mut self, by: MemberId, goal: GoalId, because: &str) {
        self.turns(by, goal, Standing::ChosenAway, because);
    }

    fn turns(&mut self, by: MemberId, id: GoalId, to: Standing, because: &str) {
        let (because, on) = (because.to_owned(), self.day);
        self.plans(by, plan::Command::Turn { id, to, because, on });
    }

    /// Asks `holder` to take it. They have not answered.
    pub fn asks(&mut self, by: MemberId, holder: MemberId, ball: &NewBall) -> StepId {
        self.reaches(dialogue::Step::Plan);
        let id = StepId(clock::new_id());
        let today = self.now.date_naive();
        let add = plan::Command::AddStep {
            id,
            goal: ball.goal,
            what: ball.what.to_owned(),
            holder,
            due: ball.due.map(|days| today + Days::new(days)),
            help: ball.help.to_owned(),
            dialogue: self.dialogue(),
            on: self.day,
        };
        self.plans(by, add);
        self.holders.insert(id, holder);
        self.unread.insert(Item::Step(id));
        id
    }

    /// Takes it oneself.
    pub fn takes(&mut self, by: MemberId, ball: &NewBall) -> StepId {
        self.asks(by, by, ball)
    }

    /// `by` asks, and `holder` accepts in their own session.
    pub fn gives(&mut self, by: MemberId, holder: MemberId, ball: &NewBall) -> StepId {
        let step = self.asks(by, holder, ball);
        self.accepts(step);
        step
    }

    pub fn accepts(&mut self, step: StepId) {
        self.plans(self.holders[&step], plan::Command::Accept { id: step });
    }

    pub fn declines(&mut self, step: StepId, because: &str) {
        let because = because.to_owned();
        self.plans(self.holders[&step], plan::Command::Decline { id: step, because });
    }

    pub fn hands_back(&mut self, step: StepId, because: &str) {
        let because = because.to_owned();
        self.plans(self.holders[&step], plan::Command::HandBack { id: step, because });
    }

    /// A ball that lies loose is offered to another, who accepts. The family is to say yes anew.
    pub fn passes_on(&mut self, by: MemberId, step: StepId, to: MemberId) {
        self.plans(by, plan::Command::Offer { id: step, to });
        self.holders.insert(step, to);
        self.unread.insert(Item::Step(step));
        self.accepts(step);
    }

    pub fn done(&mut self, step: StepId) {
        let on = self.day;
        self.plans(self.holders[&step], plan::Command::Tick { id: step, on });
    }

    pub fn news(&mut self, by: MemberId, step: StepId, text: &str) {
        let (text, on) = (text.to_owned(), self.day);
        self.plans(by, plan::Command::Tell { id: step, text, on });
    }

    fn plans(&mut self, by: MemberId, command: plan::Command) {
        self.does(by, Command::Plan(command));
    }
}
