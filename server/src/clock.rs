//! The one place where the server reads the time and makes ids, so that tests can choose the time.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// A handle on the time. Clones tell the same.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands until it is set: for tests.
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(at))))
    }

    /// Sets a standing clock. The computer's clock is not ours to set.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Some(at) = &self.0 {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where time is read")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Some(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
            None => Utc::now(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the server makes ids")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
