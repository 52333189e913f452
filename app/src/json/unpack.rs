//! Reads what `pack` wrote into a page. A family's data names the same ids, days and fields over and over; a page on a prepaid
//! phone says each of them once.
//!
//! `[words, shapes, value]`. In `value`, and in the names of `shapes`:
//! - `"~1z"` is the word of that number, written to base 36; `"~~…"` is a text that itself begins with `~`;
//! - `[3, …]` is an object with the names of shape 3, its values in their order;
//! - `[-1, …]` is a list that itself begins with a number.
//!
//! Everything else is what it says; there are no other objects. So whatever people write comes back as they wrote it.

use super::{BASE, MARK, of};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What the packed text says, if it is what was asked for.
pub fn read_packed<T: DeserializeOwned>(text: &str) -> Option<T> {
    of(&unpack(text)?)
}

pub fn unpack(text: &str) -> Option<Value> {
    let packed: Value = serde_json::from_str(text).ok()?;
    let [Value::Array(words), Value::Array(shapes), value] = packed.as_array()?.as_slice() else {
        return None;
    };
    Tables { words, shapes }.value(value)
}

struct Tables<'a> {
    words: &'a [Value],
    shapes: &'a [Value],
}

impl Tables<'_> {
    /// Every kind by itself: `clone` would bring code for whole trees along.
    fn value(&self, packed: &Value) -> Option<Value> {
        Some(match packed {
            Value::Null => Value::Null,
            Value::Bool(yes) => Value::Bool(*yes),
            Value::Number(number) => Value::Number(number.clone()),
            Value::String(text) => Value::String(self.text(text)?),
            Value::Array(list) => match list.first() {
                Some(Value::Number(first)) => match first.as_u64() {
                    Some(shape) => self.object(shape, &list[1..])?,
                    None => self.list(&list[1..])?,
                },
                _ => self.list(list)?,
            },
            Value::Object(_) => return None,
        })
    }

    fn list(&self, values: &[Value]) -> Option<Value> {
        let mut list = Vec::new();
        for value in values {
            list.push(self.value(value)?);
        }
        Some(Value::Array(list))
    }

    fn object(&self, shape: u64, values: &[Value]) -> Option<Value> {
        let names = self.shapes.get(usize::try_from(shape).ok()?)?.as_array()?;
        let mut object = Map::new();
        for (name, value) in names.iter().zip(values) {
            object.insert(self.text(name.as_str()?)?, self.value(value)?);
        }
        Some(Value::Object(object))
    }

    fn text(&self, packed: &str) -> Option<String> {
        let text = match packed.strip_prefix(MARK) {
            None => packed,
            Some(rest) if rest.starts_with(MARK) => rest,
            Some(number) => self.words.get(usize::from_str_radix(number, BASE).ok()?)?.as_str()?,
        };
        Some(text.to_owned())
    }
}
