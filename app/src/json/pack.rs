//! Writes data the short way that `unpack` reads and describes. Only the server packs, and only what stands in a page.

use super::{BASE, MARK};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What a number and its marks take in the page, at most.
const NUMBER: usize = "\"~zz\"".len();
/// What the marks around a word take.
const QUOTES: usize = "\"\",".len();

/// The data as packed JSON.
pub fn pack(data: &impl Serialize) -> String {
    let value = serde_json::to_value(data).expect("what a page is made from is plain data");
    let shapes = Shapes::of(&value);
    let (names, value) = (json!(shapes.names()), shapes.value(&value));
    let words = Words::of([&names, &value]);
    json!([words.0, words.value(&names), words.value(&value)]).to_string()
}

/// The names that objects have, each set once with its number.
struct Shapes<'a>(HashMap<Vec<&'a str>, usize>);

impl<'a> Shapes<'a> {
    fn of(value: &'a Value) -> Self {
        let mut found = BTreeMap::new();
        each(value, &mut |value| {
            if let Value::Object(map) = value {
                *found.entry(names(map)).or_default() += 1;
            }
        });
        Self(by_use(found).enumerate().map(|(number, (names, _))| (names, number)).collect())
    }

    fn names(&self) -> Vec<&Vec<&'a str>> {
        let mut shapes: Vec<_> = self.0.iter().collect();
        shapes.sort_by_key(|(_, number)| **number);
        shapes.into_iter().map(|(names, _)| names).collect()
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Array(list) => {
                let mark = list.first().filter(|first| first.is_number()).map(|_| json!(-1));
                mark.into_iter().chain(list.iter().map(|value| self.value(value))).collect()
            }
            Value::Object(map) => {
                let shape = json!(self.0[&names(map)]);
                std::iter::once(shape).chain(map.values().map(|value| self.value(value))).collect()
            }
            plain => plain.clone(),
        }
    }
}

fn names(map: &Map<String, Value>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

/// The texts that are shorter by their number, the most used first: they get the shortest numbers.
struct Words<'a>(Vec<&'a str>, HashMap<&'a str, usize>);

impl<'a> Words<'a> {
    fn of(values: [&'a Value; 2]) -> Self {
        let mut found = BTreeMap::new();
        let mut count = |value: &'a Value| {
            if let Value::String(text) = value {
                *found.entry(text.as_str()).or_default() += 1;
            }
        };
        for value in values {
            each(value, &mut count);
        }
        let saves = |word: &str, uses: usize| {
            uses * (word.len() + QUOTES) > word.len() + QUOTES + uses * (NUMBER + 1)
        };
        let words = by_use(found).filter(|(word, uses)| saves(word, *uses)).map(|(word, _)| word);
        let words: Vec<_> = words.collect();
        let numbers = words.iter().enumerate().map(|(number, word)| (*word, number)).collect();
        Self(words, numbers)
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(list) => list.iter().map(|value| self.value(value)).collect(),
            plain => plain.clone(),
        }
    }

    fn text(&self, text: &str) -> String {
        match self.1.get(text) {
            Some(number) => format!("{MARK}{}", base36(*number)),
            None if text.starts_with(MARK) => format!("{MARK}{text}"),
            None => text.to_owned(),
        }
    }
}

/// The most used first; of the same use in their own order, so that a page is the same each time it is made.
fn by_use<T: Ord>(found: BTreeMap<T, usize>) -> impl Iterator<Item = (T, usize)> {
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, uses)| Reverse(*uses));
    found.into_iter()
}

fn each<'a>(value: &'a Value, look: &mut impl FnMut(&'a Value)) {
    look(value);
    match value {
        Value::Array(list) => list.iter().for_each(|value| each(value, look)),
        Value::Object(map) => map.values().for_each(|value| each(value, look)),
        _ => {}
    }
}

fn base36(number: usize) -> String {
    let base = BASE as usize;
    let rest = if number < base { String::new() } else { base36(number / base) };
    let digit = u32::try_from(number % base).ok().and_then(|digit| char::from_digit(digit, BASE));
    rest + digit.expect("a rest is below its base").encode_utf8(&mut [0; 4])
}
