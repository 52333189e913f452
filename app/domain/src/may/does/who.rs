//! The words of the table: whom a command asks for, and how anybody else is refused.

use super::{Actor, May};
use crate::consent;
use crate::may::is_of_family;
use crate::people::{self, Member, Role};
use crate::plan::{self, Item};
use crate::{
    CardId, DialogueId, DreamId, FactId, GoalId, InvitationId, MemberId, PlacementId, Refusal,
    StepId,
};
use std::collections::BTreeSet;

/// Who leads, and who is family.
impl Actor<'_> {
    pub(super) fn leads(&self) -> May {
        leads(&self.family.people, self.ctx.actor)
    }

    /// Where nobody leads, the family finds somebody.
    pub(super) fn leads_or_nobody_does(&self) -> May {
        let people = &self.family.people;
        let free = people.coordinator.is_none() && people.is_guardian(self.ctx.actor);
        if free { Ok(()) } else { self.leads() }
    }

    pub(super) fn is_asked_to_lead(&self) -> May {
        needs(self.family.people.baton_offered == Some(self.ctx.actor), Refusal::NotYours)
    }

    pub(super) fn is_guardian(&self) -> May {
        needs(self.family.people.is_guardian(self.ctx.actor), Refusal::OnlyFamily)
    }

    pub(super) fn is_professional(&self) -> May {
        let role = self.family.people.get(self.ctx.actor).map(|it| it.role);
        needs(role == Some(Role::Professional), Refusal::NotYours)
    }

    /// A guardian; about a child, the child too.
    pub(super) fn speaks_for_family(&self, item: Item) -> May {
        let about = plan::about(self.family, item).ok_or(Refusal::Unknown)?;
        let speaks = self.family.people.speaks_for_family(self.ctx.actor, about);
        needs(speaks, Refusal::OnlyFamily)
    }

    /// A guardian for the family (None); a young person for themselves, from the age at which it is theirs.
    pub(super) fn gives_for(&self, of: Option<MemberId>) -> May {
        let of_age = |of| consent::owner(&self.family.people, Some(of), self.ctx.today()).is_some();
        match of {
            None => self.is_guardian(),
            Some(of) => needs(of == self.ctx.actor && of_age(of), Refusal::OnlyFamily),
        }
    }
}

/// Who comes in, goes, and is called what.
impl Actor<'_> {
    /// A grown-up, as themselves.
    pub(super) fn begins_as(&self, founder: &Member) -> May {
        needs(founder.id == self.ctx.actor && founder.role != Role::Child, Refusal::NotYours)
    }

    /// Whom an open way is for; where it is for nobody by name, somebody new. One that is over is over for everybody, and whoever is
    /// in is told nothing of any.
    pub(super) fn comes_in_by(&self, way: InvitationId) -> May {
        let (people, me) = (&self.family.people, self.ctx.actor);
        let way = people.invitations.get(&way).filter(|it| it.open(self.ctx.now).is_ok());
        let theirs = |whom: Option<MemberId>| match whom {
            Some(whom) => whom == me,
            None => people.get(me).is_none(),
        };
        let is_in = people.joined(me).is_ok();
        needs(is_in || way.is_none_or(|it| theirs(it.who)), Refusal::NotYours)
    }

    /// A guardian or whoever leads; family only a guardian, once one is in.
    pub(super) fn lets_in(&self, role: Role) -> May {
        let (people, me) = (&self.family.people, self.ctx.actor);
        needs(people.may_invite(me), Refusal::MayNotInvite)?;
        needs(people.may_invite_as(me, role), Refusal::OnlyFamily)
    }

    /// The same. Into a seat that was taken back only the family: what was left there is not for whoever opens the way this time
    /// either.
    pub(super) fn opens_a_way(&self, role: Role, who: Option<MemberId>) -> May {
        let people = &self.family.people;
        let named = who.and_then(|who| people.get(who));
        self.lets_in(named.map_or(role, |it| it.role))?;
        let taken_back = named.is_some_and(|it| !it.joined && people.renewed.contains_key(&it.id));
        needs(!taken_back || people.is_of_family(self.ctx.actor), Refusal::OnlyFamily)
    }

    pub(super) fn closes(&self, way: InvitationId) -> May {
        let people = &self.family.people;
        needs(people.may_invite(self.ctx.actor), Refusal::MayNotInvite)?;
        let way = people.invitations.get(&way).ok_or(Refusal::Unknown)?;
        needs(self.may.may_close(way), Refusal::NotYours)
    }

    pub(super) fn calls(&self, member: MemberId) -> May {
        let member = self.family.people.get(member).ok_or(Refusal::Unknown)?;
        needs(self.may.may_rename(member), Refusal::NotYours)
    }

    pub(super) fn tells_birth(&self, member: MemberId) -> May {
        let member = self.family.people.of_the_circle(member)?;
        needs(self.may.may_tell_birth(member), Refusal::NotYours)
    }

    /// Everybody, but a child who does not give for themselves yet.
    pub(super) fn may_go(&self) -> May {
        needs(self.may.may_leave(), Refusal::AskAParent)
    }

    /// A guardian, but nobody of the family: one parent does not put the other out, and the child is whom it is all about.
    pub(super) fn takes_out(&self, member: MemberId) -> May {
        self.is_guardian()?;
        let guest = !is_of_family(self.family.people.of_the_circle(member)?.role);
        needs(guest, Refusal::NotYours)
    }
}

