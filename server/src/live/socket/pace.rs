//! How fast a client may pass things on.

use std::time::Duration;
use tokio::time::Instant;

/// A card on its way is said ten times a second: see `tools/dreams/hand.rs`. More is no help to anybody. So many may also come at once:
/// a net lets what it held up go together. That is the pace that is kept then.
const MOST: u32 = 12;
const EACH: Duration = Duration::from_millis(83);

/// How far one connection is ahead with what it passes on. What comes faster is not thrown away but read later, one by one: that costs
/// nobody anything but whoever sent it, and many who do it are not read all in the same moment.
pub(super) struct Pace {
    /// By when what it said would have come at an even pace.
    until: Instant,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { until: now }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, now: Instant) {
        self.until = self.until.max(now) + EACH;
    }

    /// Until when nothing more is read.
    pub(super) fn rests(&self, now: Instant) -> Option<Instant> {
        let ahead = (self.until - now).saturating_sub(EACH * (MOST - 1));
        (!ahead.is_zero()).then(|| now + ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_read_as_fast_as_a_finger_gives() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        for _ in 0..MOST {
            assert_eq!(pace.rests(begun), None);
            pace.count(begun);
        }
        for n in 1..100 {
            let next = begun + EACH * n;
            assert_eq!(pace.rests(next - EACH / 2), Some(next), "one by one");
            assert_eq!(pace.rests(next), None);
            pace.count(next);
        }
    }

    #[test]
    fn whoever_was_silent_may_say_as_much_as_before() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        for later in [Duration::ZERO, EACH * MOST, Duration::from_hours(1)] {
            let now = begun + later;
            for _ in 0..MOST {
                assert_eq!(pace.rests(now), None);
                pace.count(now);
            }
            assert!(pace.rests(now).is_some());
        }
    }
}
