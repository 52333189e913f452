//! The one place where the server reads the time and makes ids, so that tests can choose the time.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::time::Instant;
use uuid::Uuid;

/// A handle on the time. Clones tell the same.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<Standing>>);

struct Standing {
    at: Mutex<DateTime<Utc>>,
    /// The same moment on both scales of time.
    begun: (DateTime<Utc>, Instant),
}

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands until it is set: for tests.
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Standing { at: Mutex::new(at), begun: (at, Instant::now()) })))
    }

    /// Sets a standing clock. The computer's clock is not ours to set.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Some(standing) = &self.0 {
            *standing.at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }

    /// For measuring how long something takes, on the scale of time that nobody can set.
    pub fn instant(&self) -> Instant {
        let Some(standing) = &self.0 else { return Instant::now() };
        let (begun, instant) = standing.begun;
        instant + (self.now() - begun).to_std().unwrap_or_default()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where time is read")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Some(standing) => *standing.at.lock().unwrap_or_else(PoisonError::into_inner),
            None => Utc::now(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the server makes ids")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
