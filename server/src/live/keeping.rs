//! Making snapshots without anybody waiting for it. Families that began together come to theirs together, so they take turns: one is made
//! at a time, and after it the machine has rest for what people do. Who finds the turn taken asks again with the next event.

use super::log::{Fold, Log, LogError};
use crate::store::StoreError;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
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
        tokio::spawn(keep(turn, log.clone(), fold.clone(), seq));
        true
    }

    /// The same for a room that closes, and will not ask again: it is made when its turn comes.
    pub(super) fn begin_last(&self, log: &Arc<Log>, fold: &Fold, seq: u64) {
        let (keeper, log, fold) = (self.clone(), log.clone(), fold.clone());
        tokio::spawn(async move { keep(keeper.turn().await, log, fold, seq).await });
    }

    /// Whoever waits comes in the order of waiting, and before those who only ask.
    pub(super) async fn turn(&self) -> OwnedSemaphorePermit {
        self.0.clone().acquire_owned().await.expect("it is never closed")
    }
}

/// A turn has an end: a store does not wait for ever.
async fn keep(turn: OwnedSemaphorePermit, log: Arc<Log>, fold: Fold, seq: u64) {
    let begun = Instant::now();
    match log.keep(fold, seq).await {
        // A family that was erased while it waited has none.
        Ok(()) | Err(LogError::Store(StoreError::NoFamily)) => {}
        Err(error) => tracing::warn!(%error, "a snapshot was not kept"),
    }
    sleep((begun.elapsed() * REST).min(LONGEST_REST)).await;
    drop(turn);
}
