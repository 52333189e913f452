//! What may happen to goals and steps.

use super::{
    Ball, Command, Event, Goal, HowFar, Item, MOST_ENTRIES, MOST_GOALS, MOST_STEPS, News, Note,
    SCALE, Standing, State, Step, Turn,
};
use crate::family::{Ctx, Family};
use crate::input;
use crate::{GoalId, MemberId, Refusal, StepId};
use std::collections::BTreeSet;

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::SetGoal { .. } | Command::AddStep { .. } => make(family, ctx, command)?,
        Command::RewordGoal { .. }
        | Command::HowFar { .. }
        | Command::Note { .. }
        | Command::Turn { .. } => change_goal(family, ctx, command)?,
        Command::Agree { item, .. } | Command::Reopen { item } => {
            agree(family, ctx, *item, command)?
        }
        _ => change_step(family, ctx, command)?,
    };
    Ok(vec![event])
}

fn make(family: &Family, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    match command {
        Command::SetGoal { id, about, text, sign, dream, dialogue, on } => {
            family.people.get(*about).ok_or(Refusal::Unknown)?;
            let own = family.plan.goals.values().filter(|it| it.by == ctx.actor).count();
            free(family.plan.goals.contains_key(id), own, MOST_GOALS)?;
            if dream.is_some_and(|dream| !family.dreams.dreams.contains_key(&dream)) {
                return Err(Refusal::Unknown);
            }
            family.dialogue.known(*dialogue)?;
            let goal = Goal {
                id: *id,
                about: *about,
                by: ctx.actor,
                text: input::needed(text, input::LINE)?,
                sign: input::optional(sign, input::TEXT)?,
                dream: *dream,
                dialogue: *dialogue,
                on: input::happened(*on, ctx.today())?,
                standing: Standing::Open,
                turns: Vec::new(),
                how_far: Vec::new(),
                notes: Vec::new(),
                earlier: Vec::new(),
                earlier_by: Vec::new(),
                agreed: BTreeSet::new(),
                worded_by: None,
            };
            Ok(Event::GoalSet { goal })
        }
        Command::AddStep { id, goal, what, holder, due, help, dialogue, on } => {
            family.people.of_the_circle(*holder)?;
            let own = family.plan.steps.values().filter(|it| it.by == ctx.actor).count();
            free(family.plan.steps.contains_key(id), own, MOST_STEPS)?;
            if goal.is_some_and(|goal| !family.plan.goals.contains_key(&goal)) {
                return Err(Refusal::Unknown);
            }
            family.dialogue.known(*dialogue)?;
            let step = Step {
                id: *id,
                goal: *goal,
                by: ctx.actor,
                what: input::needed(what, input::LINE)?,
                holder: *holder,
                ball: if *holder == ctx.actor { Ball::Held } else { Ball::Offered },
                due: due.map(|due| input::to_come(due, ctx.today())).transpose()?,
                help: input::optional(help, input::LINE)?,
                dialogue: *dialogue,
                on: input::happened(*on, ctx.today())?,
                done: None,
                news: Vec::new(),
                agreed: BTreeSet::new(),
            };
            Ok(Event::StepAdded { step })
        }
        _ => Err(Refusal::Unknown),
    }
}

fn free(taken: bool, count: usize, max: usize) -> Result<(), Refusal> {
    if taken {
        Err(Refusal::Already)
    } else if count >= max {
        Err(Refusal::TooMany { max })
    } else {
        Ok(())
    }
}

fn room_for_one_more<T>(entries: &[T]) -> Result<(), Refusal> {
    if entries.len() < MOST_ENTRIES { Ok(()) } else { Err(Refusal::TooMany { max: MOST_ENTRIES }) }
}

fn change_goal(family: &Family, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    let goal = |id: &GoalId| family.plan.goals.get(id).ok_or(Refusal::Unknown);
    let by = ctx.actor;
    match command {
        Command::RewordGoal { id, from, text } => {
            let goal = goal(id)?;
            let text = input::needed(&input::merge(from, text, &goal.text)?, input::LINE)?;
            // The same words again must not cost the family's yes.
            if text == goal.text {
                return Err(Refusal::Already);
            }
            room_for_one_more(&goal.earlier)?;
            Ok(Event::GoalReworded { id: *id, text, by: Some(by) })
        }
        Command::HowFar { id, value, on } => {
            room_for_one_more(&goal(id)?.how_far)?;
            if *value > SCALE {
                return Err(Refusal::OffScale);
            }
            let on = input::happened(*on, ctx.today())?;
            Ok(Event::Measured { id: *id, how_far: HowFar { by, on, value: *value } })
        }
        Command::Note { id, way, text, on } => {
            room_for_one_more(&goal(id)?.notes)?;
            let (text, on) =
                (input::needed(text, input::TEXT)?, input::happened(*on, ctx.today())?);
            Ok(Event::Noted { id: *id, note: Note { by, on, way: *way, text } })
        }
        Command::Turn { id, to, because, on } => {
            let goal = goal(id)?;
            if goal.standing == *to {
                return Err(Refusal::Already);
            }
            room_for_one_more(&goal.turns)?;
            let (because, on) =
                (input::optional(because, input::TEXT)?, input::happened(*on, ctx.today())?);
            Ok(Event::Turned { id: *id, turn: Turn { by, on, to: *to, because } })
        }
        _ => Err(Refusal::Unknown),
    }
}

