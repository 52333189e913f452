//! Each word between processes is taken once and soon. Whoever can reach the database hears the sealed words and can say them
//! again, and one that gives tries back would then give back as many as they like.

use super::ProcessId;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So far the clocks of two processes may be apart, and so long a word may be under way. What is older, or comes from a later time,
/// is not taken.
const APART: TimeDelta = TimeDelta::seconds(30);

/// Which word of its process it is, and when it was said. Wire type, inside the seal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub from: ProcessId,
    /// Rises with each word of a process.
    pub number: u64,
    pub at: DateTime<Utc>,
}

/// The last word of each process that was heard lately.
#[derive(Default)]
pub(super) struct Once(Mutex<HashMap<ProcessId, Stamp>>);

impl Once {
    /// Whether a word is new. It is not, the next time.
    pub(super) fn takes(&self, said: Stamp, now: DateTime<Utc>) -> bool {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Who was silent for longer has no word left that is not too old by itself.
        heard.retain(|_, last| now - last.at <= APART);
        let before = heard.get(&said.from);
        let rises = before.is_none_or(|last| said.number > last.number);
        let takes = rises && (said.at - now).abs() <= APART;
        if takes {
            // A clock that was set back must not make the word before this one look older than it is.
            let at = before.map_or(said.at, |last| last.at.max(said.at));
            heard.insert(said.from, Stamp { at, ..said });
        }
        takes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn said(from: u128, number: u64, seconds: i64) -> Stamp {
        let at = DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        Stamp { from: ProcessId(Uuid::from_u128(from)), number, at }
    }

    #[test]
    fn a_word_is_taken_once_and_none_that_was_said_before_it() {
        let (once, now) = (Once::default(), said(0, 0, 0).at);
        for (word, takes) in [
            (said(1, 4, 0), true),
            (said(1, 4, 0), false),
            (said(1, 3, 0), false),
            (said(2, 3, 0), true),
            (said(1, 7, 0), true),
            (said(1, 6, 0), false),
        ] {
            assert_eq!(once.takes(word, now), takes, "{word:?}");
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let now = said(0, 0, 0).at;
        for (seconds, takes) in [(-31, false), (-30, true), (0, true), (30, true), (31, false)] {
            assert_eq!(Once::default().takes(said(1, 1, seconds), now), takes, "{seconds}");
        }
    }

    #[test]
    fn who_is_forgotten_has_no_word_that_could_be_said_again() {
        let (once, now) = (Once::default(), said(0, 0, 0).at);
        // The last word is said by a clock that was set back.
        let words = [said(1, 1, 0), said(1, 2, 20), said(1, 3, -20)];
        assert!(words.iter().all(|word| once.takes(*word, now)));
        for seconds in 0..120 {
            let now = now + TimeDelta::seconds(seconds);
            assert!(!words.iter().any(|word| once.takes(*word, now)), "after {seconds} seconds");
        }
        assert!(once.0.lock().unwrap().is_empty(), "nor is anybody remembered for ever");
    }
}
