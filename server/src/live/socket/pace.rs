//! How fast a client may pass things on.

use std::time::Duration;
use tokio::time::Instant;

/// A card on its way is said ten times a second: see `tools/dreams/hand.rs`. More is no help to anybody.
const MOST_A_SECOND: u32 = 12;
const SECOND: Duration = Duration::from_secs(1);

/// Counts what one connection passes on, second by second. What comes faster is not thrown away but read later: that costs nobody
/// anything but whoever sent it.
pub(super) struct Pace {
    second: Instant,
    count: u32,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { second: now, count: 0 }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, now: Instant) {
        if now - self.second >= SECOND {
            *self = Self::new(now);
        }
        self.count += 1;
    }

    /// Until when nothing more is read.
    pub(super) fn rests(&self, now: Instant) -> Option<Instant> {
        let until = self.second + SECOND;
        (self.count >= MOST_A_SECOND && now < until).then_some(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_read_as_fast_as_a_finger_gives() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        for _ in 0..MOST_A_SECOND {
            assert_eq!(pace.rests(begun), None);
            pace.count(begun);
        }
        assert_eq!(pace.rests(begun + SECOND / 2), Some(begun + SECOND));
        assert_eq!(pace.rests(begun + SECOND), None);
        pace.count(begun + SECOND);
        assert_eq!(pace.rests(begun + SECOND), None, "a new second");
    }
}
