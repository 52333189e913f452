//! Who may do what. The one place that answers it: [`crate::family::decide`] asks it before the tool, whose own `decide` then says only
//! whether it fits how things stand.
//!
//! Read it as a table: what somebody wants on the left, who may on the right; the words of the right side stand in `does/who.rs`.
//! Nobody gets this far with what they may not see ([`super`]): to them it is not there, whoever they are.

use super::{Theirs, renews};
use crate::family::{Command, Ctx, Family};
use crate::{Refusal, consent, dialogue, dreams, people, plan, ruler, shield, talk};

mod who;
pub(crate) use who::leads;

type May = Result<(), Refusal>;

/// Of the circle.
const EVERYBODY: May = Ok(());

/// Whether the actor is somebody who may do this. Refuses by who they are; [`Refusal::Unknown`] where what they name is not there.
pub(crate) fn does(family: &Family, ctx: &Ctx, command: &Command) -> May {
    use people::Command::{Found, Join};
    // Whoever begins a place, or comes in, has no seat yet.
    if !matches!(command, Command::People(Found { .. } | Join { .. })) {
        family.people.joined(ctx.actor)?;
    }
    let actor = Actor { family, ctx, may: Theirs::new(family, ctx.actor, ctx.today()) };
    match command {
        Command::People(it) => actor.people(it),
        Command::Ruler(it) => actor.ruler(it),
        Command::Talk(it) => actor.talk(it),
        Command::Dreams(it) => actor.dreams(it),
        Command::Plan(it) => actor.plan(it),
        Command::Dialogue(it) => actor.dialogue(it),
        Command::Consent(it) => actor.consent(it),
        Command::Shield(it) => actor.shield(it),
    }
}

struct Actor<'a> {
    family: &'a Family,
    ctx: &'a Ctx,
    may: Theirs<'a>,
}

/// The table.
impl Actor<'_> {
    fn people(&self, command: &people::Command) -> May {
        use people::Command as C;
        match command {
            C::Found { founder, .. } => self.begins_as(founder),
            C::Join { invitation, .. } => self.comes_in_by(*invitation),
            C::Name { member } => self.lets_in(member.role),
            C::Invite { role, who, .. } => self.opens_a_way(*role, *who),
            C::Renew { member, .. } => renews(&self.family.people, self.ctx, *member).map(drop),
            C::Revoke { id } => self.closes(*id),
            C::Rename { member, .. } => self.calls(*member),
            C::Born { member, .. } => self.tells_birth(*member),
            C::OfferBaton { .. } => self.leads_or_nobody_does(),
            C::AnswerBaton { .. } => self.is_asked_to_lead(),
            C::AskAnother { .. }
            | C::Pause {}
            | C::Resume {}
            | C::Close {}
            | C::Erase { .. }
            | C::Keep {} => self.is_guardian(),
            C::Remove { member, .. } => self.takes_out(*member),
            C::Leave {} => self.may_go(),
            C::Speak { .. } => EVERYBODY,
        }
    }

    fn ruler(&self, command: &ruler::Command) -> May {
        use ruler::Command as C;
        match command {
            C::Place { .. } => EVERYBODY,
            C::Share { id } | C::Show { id, .. } | C::Withdraw { id } => self.placed(*id),
            C::Open { .. } | C::Reveal { .. } => self.leads(),
        }
    }

    fn talk(&self, command: &talk::Command) -> May {
        use talk::Command as C;
        match command {
            C::Write { .. } => EVERYBODY,
            C::Reword { id, .. } | C::Share { id } | C::Show { id, .. } | C::Remove { id } => {
                self.wrote(*id)
            }
        }
    }

    /// The map is made together; what stands on a card is not.
    fn dreams(&self, command: &dreams::Command) -> May {
        use dreams::Command as C;
        match command {
            C::Add { .. } | C::Move { .. } => EVERYBODY,
            C::Reword { id, .. } | C::Picture { id, .. } | C::Remove { id } | C::Restore { id } => {
                self.has_a_say_in(*id)
            }
        }
    }

    /// The plan is made together; the yes is the family's, and a ball is whoever's it is.
    fn plan(&self, command: &plan::Command) -> May {
        use plan::Command as C;
        match command {
            C::SetGoal { .. }
            | C::AddStep { .. }
            | C::RewordGoal { .. }
            | C::HowFar { .. }
            | C::Note { .. }
            | C::Offer { .. }
            | C::Tell { .. } => EVERYBODY,
            C::Agree { item, .. } | C::Reopen { item } => self.speaks_for_family(*item),
            C::Turn { id, .. } => self.turns(*id),
            C::Accept { id }
            | C::Decline { id, .. }
            | C::HandBack { id, .. }
            | C::Tick { id, .. }
            | C::Untick { id } => self.holds(*id),
            C::Due { id, .. } => self.leads().or_else(|_| self.holds(*id)),
        }
    }

    fn dialogue(&self, command: &dialogue::Command) -> May {
        use dialogue::Command as C;
        match command {
            C::CheckIn { .. } | C::Useful { .. } => EVERYBODY,
            C::Move { .. } | C::Start { .. } | C::Go { .. } | C::End { .. } => self.leads(),
            C::Plan { among, .. } => self.leads().and_then(|()| self.meets_with(among.as_ref())),
            C::Among { id, among } => self
                .draws_circle(*id, among.as_ref())
                .and_then(|()| self.meets_with(among.as_ref())),
        }
    }

    fn consent(&self, command: &consent::Command) -> May {
        use consent::Command as C;
        match command {
            C::Give { of, .. } | C::Withdraw { of, .. } => self.gives_for(*of),
            C::Basis { .. } => self.is_professional(),
        }
    }

    fn shield(&self, command: &shield::Command) -> May {
        use shield::Command as C;
        match command {
            C::Set { id, .. } if self.family.shield.facts().contains_key(id) => {
                self.noted(*id, Refusal::Already)
            }
            C::Set { about, .. } => self.notes_of(*about),
            C::Remove { id } => self.noted(*id, Refusal::Unknown),
        }
    }
}