/// Whose a thing is.
impl Actor<'_> {
    pub(super) fn placed(&self, id: PlacementId) -> May {
        let it = self.family.ruler.placements.get(&id).ok_or(Refusal::Unknown)?;
        self.is_by(it.by, it.shared, &it.shown_to)
    }

    pub(super) fn wrote(&self, id: CardId) -> May {
        let it = self.family.talk.cards.get(&id).ok_or(Refusal::Unknown)?;
        self.is_by(it.by, it.shared, &it.shown_to)
    }

    /// Somebody else's that is hidden is not there at all; one that they see is there, but not theirs.
    fn is_by(&self, by: MemberId, shared: bool, shown_to: &BTreeSet<MemberId>) -> May {
        let seen = shared || shown_to.contains(&self.ctx.actor);
        needs(by == self.ctx.actor, if seen { Refusal::NotYours } else { Refusal::Unknown })
    }

    pub(super) fn has_a_say_in(&self, id: DreamId) -> May {
        let dream = self.family.dreams.dreams.get(&id).ok_or(Refusal::Unknown)?;
        needs(self.may.may_change_dream(dream), Refusal::NotYours)
    }

    pub(super) fn turns(&self, id: GoalId) -> May {
        let goal = self.family.plan.goals.get(&id).ok_or(Refusal::Unknown)?;
        needs(self.may.may_turn(goal), Refusal::OnlyFamily)
    }

    pub(super) fn holds(&self, id: StepId) -> May {
        let step = self.family.plan.steps.get(&id).ok_or(Refusal::Unknown)?;
        needs(step.holder == self.ctx.actor, Refusal::NotHolder)
    }

    /// What is somebody else's is answered as any id that is taken, or that there is not: nobody can guess which.
    pub(super) fn noted(&self, id: FactId, otherwise: Refusal) -> May {
        let fact = self.family.shield.facts().get(&id);
        needs(fact.is_some_and(|it| self.may.may_change_fact(it)), otherwise)
    }

    /// Of oneself; and a guardian of a child.
    pub(super) fn notes_of(&self, about: MemberId) -> May {
        let about = self.family.people.of_the_circle(about)?;
        match about.role {
            _ if about.id == self.ctx.actor => Ok(()),
            Role::Child => self.is_guardian(),
            _ => Err(Refusal::NotYours),
        }
    }
}

/// Who meets with whom.
impl Actor<'_> {
    /// What was said among some stays among them: a guardian of that circle lets others in, whoever leads only takes people out.
    pub(super) fn draws_circle(&self, id: DialogueId, among: Option<&BTreeSet<MemberId>>) -> May {
        let meeting = self.family.dialogue.all.get(&id).ok_or(Refusal::Unknown)?;
        let now = meeting.among.as_ref();
        let in_it = now.is_none_or(|now| now.contains(&self.ctx.actor));
        if in_it && self.family.people.is_guardian(self.ctx.actor) {
            return Ok(());
        }
        self.leads()?;
        let narrows = now.is_none_or(|now| among.is_some_and(|among| among.is_subset(now)));
        needs(narrows, Refusal::OnlyFamily)
    }

    /// A circle of its own holds whoever sets it, and a guardian where one is in: nobody meets about a family behind its back.
    pub(super) fn meets_with(&self, among: Option<&BTreeSet<MemberId>>) -> May {
        let Some(among) = among else { return Ok(()) };
        let people = &self.family.people;
        let mut guardians =
            people.here().filter(|it| it.joined && it.role == Role::Guardian).peekable();
        let with_one = guardians.peek().is_none() || guardians.any(|it| among.contains(&it.id));
        needs(with_one && among.contains(&self.ctx.actor), Refusal::OnlyFamily)
    }
}

/// Refuses [`Refusal::OnlyCoordinator`] whoever does not lead.
pub(crate) fn leads(people: &people::State, id: MemberId) -> May {
    needs(people.is_coordinator(id), Refusal::OnlyCoordinator)
}

fn needs(is_so: bool, otherwise: Refusal) -> May {
    if is_so { Ok(()) } else { Err(otherwise) }
}
