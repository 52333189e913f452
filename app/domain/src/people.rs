//! Who is in the circle, and how one comes in.
//!
//! A *member* is a person of the family's place. Some are only named (a little brother, a grandmother without a phone); those
//! who opened an invitation have *joined* and can act. One member at most is the coordinator and leads the dialogues.

use crate::family::{Ctx, Family};
use crate::{FamilyId, InvitationId, MemberId, Refusal};
use chrono::{DateTime, NaiveDate, Utc};
use naming::{checked, found, rename, room_for_one_more};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod age;
mod baton;
mod ending;
mod invitations;
mod leaving;
mod naming;
mod read;
mod renewing;
pub use age::AgeBand;
pub use ending::{Ending, Ends, REGRET, STILL_COUNTED};
pub use invitations::{
    Invitation, LONGEST_AT_TABLE, LONGEST_INVITATION, MOST_AT_TABLE, MOST_INVITATIONS, Use,
};
pub(crate) use leaving::may_in;
pub use leaving::{Asked, Lead, Phase};
pub use renewing::Renewal;

/// Most people in one circle.
pub const MOST_MEMBERS: usize = 60;

/// What a person is to the child.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A parent or another who has custody.
    Guardian,
    /// A child or young person whom the dialogues are about.
    Child,
    /// Grandmother, coach, neighbour.
    Network,
    /// Teacher, pedagogue, health visitor, caseworker: a guest who carries a share.
    Professional,
}

/// The languages of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Danish, the original.
    #[default]
    Da,
    /// English.
    En,
}

/// A person in the circle. Stored type (inside snapshots and events).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: MemberId,
    /// As they want to be called.
    pub name: String,
    pub role: Role,
    /// "lærer", "mormor"; may be empty.
    #[serde(default)]
    pub title: String,
    /// Year of birth; asked for children only, so that the ruler can show signs for their age, and it is known who gives for them.
    #[serde(default)]
    pub born: Option<i32>,
    #[serde(default)]
    pub language: Language,
    /// Whether they have opened an invitation (or founded the place). Only who has joined can act.
    #[serde(default)]
    pub joined: bool,
}

/// Who chose somebody's name, and who their title; None where they did so themselves.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CalledBy {
    pub name: Option<MemberId>,
    pub title: Option<MemberId>,
}

/// What somebody is called.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    pub name: String,
    pub title: String,
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Makes the place. The actor is its first member and coordinator. Must be the first command of a family.
    Found { family: FamilyId, name: String, note: String, founder: Member, children: Vec<Member> },
    /// Names a person who need not join.
    Name { member: Member },
    /// Corrects how a member is called ([`crate::may::Theirs::may_rename`]). `from` is what the change started from.
    Rename {
        member: MemberId,
        name: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Called>,
    },
    /// Says in which year a child was born, or puts it right: a guardian; from fifteen on the young person. From the year one turns fifteen one gives for
    /// oneself.
    Born { member: MemberId, year: i32 },
    /// Opens a way in. Guardians and the coordinator.
    Invite { id: InvitationId, role: Role, who: Option<MemberId>, usage: Use, until: DateTime<Utc> },
    /// Ends whoever sits in somebody's seat, and opens a new way into it. Those who may let them in ([`crate::may::renews`]).
    Renew { id: InvitationId, member: MemberId, until: DateTime<Utc> },
    /// Closes a way in: whoever made it, or a guardian.
    Revoke { id: InvitationId },
    /// Comes in. The actor is the new member.
    Join { invitation: InvitationId, name: String, title: String, language: Language },
    /// Chooses the language of one's own screen.
    Speak { language: Language },
    /// The coordinator asks somebody to take over; nobody takes the question back. Where nobody leads a guardian asks, or takes it.
    OfferBaton { to: Option<MemberId> },
    /// Whoever is asked says yes or no. The coordinator leads until the yes.
    AnswerBaton { accept: bool },
    /// A guardian asks for another coordinator, or no longer does.
    AskAnother { ask: bool, because: String },
    /// Goes. A guest hands back all balls first, the coordinator the baton. A child who does not give for themselves yet does not go
    /// by themselves.
    Leave {},
    /// Takes somebody out of the circle, at once. Their balls lie free again, and the baton too if they had it, unless whoever takes them
    /// out takes it. Guardians.
    Remove {
        member: MemberId,
        #[serde(default)]
        lead: Lead,
    },
    /// The course rests. Guardians.
    Pause {},
    /// It goes on. Guardians.
    Resume {},
    /// It has ended. Guardians.
    Close {},
    /// Wants everything erased, with the family's name typed by hand. Guardians, all who are in.
    Erase { name: String },
    /// Stops the erasing. Any guardian.
    Keep {},
}

/// Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Founded {
        family: FamilyId,
        name: String,
        note: String,
        founder: Member,
        children: Vec<Member>,
        at: DateTime<Utc>,
    },
    Named {
        member: Member,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<MemberId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    Renamed {
        member: MemberId,
        name: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<MemberId>,
    },
    Invited {
        invitation: Invitation,
    },
    /// Nobody sits in the seat that the invitation is for, until somebody comes in by it.
    Renewed {
        invitation: Invitation,
        at: DateTime<Utc>,
    },
    Revoked {
        id: InvitationId,
    },
    Joined {
        invitation: InvitationId,
        member: Member,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    Spoke {
        member: MemberId,
        language: Language,
    },
    BatonOffered {
        to: Option<MemberId>,
    },
    BatonPassed {
        to: MemberId,
    },
    AnotherAsked {
        asked: Option<Asked>,
    },
    Left {
        member: MemberId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DateTime<Utc>>,
    },
    Removed {
        member: MemberId,
        by: MemberId,
        /// They led, and nobody does now. Else, where they led, `by` took the baton.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        free: bool,
    },
    PhaseChanged {
        phase: Phase,
        by: MemberId,
        at: DateTime<Utc>,
    },
    ErasureWanted {
        by: MemberId,
        at: DateTime<Utc>,
    },
    ErasureStopped {
        by: MemberId,
        at: DateTime<Utc>,
    },
    Born {
        member: MemberId,
        year: i32,
        by: MemberId,
        on: NaiveDate,
    },
}

/// The circle.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub members: BTreeMap<MemberId, Member>,
    pub invitations: BTreeMap<InvitationId, Invitation>,
    /// At most one. Nobody before the place is founded, and when the one who led was taken out and nobody has taken the baton yet.
    pub coordinator: Option<MemberId>,
    /// Who is asked to lead from now on.
    #[serde(default)]
    pub baton_offered: Option<MemberId>,
    /// The family's wish for another coordinator.
    #[serde(default)]
    pub another_asked: Option<Asked>,
    /// Those who have left or were taken out. They keep their names: what they said and did stays.
    #[serde(default)]
    pub gone: BTreeSet<MemberId>,
    #[serde(default)]
    pub phase: Phase,
    #[serde(default)]
    pub ending: Ending,
    /// Who chose what another is called. Whoever is not here chose for themselves, or it is not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub called_by: BTreeMap<MemberId, CalledBy>,
    /// Who told the year by which a child gives for themselves, or will within twelve months; and the day from which they do by it, never
    /// before they came in. Until they have told it too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grown_by: BTreeMap<MemberId, (MemberId, NaiveDate)>,
    /// Whose seat was last opened anew by whom.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub renewed: BTreeMap<MemberId, Renewal>,
}

