//! How strongly somebody signed in, and how long that lasts. Whoever came by an invitation comes back for a year without a word
//! to remember; who has power by profession proves it every week and every morning.

use chrono::{DateTime, TimeDelta, Utc};

/// What a session was begun with. Stored by its slug.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// An invitation, or the making of a place.
    Low,
    /// A professional who came in by a password and a second factor.
    Strong,
}

/// How long a session lasts.
struct Limits {
    level: Level,
    slug: &'static str,
    /// After it was last used.
    idle: TimeDelta,
    /// After it began, however much it is used.
    absolute: TimeDelta,
}

const TABLE: [Limits; 2] = [
    Limits {
        level: Level::Low,
        slug: "low",
        idle: TimeDelta::days(90),
        absolute: TimeDelta::days(400),
    },
    Limits {
        level: Level::Strong,
        slug: "strong",
        idle: TimeDelta::hours(12),
        absolute: TimeDelta::days(7),
    },
];

impl Level {
    fn limits(self) -> &'static Limits {
        TABLE.iter().find(|it| it.level == self).expect("every level stands in the table")
    }

    /// When a session that began at `created` and was used at `seen` ends.
    pub fn ends(self, created: DateTime<Utc>, seen: DateTime<Utc>) -> DateTime<Utc> {
        let Limits { idle, absolute, .. } = *self.limits();
        (seen + idle).min(created + absolute)
    }

    /// As it is stored.
    pub fn slug(self) -> &'static str {
        self.limits().slug
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        TABLE.iter().find(|it| it.slug == slug).map(|it| it.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_at_the_first_of_its_two_limits() {
        let begun = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let (day, hour) = (TimeDelta::days(1), TimeDelta::hours(1));
        for (level, used_after, ends_after) in [
            (Level::Low, TimeDelta::zero(), day * 90),
            (Level::Low, day * 310, day * 400),
            (Level::Low, day * 399, day * 400),
            (Level::Strong, TimeDelta::zero(), hour * 12),
            (Level::Strong, day * 7 - hour, day * 7),
        ] {
            assert_eq!(level.ends(begun, begun + used_after), begun + ends_after, "{level:?}");
        }
    }

    #[test]
    fn a_stored_level_is_read_again() {
        for level in [Level::Low, Level::Strong] {
            assert_eq!(Level::from_slug(level.slug()), Some(level));
        }
        assert_eq!(Level::from_slug("none"), None);
    }
}
