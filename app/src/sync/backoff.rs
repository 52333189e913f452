//! How long to wait before coming back. When the server starts again everybody comes back: each at a moment drawn from the whole
//! of the wait, so that no two thousand phones knock at once, and the first wait is short, so that hardly anybody notices.

/// The first wait is shorter than this, and no wait is longer than the other, in milliseconds.
const SOON: u32 = 500;
const LATER: u32 = 15_000;

/// Grows with each try that failed.
pub struct Backoff {
    most: u32,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { most: SOON }
    }
}

impl Backoff {
    /// The next wait in milliseconds. `chance`: from 0 up to, but not, 1.
    pub fn next(&mut self, chance: f64) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between nothing and the longest wait"
        )]
        let wait = (f64::from(self.most) * chance) as u32;
        self.most = (self.most * 2).min(LATER);
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [O10]
    #[test]
    fn the_first_try_is_soon_and_none_is_ever_late() {
        let mut backoff = Backoff::default();
        let most: Vec<u32> = (0..8).map(|_| backoff.next(1.0)).collect();
        assert_eq!(most, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    }

    // [O10]
    #[test]
    fn a_thousand_that_lost_the_server_together_do_not_come_back_together() {
        let mut tenths = [0; 10];
        for client in 0..1_000 {
            let wait = Backoff::default().next(f64::from(client) / 1_000.0);
            tenths[(wait * 10 / SOON) as usize] += 1;
        }
        assert!(tenths.iter().all(|count| *count <= 101), "{tenths:?}");
    }
}
