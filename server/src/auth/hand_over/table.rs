//! Who sits at the table, and what they are called on a screen that any of them may hold.

use crate::error::HttpError;
use crate::parts::Parts;
use domain::may::KEPT;
use domain::people::Member;
use domain::protocol::Snapshot;
use domain::{FamilyId, MemberId};

/// The copies of all who are in: what each of them sees just now.
pub struct Table(Vec<Snapshot>);

impl Table {
    /// As one of them finds it; None where they are not in any more.
    pub(super) async fn of(
        parts: &Parts,
        family: FamilyId,
        found_by: MemberId,
    ) -> Result<Option<Self>, HttpError> {
        let Some(theirs) = parts.rooms.view(family, found_by).await? else { return Ok(None) };
        let others = theirs.family.people.here().filter(|it| it.joined && it.id != found_by);
        let others: Vec<MemberId> = others.map(|it| it.id).collect();
        let mut all = vec![theirs];
        for member in others {
            all.extend(parts.rooms.view(family, member).await?);
        }
        Ok(Some(Self(all)))
    }

    pub(super) fn view(&self, member: MemberId) -> Option<&Snapshot> {
        self.0.iter().find(|it| it.me == member)
    }

    /// What somebody is called where everybody of the circle may read it: what is kept from one of them is said to none.
    pub fn called(&self, member: MemberId) -> String {
        let mut names =
            self.0.iter().filter_map(|it| it.family.people.get(member)).map(|it| &it.name);
        let Some(first) = names.next() else { return String::new() };
        if names.all(|name| name == first) { first.clone() } else { KEPT.to_owned() }
    }

    /// All who are in and fit, as the screen may show them: a name, and which part of the circle they are of.
    pub(super) fn people(&self, fits: impl Fn(&Snapshot) -> bool) -> Vec<Member> {
        let fitting = self.0.iter().filter(|it| fits(it));
        let shown = |it: &Snapshot| {
            let member = it.family.people.get(it.me)?;
            let (name, title) = (self.called(it.me), String::new());
            Some(Member { name, title, born: None, ..member.clone() })
        };
        fitting.filter_map(shown).collect()
    }
}
