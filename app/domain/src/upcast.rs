//! Reads stored events of every version.
//!
//! A stored event is never edited. When its shape changes, [`VERSION`] rises by one and a step is added to [`STEPS`] that turns
//! the JSON of one version into that of the next. The golden files of every version are kept and only added to.

use crate::family::Event;
use serde_json::{Value, json};

/// The version that is written today. Versions begin at 1.
pub const VERSION: u32 = 2;

/// `STEPS[0]` turns version 1 into version 2, and so on. One fewer than there are versions.
const STEPS: [fn(Value) -> Value; (VERSION - 1) as usize] = [minutes_apart];

/// Why stored JSON could not be read. Says nothing of what it held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// Written by a newer version of this program.
    Newer { version: u32 },
    /// Not an event of that version.
    Malformed { version: u32 },
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newer { version } => {
                write!(f, "the event is of version {version}; this program reads up to {VERSION}")
            }
            Self::Malformed { version } => write!(f, "the event is not one of version {version}"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Today's event out of JSON that was stored under `version`.
pub fn read(version: u32, json: Value) -> Result<Event, Unreadable> {
    let first = version.checked_sub(1).ok_or(Unreadable::Malformed { version })? as usize;
    if version > VERSION {
        return Err(Unreadable::Newer { version });
    }
    let json = STEPS[first..].iter().fold(json, |json, step| step(json));
    serde_json::from_value(json).map_err(|_| Unreadable::Malformed { version })
}

/// In version 1 a consent to the dialogues was given, and taken back, in words that said "and minutes". So it means both.
fn minutes_apart(mut event: Value) -> Value {
    if let Some(grants) = event.pointer_mut("/consent/given/grants").and_then(Value::as_array_mut) {
        let both = |it: Value| {
            let minutes = (it["section"] == "dialogue").then(|| {
                let mut twin = it.clone();
                twin["section"] = "minutes".into();
                twin
            });
            std::iter::once(it).chain(minutes)
        };
        *grants = std::mem::take(grants).into_iter().flat_map(both).collect();
    }
    if let Some(Value::Object(back)) = event.pointer_mut("/consent/withdrawn") {
        let sections = back.remove("section").map(|section| match section {
            Value::Null => Value::Null,
            it if it == "dialogue" => json!([it, "minutes"]),
            it => json!([it]),
        });
        back.extend(sections.map(|it| ("sections".to_owned(), it)));
    }
    event
}

#[cfg(test)]
mod tests;
