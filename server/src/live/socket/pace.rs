//! How fast a client may pass things on.

use std::time::Duration;
use tokio::time::Instant;

/// A finger on a screen gives as many in a second. More is no help to anybody.
const MOST_A_SECOND: u32 = 60;
const SECOND: Duration = Duration::from_secs(1);

/// Counts what one connection passes on, second by second.
pub(super) struct Pace {
    second: Instant,
    count: u32,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { second: now, count: 0 }
    }

    /// Counts one more; false for what comes too fast.
    pub(super) fn takes(&mut self, now: Instant) -> bool {
        if now - self.second >= SECOND {
            *self = Self::new(now);
        }
        self.count = self.count.saturating_add(1);
        self.count <= MOST_A_SECOND
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_cut_to_what_a_finger_gives() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        assert_eq!((0..1000).filter(|_| pace.takes(begun)).count(), 60);
        assert!(!pace.takes(begun + SECOND / 2));
        assert!(pace.takes(begun + SECOND));
    }
}
