//! The wording of the ruler, and the guide to its positions.

pub mod guide;

mod da;
mod en;

pub use da::DA;
pub use en::EN;

use domain::people::AgeBand;
use domain::ruler::{Level, Setting, Spread};

/// Wording.
pub struct Text {
    /// Worst first. What is long about them comes with [`crate::chunks::guide`].
    pub positions: [guide::Named; 5],
    pub acute: guide::Acute,

    /// "i skolen", where the age does not matter.
    pub setting: fn(Setting) -> &'static str,
    /// The same for a child of this age: the small ones go to day-care.
    pub setting_of: fn(Setting, Option<AgeBand>) -> &'static str,
    /// As it stands alone: "I skolen".
    pub setting_title: fn(Setting, Option<AgeBand>) -> &'static str,
    pub age: fn(AgeBand) -> &'static str,

    /// Of a child's name and a setting.
    pub question: fn(&str, &str) -> String,
    pub question_now: fn(&str, &str) -> String,
    pub children: &'static str,
    pub settings: &'static str,
    pub no_child: (&'static str, &'static str, &'static str),

    pub form: Form,
    pub laid: Laid,
    pub round: Round,
    pub page: Page,
    pub way: Way,
    pub help: Help,
}

/// Placing.
pub struct Form {
    pub title: &'static str,
    pub lead: &'static str,
    pub nothing_chosen: &'static str,
    pub meaning: &'static str,
    pub because: fn(Option<Level>) -> String,
    pub works: fn(Option<Level>) -> String,
    pub one_up: fn(Option<Level>) -> String,
    pub free: &'static str,
    pub who_sees: &'static str,
    pub only_me: (&'static str, &'static str),
    pub circle: (&'static str, &'static str),
    pub in_round: &'static str,
    /// What stands there was laid beforehand.
    pub from_draft: &'static str,
    pub lay: &'static str,
    pub round_over: &'static str,
    pub more_lines: &'static str,
    pub duty: &'static str,
    pub call: fn(&str) -> String,
}

/// After placing.
pub struct Laid {
    /// Of "3 udsat".
    pub title: fn(&str) -> String,
    /// In a round a glance at somebody's phone tells nothing.
    pub unseen: &'static str,
    pub seen_by_me: &'static str,
    pub seen_by_circle: &'static str,
    pub share: &'static str,
    pub change: &'static str,
    pub take_back: &'static str,
    pub taken: &'static str,
}

/// A round.
pub struct Round {
    pub waiting: &'static str,
    pub nobody_yet: &'static str,
    pub laid: &'static str,
    pub not_yet: &'static str,
    /// Of names in a row, whether they are several, and a position.
    pub see: fn(&str, bool, &str) -> String,
    /// The curious question; with the lowest and the highest position.
    pub ask: fn(Spread, u8, u8) -> String,
    /// The child's own.
    pub own: &'static str,
    pub works: &'static str,
    pub one_up: &'static str,
}

/// How it is seen now, and was.
pub struct Page {
    pub now: &'static str,
    /// Of a day.
    pub then: fn(&str) -> String,
    pub empty: (&'static str, &'static str),
    pub history: &'static str,
    pub today: &'static str,
    pub back_to_now: &'static str,
}

/// The curve.
pub struct Way {
    pub title: &'static str,
    pub empty: &'static str,
    pub one: &'static str,
    pub note: &'static str,
    /// Of a child's name and a setting.
    pub chart: fn(&str, &str) -> String,
    pub table: &'static str,
    pub day: &'static str,
    pub who: &'static str,
    pub how: &'static str,
}

/// The guide.
pub struct Help {
    pub title: &'static str,
    pub lead: &'static str,
    pub ages: &'static str,
    pub age_unknown: &'static str,
    /// Of an age.
    pub signs: fn(&str) -> String,
    pub signs_note: &'static str,
    pub steps: &'static str,
    pub who: &'static str,
    pub services: &'static str,
}

impl Text {
    /// "udsat".
    pub fn word(&self, level: Level) -> &'static str {
        self.positions[level.index()].name
    }

    /// "3 udsat": number and word go together everywhere.
    pub fn level(&self, level: Level) -> String {
        format!("{} {}", level.number(), self.word(level))
    }
}
