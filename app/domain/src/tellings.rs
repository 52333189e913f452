//! What each member was told, numbered for each alone. The number stands on the wire in the place of the log's, which rises with
//! what others write in secret: whoever counts their own numbers counts what they know already.
//!
//! A fold of the log, so every process, and every start, comes to the same. A number is the count of what somebody was told, and behind
//! it a mark of the moment of the last: a number out of another history, or of a program that told otherwise, is not mistaken for
//! one of these, and its copy is made anew.

mod was;

use crate::MemberId;
use crate::family::{Family, Recorded, apply};
use crate::may::Sight;
use crate::view::{Before, Told, told};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use was::Was;

/// So many tellings back somebody is met where they were. Counted in what was told to them: how much else was written says nothing.
pub const MOST: usize = 100;
/// What a number has room for behind its count: the thousandths of a thousand seconds.
const MARKS: u64 = 1_000_000;

/// See the module. Stored type (snapshots).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tellings(BTreeMap<MemberId, Own>);

/// One member's. It stays when they go, so that whoever comes back does not count anew.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Own {
    count: u64,
    /// The last of them, in order.
    lately: VecDeque<Telling>,
}

/// Where in the log it stands, when that was in milliseconds, and whether their copy was made anew. Stored type: a row of three.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Telling(u64, i64, bool);

/// What somebody was told after a number.
#[derive(Default)]
pub struct Since {
    /// The places in the log, each with the number that it has for them.
    pub told: Vec<(u64, u64)>,
    /// Their copy was made anew meanwhile.
    pub anew: bool,
    /// The day on which their copy was right.
    pub on: NaiveDate,
}

impl Tellings {
    /// Applies an event, and says who is told what: everybody who is in, but for those who are told nothing of it. Whoever did it has
    /// it counted in any case.
    pub fn take_in(&mut self, family: &mut Family, it: &Recorded) -> BTreeMap<MemberId, Told> {
        let on = it.at.date_naive();
        let before: Vec<_> = seated(family)
            .map(|me| (me, Before::of(&Sight::new(family, me, on), &it.event)))
            .collect();
        let mut was = Was::of(family, &it.event);
        apply(family, &it.event);
        let mut all = BTreeMap::new();
        for (me, before) in &before {
            let now = told(before, &Sight::new(family, *me, on), &it.event);
            let mut same = || was.as_mut().is_some_and(|was| was.shows_the_same(family, *me, on));
            // A new copy that is the old one would only say that something happened.
            let now = if now == Told::Anew && same() { Told::Nothing } else { now };
            if family.people.joined(*me).is_ok() && (now != Told::Nothing || *me == it.by) {
                all.insert(*me, now);
            }
        }
        let new = seated(family).filter(|me| before.iter().all(|(known, _)| known != me));
        all.extend(new.map(|me| (me, Told::Anew)));
        for (me, told) in &all {
            self.0.entry(*me).or_default().push(it, *told);
        }
        all
    }

    /// The last number of a member. 0 for whoever was told nothing.
    pub fn number(&self, of: MemberId) -> u64 {
        self.0.get(&of).map_or(0, |own| own.number(own.lately.len()))
    }

    /// The number that somebody had when the log stood there. Of what is long ago, one that everybody's copy has passed.
    pub fn number_at(&self, of: MemberId, seq: u64) -> u64 {
        let at = |own: &Own| own.number(own.lately.partition_point(|it| it.0 <= seq));
        self.0.get(&of).map_or(0, at)
    }

    /// What somebody was told after a number. None where that is not one of theirs, or too long ago.
    pub fn since(&self, of: MemberId, number: u64) -> Option<Since> {
        let own = self.0.get(&of)?;
        let at = (1..=own.lately.len()).rfind(|len| own.number(*len) == number)?;
        let later = || own.lately.iter().enumerate().skip(at);
        let day = |it: &Telling| DateTime::<Utc>::from_timestamp_millis(it.1);
        Some(Since {
            told: later().map(|(index, it)| (it.0, own.number(index + 1))).collect(),
            anew: later().any(|(_, it)| it.2),
            on: day(&own.lately[at - 1])?.date_naive(),
        })
    }
}

impl Own {
    fn push(&mut self, it: &Recorded, told: Told) {
        self.count += 1;
        self.lately.push_back(Telling(it.seq, it.at.timestamp_millis(), told == Told::Anew));
        if self.lately.len() > MOST {
            self.lately.pop_front();
        }
    }

    /// The number after so many of the last tellings.
    fn number(&self, of_the_last: usize) -> u64 {
        let before = self.count - self.lately.len() as u64;
        let mark = |it: &Telling| it.1.unsigned_abs() % MARKS;
        let last = of_the_last.checked_sub(1).and_then(|index| self.lately.get(index));
        (before + of_the_last as u64) * MARKS + last.map_or(0, mark)
    }
}

fn seated(family: &Family) -> impl Iterator<Item = MemberId> {
    let all = family.people.members.keys().copied();
    all.filter(|me| family.people.joined(*me).is_ok())
}

#[cfg(test)]
mod tests;
