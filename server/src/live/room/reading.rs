//! What a room gives somebody to read, by what they may see.

use super::super::ask::Door;
use super::super::log::LogError;
use super::super::tidings::{Tidings, later};
use super::Room;
use domain::may::Sight;
use domain::protocol::Snapshot;
use domain::tellings::Since;
use domain::view;
use domain::{InvitationId, MemberId};

impl Room {
    pub(super) fn view(&self, member: MemberId) -> Option<Snapshot> {
        let family = view::view(&self.fold.family, member, self.clock.now().date_naive())?;
        Some(Snapshot { seq: self.fold.tellings.number(member), me: member, family })
    }

    /// What somebody was told after a number of theirs. None for whoever is not of the circle.
    pub(super) async fn since(
        &self,
        member: MemberId,
        seq: u64,
    ) -> Result<Option<Tidings>, LogError> {
        if self.fold.family.people.joined(member).is_err() {
            return Ok(None);
        }
        let number = self.fold.tellings.number(member);
        let anew = Tidings { number, anew: true, ..Tidings::default() };
        let today = self.clock.now().date_naive();
        let since = self
            .fold
            .tellings
            .since(member, seq)
            .filter(|it| !it.anew && !view::turned(&self.fold.family, member, it.on, today));
        let Some(Since { told, .. }) = since else { return Ok(Some(anew)) };
        let (seqs, numbers): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        let events = self.log.at(&seqs).await?;
        if events.len() != seqs.len() {
            return Ok(Some(anew));
        }
        let sight = Sight::new(&self.fold.family, member, today);
        Ok(Some(later(&sight, number, events.iter().zip(numbers))))
    }

    pub(super) fn door(&self, id: InvitationId) -> Option<Door> {
        let people = &self.fold.family.people;
        let invitation = people.invitations.get(&id)?.clone();
        let sits = |member: &&MemberId| people.sits_by(**member, id);
        let let_in = invitation.used_by.iter().filter(sits).copied().collect();
        let member = invitation.who.and_then(|who| self.fold.family.people.get(who));
        let by = self.sight(invitation.by);
        let name = member.map(|member| by.called(member).0.to_owned()).unwrap_or_default();
        // Something may be kept from somebody who is only named so far; and whoever made the way in can look at its page.
        let kept = |to: &Sight<'_>| to.is_kept(None, &self.fold.family.name);
        let kept = kept(&by) || invitation.who.is_some_and(|who| kept(&self.sight(who)));
        let family = if kept { String::new() } else { self.fold.family.name.clone() };
        Some(Door { family, invitation, name, let_in })
    }
}
