//! Who is in the circle, and how one comes in.
//!
//! A *member* is a person of the family's place. Some are only named (a little brother, a grandmother without a phone); those
//! who opened an invitation have *joined* and can act. One member is the coordinator and leads the dialogues.

use crate::family::{Ctx, Family};
use crate::input;
use crate::{FamilyId, InvitationId, MemberId, Refusal};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod invitations;
pub use invitations::{Invitation, LONGEST_INVITATION, MOST_INVITATIONS, Use};

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

/// The ages that have signs of their own on the ruler.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AgeBand {
    /// 0–2 years.
    Baby,
    /// 3–5 years.
    Small,
    /// 6–9 years.
    Young,
    /// 10–12 years.
    Middle,
    /// 13–17 years.
    Teen,
    /// 18–22 years, and older.
    Adult,
}

impl AgeBand {
    /// All, youngest first.
    pub const ALL: [Self; 6] =
        [Self::Baby, Self::Small, Self::Young, Self::Middle, Self::Teen, Self::Adult];

    /// The band of a child born in `born`, in the year `year`. The year alone is kept: a birthday is nobody's business here.
    pub fn of(born: i32, year: i32) -> Self {
        match year.saturating_sub(born) {
            ..=2 => Self::Baby,
            3..=5 => Self::Small,
            6..=9 => Self::Young,
            10..=12 => Self::Middle,
            13..=17 => Self::Teen,
            _ => Self::Adult,
        }
    }
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
    /// Year of birth; asked for children only, so that the ruler can show signs for their age.
    #[serde(default)]
    pub born: Option<i32>,
    #[serde(default)]
    pub language: Language,
    /// Whether they have opened an invitation (or founded the place). Only who has joined can act.
    #[serde(default)]
    pub joined: bool,
}

/// Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Makes the place. The actor is its first member and coordinator. Must be the first command of a family.
    Found { family: FamilyId, name: String, note: String, founder: Member, children: Vec<Member> },
    /// Names a person who need not join.
    Name { member: Member },
    /// Corrects how a member is called: by themselves, a guardian or the coordinator.
    Rename { member: MemberId, name: String, title: String },
    /// Opens a way in. Guardians and the coordinator.
    Invite { id: InvitationId, role: Role, who: Option<MemberId>, usage: Use, until: DateTime<Utc> },
    /// Closes a way in.
    Revoke { id: InvitationId },
    /// Comes in. The actor is the new member.
    Join { invitation: InvitationId, name: String, title: String, language: Language },
    /// Chooses the language of one's own screen.
    Speak { language: Language },
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
    },
    Renamed {
        member: MemberId,
        name: String,
        title: String,
    },
    Invited {
        invitation: Invitation,
    },
    Revoked {
        id: InvitationId,
    },
    Joined {
        invitation: InvitationId,
        member: Member,
    },
    Spoke {
        member: MemberId,
        language: Language,
    },
}

/// The circle.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    pub members: BTreeMap<MemberId, Member>,
    pub invitations: BTreeMap<InvitationId, Invitation>,
    /// Nobody only before the place is founded.
    pub coordinator: Option<MemberId>,
}

impl State {
    /// A member by id.
    pub fn get(&self, id: MemberId) -> Option<&Member> {
        self.members.get(&id)
    }

    /// Someone who may act. Refuses [`Refusal::NotAMember`].
    pub fn joined(&self, id: MemberId) -> Result<&Member, Refusal> {
        self.get(id).filter(|member| member.joined).ok_or(Refusal::NotAMember)
    }

    /// A child of this family. Refuses [`Refusal::Unknown`].
    pub fn child(&self, id: MemberId) -> Result<&Member, Refusal> {
        self.get(id).filter(|member| member.role == Role::Child).ok_or(Refusal::Unknown)
    }

    /// The children, in the order they were named.
    pub fn children(&self) -> impl Iterator<Item = &Member> {
        self.members.values().filter(|member| member.role == Role::Child)
    }

    pub fn is_coordinator(&self, id: MemberId) -> bool {
        self.coordinator == Some(id)
    }

    /// Refuses [`Refusal::OnlyCoordinator`].
    pub fn lead(&self, id: MemberId) -> Result<(), Refusal> {
        if self.is_coordinator(id) { Ok(()) } else { Err(Refusal::OnlyCoordinator) }
    }

    /// Whether this person says yes or no on behalf of the family about `child`: a guardian, or the child. A guest does not,
    /// not even about what they hold themselves.
    pub fn speaks_for_family(&self, id: MemberId, child: MemberId) -> bool {
        self.get(id).is_some_and(|member| match member.role {
            Role::Guardian => true,
            Role::Child => id == child,
            Role::Network | Role::Professional => false,
        })
    }

    fn may_invite(&self, id: MemberId) -> bool {
        self.is_coordinator(id) || self.get(id).is_some_and(|member| member.role == Role::Guardian)
    }
}

