//! Taking a seat back that somebody else sits in: a link that went astray, a phone that was taken. Whoever sits there is in no more,
//! and one new way leads into the same seat.

use super::invitations::may_open;
use super::{Event, Invitation, State};
use crate::family::Ctx;
use crate::{InvitationId, MemberId, Refusal};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Who opened a seat anew, when, and the one way that has led into it since. Stored type (inside snapshots).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    pub by: MemberId,
    pub on: NaiveDate,
    pub way: InvitationId,
    /// Older snapshots do not know the moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

impl Renewal {
    /// Whether a moment is after it: what was done then was done by whoever sits there now.
    pub fn is_before(&self, at: DateTime<Utc>) -> bool {
        self.at.map_or(self.on < at.date_naive(), |it| it < at)
    }
}

pub(super) fn renew(
    people: &State,
    ctx: &Ctx,
    member: MemberId,
    (id, until): (InvitationId, DateTime<Utc>),
) -> Result<Event, Refusal> {
    let role = people.of_the_circle(member)?.role;
    let new = Invitation { who: Some(member), ..Invitation::new(id, ctx.actor, role, until) };
    may_open(people, ctx, &new)?;
    Ok(Event::Renewed { invitation: new, at: ctx.now })
}

/// Every other way into the seat closes, and so do those that were opened from it.
pub(super) fn apply(state: &mut State, invitation: &Invitation, at: DateTime<Utc>) {
    let Some(member) = invitation.who else { return };
    for it in state.invitations.values_mut() {
        it.revoked |= it.who == Some(member) || it.by == member;
    }
    state.invitations.insert(invitation.id, invitation.clone());
    let (by, way) = (invitation.by, invitation.id);
    let renewal = Renewal { by, on: at.date_naive(), way, at: Some(at) };
    state.renewed.insert(member, renewal);
    if let Some(it) = state.members.get_mut(&member) {
        it.joined = false;
    }
    // As where somebody is taken out: nobody leads until somebody takes it, and what they had offered is over.
    if state.is_coordinator(member) {
        (state.coordinator, state.another_asked, state.baton_offered) = (None, None, None);
    }
    state.baton_offered = state.baton_offered.filter(|asked| *asked != member);
}
