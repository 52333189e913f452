//! What those who are here hear of what happened. Taking it in and telling it are two things: between them it comes to the disk.

use super::Room;
use crate::live::tidings::Tidings;
use domain::protocol::FromServer;
use domain::view::{self, Told};
use domain::{Event, MemberId, Recorded};
use std::sync::atomic::Ordering;

/// What has been taken in and nobody was told yet.
pub(super) struct Untold {
    to: Vec<(MemberId, Tidings)>,
    /// Whoever did something hears of it in any case, so that their copy moves on.
    actors: Vec<MemberId>,
    /// Others may meet than before.
    doubt: bool,
}

impl Room {
    /// What happened, and is on disk.
    pub(super) fn take_in(&mut self, events: &[Recorded], actor: MemberId) {
        if events.is_empty() {
            return;
        }
        let mut untold = self.untold();
        self.fold_in(events, actor, &mut untold);
        self.tell(untold);
    }

    pub(super) fn untold(&mut self) -> Untold {
        self.turn_day();
        let members = self.here.members().into_iter();
        let to = members.map(|member| (member, Tidings::default())).collect();
        Untold { to, actors: Vec::new(), doubt: false }
    }

    /// The room goes on from here, and tells nobody. No day begins between this and what was [`Self::untold`] before.
    pub(super) fn fold_in(&mut self, events: &[Recorded], actor: MemberId, untold: &mut Untold) {
        let Some(last) = events.last() else { return };
        for it in events {
            let (all, on) = (self.fold.take_in(it), it.at.date_naive());
            for (member, tidings) in &mut untold.to {
                let number = self.fold.tellings.number(*member);
                tidings.hear(all.get(member).copied().unwrap_or(Told::Nothing), it, number);
                // It was written before midnight, and their copy is of today.
                tidings.anew |=
                    on != self.day && view::turned(&self.fold.family, *member, on, self.day);
            }
        }
        untold.doubt |= events.iter().any(|it| may_part(&it.event));
        untold.actors.push(actor);
        self.seq = last.seq;
    }

    pub(super) fn tell(&mut self, untold: Untold) {
        let Untold { to, actors, doubt } = untold;
        if doubt {
            self.here.doubt();
        }
        self.shown.store(self.seq, Ordering::Relaxed);
        let people = &self.fold.family.people;
        self.here.part(|member| people.joined(member).is_ok());
        for (member, tidings) in to {
            let message = match tidings.anew {
                true => self.view(member).map(|snapshot| FromServer::Snapshot { snapshot }),
                false if tidings.events.is_empty() && !actors.contains(&member) => None,
                false => Some(FromServer::News { news: tidings.news() }),
            };
            if let Some(message) = message {
                self.here.tell(member, message);
            }
        }
        self.keep_snapshot();
    }

    /// A consent that ended with the day is taken back from those who are here, and the room goes on from what they see now.
    pub(super) fn turn_day(&mut self) {
        let (from, to) = (self.day, self.clock.now().date_naive());
        if from == to {
            return;
        }
        self.day = to;
        self.here.doubt();
        for member in self.here.members() {
            if view::turned(&self.fold.family, member, from, to)
                && let Some(snapshot) = self.view(member)
            {
                self.here.tell(member, FromServer::Snapshot { snapshot });
            }
        }
    }
}

/// Events after which others may meet than before.
const fn may_part(event: &Event) -> bool {
    use Event as E;
    matches!(event, E::People(_) | E::Consent(_) | E::Dialogue(_) | E::Shield(_))
}
