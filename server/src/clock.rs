//! The one place where the server reads the time and makes ids, so that tests can choose the time.

use chrono::{DateTime, Utc};
use futures_util::future::Either;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

/// A handle on the time. Clones tell the same.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<Standing>>);

struct Standing {
    at: Mutex<DateTime<Utc>>,
    /// The same moment on both scales of time.
    begun: (DateTime<Utc>, Instant),
    /// How much time went by for those who wait for it.
    gone: watch::Sender<Duration>,
}

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands until it is set: for tests.
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Standing {
            at: Mutex::new(at),
            begun: (at, Instant::now()),
            gone: watch::Sender::default(),
        })))
    }

    /// Sets a standing clock. The computer's clock is not ours to set.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Some(standing) = &self.0 {
            *standing.at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }

    /// Comes back when so much time has gone by from now on: by a standing clock, when a test says that it has.
    pub fn after(&self, time: Duration) -> impl Future<Output = ()> + Send + use<> {
        match self.0.clone() {
            Some(standing) => {
                let until = *standing.gone.borrow() + time;
                Either::Left(async move {
                    let mut gone = standing.gone.subscribe();
                    drop(gone.wait_for(|gone| *gone >= until).await);
                })
            }
            None => Either::Right(sleep(time)),
        }
    }

    /// Lets time go by for those who wait for it. What hour it is stays as it was set.
    pub fn goes_by(&self, time: Duration) {
        if let Some(standing) = &self.0 {
            standing.gone.send_modify(|gone| *gone += time);
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
