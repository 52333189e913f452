//! Ends changes of keys that were broken off, and seals with a new master key of the environment.

use crate::parts::Parts;
use crate::rotation;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::interval;

const EVERY: Duration = Duration::from_hours(1);

/// At the start and every hour.
pub async fn run(parts: &Parts) -> Infallible {
    let mut times = interval(EVERY);
    loop {
        times.tick().await;
        match rotation::finish(parts.store.as_ref(), &parts.vault).await {
            Ok(done) if done.keys + done.families == 0 => {}
            Ok(done) => tracing::info!(done.keys, done.families, "sealed anew"),
            Err(error) => tracing::error!(%error, "keys are not changed yet"),
        }
    }
}
