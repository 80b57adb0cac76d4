//! Objects that are written as objects: what serde derives for a structure reads a list of its values too.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value that an object holds.
pub(crate) struct ObjectOf<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ObjectOf<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<ObjectOf<T>, D::Error> {
        object(reader).map(ObjectOf)
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(entries))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(ObjectOf(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}

/// What an object holds.
pub(super) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(reader: D) -> Result<T, D::Error> {
    reader.deserialize_map(ObjectVisitor(PhantomData))
}

/// What the object of a key holds that may be left out.
pub(super) fn given_object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(reader: D) -> Result<Option<T>, D::Error> {
    object(reader).map(Some)
}

/// What the object or the `null` of a key holds that may be left out.
pub(super) fn given_object_or_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    reader: D,
) -> Result<Option<Option<T>>, D::Error> {
    Ok(Some(Option::<ObjectOf<T>>::deserialize(reader)?.map(|ObjectOf(value)| value)))
}

/// What the objects of a list hold.
pub(super) fn objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(reader: D) -> Result<Vec<T>, D::Error> {
    reader.deserialize_seq(ListVisitor(PhantomData))
}

/// What the objects of a list hold that may be left out.
pub(super) fn given_objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    reader: D,
) -> Result<Option<Vec<T>>, D::Error> {
    objects(reader).map(Some)
}