fn change_step(family: &Family, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    let step = |id: &StepId| family.plan.steps.get(id).ok_or(Refusal::Unknown);
    match command {
        Command::Offer { id, to } => offer(family, ctx, *id, *to),
        Command::Accept { id } => {
            if step(id)?.ball == Ball::Held {
                Err(Refusal::Already)
            } else {
                Ok(Event::Accepted { id: *id })
            }
        }
        Command::Decline { id, because } => {
            if step(id)?.ball != Ball::Offered {
                return Err(Refusal::NotNow);
            }
            Ok(Event::Declined { id: *id, because: input::optional(because, input::LINE)? })
        }
        Command::HandBack { id, because } => {
            if !step(id)?.is_running() {
                return Err(Refusal::NotNow);
            }
            Ok(Event::HandedBack { id: *id, because: input::needed(because, input::LINE)? })
        }
        Command::Tick { id, on } => {
            let step = step(id)?;
            if step.done.is_some() {
                return Err(Refusal::Already);
            }
            if step.ball != Ball::Held {
                return Err(Refusal::NotNow);
            }
            Ok(Event::Ticked { id: *id, on: input::happened(*on, ctx.today())? })
        }
        Command::Untick { id } => {
            step(id)?.done.ok_or(Refusal::Already)?;
            Ok(Event::Unticked { id: *id })
        }
        Command::Tell { id, text, on } => {
            room_for_one_more(&step(id)?.news)?;
            let (text, on) =
                (input::needed(text, input::TEXT)?, input::happened(*on, ctx.today())?);
            Ok(Event::Told { id: *id, news: News { by: ctx.actor, on, text } })
        }
        Command::Due { id, due } => {
            step(id)?;
            let due = due.map(|due| input::to_come(due, ctx.today())).transpose()?;
            Ok(Event::DueMoved { id: *id, due })
        }
        _ => Err(Refusal::Unknown),
    }
}

/// A ball that lies loose goes to whoever is asked; one that is only offered may be offered to another.
fn offer(family: &Family, ctx: &Ctx, id: StepId, to: MemberId) -> Result<Event, Refusal> {
    let step = family.plan.steps.get(&id).ok_or(Refusal::Unknown)?;
    family.people.of_the_circle(to)?;
    if step.done.is_some() || step.ball == Ball::Held {
        return Err(Refusal::NotNow);
    }
    Ok(Event::Offered { id, to, held: to == ctx.actor })
}

fn agree(family: &Family, ctx: &Ctx, item: Item, command: &Command) -> Result<Event, Refusal> {
    let said_yes = family.plan.agreed(item).ok_or(Refusal::Unknown)?.contains(&ctx.actor);
    let by = ctx.actor;
    let says_yes = matches!(command, Command::Agree { .. });
    if said_yes == says_yes {
        return Err(Refusal::Already);
    }
    if let Command::Agree { text, holder, .. } = command {
        still_as_read(&family.plan, item, text.as_deref(), *holder)?;
        return Ok(Event::Agreed { item, by });
    }
    Ok(Event::Reopened { item, by })
}

/// Nobody says yes to words that they have not seen, or to a holder that they do not know of.
fn still_as_read(
    plan: &State,
    item: Item,
    text: Option<&str>,
    holder: Option<MemberId>,
) -> Result<(), Refusal> {
    let same = match item {
        Item::Goal(id) => {
            plan.goals.get(&id).is_some_and(|goal| text.is_none_or(|text| text == goal.text))
        }
        Item::Step(id) => {
            plan.steps.get(&id).is_some_and(|step| holder.is_none_or(|it| it == step.holder))
        }
    };
    if same { Ok(()) } else { Err(Refusal::Changed) }
}

/// Whom a goal or a step is about; none where there is no such thing. A step without a goal is about its holder.
pub fn about(family: &Family, item: Item) -> Option<MemberId> {
    match item {
        Item::Goal(id) => Some(family.plan.goals.get(&id)?.about),
        Item::Step(id) => {
            let step = family.plan.steps.get(&id)?;
            Some(
                step.goal
                    .and_then(|goal| family.plan.goals.get(&goal))
                    .map_or(step.holder, |goal| goal.about),
            )
        }
    }
}
