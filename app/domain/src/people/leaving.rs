//! Leaving the circle, being taken out of it, and the course resting or ending. All of it is voluntary and finite.

use super::{Command, Event, Role, State};
use crate::family::{Ctx, Family};
use crate::may::Sight;
use crate::things::ThingId;
use crate::{MemberId, Refusal};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// That the family asks for another coordinator. Stored type (inside snapshots and events).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub by: MemberId,
    /// May be empty.
    pub because: String,
    pub on: NaiveDate,
}

/// What whoever takes the coordinator out says of the baton: nobody leads without having said so. Wire type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// Nobody leads until somebody takes it.
    #[default]
    NotYet,
    /// They take it themselves.
    Myself,
}

/// How the course stands. While it rests or has ended everybody can read and go, and nothing is asked of anybody but to take the baton
/// from whoever wants to go. Stored type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    #[default]
    Open,
    Paused,
    Closed,
}

impl State {
    /// Whether things go on here: the course neither rests nor has ended. What may be done all the same says [`crate::Family::holds_up`].
    pub fn goes_on(&self) -> bool {
        self.phase == Phase::Open
    }
}

/// Whether a command may be carried out while the course rests or has ended: only what ends or begins something, what one does first to be
/// able to go, and coming back into one's own seat.
pub(crate) fn may_in(people: &State, actor: MemberId, command: &Command) -> bool {
    if let Command::Join { invitation, .. } = command {
        let way = people.invitations.get(invitation);
        let back = way.is_some_and(|it| it.who == Some(actor));
        return people.goes_on() || (back && people.renewed.contains_key(&actor));
    }
    people.goes_on()
        || matches!(
            command,
            Command::Pause {}
                | Command::Resume {}
                | Command::Close {}
                | Command::Erase { .. }
                | Command::Keep {}
                | Command::OfferBaton { .. }
                | Command::AnswerBaton { .. }
                | Command::Leave {}
                | Command::Remove { .. }
                | Command::Renew { .. }
                | Command::Revoke { .. }
                | Command::Speak { .. }
        )
}

/// The commands of going.
pub(super) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    match command {
        Command::Leave {} => leave(family, ctx),
        Command::Remove { member, lead } => remove(&family.people, ctx.actor, *member, *lead),
        Command::Pause {} => phase(family, ctx, Phase::Paused),
        Command::Resume {} => phase(family, ctx, Phase::Open),
        Command::Close {} => phase(family, ctx, Phase::Closed),
        _ => Err(Refusal::Unknown),
    }
}

fn leave(family: &Family, ctx: &Ctx) -> Result<Event, Refusal> {
    let (people, member) = (&family.people, ctx.actor);
    if people.is_coordinator(member) {
        return Err(Refusal::HasBaton);
    }
    let holds = |step: &crate::plan::Step| step.holder == member && step.is_running();
    if !people.is_guardian(member) && family.plan.steps.values().any(holds) {
        return Err(Refusal::HasBalls);
    }
    // Without a guardian nobody could say yes, take somebody out or end it.
    let others = people.here().any(|it| it.id != member && it.joined && it.role == Role::Guardian);
    if people.is_guardian(member) && !others {
        return Err(Refusal::LastGuardian);
    }
    Ok(Event::Left { member, at: Some(ctx.now) })
}

fn remove(people: &State, actor: MemberId, member: MemberId, lead: Lead) -> Result<Event, Refusal> {
    people.of_the_circle(member)?;
    let free = people.is_coordinator(member) && lead == Lead::NotYet;
    Ok(Event::Removed { member, by: actor, free })
}

fn phase(family: &Family, ctx: &Ctx, phase: Phase) -> Result<Event, Refusal> {
    let people = &family.people;
    if people.phase == phase {
        return Err(Refusal::Already);
    }
    // One that is not theirs to know of does not hold them up, or they would know of it.
    let sight = Sight::new(family, ctx.actor, ctx.today());
    if family.dialogue.running().is_some_and(|it| sight.of(ThingId::Dialogue(it.id)).is_some()) {
        return Err(Refusal::NotNow);
    }
    Ok(Event::PhaseChanged { phase, by: ctx.actor, at: ctx.now })
}

pub(super) fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Left { member, at } => {
            if state.members.get(member).is_some_and(|it| it.role == Role::Guardian) {
                state.ending.left = (*at).or(state.ending.left);
            }
            go(state, *member);
        }
        Event::Removed { member, by, free } => {
            if state.is_coordinator(*member) {
                state.coordinator = (!free).then_some(*by);
                (state.another_asked, state.baton_offered) = (None, None);
            }
            go(state, *member);
        }
        Event::PhaseChanged { phase, at, .. } => {
            state.phase = *phase;
            state.ending.closed = (*phase == Phase::Closed).then_some(*at);
        }
        _ => {}
    }
}

/// Every way in closes behind them: they may know any that stands open, and come back as somebody else.
fn go(state: &mut State, member: MemberId) {
    state.gone.insert(member);
    if state.members.get(&member).is_some_and(|it| it.role == Role::Guardian) {
        // What waited for their yes must not be done because they left.
        state.ending.yes.clear();
    }
    state.baton_offered = state.baton_offered.filter(|asked| *asked != member);
    for invitation in state.invitations.values_mut() {
        invitation.revoked = true;
    }
}
