//! The baton: one coordinator, who hands it over only to somebody who takes it, and keeps it until then. When the coordinator is taken
//! out nobody has taken it: nobody leads until somebody does, and it is the guardians who ask, or take it themselves.

use super::{Asked, Command, Event, Role, State};
use crate::family::Ctx;
use crate::input;
use crate::{MemberId, Refusal};

/// The commands about the baton.
pub(super) fn decide(people: &State, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    match command {
        Command::OfferBaton { to } => offer(people, ctx, *to),
        Command::AnswerBaton { accept: true } => Ok(Event::BatonPassed { to: ctx.actor }),
        Command::AnswerBaton { accept: false } => Ok(Event::BatonOffered { to: None }),
        Command::AskAnother { ask, because } => {
            if people.coordinator.is_none() {
                return Err(Refusal::NotNow);
            }
            if *ask == people.another_asked.is_some() {
                return Err(Refusal::Already);
            }
            let because = input::optional(because, input::LINE)?;
            let asked = ask.then(|| Asked { by: ctx.actor, because, on: ctx.today() });
            Ok(Event::AnotherAsked { asked })
        }
        _ => Err(Refusal::Unknown),
    }
}

fn offer(people: &State, ctx: &Ctx, to: Option<MemberId>) -> Result<Event, Refusal> {
    // Where nobody leads, whoever finds somebody may be the one.
    if people.coordinator.is_none() && to == Some(ctx.actor) {
        return Ok(Event::BatonPassed { to: ctx.actor });
    }
    if to == people.baton_offered || to == Some(ctx.actor) {
        return Err(Refusal::Already);
    }
    if let Some(to) = to
        && people.joined(to)?.role == Role::Child
    {
        // It is not a child's task to lead the grown-ups.
        return Err(Refusal::OffScale);
    }
    Ok(Event::BatonOffered { to })
}

pub(super) fn apply(state: &mut State, event: &Event) {
    match event {
        Event::BatonOffered { to } => state.baton_offered = *to,
        Event::BatonPassed { to } => {
            state.coordinator = Some(*to);
            state.baton_offered = None;
            state.another_asked = None;
        }
        Event::AnotherAsked { asked } => state.another_asked.clone_from(asked),
        _ => {}
    }
}
