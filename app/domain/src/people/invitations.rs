//! The ways into the circle. The secrets that open them (link, code) are the server's and no part of the model.

use super::{Event, Language, Member, Role, State, room_for_one_more};
use crate::family::Ctx;
use crate::input;
use crate::{InvitationId, MemberId, Refusal};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most invitations that are open at a time.
pub const MOST_INVITATIONS: usize = 40;
/// The longest an invitation may stay open.
pub const LONGEST_INVITATION: Duration = Duration::days(30);
/// How long one for everyone at the table may: a meeting and its day. Whoever took a picture of the code does not come in next week.
pub const LONGEST_AT_TABLE: Duration = Duration::days(1);
/// So many come in by one for everyone at the table. A bigger table takes a second code; one that got about fills no circle.
pub const MOST_AT_TABLE: usize = 20;
/// How far the sender's clock may be ahead.
const GRACE: Duration = Duration::hours(1);

/// How often an invitation can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// By one person.
    Single,
    /// By everyone at the table until it runs out, [`MOST_AT_TABLE`] of them.
    Table,
}

impl Use {
    /// How many come in by it.
    fn most(self) -> usize {
        match self {
            Self::Single => 1,
            Self::Table => MOST_AT_TABLE,
        }
    }

    fn longest(self) -> Duration {
        match self {
            Self::Single => LONGEST_INVITATION,
            Self::Table => LONGEST_AT_TABLE,
        }
    }
}

/// A way in. Stored type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    pub by: MemberId,
    /// What those who use it become.
    pub role: Role,
    /// The named member it is for, if it is for one.
    #[serde(default)]
    pub who: Option<MemberId>,
    pub usage: Use,
    /// Cannot be used from this moment on.
    pub until: DateTime<Utc>,
    #[serde(default)]
    pub revoked: bool,
    #[serde(default)]
    pub used_by: BTreeSet<MemberId>,
}

impl Invitation {
    /// Open to one person, whoever it is.
    pub(super) fn new(id: InvitationId, by: MemberId, role: Role, until: DateTime<Utc>) -> Self {
        let (usage, used_by) = (Use::Single, BTreeSet::new());
        Self { id, by, role, who: None, usage, until, revoked: false, used_by }
    }

    /// Whether somebody may still come in by it. Refuses [`Refusal::InvitationOver`] and [`Refusal::InvitationUsed`].
    pub fn open(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.revoked || now >= self.until {
            return Err(Refusal::InvitationOver);
        }
        if self.used_by.len() >= self.usage.most() {
            return Err(Refusal::InvitationUsed);
        }
        Ok(())
    }
}

/// Opens a way in.
pub(super) fn invite(people: &State, ctx: &Ctx, invitation: Invitation) -> Result<Event, Refusal> {
    may_open(people, ctx, &invitation)?;
    let Some(who) = invitation.who else { return Ok(Event::Invited { invitation }) };
    let member = people.of_the_circle(who)?;
    // A link meant for one person must not become a second key to somebody who is already in.
    if member.joined || invitation.usage == Use::Table {
        return Err(Refusal::Already);
    }
    let invitation = Invitation { role: member.role, ..invitation };
    // They sat here before.
    if people.renewed.contains_key(&who) {
        return Ok(Event::Renewed { invitation, at: ctx.now });
    }
    Ok(Event::Invited { invitation })
}

/// Whether one more way in can be opened for so long.
pub(super) fn may_open(people: &State, ctx: &Ctx, invitation: &Invitation) -> Result<(), Refusal> {
    if people.invitations.contains_key(&invitation.id) {
        return Err(Refusal::Already);
    }
    if people.invitations.values().filter(|other| other.open(ctx.now).is_ok()).count()
        >= MOST_INVITATIONS
    {
        return Err(Refusal::TooMany { max: MOST_INVITATIONS });
    }
    if invitation.until <= ctx.now {
        return Err(Refusal::InThePast);
    }
    if invitation.until > ctx.now + invitation.usage.longest() + GRACE {
        return Err(Refusal::OffScale);
    }
    Ok(())
}

/// Closes a way in.
pub(super) fn revoke(people: &State, id: InvitationId) -> Result<Event, Refusal> {
    let way = people.invitations.get(&id).ok_or(Refusal::Unknown)?;
    if way.revoked { Err(Refusal::Already) } else { Ok(Event::Revoked { id }) }
}

/// What closes when the first guardian comes in: what others had opened for a child, and for whoever says that they are a guardian.
/// Whoever made such a way could wait, and come in by it. Two stay, for guardians to see and to close: one that is for a guardian by
/// name, else the first to come would keep the other out; and the code on the table that this one came by, which the other is
/// just reading.
pub(super) fn closed_by(people: &State, ctx: &Ctx, joined: &Event) -> Vec<Event> {
    let Event::Joined { invitation: used, member, .. } = joined else { return Vec::new() };
    let family_is_in = people.here().any(|it| it.joined && it.role == Role::Guardian);
    if member.role != Role::Guardian || family_is_in {
        return Vec::new();
    }
    let closes = |it: &&Invitation| {
        let anybodys = it.role == Role::Child || (it.role == Role::Guardian && it.who.is_none());
        anybodys && it.id != *used && it.open(ctx.now).is_ok() && !people.is_guardian(it.by)
    };
    people.invitations.values().filter(closes).map(|it| Event::Revoked { id: it.id }).collect()
}

/// Comes in by an open way.
pub(super) fn join(
    people: &State,
    ctx: &Ctx,
    id: InvitationId,
    words: (&str, &str),
    language: Language,
) -> Result<Event, Refusal> {
    let (is_in, invitation) = (people.joined(ctx.actor).is_ok(), people.invitations.get(&id));
    // Whoever is in learns nothing of a way in, not even whether there is one, unless it was theirs.
    if is_in && invitation.is_none_or(|it| it.who != Some(ctx.actor)) {
        return Err(Refusal::Already);
    }
    let invitation = invitation.ok_or(Refusal::Unknown)?;
    invitation.open(ctx.now)?;
    if is_in {
        return Err(Refusal::Already);
    }
    if invitation.who.is_none() {
        room_for_one_more(people)?;
    }
    let named = invitation.who.and_then(|who| people.get(who));
    let name = input::needed(words.0, input::NAME)?;
    let title = input::optional(words.1, input::NAME)?;
    let member = Member {
        id: ctx.actor,
        name,
        title: if title.is_empty() {
            named.map(|member| member.title.clone()).unwrap_or_default()
        } else {
            title
        },
        role: invitation.role,
        born: named.and_then(|member| member.born),
        language,
        joined: true,
    };
    Ok(Event::Joined { invitation: id, member, on: Some(ctx.today()) })
}
