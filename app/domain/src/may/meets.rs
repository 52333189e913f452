//! Between whom it is told who is here, and what only passes.

use super::{Ground, Sight};
use crate::MemberId;
use crate::consent::{Grant, Section};
use crate::dialogue::{Dialogue, Stage};
use crate::people::Role;
use crate::protocol::{Passing, Spot};
use crate::things::{Facing, ThingId, card_to_come};

impl Sight<'_> {
    /// Whether it is told between them and another that they are here: only where they share something. Guardians and whoever
    /// leads meet each other. A guest meets a guardian by any section that the family gave them, others who were given the same, and
    /// whoever sees a dialogue that they see, until it is over. What a young person gave them alone tells no guardian that they are
    /// here: so it would say that it was given. A child meets anybody in a dialogue that is going on, and nowhere else:
    /// when a child sits at a screen is the child's, also at night, also to a parent.
    pub fn meets(&self, other: MemberId) -> bool {
        let theirs = Self::new(self.family, other, self.on);
        match (self.is_guest(), theirs.is_guest()) {
            _ if other == self.viewer => true,
            _ if self.is_child() || theirs.is_child() => {
                self.share_dialogue(&theirs, |it| it.stage == Stage::Running)
            }
            (false, false) => true,
            (true, _) => self.meets_as_guest(&theirs),
            (false, true) => theirs.meets_as_guest(self),
        }
    }

    fn meets_as_guest(&self, other: &Self) -> bool {
        let Ok(it) = self.family.people.joined(other.viewer) else { return false };
        let open = |it: &Dialogue| it.stage != Stage::Ended;
        let known = |it: &Dialogue| {
            ThingId::Dialogue(it.id).facing(self.family).is_some_and(|it| self.openly(&it))
        };
        match it.role {
            Role::Guardian => {
                self.sections().any(|(of, _)| of.is_none())
                    || self.share_dialogue(other, |it| open(it) && known(it))
            }
            _ => {
                self.sections().any(|it| other.sections().any(|same| same == it))
                    || self.share_dialogue(other, open)
            }
        }
    }

    /// Whether they hear of what only passes: of what they see, and of what they will see once it is written.
    pub fn hears(&self, by: MemberId, passing: &Passing) -> bool {
        let theirs = Self::new(self.family, by, self.on);
        // What passes from a child tells that the child is here; from a guest, what was given to them.
        let told = self.family.people.child(by).is_err() || self.meets(by);
        let guardian = self.family.people.is_guardian(self.viewer);
        let says = |it: &Facing<'_>| {
            if guardian { theirs.openly(it) } else { theirs.facing(it).is_some() }
        };
        // Nobody can be made to see something that whoever says it does not see.
        let both =
            |it: Option<Facing<'_>>| it.is_some_and(|it| self.facing(&it).is_some() && says(&it));
        let thing = |it: ThingId| both(it.facing(self.family));
        told && match *passing {
            Passing::At { dialogue, .. } => thing(ThingId::Dialogue(dialogue)),
            Passing::Dragging { dream, .. } => thing(ThingId::Dream(dream)),
            Passing::Writes { at } | Passing::Wrote { at } => match at {
                Spot::Card { dialogue, .. } => {
                    let meeting = self.family.dialogue.all.get(&dialogue);
                    thing(ThingId::Dialogue(dialogue))
                        && both(meeting.map(|it| card_to_come(by, it)))
                }
                Spot::Goal { goal } => thing(ThingId::Goal(goal)),
            },
        }
    }

    /// The young person by whose own consent they see a thing.
    pub(crate) fn by_consent_of(&self, it: &Facing<'_>) -> Option<MemberId> {
        let given = self.facing(it)? == Ground::Consent;
        given.then(|| self.grant(it)).flatten()?.of
    }

    /// Whether they see a thing as far as its guardians know: by more than what a young person gave them alone. What that one decided
    /// is told to nobody, so what the family gave before reaches as it did.
    pub(crate) fn openly(&self, it: &Facing<'_>) -> bool {
        let Some(young) = self.by_consent_of(it) else { return self.facing(it).is_some() };
        let known = |grant: &Grant| {
            let reaches = grant.of.is_none() && !grant.not_of.contains(&young);
            reaches && it.sections(self.viewer).any(|section| section == grant.section)
        };
        (it.frame && self.leads()) || self.grants().any(known)
    }

    fn is_child(&self) -> bool {
        self.family.people.child(self.viewer).is_ok()
    }

    /// What was given to them, and by whose consent.
    fn sections(&self) -> impl Iterator<Item = (Option<MemberId>, Section)> {
        self.grants().map(|it| (it.of, it.section))
    }

    fn grants(&self) -> impl Iterator<Item = &Grant> {
        let mine = |it: &&Grant| it.to == self.viewer && it.holds(self.on);
        self.family.consent.grants.iter().filter(mine)
    }

    fn share_dialogue(&self, other: &Self, open: impl Fn(&Dialogue) -> bool) -> bool {
        let sees = |sight: &Self, it: &Dialogue| sight.of(ThingId::Dialogue(it.id)).is_some();
        let mut all = self.family.dialogue.all.values().filter(|it| open(it));
        all.any(|it| sees(self, it) && sees(other, it))
    }
}
