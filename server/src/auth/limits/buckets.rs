//! Counting with forgetting: so many at once, and then one more each time a while has passed.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;
use tokio::time::Instant;

/// The maps are not swept while they are smaller than this.
const FEWEST_SWEPT: usize = 1_000;

/// How much there is of something.
#[derive(Clone, Copy)]
pub(super) struct Quota {
    /// At once.
    pub(super) burst: u32,
    /// So long until one more.
    pub(super) every: Duration,
}

/// One bucket for each key that was counted lately.
pub(super) struct Buckets<K> {
    quota: Quota,
    /// When each will be full again: all that must be known of it.
    full: HashMap<K, Instant>,
    sweep_at: usize,
}

impl<K: Eq + Hash> Buckets<K> {
    pub(super) fn new(quota: Quota) -> Self {
        Self { quota, full: HashMap::new(), sweep_at: FEWEST_SWEPT }
    }

    /// How long until this key may be counted again; None if it may be now.
    pub(super) fn wait(&self, key: &K, now: Instant) -> Option<Duration> {
        let Quota { burst, every } = self.quota;
        let filling = self.full.get(key).map_or(Duration::ZERO, |full| *full - now);
        (filling + every).checked_sub(every * burst).filter(|wait| !wait.is_zero())
    }

    /// Counts one.
    pub(super) fn take(&mut self, key: K, now: Instant) {
        let full = self.full.entry(key).or_insert(now);
        *full = (*full).max(now) + self.quota.every;
        self.sweep(now);
    }

    /// Takes back one that was counted.
    pub(super) fn give_back(&mut self, key: &K) {
        if let Some(full) = self.full.get_mut(key) {
            *full = full.checked_sub(self.quota.every).unwrap_or(*full);
        }
    }

    /// Forgets the full ones whenever the map has doubled: looking at all of them costs each count next to nothing.
    fn sweep(&mut self, now: Instant) {
        if self.full.len() >= self.sweep_at {
            self.full.retain(|_, full| *full > now);
            self.sweep_at = (self.full.len() * 2).max(FEWEST_SWEPT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTA: Quota = Quota { burst: 3, every: Duration::from_secs(10) };

    #[test]
    fn a_bucket_gives_so_many_at_once_and_then_one_at_a_time() {
        let (mut buckets, begun) = (Buckets::new(QUOTA), Instant::now());
        for _ in 0..3 {
            assert_eq!(buckets.wait(&1, begun), None);
            buckets.take(1, begun);
        }
        assert_eq!(buckets.wait(&1, begun), Some(QUOTA.every));
        assert_eq!(buckets.wait(&1, begun + QUOTA.every / 2), Some(QUOTA.every / 2));
        assert_eq!(buckets.wait(&1, begun + QUOTA.every), None);
        assert_eq!(buckets.wait(&2, begun), None, "another's is full");
        buckets.give_back(&1);
        assert_eq!(buckets.wait(&1, begun), None);
    }

    #[test]
    fn full_buckets_are_forgotten() {
        let (mut buckets, begun) = (Buckets::new(QUOTA), Instant::now());
        for key in 0..FEWEST_SWEPT - 1 {
            buckets.take(key, begun);
        }
        buckets.take(FEWEST_SWEPT, begun + QUOTA.every);
        assert_eq!(buckets.full.len(), 1);
    }
}