/// Turns a command into events, or refuses.
pub fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    let people = &family.people;
    let event = match command {
        Command::Found { family: id, name, note, founder, children } => {
            if family.founded() {
                return Err(Refusal::Already);
            }
            found(ctx, *id, (name, note), founder, children)?
        }
        Command::Name { member } => {
            people.joined(ctx.actor)?;
            room_for_one_more(people)?;
            if people.get(member.id).is_some() {
                return Err(Refusal::Already);
            }
            Event::Named { member: checked(ctx, member, false)? }
        }
        Command::Rename { member, name, title } => rename(people, ctx, *member, name, title)?,
        Command::Invite { id, role, who, usage, until } => {
            let invitation = Invitation {
                id: *id,
                by: ctx.actor,
                role: *role,
                who: *who,
                usage: *usage,
                until: *until,
                revoked: false,
                used_by: BTreeSet::new(),
            };
            invitations::invite(people, ctx, invitation)?
        }
        Command::Revoke { id } => {
            people.joined(ctx.actor)?;
            if !people.may_invite(ctx.actor) {
                return Err(Refusal::MayNotInvite);
            }
            if people.invitations.get(id).ok_or(Refusal::Unknown)?.revoked {
                return Err(Refusal::Already);
            }
            Event::Revoked { id: *id }
        }
        Command::Join { invitation, name, title, language } => {
            invitations::join(people, ctx, *invitation, (name, title), *language)?
        }
        Command::Speak { language } => {
            people.joined(ctx.actor)?;
            Event::Spoke { member: ctx.actor, language: *language }
        }
    };
    Ok(vec![event])
}

fn found(
    ctx: &Ctx,
    id: FamilyId,
    words: (&str, &str),
    founder: &Member,
    children: &[Member],
) -> Result<Event, Refusal> {
    if founder.id != ctx.actor || founder.role == Role::Child {
        return Err(Refusal::NotYours);
    }
    if children.len() > MOST_MEMBERS / 2 {
        return Err(Refusal::TooMany { max: MOST_MEMBERS / 2 });
    }
    // A child with the founder's id would take the founder's seat.
    let ids: BTreeSet<MemberId> = children.iter().map(|child| child.id).collect();
    if ids.len() < children.len() || ids.contains(&founder.id) {
        return Err(Refusal::Already);
    }
    let children: Vec<Member> = children
        .iter()
        .map(|child| checked(ctx, &Member { role: Role::Child, ..child.clone() }, false))
        .collect::<Result<_, _>>()?;
    Ok(Event::Founded {
        family: id,
        name: input::needed(words.0, input::NAME)?,
        note: input::optional(words.1, input::TEXT)?,
        founder: checked(ctx, founder, true)?,
        children,
        at: ctx.now,
    })
}

fn rename(
    people: &State,
    ctx: &Ctx,
    member: MemberId,
    name: &str,
    title: &str,
) -> Result<Event, Refusal> {
    people.joined(ctx.actor)?;
    people.get(member).ok_or(Refusal::Unknown)?;
    if member != ctx.actor && !people.may_invite(ctx.actor) {
        return Err(Refusal::NotYours);
    }
    let (name, title) = (input::needed(name, input::NAME)?, input::optional(title, input::NAME)?);
    Ok(Event::Renamed { member, name, title })
}

fn room_for_one_more(people: &State) -> Result<(), Refusal> {
    if people.members.len() < MOST_MEMBERS {
        Ok(())
    } else {
        Err(Refusal::TooMany { max: MOST_MEMBERS })
    }
}

fn checked(ctx: &Ctx, member: &Member, joined: bool) -> Result<Member, Refusal> {
    let year = ctx.now.year();
    if member.born.is_some_and(|born| !(year - 120..=year).contains(&born)) {
        return Err(Refusal::OffScale);
    }
    Ok(Member {
        name: input::needed(&member.name, input::NAME)?,
        title: input::optional(&member.title, input::NAME)?,
        joined,
        ..member.clone()
    })
}

/// Folds an event into the circle. Cannot fail.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::Founded { founder, children, .. } => {
            state.coordinator = Some(founder.id);
            for member in std::iter::once(founder).chain(children) {
                state.members.insert(member.id, member.clone());
            }
        }
        Event::Named { member } => {
            state.members.insert(member.id, member.clone());
        }
        Event::Renamed { member, name, title } => {
            if let Some(member) = state.members.get_mut(member) {
                member.name.clone_from(name);
                member.title.clone_from(title);
            }
        }
        Event::Invited { invitation } => {
            state.invitations.insert(invitation.id, invitation.clone());
        }
        Event::Revoked { id } => {
            if let Some(invitation) = state.invitations.get_mut(id) {
                invitation.revoked = true;
            }
        }
        Event::Joined { invitation, member } => {
            if let Some(invitation) = state.invitations.get_mut(invitation) {
                invitation.used_by.insert(member.id);
            }
            state.members.insert(member.id, member.clone());
        }
        Event::Spoke { member, language } => {
            if let Some(member) = state.members.get_mut(member) {
                member.language = *language;
            }
        }
    }
}

#[cfg(test)]
mod tests;
