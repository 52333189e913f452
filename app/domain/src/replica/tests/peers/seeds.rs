//! Which worlds are played, and the dice that they are made of.

use crate::given::random::Roll;

/// The first seed; world `n` has the seed `FIRST + n`.
pub const FIRST: u64 = 20_261_122;
/// As many at least, in every run.
pub const WORLDS: u64 = 10_000;

/// SplitMix64: small, and the same everywhere for ever.
pub struct Seeded(u64);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `end` - 1.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("smaller than a usize")
    }

    /// One time in so many.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub fn roll(&mut self) -> Roll {
        let bytes = self.next().to_le_bytes().into_iter().chain(self.next().to_le_bytes());
        let mut roll = Roll::default();
        roll.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        roll
    }
}
