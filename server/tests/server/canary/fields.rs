//! The fields of a whole family, found by walking through it: each is filled somewhere, and each that holds words holds a canary.
//! So a field that is new and that nobody taught this crawl is found.

use super::world::{SEATED, World};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Fields that hold one of a few names that we chose.
const NAMES: [&str; 19] = [
    "ball",
    "check_ins",
    "column",
    "decided",
    "heard",
    "kind",
    "language",
    "phase",
    "picture",
    "role",
    "section",
    "setting",
    "stage",
    "standing",
    "step",
    "to",
    "usage",
    "way",
    "zone",
];
/// Fields that hold no words, but an id, a day or nothing.
const UNFILLED: [&str; 11] = [
    "/dreams/dreams/*/dialogue",
    "/people/baton_offered",
    "/people/ending/closed",
    "/people/ending/yes/*",
    "/plan/goals/*/dream",
    "/plan/steps/*/agreed/*",
    "/plan/steps/*/dialogue",
    "/plan/steps/*/done",
    "/plan/steps/*/due",
    "/ruler/placements/*/round",
    "/ruler/rounds/*",
];

/// What stands in a field, at best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holds {
    Nothing,
    /// A number, an id, a day.
    Something,
    Words,
    Canary,
}

/// What is wrong with which field.
pub async fn without_a_canary(w: &World) -> Vec<String> {
    let mut fields = BTreeMap::new();
    for name in SEATED {
        let family = w.who(name).view().await.family;
        walk(&serde_json::to_value(&family).unwrap(), String::new(), &mut fields);
    }
    assert!(fields.len() > 100, "{} fields of a family", fields.len());
    // What is empty for one may be full for another.
    let full = |path: &str| fields.keys().any(|it| it.starts_with(&format!("{path}/")));
    let wrong = |(path, holds): (&String, &Holds)| match holds {
        Holds::Nothing if !full(path) && !UNFILLED.contains(&path.as_str()) => {
            Some(format!("{path}: empty"))
        }
        Holds::Words if !NAMES.contains(&named(path)) => Some(format!("{path}: no canary")),
        _ => None,
    };
    fields.iter().filter_map(wrong).collect()
}

/// What a field is called.
fn named(path: &str) -> &str {
    path.rsplit('/').find(|it| *it != "*").unwrap_or_default()
}

fn walk(value: &Value, path: String, fields: &mut BTreeMap<String, Holds>) {
    let below = |key: &str| {
        let key = if key.parse::<Uuid>().is_ok() { "*" } else { key };
        format!("{path}/{key}")
    };
    let holds = match value {
        Value::Object(all) if !all.is_empty() => {
            return all.iter().for_each(|(key, it)| walk(it, below(key), fields));
        }
        Value::Array(all) if !all.is_empty() => {
            return all.iter().for_each(|it| walk(it, below("*"), fields));
        }
        Value::Object(_) | Value::Array(_) => {
            fields.entry(below("*")).or_insert(Holds::Nothing);
            return;
        }
        Value::Null => Holds::Nothing,
        Value::Bool(_) | Value::Number(_) => Holds::Something,
        Value::String(text) => held(text),
    };
    let best = fields.entry(path).or_insert(holds);
    *best = holds.max(*best);
}

fn held(text: &str) -> Holds {
    let is_id = || text.parse::<Uuid>().is_ok();
    let is_day = || text.parse::<NaiveDate>().is_ok() || text.parse::<NaiveDateTime>().is_ok();
    match text {
        "" => Holds::Nothing,
        _ if text.contains("kanarie") => Holds::Canary,
        _ if is_id() || is_day() || text.parse::<DateTime<Utc>>().is_ok() => Holds::Something,
        _ => Holds::Words,
    }
}
