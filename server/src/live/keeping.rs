//! Making snapshots without anybody waiting for it. Families that began together come to theirs together, so they take turns: one is made
//! at a time, and after it the machine has rest for what people do. Who finds the turn taken asks again with the next event.

use super::log::{Fold, Log};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

/// So many times as long as one took there is none.
const REST: u32 = 3;
/// However long one took.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// The turn of all rooms of this process.
#[derive(Clone)]
pub(super) struct Keeper(Arc<Semaphore>);

impl Default for Keeper {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Keeper {
    /// Whether it is being made. If it fails the next one will do.
    pub(super) fn begin(&self, log: &Arc<Log>, fold: &Fold, seq: u64) -> bool {
        let Ok(turn) = self.0.clone().try_acquire_owned() else { return false };
        let (log, fold) = (log.clone(), fold.clone());
        tokio::spawn(async move {
            let begun = Instant::now();
            keep(&log, fold, seq).await;
            sleep((begun.elapsed() * REST).min(LONGEST_REST)).await;
            drop(turn);
        });
        true
    }
}

/// Keeps one whatever others do: the room is closing.
pub(super) async fn keep(log: &Arc<Log>, fold: Fold, seq: u64) {
    if let Err(error) = log.keep(fold, seq).await {
        tracing::warn!(%error, "a snapshot was not kept");
    }
}
