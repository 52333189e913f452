//! Between whom it is told who is here.

use super::Sight;
use crate::MemberId;
use crate::consent::Section;
use crate::dialogue::{Dialogue, Stage};
use crate::people::Role;
use crate::things::ThingId;

impl Sight<'_> {
    /// Whether it is told between them and another that they are here: only where they share something. Guardians and whoever
    /// leads meet each other. A guest meets a guardian by any section that was given to them, others who were given the same, and
    /// whoever sees a dialogue that they see, until it is over. A child meets anybody in a dialogue that is going on, and nowhere else:
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
        match it.role {
            Role::Guardian if self.sections().next().is_some() => true,
            _ => {
                self.sections().any(|it| other.sections().any(|same| same == it))
                    || self.share_dialogue(other, |it| it.stage != Stage::Ended)
            }
        }
    }

    fn is_child(&self) -> bool {
        self.family.people.child(self.viewer).is_ok()
    }

    /// What was given to them, and by whose consent.
    fn sections(&self) -> impl Iterator<Item = (Option<MemberId>, Section)> {
        let mine = |it: &&crate::consent::Grant| it.to == self.viewer && it.holds(self.on);
        self.family.consent.grants.iter().filter(mine).map(|it| (it.of, it.section))
    }

    fn share_dialogue(&self, other: &Self, open: impl Fn(&Dialogue) -> bool) -> bool {
        let sees = |sight: &Self, it: &Dialogue| sight.of(ThingId::Dialogue(it.id)).is_some();
        let mut all = self.family.dialogue.all.values().filter(|it| open(it));
        all.any(|it| sees(self, it) && sees(other, it))
    }
}
