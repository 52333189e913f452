//! What goals and steps become.

use super::{Ball, Event, Goal, State, Step};
use crate::MemberId;

/// Folds an event into the plan. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::GoalSet { goal } => {
            state.goals.insert(goal.id, goal.clone());
        }
        Event::StepAdded { step } => {
            state.steps.insert(step.id, step.clone());
        }
        Event::Agreed { item, by } => {
            if let Some(agreed) = state.agreed_mut(*item) {
                agreed.insert(*by);
            }
        }
        Event::Reopened { item, by } => {
            if let Some(agreed) = state.agreed_mut(*item) {
                agreed.remove(by);
            }
        }
        Event::GoalReworded { id, .. }
        | Event::Measured { id, .. }
        | Event::Noted { id, .. }
        | Event::Turned { id, .. } => {
            if let Some(goal) = state.goals.get_mut(id) {
                apply_to_goal(goal, event);
            }
        }
        Event::Offered { id, .. }
        | Event::Accepted { id }
        | Event::Declined { id, .. }
        | Event::HandedBack { id, .. }
        | Event::Ticked { id, .. }
        | Event::Unticked { id }
        | Event::Told { id, .. }
        | Event::DueMoved { id, .. } => {
            if let Some(step) = state.steps.get_mut(id) {
                apply_to_step(step, event);
            }
        }
    }
}

/// Somebody was taken out of the circle: what they held or were offered lies free again.
pub fn let_go(state: &mut State, member: MemberId) {
    for step in state.steps.values_mut().filter(|step| step.holder == member && step.done.is_none())
    {
        match step.ball {
            Ball::Held => step.ball = Ball::HandedBack { because: String::new() },
            Ball::Offered => step.ball = Ball::Declined { because: String::new() },
            Ball::HandedBack { .. } | Ball::Declined { .. } => {}
        }
    }
}

fn apply_to_goal(goal: &mut Goal, event: &Event) {
    match event {
        Event::GoalReworded { text, by, .. } => {
            goal.earlier_by.push(goal.worded_by.unwrap_or(goal.by));
            goal.worded_by = *by;
            goal.earlier.push(std::mem::replace(&mut goal.text, text.clone()));
            goal.agreed.clear();
        }
        Event::Measured { how_far, .. } => goal.how_far.push(how_far.clone()),
        Event::Noted { note, .. } => goal.notes.push(note.clone()),
        Event::Turned { turn, .. } => {
            goal.standing = turn.to;
            goal.turns.push(turn.clone());
        }
        _ => {}
    }
}

fn apply_to_step(step: &mut Step, event: &Event) {
    match event {
        Event::Offered { to, held, .. } => {
            step.holder = *to;
            step.ball = if *held { Ball::Held } else { Ball::Offered };
            step.agreed.clear();
        }
        Event::Accepted { .. } => step.ball = Ball::Held,
        Event::Declined { because, .. } => step.ball = Ball::Declined { because: because.clone() },
        Event::HandedBack { because, .. } => {
            step.ball = Ball::HandedBack { because: because.clone() }
        }
        Event::Ticked { on, .. } => step.done = Some(*on),
        Event::Unticked { .. } => step.done = None,
        Event::Told { news, .. } => step.news.push(news.clone()),
        Event::DueMoved { due, .. } => step.due = *due,
        _ => {}
    }
}
