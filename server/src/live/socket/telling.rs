//! What a socket tells is a look too: it is noted before it is told.
//!
//! A page that stays open is told everything, so whoever sits there looks at the whole; and with the application they go on to other
//! pages without asking for them, so the page says which part it shows. Both are noted as other looks are: one row in ten minutes for as
//! long as it stands open, and another as soon as the ground is another. Never because something was told: others read these rows, and
//! would know by one at 21.37 that something was told just then which they cannot see.

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
    /// When it was noted that everything stands open.
    whole: DateTime<Utc>,
    /// What stands on the screen, and when that was noted. None for a client that does not say.
    view: Option<(Seen, DateTime<Utc>)>,
}

impl<'a> Telling<'a> {
    pub(super) async fn begin(parts: &'a Parts, seat: Seat) -> Result<Self, Ended> {
        let mut telling = Self { parts, seat, whole: parts.clock.now(), view: None };
        telling.note_whole().await?;
        Ok(telling)
    }

    /// The client shows this from now on.
    pub(super) async fn sees(&mut self, seen: Seen) -> Result<(), Ended> {
        self.view = Some((seen, self.note(seen, Way::Page).await?));
        Ok(())
    }

    /// As long as it stands open, asked at an even pace. Mostly it takes no more than a look at the clock.
    pub(super) async fn stays(&mut self) -> Result<(), Ended> {
        let now = self.parts.clock.now();
        if !is_again(self.whole, now) {
            self.note_whole().await?;
        }
        match self.view {
            Some((seen, before)) if !is_again(before, now) => self.sees(seen).await,
            _ => Ok(()),
        }
    }

    /// Before something is told.
    pub(super) async fn tells(&mut self, message: &FromServer) -> Result<(), Ended> {
        let anew = match message {
            FromServer::Snapshot { .. } => true,
            FromServer::News { news } => news.events.iter().any(|it| may_move(&it.event)),
            FromServer::Answer { .. }
            | FromServer::Present { .. }
            | FromServer::Passing { .. }
            | FromServer::Here {}
            | FromServer::Bye { .. } => false,
        };
        if !anew {
            return Ok(());
        }
        let (parts, seat) = (self.parts, self.seat);
        let whole = Box::pin(looked::moved(parts, seat, Part::Whole.into(), Way::Live)).await;
        self.whole = whole.map_err(|error| restart(&error))?;
        if let Some((seen, _)) = self.view {
            let view = Box::pin(looked::moved(parts, seat, seen, Way::Page)).await;
            self.view = Some((seen, view.map_err(|error| restart(&error))?));
        }
        Ok(())
    }

    async fn note_whole(&mut self) -> Result<(), Ended> {
        self.whole = self.note(Part::Whole.into(), Way::Live).await?;
        Ok(())
    }

    /// When the oldest of its rows was written: another socket of theirs may have written it.
    async fn note(&self, seen: Seen, way: Way) -> Result<DateTime<Utc>, Ended> {
        let noted = Box::pin(looked::at(self.parts, self.seat, seen, way)).await;
        noted.map_err(|error| restart(&error))
    }
}

/// Events after which somebody may look on another ground.
const fn may_move(event: &Event) -> bool {
    matches!(event, Event::People(_) | Event::Consent(_))
}
