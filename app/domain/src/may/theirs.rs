//! Who may change what stands there. To see is not to change: what is somebody's is theirs, what is the family's is its guardians', and
//! a guest writes beside it.

use crate::away::lies_away;
use crate::consent::owner;
use crate::dreams::Dream;
use crate::people::{Invitation, Member, Role};
use crate::plan::Goal;
use crate::shield::Fact;
use crate::{Family, MemberId};
use chrono::{Days, NaiveDate};

/// So long another guardian may put right by which year a child decides alone.
const PUT_RIGHT: Days = Days::new(30);

/// What one member may change. It asks nothing of what they see, so a page can ask it without bringing the shield along.
#[derive(Clone, Copy)]
pub struct Theirs<'a> {
    family: &'a Family,
    me: MemberId,
    on: NaiveDate,
}

impl<'a> Theirs<'a> {
    pub fn new(family: &'a Family, me: MemberId, on: NaiveDate) -> Self {
        Self { family, me, on }
    }

    /// The words and the picture of a dream, and whether it lies on the map: whoever dreamt it; whoever put it there, while nobody
    /// else has worded it or drawn on it; a guardian, unless it is the other guardian's or a young person's who decides for themselves.
    pub fn may_change_dream(&self, dream: &Dream) -> bool {
        let put_there = dream.by == self.me && dream.is_of_one_hand();
        dream.whose == self.me || put_there || (self.decides() && !self.decides_alone(dream.whose))
    }

    /// What they noted of somebody, but for what lies away since their seat was opened anew.
    pub(crate) fn may_change_fact(&self, fact: &Fact) -> bool {
        fact.by == self.me && !lies_away(&self.family.away, self.me, fact.id.0)
    }

    /// Where a goal stands: whoever says yes about it for the family; whoever proposed it, until somebody has said yes.
    pub fn may_turn(&self, goal: &Goal) -> bool {
        let proposed = goal.by == self.me && goal.agreed.is_empty();
        let says_yes = self.family.people.speaks_for_family(self.me, goal.about);
        says_yes || proposed || self.decides()
    }

    /// What somebody is called: they themselves; a guardian, of those who are not in and of the children. A guardian's name is no
    /// guest's to change.
    pub fn may_rename(&self, member: &Member) -> bool {
        let theirs = match member.role {
            Role::Child => self.decides_alone(member.id),
            Role::Guardian => member.joined || !self.family.people.is_guardian(self.me),
            Role::Network | Role::Professional => member.joined,
        };
        member.id == self.me || (self.decides() && !theirs)
    }

    /// In which year a child was born: whoever decides for the child by what is known of it now. It says who will, so nobody takes that
    /// from another by it, and no one who sits in a child's seat makes it their own. Where one alone told that a child is, or soon will
    /// be, fifteen, another guardian may put it right until a while after the child decides by it, or until the young person has told
    /// it too: no longer, or whoever truly is fifteen could be made a child again years later.
    pub fn may_tell_birth(&self, member: &Member) -> bool {
        let own = self.decides_alone(member.id);
        let by_another = self.told_grown(member.id).is_some_and(|by| by != self.me);
        let puts_right = by_another && self.family.people.is_guardian(self.me);
        member.role == Role::Child
            && if own { member.id == self.me || puts_right } else { self.decides() }
    }

    /// Who told the year by which a young person decides alone, while it may still be put right: what they are asked, to say it
    /// themselves.
    pub fn told_grown(&self, member: MemberId) -> Option<MemberId> {
        let (by, from) = self.family.people.grown_by.get(&member)?;
        (self.decides_alone(member) && self.on < *from + PUT_RIGHT).then_some(*by)
    }

    /// The circle: everybody, but a child who does not give for themselves yet.
    pub fn may_leave(&self) -> bool {
        self.family.people.child(self.me).is_err() || self.decides_alone(self.me)
    }

    /// A way in: whoever made it, while they let others in; a guardian.
    pub fn may_close(&self, way: &Invitation) -> bool {
        let made = way.by == self.me && self.family.people.may_invite(self.me);
        made || self.decides()
    }

    /// A guardian; before one is in, whoever leads in their stead.
    fn decides(&self) -> bool {
        let people = &self.family.people;
        people.is_guardian(self.me)
            || (people.is_coordinator(self.me) && people.is_of_family(self.me))
    }

    /// For whom no guardian decides: a guardian, and a young person from the year they turn fifteen.
    fn decides_alone(&self, member: MemberId) -> bool {
        self.family.people.is_guardian(member)
            || owner(&self.family.people, Some(member), self.on).is_some()
    }
}