/// Turns a command into events, or refuses.
pub(crate) fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let people = &family.people;
    let event = match command {
        Command::Found { family: id, name, note, founder, children } => {
            if family.founded() {
                return Err(Refusal::Already);
            }
            found(ctx, *id, (name, note), founder, children)?
        }
        Command::Name { member } => {
            room_for_one_more(people)?;
            if people.get(member.id).is_some() {
                return Err(Refusal::Already);
            }
            let (member, by) = (checked(ctx, member, false)?, Some(ctx.actor));
            Event::Named { member, by, on: Some(ctx.today()) }
        }
        Command::Rename { member, name, title, from } => {
            rename(family, ctx, *member, (name, title), from.as_ref())?
        }
        Command::Born { member, year } => naming::born(family, ctx, *member, *year)?,
        Command::Invite { id, role, who, usage, until } => {
            let new = Invitation::new(*id, ctx.actor, *role, *until);
            invitations::invite(people, ctx, Invitation { who: *who, usage: *usage, ..new })?
        }
        Command::Renew { id, member, until } => {
            renewing::renew(people, ctx, *member, (*id, *until))?
        }
        Command::Revoke { id } => invitations::revoke(people, *id)?,
        Command::Join { invitation, name, title, language } => {
            let joined = invitations::join(people, ctx, *invitation, (name, title), *language)?;
            let closes = invitations::closed_by(people, ctx, &joined);
            return Ok(std::iter::once(joined).chain(closes).collect());
        }
        Command::Speak { language } => Event::Spoke { member: ctx.actor, language: *language },
        Command::OfferBaton { .. } | Command::AnswerBaton { .. } | Command::AskAnother { .. } => {
            baton::decide(people, ctx, command)?
        }
        Command::Leave {}
        | Command::Remove { .. }
        | Command::Pause {}
        | Command::Resume {}
        | Command::Close {} => leaving::decide(family, ctx, command)?,
        Command::Erase { .. } | Command::Keep {} => ending::decide(family, ctx, command)?,
    };
    Ok(vec![event])
}

/// Folds an event into the circle. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Founded { founder, children, at, .. } => {
            state.coordinator = Some(founder.id);
            state.call(founder, None);
            for child in children {
                naming::apply_named(state, child, (founder.id, at.date_naive()));
            }
        }
        Event::Named { member, by: Some(by), on: Some(on) } => {
            naming::apply_named(state, member, (*by, *on));
        }
        Event::Named { member, by, .. } => state.call(member, *by),
        Event::Renamed { member, name, title, by } => {
            if let Some(now) = state.members.get(member).cloned() {
                let (name, title) = (name.clone(), title.clone());
                state.call(&Member { name, title, ..now }, *by);
            }
        }
        Event::Born { member, year, by, on } => {
            naming::apply_born(state, *member, *year, (*by, *on));
        }
        Event::Invited { invitation } => {
            state.invitations.insert(invitation.id, invitation.clone());
        }
        Event::Renewed { invitation, at } => renewing::apply(state, invitation, *at),
        Event::Revoked { id } => {
            if let Some(invitation) = state.invitations.get_mut(id) {
                invitation.revoked = true;
            }
        }
        Event::Joined { invitation, member, on } => {
            if let Some(invitation) = state.invitations.get_mut(invitation) {
                invitation.used_by.insert(member.id);
            }
            // Before they came in others decided for them, and whoever told their year might have waited.
            if let Some((_, from)) = state.grown_by.get_mut(&member.id) {
                *from = on.map_or(*from, |on| on.max(*from));
            }
            state.call(member, Some(member.id));
        }
        Event::Spoke { member, language } => {
            if let Some(member) = state.members.get_mut(member) {
                member.language = *language;
            }
        }
        Event::BatonOffered { .. } | Event::BatonPassed { .. } | Event::AnotherAsked { .. } => {
            baton::apply(state, event);
        }
        Event::Left { .. } | Event::Removed { .. } | Event::PhaseChanged { .. } => {
            leaving::apply(state, event);
        }
        Event::ErasureWanted { .. } | Event::ErasureStopped { .. } => ending::apply(state, event),
    }
}

#[cfg(test)]
mod tests;
