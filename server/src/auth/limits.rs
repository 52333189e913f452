//! How often somebody may try a link or a code, and make a family's place. Six letters are few enough to be said aloud, so they
//! must not be guessed at.
//!
//! Only misses count: a town hall, with a meeting in every room, is one address, and whoever has a right link or code is never
//! kept waiting by their own. They are counted by address, by what was tried, and all wrong codes together, because whoever
//! guesses at codes can do it from many addresses. Several processes on one database count together. Links cannot be guessed; they work on while too many guess at codes.

mod buckets;
mod counts;
mod quotas;

pub use counts::Counted;
pub use quotas::Quotas;

use crate::error::HttpError;
use crate::live::{Others, Word};
use crate::security::{self, Kind};
use crate::store::Hash;
use counts::Counts;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

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

    /// For the log.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Neither => "neither",
            Self::Link(_) => "link",
            Self::Code(_) => "code",
        }
    }

    fn is_code(self) -> bool {
        matches!(self, Self::Code(_))
    }
}

/// Where somebody came from. All whose address is not known are one.
type Origin = Option<IpAddr>;

/// See the module.
pub struct Limits {
    counts: Mutex<Counts>,
    others: OnceLock<Others>,
}

impl Limits {
    /// With so many places that one address may make in an hour.
    pub fn new(foundings: NonZeroU32) -> Self {
        Self { counts: Mutex::new(Counts::new(foundings)), others: OnceLock::new() }
    }

    /// From now on the other processes count with us: whoever tries at all of them has no more tries than at one.
    pub fn count_with(&self, others: &Others) {
        let _ = self.others.set(others.clone());
    }

    /// Another process counted one, or took one back.
    pub fn heard(&self, what: Counted, back: bool, now: Instant) {
        let mut counts = self.counts();
        if back {
            counts.give_back(what);
        } else {
            counts.take(what, now);
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, what: Counted, now: Instant) {
        self.counts().take(what, now);
        self.tell(what, false);
    }

    fn give_back(&self, what: Counted) {
        self.counts().give_back(what);
        self.tell(what, true);
    }

    fn tell(&self, what: Counted, back: bool) {
        if let Some(others) = self.others.get() {
            others.tell(Word::Counted { what, back });
        }
    }

    /// Counts all of these, unless there is to be waited for one.
    fn take_all(&self, all: &[Counted], now: Instant) -> Result<(), HttpError> {
        {
            // Under one lock, so that many tries at the same moment do not all find room.
            let mut counts = self.counts();
            let waits = |what: &Counted| Some((*what, counts.wait(*what, now)?));
            if let Some((what, wait)) = all.iter().find_map(waits) {
                return Err(too_many(what.slug(), wait));
            }
            for what in all {
                counts.take(*what, now);
            }
        }
        for what in all {
            self.tell(*what, false);
        }
        Ok(())
    }

    /// Before it is looked up. Refuses with the time to wait. Counted as a miss until [`Limits::found`] takes it back, so that
    /// many tries at the same moment are not looked up together.
    pub fn tries(&self, tried: Tried, from: Origin) -> Result<(), HttpError> {
        let now = Instant::now();
        // The same link or code is counted only where it opens nothing.
        let by_key = |hash| self.counts().wait(Counted::Key(hash), now);
        if let Some(wait) = tried.hash().and_then(by_key) {
            return Err(too_many("key", wait));
        }
        let address = Counted::Address(block(from));
        if tried.is_code() {
            self.take_all(&[address, Counted::Code], now)
        } else {
            self.take_all(&[address], now)
        }
    }

    /// It opened something: nothing is counted.
    pub fn found(&self, tried: Tried, from: Origin) {
        self.give_back(Counted::Address(block(from)));
        if tried.is_code() {
            self.give_back(Counted::Code);
        }
    }

    /// It opened nothing.
    pub fn missed(&self, tried: Tried) {
        if let Some(hash) = tried.hash() {
            self.take(Counted::Key(hash), Instant::now());
        }
    }

    /// Before a password or a code is looked at, for an account, or for a name that nobody has. Counted as wrong until
    /// [`Limits::guessed`] takes it back.
    pub fn guesses(&self, account: Hash, from: Origin, now: Instant) -> Result<(), HttpError> {
        self.take_all(&[Counted::Account(account), Counted::Guesser(block(from))], now)
    }

    /// It was right.
    pub fn guessed(&self, account: Hash, from: Origin) {
        self.give_back(Counted::Account(account));
        self.give_back(Counted::Guesser(block(from)));
    }

    /// Before a code of a second factor is looked at. Counted as wrong until [`Limits::code_fits`] takes it back.
    pub fn tries_code(&self, account: Hash, now: Instant) -> Result<(), HttpError> {
        self.take_all(&[Counted::Second(account)], now)
    }

    pub fn code_fits(&self, account: Hash) {
        self.give_back(Counted::Second(account));
    }

    /// Before the code of a device that goes round is looked at. Counted as wrong until [`Limits::unlocked`] takes it back.
    pub fn unlocks(&self, session: Hash, now: Instant) -> Result<(), HttpError> {
        self.take_all(&[Counted::HandedOver(session)], now)
    }

    pub fn unlocked(&self, session: Hash) {
        self.give_back(Counted::HandedOver(session));
    }

    /// Counts one place that is made. Who works on the server's own machine may make as many as they like.
    pub fn founds(&self, from: Origin) -> Result<(), HttpError> {
        if from.is_some_and(|it| it.is_loopback()) {
            return Ok(());
        }
        self.take_all(&[Counted::Founding(block(from))], Instant::now())
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(FOUNDINGS)
    }
}

/// A home or a phone has a whole /64 of IPv6 addresses and may take another for each try.
pub(crate) fn block(from: Origin) -> Origin {
    from.map(|address| match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        four @ IpAddr::V4(_) => four,
    })
}

/// Whole seconds, never none. Of what, the log says.
pub(crate) fn too_many(of: &'static str, wait: Duration) -> HttpError {
    security::note(Kind::Limited, of);
    HttpError::TooMany { seconds: wait.as_secs() + 1 }
}

#[cfg(test)]
mod tests;
