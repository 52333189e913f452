//! How often somebody may try a link or a code, and make a family's place. Six letters are few enough to be said aloud, so they
//! must not be guessed at.
//!
//! Only misses count: a town hall, with a meeting in every room, is one address, and whoever has a right link or code is never
//! kept waiting by their own. They are counted by address, by what was tried, and all wrong codes together, because whoever
//! guesses at codes can do it from many addresses. Links cannot be guessed; they work on while too many guess at codes.

mod buckets;

use crate::error::HttpError;
use crate::store::Hash;
use buckets::{Buckets, Quota};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
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

/// Places that one address may make in an hour, where nothing else is configured.
pub const FOUNDINGS: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

/// What somebody tried to come in with.
#[derive(Clone, Copy)]
pub enum Tried {
    /// Neither a link nor a code; by its hash nobody would be found.
    Neither,
    Link(Hash),
    Code(Hash),
}

impl Tried {
    pub fn hash(self) -> Option<Hash> {
        match self {
            Self::Neither => None,
            Self::Link(hash) | Self::Code(hash) => Some(hash),
        }
    }

    fn is_code(self) -> bool {
        matches!(self, Self::Code(_))
    }
}

/// Where somebody came from. All whose address is not known are one.
type Origin = Option<IpAddr>;

struct Counts {
    keys: Buckets<Hash>,
    addresses: Buckets<Origin>,
    codes: Buckets<()>,
    foundings: Buckets<Origin>,
    accounts: Buckets<Hash>,
    seconds: Buckets<Hash>,
    handed_over: Buckets<Hash>,
    guessers: Buckets<Origin>,
}

/// See the module.
pub struct Limits(Mutex<Counts>);

impl Limits {
    /// With so many places that one address may make in an hour.
    pub fn new(foundings: NonZeroU32) -> Self {
        let foundings = Quota { burst: foundings.get(), every: HOUR / foundings.get() };
        Self(Mutex::new(Counts {
            keys: Buckets::new(BY_KEY),
            addresses: Buckets::new(BY_ADDRESS),
            codes: Buckets::new(OF_CODES),
            foundings: Buckets::new(foundings),
            accounts: Buckets::new(OF_ACCOUNT),
            seconds: Buckets::new(OF_SECOND),
            handed_over: Buckets::new(OF_HANDED_OVER),
            guessers: Buckets::new(OF_GUESSER),
        }))
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Before it is looked up. Refuses with the time to wait. Counted as a miss until [`Limits::found`] takes it back, so that
    /// many tries at the same moment are not looked up together.
    pub fn tries(&self, tried: Tried, from: Origin) -> Result<(), HttpError> {
        let (now, from, mut counts) = (Instant::now(), block(from), self.counts());
        let by_key = |counts: &Counts| tried.hash().and_then(|hash| counts.keys.wait(&hash, now));
        let of_codes =
            |counts: &Counts| tried.is_code().then(|| counts.codes.wait(&(), now)).flatten();
        let wait = counts.addresses.wait(&from, now);
        let wait = wait.or_else(|| by_key(&counts)).or_else(|| of_codes(&counts));
        if let Some(wait) = wait {
            return Err(too_many(wait));
        }
        counts.addresses.take(from, now);
        if tried.is_code() {
            counts.codes.take((), now);
        }
        Ok(())
    }

    /// It opened something: nothing is counted.
    pub fn found(&self, tried: Tried, from: Origin) {
        let mut counts = self.counts();
        counts.addresses.give_back(&block(from));
        if tried.is_code() {
            counts.codes.give_back(&());
        }
    }

    /// It opened nothing.
    pub fn missed(&self, tried: Tried) {
        if let Some(hash) = tried.hash() {
            self.counts().keys.take(hash, Instant::now());
        }
    }

    /// Before a password or a code is looked at, for an account, or for a name that nobody has. Counted as wrong until
    /// [`Limits::guessed`] takes it back.
    pub fn guesses(&self, account: Hash, from: Origin, now: Instant) -> Result<(), HttpError> {
        let (from, mut counts) = (block(from), self.counts());
        let wait = counts.accounts.wait(&account, now);
        if let Some(wait) = wait.or_else(|| counts.guessers.wait(&from, now)) {
            return Err(too_many(wait));
        }
        counts.accounts.take(account, now);
        counts.guessers.take(from, now);
        Ok(())
    }

    /// It was right.
    pub fn guessed(&self, account: Hash, from: Origin) {
        let mut counts = self.counts();
        counts.accounts.give_back(&account);
        counts.guessers.give_back(&block(from));
    }

    /// Before a code of a second factor is looked at. Counted as wrong until [`Limits::code_fits`] takes it back.
    pub fn tries_code(&self, account: Hash, now: Instant) -> Result<(), HttpError> {
        let mut counts = self.counts();
        if let Some(wait) = counts.seconds.wait(&account, now) {
            return Err(too_many(wait));
        }
        counts.seconds.take(account, now);
        Ok(())
    }

    pub fn code_fits(&self, account: Hash) {
        self.counts().seconds.give_back(&account);
    }

    /// Before the code of a device that goes round is looked at. Counted as wrong until [`Limits::unlocked`] takes it back.
    pub fn unlocks(&self, session: Hash, now: Instant) -> Result<(), HttpError> {
        let mut counts = self.counts();
        if let Some(wait) = counts.handed_over.wait(&session, now) {
            return Err(too_many(wait));
        }
        counts.handed_over.take(session, now);
        Ok(())
    }

    pub fn unlocked(&self, session: Hash) {
        self.counts().handed_over.give_back(&session);
    }

    /// Counts one place that is made. Who works on the server's own machine may make as many as they like.
    pub fn founds(&self, from: Origin) -> Result<(), HttpError> {
        if from.is_some_and(|it| it.is_loopback()) {
            return Ok(());
        }
        let (now, from, mut counts) = (Instant::now(), block(from), self.counts());
        if let Some(wait) = counts.foundings.wait(&from, now) {
            return Err(too_many(wait));
        }
        counts.foundings.take(from, now);
        Ok(())
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(FOUNDINGS)
    }
}

/// A home or a phone has a whole /64 of IPv6 addresses and may take another for each try.
fn block(from: Origin) -> Origin {
    from.map(|address| match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        four @ IpAddr::V4(_) => four,
    })
}

/// Whole seconds, never none.
fn too_many(wait: Duration) -> HttpError {
    HttpError::TooMany { seconds: wait.as_secs() + 1 }
}

#[cfg(test)]
mod tests;
