//! The steps that everybody is taken through.

use serde::{Deserialize, Serialize};

/// The steps of a dialogue, in order. What works comes before the ruler, the dream before the plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    CheckIn,
    SinceLast,
    Works,
    Ruler,
    OneUp,
    Dream,
    Plan,
    ReadBack,
    Useful,
}

impl Step {
    /// In order.
    pub const ALL: [Self; 9] = [
        Self::CheckIn,
        Self::SinceLast,
        Self::Works,
        Self::Ruler,
        Self::OneUp,
        Self::Dream,
        Self::Plan,
        Self::ReadBack,
        Self::Useful,
    ];

    /// 1 to 9.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The step after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The step before this one.
    pub fn previous(self) -> Option<Self> {
        self.number().checked_sub(2).map(|index| Self::ALL[index])
    }

    /// As it stands in an address and in stored events: `check_in`, `since_last`, …
    pub const fn slug(self) -> &'static str {
        match self {
            Self::CheckIn => "check_in",
            Self::SinceLast => "since_last",
            Self::Works => "works",
            Self::Ruler => "ruler",
            Self::OneUp => "one_up",
            Self::Dream => "dream",
            Self::Plan => "plan",
            Self::ReadBack => "read_back",
            Self::Useful => "useful",
        }
    }

    /// The step with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.slug() == slug)
    }
}
