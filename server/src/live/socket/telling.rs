//! What a socket tells is a look too: it is noted before it is told.
//!
//! A page that stays open is told everything, so whoever sits there looks at the whole; and with the application they go on to other
//! pages without asking for them, so the page says which part it shows. Both are noted as other looks are: one row in ten minutes, in
//! which something was told, and another as soon as the ground is another.

use super::{Ended, restart};
use crate::auth::seat::Seat;
use crate::looked::{self, is_again};
use crate::parts::Parts;
use chrono::{DateTime, Utc};
use domain::Event;
use domain::looked::{Part, Seen, Way};
use domain::protocol::FromServer;

/// Whom one socket tells, and what was noted of it.
pub(super) struct Telling<'a> {
    pub(super) parts: &'a Parts,
    pub(super) seat: Seat,
    /// When it was last noted that everything stands open.
    whole: DateTime<Utc>,
    /// What stands on the screen, and when that was last noted. None for a client that does not say.
    view: Option<(Seen, DateTime<Utc>)>,
}

impl<'a> Telling<'a> {
    pub(super) async fn begin(parts: &'a Parts, seat: Seat) -> Result<Self, Ended> {
        let mut telling = Self { parts, seat, whole: parts.clock.now(), view: None };
        telling.note_whole(telling.whole).await?;
        Ok(telling)
    }

    /// The client shows this from now on.
    pub(super) async fn sees(&mut self, seen: Seen) -> Result<(), Ended> {
        self.note_view(seen, self.parts.clock.now()).await
    }

    /// Before something is told. Of most news it takes no more than a look at the clock.
    pub(super) async fn tells(&mut self, message: &FromServer) -> Result<(), Ended> {
        let anew = match message {
            FromServer::Snapshot { .. } => true,
            FromServer::News { news } if news.events.is_empty() => return Ok(()),
            FromServer::News { news } => news.events.iter().any(|it| may_move(&it.event)),
            FromServer::Answer { .. }
            | FromServer::Present { .. }
            | FromServer::Passing { .. }
            | FromServer::Here {}
            | FromServer::Bye { .. } => return Ok(()),
        };
        let now = self.parts.clock.now();
        if anew || !is_again(self.whole, now) {
            self.note_whole(now).await?;
        }
        match self.view {
            Some((seen, before)) if anew || !is_again(before, now) => {
                self.note_view(seen, now).await
            }
            _ => Ok(()),
        }
    }

    async fn note_whole(&mut self, now: DateTime<Utc>) -> Result<(), Ended> {
        self.note(Part::Whole.into(), Way::Live).await?;
        self.whole = now;
        Ok(())
    }

    async fn note_view(&mut self, seen: Seen, now: DateTime<Utc>) -> Result<(), Ended> {
        self.note(seen, Way::Page).await?;
        self.view = Some((seen, now));
        Ok(())
    }

    async fn note(&self, seen: Seen, way: Way) -> Result<(), Ended> {
        let noted = Box::pin(looked::at(self.parts, self.seat, seen, way)).await;
        noted.map_err(|error| restart(&error))
    }
}

/// Events after which somebody may look on another ground.
const fn may_move(event: &Event) -> bool {
    matches!(event, Event::People(_) | Event::Consent(_))
}
