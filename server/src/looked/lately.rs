//! What was looked at lately, so that looking again is no new row. Kept in memory only.

use chrono::{DateTime, Utc};
use domain::looked::{Ground, Seen, TOGETHER, Way};
use domain::{FamilyId, MemberId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many may be remembered before it is worth looking for those that are over.
const FEW: usize = 1024;

/// What is the same look. Of its fields [`domain::looked::Look`] has the meaning.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct What {
    pub(super) family: FamilyId,
    pub(super) by: MemberId,
    pub(super) seen: Seen,
    pub(super) way: Way,
    pub(super) on_screen_of: Option<MemberId>,
    pub(super) of: Option<MemberId>,
}

/// When the last row was written, and on which ground. Locked while the next one is.
type Last = Arc<tokio::sync::Mutex<Option<(DateTime<Utc>, Ground)>>>;

#[derive(Default)]
struct Known {
    last: HashMap<What, Last>,
    /// How many there were after the last sweep.
    swept: usize,
}

/// See the module. One for each process.
#[derive(Default)]
pub struct Lately(Mutex<Known>);

impl Lately {
    pub(super) fn last(&self, what: What) -> Last {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.last.len() > FEW.max(2 * known.swept) {
            known.sweep();
        }
        known.last.entry(what).or_default().clone()
    }
}

impl Known {
    /// Keeps what somebody holds just now, and the looks of the time before the newest of them.
    fn sweep(&mut self) {
        let at = |last: &Last| last.try_lock().ok().and_then(|last| *last).map(|(at, _)| at);
        let newest = self.last.values().filter_map(at).max();
        self.last.retain(|_, last| {
            let recent = at(last).zip(newest).is_some_and(|(at, newest)| is_again(at, newest));
            Arc::strong_count(last) > 1 || recent
        });
        self.swept = self.last.len();
    }
}

/// A clock that went back ends the time too.
pub fn is_again(before: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    before <= now && now - before < TOGETHER
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use domain::looked::Part;
    use uuid::Uuid;

    #[tokio::test]
    async fn what_is_over_is_forgotten_and_what_is_recent_or_held_is_not() {
        let lately = Lately::default();
        let what = |number: usize| {
            let (family, by) = (FamilyId(Uuid::nil()), MemberId(Uuid::from_u128(number as u128)));
            let (seen, way) = (Part::Plan.into(), Way::Page);
            What { family, by, seen, way, on_screen_of: None, of: None }
        };
        let begun = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let held = lately.last(what(0));
        for number in 1..=FEW {
            let late = if number == FEW { TimeDelta::hours(1) } else { TimeDelta::zero() };
            *lately.last(what(number)).lock().await = Some((begun + late, Ground::Seat));
        }
        lately.last(what(FEW + 1));
        let known = lately.0.lock().unwrap();
        let mut left: Vec<_> = known.last.keys().map(|it| it.by.0.as_u128()).collect();
        left.sort_unstable();
        assert_eq!(left, [0, FEW as u128, FEW as u128 + 1]);
        assert!(Arc::ptr_eq(&held, &known.last[&what(0)]));
    }
}
