//! How much somebody who is in may ask for. No person reaches it; a program that has lost its way does, and others should not feel it.
//! Each process counts for itself: it guards its own time.

use super::buckets::{Buckets, Quota};
use crate::store::{AccountId, Hash};
use std::hash::Hash as Key;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// What a phone that was away for days sends at once, several times over; then as many in a second as ten quick people do together.
const MOST: Quota = Quota { burst: 1_200, every: Duration::from_millis(25) };

/// See the module.
pub struct Quotas {
    /// By session, as it is shown: before anybody is looked up.
    requests: Mutex<Buckets<Hash>>,
    commands: Mutex<Buckets<AccountId>>,
}

impl Default for Quotas {
    fn default() -> Self {
        Self::of_both(MOST)
    }
}

impl Quotas {
    /// So many at once, and one more each time a while has passed.
    pub fn of(burst: u32, every: Duration) -> Self {
        Self::of_both(Quota { burst, every })
    }

    fn of_both(quota: Quota) -> Self {
        let (requests, commands) = (Buckets::new(quota), Buckets::new(quota));
        Self { requests: Mutex::new(requests), commands: Mutex::new(commands) }
    }

    /// Counts a request. How long to wait where there is none left.
    pub fn request(&self, session: Hash, now: Instant) -> Result<(), Duration> {
        take(&self.requests, session, 1, now)
    }

    /// Counts commands that come together. They are taken where one could be; those after them wait for all.
    pub fn commands(&self, account: AccountId, count: usize, now: Instant) -> Result<(), Duration> {
        take(&self.commands, account, count, now)
    }

    /// Waits until one more may be carried out: a socket has one thing in hand.
    pub async fn command(&self, account: AccountId) {
        while let Err(wait) = self.commands(account, 1, Instant::now()) {
            sleep(wait).await;
        }
    }
}

fn take<K: Eq + Key + Copy>(
    buckets: &Mutex<Buckets<K>>,
    key: K,
    count: usize,
    now: Instant,
) -> Result<(), Duration> {
    let mut buckets: MutexGuard<'_, _> = buckets.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(wait) = buckets.wait(&key, now) {
        return Err(wait);
    }
    (0..count).for_each(|_| buckets.take(key, now));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_list_is_taken_whole_and_waited_for_afterwards() {
        let every = Duration::from_secs(1);
        let (quotas, begun) = (Quotas::of(3, every), Instant::now());
        let [one, other] = [1, 2].map(|it| AccountId(Uuid::from_u128(it)));
        assert_eq!(quotas.commands(one, 10, begun), Ok(()));
        assert_eq!(quotas.commands(one, 1, begun), Err(every * 8));
        assert_eq!(quotas.commands(other, 1, begun), Ok(()), "another's is another's");
        assert_eq!(quotas.commands(one, 1, begun + every * 8), Ok(()));
    }

    // [S26]
    #[test]
    fn as_many_as_the_rule_says_at_once_and_then_forty_a_second() {
        let (quotas, begun) = (Quotas::default(), Instant::now());
        let one = AccountId(Uuid::from_u128(1));
        assert!((0..1_200).all(|_| quotas.commands(one, 1, begun).is_ok()));
        let wait = Duration::from_millis(25);
        assert_eq!(quotas.commands(one, 1, begun), Err(wait));
        let later = begun + Duration::from_secs(1);
        assert!((0..40).all(|_| quotas.commands(one, 1, later).is_ok()));
        assert_eq!(quotas.commands(one, 1, later), Err(wait));
    }
}
