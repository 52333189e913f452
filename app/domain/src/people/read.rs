//! What the circle answers: who is in, who leads, who lets others in.

use super::{Member, Role, State};
use crate::{InvitationId, MemberId, Refusal};
use chrono::{DateTime, Utc};

impl State {
    /// A member by id.
    pub fn get(&self, id: MemberId) -> Option<&Member> {
        self.members.get(&id)
    }

    /// Someone who may act. Refuses [`Refusal::NotAMember`].
    pub fn joined(&self, id: MemberId) -> Result<&Member, Refusal> {
        self.here().find(|member| member.id == id && member.joined).ok_or(Refusal::NotAMember)
    }

    /// Somebody who is of the circle now, in or only named. Refuses [`Refusal::Unknown`].
    pub fn of_the_circle(&self, id: MemberId) -> Result<&Member, Refusal> {
        self.here().find(|member| member.id == id).ok_or(Refusal::Unknown)
    }

    /// Those who are of the circle now.
    pub fn here(&self) -> impl Iterator<Item = &Member> {
        self.members.values().filter(|member| !self.gone.contains(&member.id))
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

    /// Whether this person says yes or no on behalf of the family about `child`: a guardian, or the child. A guest does not,
    /// not even about what they hold themselves.
    pub fn speaks_for_family(&self, id: MemberId, child: MemberId) -> bool {
        self.get(id).is_some_and(|member| match member.role {
            Role::Guardian => true,
            Role::Child => id == child,
            Role::Network | Role::Professional => false,
        })
    }

    /// Who lets others in, and sees how: the coordinator and the guardians.
    pub fn may_invite(&self, id: MemberId) -> bool {
        self.is_coordinator(id) || self.is_guardian(id)
    }

    /// Who names and lets in somebody with this role. Once a guardian is in, only guardians let in further guardians and the children:
    /// else a guest could let themselves in as one, and say yes for the family or read what is the child's.
    pub fn may_invite_as(&self, id: MemberId, role: Role) -> bool {
        self.may_invite(id)
            && (!matches!(role, Role::Guardian | Role::Child) || self.is_of_family(id))
    }

    /// A guardian; before one is in, whoever begins in their stead.
    pub(crate) fn is_of_family(&self, id: MemberId) -> bool {
        self.is_guardian(id) || !self.here().any(is_guardian_in)
    }

    /// Whether somebody sits in their seat by this way in. Those who came by another before the seat was opened anew do not.
    pub fn sits_by(&self, member: MemberId, way: InvitationId) -> bool {
        let used = self.invitations.get(&way).is_some_and(|it| it.used_by.contains(&member));
        let since = self.renewed.get(&member).is_none_or(|it| it.way == way);
        used && since && self.joined(member).is_ok()
    }

    /// Whether what was done in somebody's seat at a moment was done by whoever sits there now, and not before it was opened anew.
    pub fn is_own(&self, member: MemberId, at: DateTime<Utc>) -> bool {
        self.renewed.get(&member).is_none_or(|it| it.is_before(at))
    }

    /// A guardian of the circle, in or only named.
    pub fn is_guardian(&self, id: MemberId) -> bool {
        self.here().any(|member| member.id == id && member.role == Role::Guardian)
    }
}

fn is_guardian_in(member: &Member) -> bool {
    member.joined && member.role == Role::Guardian
}
