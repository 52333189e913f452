//! The end date of everything here. A course that has ended is kept for a while and then erased; the guardians can have it erased
//! sooner. Until the day has come any guardian can stop it.

use super::{Command, Event, Role, State};
use crate::family::{Ctx, Family};
use crate::may::Sight;
use crate::{MemberId, Refusal};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So long everybody can think again after the last guardian has said yes.
pub const REGRET: TimeDelta = TimeDelta::days(7);

/// So long a guardian who left is still counted: whoever had their phone in hand could have done it, and the one who stays would
/// have everything erased alone.
pub const STILL_COUNTED: TimeDelta = TimeDelta::days(30);

/// What is known of the end. Stored type (inside snapshots).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ending {
    /// Since when the course has ended.
    #[serde(default)]
    pub closed: Option<DateTime<Utc>>,
    /// The guardians who want everything erased, and when they said so.
    #[serde(default)]
    pub yes: BTreeMap<MemberId, DateTime<Utc>>,
    /// When a guardian last left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<DateTime<Utc>>,
}

/// What counts down. A server keeps it beside the log, to find what is due without reading every log.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Ends {
    /// Since when the course has ended.
    pub closed: Option<DateTime<Utc>>,
    /// When it is erased because all guardians want it.
    pub erase: Option<DateTime<Utc>>,
}

impl Ends {
    /// When everything is erased, where a course that has ended is kept for `kept`. None where nothing counts down.
    pub fn due(self, kept: TimeDelta) -> Option<DateTime<Utc>> {
        let kept = self.closed.map(|at| at + kept);
        [kept, self.erase].into_iter().flatten().min()
    }
}

impl State {
    /// What counts down now.
    pub fn ends(&self) -> Ends {
        let Ending { closed, yes, left } = &self.ending;
        let last = yes.values().max().filter(|_| self.not_yet().next().is_none());
        let counted = left.map(|at| at + STILL_COUNTED);
        Ends { closed: *closed, erase: last.map(|at| *at + REGRET).max(last.and(counted)) }
    }

    /// The guardians without whose yes nothing is erased at once.
    pub fn not_yet(&self) -> impl Iterator<Item = MemberId> {
        let guardians = self.here().filter(|it| it.joined && it.role == Role::Guardian);
        guardians.map(|it| it.id).filter(|id| !self.ending.yes.contains_key(id))
    }
}

/// The commands of ending.
pub(super) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Event, Refusal> {
    let people = &family.people;
    match command {
        Command::Erase { name } => {
            if people.ending.yes.contains_key(&ctx.actor) {
                return Err(Refusal::Already);
            }
            // Typed, so that no thumb does it by mistake.
            let shown = Sight::new(family, ctx.actor, ctx.today()).family_name();
            if plain(name) != plain(shown) {
                return Err(Refusal::OtherName);
            }
            Ok(Event::ErasureWanted { by: ctx.actor, at: ctx.now })
        }
        Command::Keep {} if people.ending.yes.is_empty() => Err(Refusal::Already),
        Command::Keep {} => Ok(Event::ErasureStopped { by: ctx.actor, at: ctx.now }),
        _ => Err(Refusal::Unknown),
    }
}

/// A name as somebody types it on a phone.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

pub(super) fn apply(state: &mut State, event: &Event) {
    match event {
        Event::ErasureWanted { by, at } => {
            state.ending.yes.insert(*by, *at);
        }
        Event::ErasureStopped { .. } => state.ending.yes.clear(),
        _ => {}
    }
}
