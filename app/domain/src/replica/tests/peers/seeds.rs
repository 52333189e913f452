//! Which worlds are played, and the dice that they are made of.

use super::world::How;
use crate::given::random::Roll;

/// The first seed; world `n` has the seed `FIRST + n`.
pub const FIRST: u64 = 20_261_122;
/// As many at least, in every run.
pub const WORLDS: u64 = 10_000;

/// Seeds that once showed a fault, in which kind of world, and what it was.
pub const MENDED: [(u64, How, &str); 6] = [
    (20_265_776, How::Apart, "who came back kept a fact that they were no longer to know"),
    (20_270_578, How::Apart, "the same, of a fact that was changed to be kept from others"),
    (
        20_280_893,
        How::Apart,
        "who came back kept a placement that was withdrawn, because another has its id by now",
    ),
    (20_288_684, How::Apart, "the same, of a placement that only its author sees"),
    (
        20_261_148,
        How::Apart,
        "of work with words in it that was refused, only the words were given back",
    ),
    (20_261_250, How::Apart, "of work without a word that was refused, nothing was given back"),
];

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
