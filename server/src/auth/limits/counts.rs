//! What is counted, and the buckets of each.

use super::Origin;
use super::buckets::{Buckets, Quota};
use crate::store::Hash;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;
use std::time::Duration;
use tokio::time::Instant;

/// Misses with the same link or code.
const BY_KEY: Quota = Quota { burst: 20, every: Duration::from_secs(3) };
/// Misses from one address.
const BY_ADDRESS: Quota = Quota { burst: 60, every: Duration::from_secs(2) };
/// Wrong codes from everywhere: where a hundred invitations are open, guessing without a pause finds one in eleven days. More
/// than one address gives, so that nobody alone can keep the others from their codes.
const OF_CODES: Quota = Quota { burst: 1_000, every: Duration::from_millis(500) };
/// Wrong passwords for one account: after the first few, one in a minute and a half. Nobody is ever locked out.
const OF_ACCOUNT: Quota = Quota { burst: 8, every: Duration::from_secs(90) };
/// Wrong codes of a second factor, beside a right password: six figures are few. Three of a million are right at a time, so a
/// year of guessing without a pause comes in one time out of ten.
const OF_SECOND: Quota = Quota { burst: 5, every: Duration::from_mins(15) };
/// Wrong codes of a device that goes round a table: four figures, and hardly a guess in five minutes.
const OF_HANDED_OVER: Quota = Quota { burst: 5, every: Duration::from_mins(5) };
/// Wrong passwords from one address, for whichever account.
const OF_GUESSER: Quota = Quota { burst: 60, every: Duration::from_secs(3) };
const HOUR: Duration = Duration::from_hours(1);

/// Wire type, between processes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    Key(Hash),
    Address(Origin),
    Code,
    Founding(Origin),
    Account(Hash),
    Second(Hash),
    HandedOver(Hash),
    Guesser(Origin),
}

impl Counted {
    /// For the log.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Key(_) => "key",
            Self::Address(_) => "address",
            Self::Code => "codes",
            Self::Founding(_) => "founding",
            Self::Account(_) => "account",
            Self::Second(_) => "second",
            Self::HandedOver(_) => "handed-over",
            Self::Guesser(_) => "guesser",
        }
    }
}

pub(super) struct Counts {
    keys: Buckets<Counted>,
    addresses: Buckets<Counted>,
    codes: Buckets<Counted>,
    foundings: Buckets<Counted>,
    accounts: Buckets<Counted>,
    seconds: Buckets<Counted>,
    handed_over: Buckets<Counted>,
    guessers: Buckets<Counted>,
}

impl Counts {
    pub(super) fn new(foundings: NonZeroU32) -> Self {
        let foundings = Quota { burst: foundings.get(), every: HOUR / foundings.get() };
        Self {
            keys: Buckets::new(BY_KEY),
            addresses: Buckets::new(BY_ADDRESS),
            codes: Buckets::new(OF_CODES),
            foundings: Buckets::new(foundings),
            accounts: Buckets::new(OF_ACCOUNT),
            seconds: Buckets::new(OF_SECOND),
            handed_over: Buckets::new(OF_HANDED_OVER),
            guessers: Buckets::new(OF_GUESSER),
        }
    }

    fn of(&mut self, what: Counted) -> &mut Buckets<Counted> {
        match what {
            Counted::Key(_) => &mut self.keys,
            Counted::Address(_) => &mut self.addresses,
            Counted::Code => &mut self.codes,
            Counted::Founding(_) => &mut self.foundings,
            Counted::Account(_) => &mut self.accounts,
            Counted::Second(_) => &mut self.seconds,
            Counted::HandedOver(_) => &mut self.handed_over,
            Counted::Guesser(_) => &mut self.guessers,
        }
    }

    pub(super) fn wait(&mut self, what: Counted, now: Instant) -> Option<Duration> {
        self.of(what).wait(&what, now)
    }

    pub(super) fn take(&mut self, what: Counted, now: Instant) {
        self.of(what).take(what, now);
    }

    pub(super) fn give_back(&mut self, what: Counted) {
        self.of(what).give_back(&what);
    }
}
