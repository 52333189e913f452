//! What a guest is not told of the circle itself: nothing is given from the start, and a chair at the table is no reason.

use super::Sight;
use crate::MemberId;
use crate::people::Role;

impl Sight<'_> {
    /// Whether they are neither of the family nor lead.
    pub fn is_guest(&self) -> bool {
        let role = self.family.people.get(self.viewer).map(|it| it.role);
        !matches!(role, Some(Role::Guardian | Role::Child)) && !self.leads()
    }

    /// Whether they are told when the children were born: the ruler shows signs for an age. A guest is, for as long as any section is
    /// given to them.
    pub(crate) fn sees_ages(&self) -> bool {
        let given = || {
            self.family.consent.grants.iter().any(|it| it.to == self.viewer && it.holds(self.on))
        };
        !self.is_guest() || given()
    }

    /// Whether they see which ways in there are, and the wish for another to lead.
    pub(crate) fn sees_ways_in(&self) -> bool {
        !self.is_guest()
    }

    /// Whether they read which law somebody works under.
    pub(crate) fn sees_basis_of(&self, whom: MemberId) -> bool {
        whom == self.viewer || !self.is_guest()
    }
}
