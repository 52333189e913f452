//! The ages that have signs of their own on the ruler.

/// Youngest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AgeBand {
    /// 0–2 years.
    Baby,
    /// 3–5 years.
    Small,
    /// 6–9 years.
    Young,
    /// 10–12 years.
    Middle,
    /// 13–17 years.
    Teen,
    /// 18–22 years, and older.
    Adult,
}

impl AgeBand {
    /// All, youngest first.
    pub const ALL: [Self; 6] =
        [Self::Baby, Self::Small, Self::Young, Self::Middle, Self::Teen, Self::Adult];

    /// The band of a child born in `born`, in the year `year`. The year alone is kept: a birthday is nobody's business here.
    pub fn of(born: i32, year: i32) -> Self {
        match year.saturating_sub(born) {
            ..=2 => Self::Baby,
            3..=5 => Self::Small,
            6..=9 => Self::Young,
            10..=12 => Self::Middle,
            13..=17 => Self::Teen,
            _ => Self::Adult,
        }
    }
}
