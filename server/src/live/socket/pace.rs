//! How fast a client may pass things on.

use std::time::Duration;
use tokio::time::Instant;

/// A card on its way is said ten times a second: see `tools/dreams/hand.rs`. More is no help to anybody. So many may also come at once:
/// a net lets what it held up go together. That is the pace that is kept then.
const MOST: u32 = 12;
const EACH: Duration = Duration::from_millis(83);
/// Who had to be held up so often in a row, some two seconds long, is no finger. From then on they are read a third as often.
const PATIENCE: u32 = 2 * MOST;
const SLOW: Duration = Duration::from_millis(250);

/// How far one connection is ahead with what it passes on. What comes faster is not thrown away but read later, one by one: that costs
/// nobody anything but whoever sent it, and many who do it are not read all in the same moment.
pub(super) struct Pace {
    /// By when what it said would have come at an even pace.
    until: Instant,
    /// How many in a row were held up. Who is silent until nothing of theirs waits begins anew.
    held: u32,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { until: now, held: 0 }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, now: Instant) {
        let (even, full) = (self.until <= now, self.until + EACH > now + EACH * (MOST - 1));
        self.held = if even { 0 } else { self.held + u32::from(full) };
        let each = if self.held > PATIENCE { SLOW } else { EACH };
        self.until = self.until.max(now) + each;
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
    fn a_flood_is_read_as_fast_as_a_finger_gives_and_then_a_third_as_fast() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        for _ in 0..MOST {
            assert_eq!(pace.rests(begun), None);
            pace.count(begun);
        }
        let mut now = begun;
        for n in 0..100 {
            let each = if n < PATIENCE { EACH } else { SLOW };
            assert_eq!(pace.rests(now + each / 2), Some(now + each), "{n}: one by one");
            now += each;
            assert_eq!(pace.rests(now), None);
            pace.count(now);
        }
    }

    #[test]
    fn a_finger_that_never_rests_is_never_held_up() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now);
        for _ in 0..10_000 {
            assert_eq!(pace.rests(now), None);
            pace.count(now);
            now += Duration::from_millis(100);
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

    #[test]
    fn whoever_flooded_and_then_was_silent_is_read_as_before() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now);
        for _ in 0..200 {
            now = pace.rests(now).unwrap_or(now);
            pace.count(now);
        }
        now += EACH * MOST + SLOW;
        for _ in 0..MOST {
            assert_eq!(pace.rests(now), None);
            pace.count(now);
        }
        assert_eq!(pace.rests(now), Some(now + EACH));
    }
}
