//! Reads JSON with little code. The usual way compiles two readers for every type, one for objects and one for lists, each with
//! its own words for every fault: that was a third of what a browser had to fetch. Here an object is handed over as a list, in
//! the order in which the type names its fields, and a fault is just a fault.
//!
//! Numbers are whole, as all of ours are. A field that is not there takes its `#[serde(default)]`; without one it is a fault.
//! Fields of no name are passed over.

#[cfg(any(test, feature = "ssr"))]
mod pack;
mod parts;
#[cfg(test)]
mod tests;
mod unpack;

#[cfg(any(test, feature = "ssr"))]
pub use pack::pack;
use parts::{Entries, Fault, Fields, List, Variant};
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::marker::PhantomData;
pub use unpack::read_packed;

/// What the text says, if it is what was asked for.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    of(&serde_json::from_str(&whole(text)).ok()?)
}

/// The text with `null` for each number that is not whole, or too great for one of ours. Only a later program says such a number; what reads it
/// weighs 2.5 kB, and is left out of the browser's program (`app/bundle/src/trim.rs`).
fn whole(text: &str) -> String {
    let (mut whole, mut rest) = (String::with_capacity(text.len()), text);
    let mut inside = false;
    while let Some(c) = rest.chars().next() {
        let number = !inside && (c == '-' || c.is_ascii_digit());
        let of_it = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = match c {
            _ if number => rest.find(|c| !of_it(c)).unwrap_or(rest.len()),
            // What is escaped is passed over with what escapes it.
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => c.len_utf8(),
        };
        inside ^= c == '"';
        let (token, after) = rest.split_at(end);
        let ours = !number || token.parse::<i64>().is_ok() || token.parse::<u64>().is_ok();
        whole.push_str(if ours { token } else { "null" });
        rest = after;
    }
    whole
}

fn of<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(Json(value)).ok()
}

/// Something of a page that one of its pieces reads, and nobody else. Until then it is a text, and what reads it comes with that piece.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Late<T>(String, PhantomData<T>);

impl<T: DeserializeOwned> Late<T> {
    /// None where another version of the program wrote it.
    pub fn read(&self) -> Option<T> {
        read_packed(&self.0)
    }
}

#[cfg(any(test, feature = "ssr"))]
impl<T: Serialize> Late<T> {
    pub fn of(it: &T) -> Self {
        Self(pack(it), PhantomData)
    }
}

/// In packed data: what stands before a word's number.
const MARK: char = '~';
/// In packed data: what a word's number is written to.
const BASE: u32 = 36;

/// A value, read as whatever is asked for.
#[derive(Clone, Copy)]
struct Json<'a>(&'a Value);

macro_rules! plain {
    ($($read:ident $get:ident $visit:ident)*) => { $(
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.0.$get().ok_or(Fault)?)
        }
    )* };
}

impl<'de> Deserializer<'de> for Json<'_> {
    type Error = Fault;

    plain! {
        deserialize_bool as_bool visit_bool
        deserialize_u8 as_u64 visit_u64
        deserialize_u16 as_u64 visit_u64
        deserialize_u32 as_u64 visit_u64
        deserialize_u64 as_u64 visit_u64
        deserialize_i8 as_i64 visit_i64
        deserialize_i16 as_i64 visit_i64
        deserialize_i32 as_i64 visit_i64
        deserialize_i64 as_i64 visit_i64
        deserialize_str as_str visit_str
        deserialize_string as_str visit_str
        deserialize_identifier as_str visit_str
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(List::of(self.0)?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(List::of(self.0)?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(Entries::of(self.0)?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Fields::of(self.0, names)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(Variant::of(self.0)?)
    }

    /// Nothing of ours asks for what it does not know.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Fault> {
        Err(Fault)
    }

    serde::forward_to_deserialize_any! { i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct ignored_any }
}
