//! What waits for one browser to come back: each thing is given out once, for ten minutes, to the browser that began it. Kept here
//! and not on the person's device; a server that starts anew has forgotten it, and they begin again.

use crate::store::Hash;
use crate::vault::token_hash;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// As long as one may look for one's glasses.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// More at once are not on the way; the oldest gives up its place.
const MOST: usize = 10_000;

/// Something kept for one browser.
struct Kept<T> {
    what: T,
    browser: Hash,
    since: DateTime<Utc>,
}

/// Things kept by a word that only one browser and perhaps a house know.
pub struct Shelf<T>(Mutex<HashMap<Hash, Kept<T>>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

/// Why nothing is given out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// Used, too old, or never there.
    Gone,
    /// Another browser began it. It is still there for that one.
    Elsewhere,
}

impl<T> Shelf<T> {
    fn all(&self) -> MutexGuard<'_, HashMap<Hash, Kept<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn keep(&self, word: &str, browser: &str, what: T, now: DateTime<Utc>) {
        let mut all = self.all();
        all.retain(|_, kept| now - kept.since < LASTS);
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, kept)| kept.since).map(|(word, _)| *word);
            oldest.map(|word| all.remove(&word));
        }
        all.insert(token_hash(word), Kept { what, browser: token_hash(browser), since: now });
    }

    /// Gives it out, if this browser began it.
    pub fn take(
        &self,
        word: &str,
        browser: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<T, Missing> {
        let (mut all, word) = (self.all(), token_hash(word));
        let kept = all.get(&word).filter(|kept| now - kept.since < LASTS).ok_or(Missing::Gone)?;
        if browser.map(token_hash) != Some(kept.browser) {
            return Err(Missing::Elsewhere);
        }
        all.remove(&word).map(|kept| kept.what).ok_or(Missing::Gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn what_is_kept_is_given_once_to_the_browser_that_began() {
        let shelf = Shelf::default();
        shelf.keep("state", "browser", 1, noon());
        assert_eq!(shelf.take("state", None, noon()), Err(Missing::Elsewhere));
        assert_eq!(shelf.take("state", Some("other"), noon()), Err(Missing::Elsewhere));
        assert_eq!(shelf.take("other", Some("browser"), noon()), Err(Missing::Gone));
        assert_eq!(shelf.take("state", Some("browser"), noon()), Ok(1));
        assert_eq!(shelf.take("state", Some("browser"), noon()), Err(Missing::Gone));
    }

    #[test]
    fn what_is_too_old_is_gone() {
        let shelf = Shelf::default();
        shelf.keep("state", "browser", 1, noon());
        let late = noon() + LASTS;
        assert_eq!(shelf.take("state", Some("browser"), late), Err(Missing::Gone));
        shelf.keep("other", "browser", 2, late);
        assert_eq!(shelf.all().len(), 1, "the old one is forgotten");
    }

    #[test]
    fn never_more_are_kept_than_there_is_room_for() {
        let shelf = Shelf::default();
        for number in 0..MOST {
            let since = noon() + TimeDelta::milliseconds(i64::try_from(number).unwrap());
            let kept = Kept { what: number, browser: token_hash("browser"), since };
            shelf.all().insert(token_hash(&number.to_string()), kept);
        }
        shelf.keep("one more", "browser", MOST, noon() + TimeDelta::minutes(1));
        assert_eq!(shelf.all().len(), MOST);
        assert_eq!(shelf.take("0", Some("browser"), noon()), Err(Missing::Gone));
        assert_eq!(shelf.take("1", Some("browser"), noon()), Ok(1));
    }
}
