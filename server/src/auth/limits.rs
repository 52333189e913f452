//! How often somebody may try a link or a code. Six letters are few enough to be said aloud, so they must not be guessed at.
//!
//! Counted by what is tried first. By address only loosely: a town hall, with a meeting in every room, is one address.

use crate::error::HttpError;
use crate::store::Hash;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

const BY_KEY: Quota = Quota::per_minute(NonZeroU32::new(20).expect("not zero"));
const BY_ADDRESS: Quota = Quota::per_minute(NonZeroU32::new(120).expect("not zero"));
/// Beyond so many, those that have long rested are forgotten.
const MOST_REMEMBERED: usize = 10_000;

/// See the module.
pub struct Limits {
    keys: DefaultKeyedRateLimiter<Hash>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl Limits {
    pub fn new() -> Self {
        Self {
            keys: RateLimiter::keyed(BY_KEY),
            addresses: RateLimiter::keyed(BY_ADDRESS),
            clock: DefaultClock::default(),
        }
    }

    /// Counts one try. Refuses with the time to wait.
    pub fn try_key(&self, key: Hash, address: IpAddr) -> Result<(), HttpError> {
        if self.keys.len() + self.addresses.len() > MOST_REMEMBERED {
            self.keys.retain_recent();
            self.addresses.retain_recent();
        }
        let now = self.clock.now();
        self.keys.check_key(&key).map_err(|until| too_many(until.wait_time_from(now)))?;
        self.addresses.check_key(&address).map_err(|until| too_many(until.wait_time_from(now)))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

/// Whole seconds, never none.
fn too_many(wait: Duration) -> HttpError {
    HttpError::TooMany { seconds: wait.as_secs() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_may_try_many_keys_but_one_key_not_often() {
        let limits = Limits::new();
        let address = IpAddr::from([10, 0, 0, 1]);
        let tries = (0..30).filter(|_| limits.try_key([1; 32], address).is_ok()).count();
        assert!((20..30).contains(&tries), "{tries}");
        let many = (0..200).filter(|n| limits.try_key([*n; 32], address).is_ok()).count();
        assert!((50..200).contains(&many), "{many}");
        assert!(limits.try_key([9; 32], IpAddr::from([10, 0, 0, 2])).is_ok());
    }
}
