//! What a value consists of, piece by piece.

use super::Json;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Value, map};
use std::fmt;
use std::slice::Iter;

/// Something is not what was asked for. What and where would cost code in every type.
#[derive(Debug)]
pub struct Fault;

impl Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not what was asked for")
    }
}

pub struct List<'a>(Iter<'a, Value>);

impl<'a> List<'a> {
    pub fn of(value: &'a Value) -> Result<Self, Fault> {
        value.as_array().map(|list| Self(list.iter())).ok_or(Fault)
    }
}

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|value| seed.deserialize(Json(value))).transpose()
    }
}

/// The fields of an object in the order of their names.
pub struct Fields<'a> {
    object: &'a Map<String, Value>,
    names: Iter<'static, &'static str>,
}

impl<'a> Fields<'a> {
    pub fn of(value: &'a Value, names: &'static [&'static str]) -> Result<Self, Fault> {
        let object = value.as_object().ok_or(Fault)?;
        Ok(Self { object, names: names.iter() })
    }

    fn next(&mut self) -> Option<&'a Value> {
        self.names.next().and_then(|name| self.object.get(*name))
    }
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.next().map(|value| seed.deserialize(Json(value))).transpose()
    }
}

/// The entries of a map. Its keys are texts: ids, days.
pub struct Entries<'a> {
    rest: map::Iter<'a>,
    value: Option<&'a Value>,
}

impl<'a> Entries<'a> {
    pub fn of(value: &'a Value) -> Result<Self, Fault> {
        let object = value.as_object().ok_or(Fault)?;
        Ok(Self { rest: object.iter(), value: None })
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Json(&Value::String(key.clone()))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(Json(self.value.take().ok_or(Fault)?))
    }
}

/// A text is a variant without fields; an object's one field is a variant with them.
pub struct Variant<'a> {
    name: &'a str,
    inside: &'a Value,
}

impl<'a> Variant<'a> {
    pub fn of(value: &'a Value) -> Result<Self, Fault> {
        match value {
            Value::String(name) => Ok(Self { name, inside: &Value::Null }),
            Value::Object(object) => {
                object.iter().next().map(|(name, inside)| Self { name, inside }).ok_or(Fault)
            }
            _ => Err(Fault),
        }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        seed.deserialize(StrDeserializer::new(self.name)).map(|name| (name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(Json(self.inside))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(List::of(self.inside)?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Fields::of(self.inside, names)?)
    }
}
