//! How sure a house is that somebody is who they say, and what is sure enough. The three levels are those of eIDAS and NSIS.

use super::config::Who;
use serde::Deserialize;

/// The order counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    Low,
    Substantial,
    High,
}

impl Assurance {
    /// Whether somebody is let in with it.
    pub fn is_enough(self, who: Who) -> bool {
        match who {
            Who::Staff => self >= Self::Substantial,
            Who::Citizen => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_below_substantial_is_not_let_in() {
        use Assurance as A;
        for (who, level, enough) in [
            (Who::Staff, A::Low, false),
            (Who::Staff, A::Substantial, true),
            (Who::Staff, A::High, true),
            (Who::Citizen, A::Low, true),
            (Who::Citizen, A::High, true),
        ] {
            assert_eq!(level.is_enough(who), enough, "{who:?} {level:?}");
        }
    }
}
