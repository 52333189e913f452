//! Who writes just now what others will read. Told without a word of what it is, and over soon after the last stroke.

use crate::device;
use crate::place::{Place, use_place, use_text};
use chrono::{DateTime, TimeDelta, Utc};
use domain::MemberId;
use domain::protocol::{Passing, Spot};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;

/// Whoever is not heard of for so long does not write any more.
const SILENT: Duration = Duration::from_secs(6);
/// Not told more often than that, however quick the fingers are.
const APART: TimeDelta = TimeDelta::seconds(3);

/// What the others have been told of one's pen.
#[derive(Clone, Copy, Default)]
struct Told {
    at: Option<DateTime<Utc>>,
    writes: bool,
}

impl Told {
    /// A stroke; says whether the others are to be told.
    fn stroke(&mut self, now: DateTime<Utc>) -> bool {
        // A device's clock may be set back.
        let lately = |at: DateTime<Utc>| (TimeDelta::zero()..APART).contains(&(now - at));
        let tell = !self.at.is_some_and(lately);
        if tell {
            *self = Self { at: Some(now), writes: true };
        }
        tell
    }

    /// The pen is laid down; says whether the others think otherwise.
    fn rest(&mut self) -> bool {
        std::mem::take(&mut self.writes)
    }
}

/// Around the fields of a form: while somebody writes in them, the others are told where.
#[component]
pub fn Pen(at: Spot, children: Children) -> impl IntoView {
    let (place, told) = (use_place(), StoredValue::new(Told::default()));
    let stroke = move |_| {
        if told.try_update_value(|told| told.stroke(device::now())) == Some(true) {
            place.pass(Passing::Writes { at });
        }
    };
    let rest = move || {
        if told.try_update_value(Told::rest) == Some(true) {
            place.pass(Passing::Wrote { at });
        }
    };
    view! {
        <div on:input=stroke on:focusout=move |_| rest() on:submit=move |_| rest()>
            {children()}
        </div>
    }
    .into_any()
}

/// Whoever of the others writes there. Seen, and not announced: it comes and goes too often to be read aloud.
#[component]
pub fn Writing(at: Spot) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let hands = hands(place, at);
    let names = Memo::new(move |_| {
        hands.with(|hands| hands.keys().map(|id| place.name(*id)).collect::<Vec<_>>())
    });
    let words = move |names: Vec<String>| {
        (!names.is_empty()).then(|| {
            view! { <span class="writing">{(text.common.writing)(&text.common.list(&names))}</span> }
        })
    };
    (move || words(names.get())).into_any()
}

/// The others whose pens are on the paper, each with how often they were heard.
fn hands(place: Place, at: Spot) -> RwSignal<BTreeMap<MemberId, u32>> {
    let hands = RwSignal::new(BTreeMap::<MemberId, u32>::new());
    let lift = move |by, heard: Option<u32>| {
        let over = |hands: &BTreeMap<_, _>| heard.is_none() || hands.get(&by) == heard.as_ref();
        if hands.try_with_untracked(over) == Some(true) {
            hands.update(|hands| {
                hands.remove(&by);
            });
        }
    };
    // What passed before somebody looked is old news.
    Effect::new(move |before: Option<()>| match (before, place.passed.get()) {
        (Some(()), Some((by, Passing::Writes { at: there }))) if there == at && by != place.me => {
            let last = hands.with_untracked(|hands| hands.get(&by).copied());
            let heard = last.unwrap_or_default().wrapping_add(1);
            hands.update(|hands| {
                hands.insert(by, heard);
            });
            set_timeout(move || lift(by, Some(heard)), SILENT);
        }
        (Some(()), Some((by, Passing::Wrote { at: there }))) if there == at => lift(by, None),
        _ => {}
    });
    // Whoever has gone took their pen along.
    Effect::new(move || {
        let here = place.present.get();
        if hands.with_untracked(|hands| hands.keys().any(|by| !here.contains(by))) {
            hands.update(|hands| hands.retain(|by, _| here.contains(by)));
        }
    });
    hands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: f64) -> DateTime<Utc> {
        #[expect(clippy::cast_possible_truncation, reason = "a few seconds")]
        DateTime::from_timestamp_millis((seconds * 1000.0) as i64).expect("a moment")
    }

    // [S31]
    #[test]
    fn quick_fingers_are_told_of_once_in_three_seconds() {
        let mut told = Told::default();
        let strokes = (0..100).map(|tenths| f64::from(tenths) / 10.0);
        let heard: Vec<_> = strokes.filter(|second| told.stroke(at(*second))).collect();
        assert_eq!(heard, [0.0, 3.0, 6.0, 9.0]);
    }

    // [S31]
    #[test]
    fn the_pen_is_laid_down_once_and_taken_up_again_not_sooner_than_before() {
        let mut told = Told::default();
        assert!(!told.rest(), "nobody was told of a field that was only looked at");
        assert!(told.stroke(at(0.0)));
        assert!(told.rest() && !told.rest());
        assert!(!told.stroke(at(2.9)) && !told.rest());
        assert!(told.stroke(at(3.0)) && told.rest());
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_silence_anybody() {
        let mut told = Told::default();
        assert!(told.stroke(at(1000.0)) && told.stroke(at(10.0)));
    }
}
