//! Values that may be written in two forms: a date as text or as bounds, a list as one item, a number as text.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A date that may be uncertain: text (day, month or year), or `{"after": A, "by": B}`.
#[derive(Debug, Clone)]
pub(crate) enum RawWhen<'a> {
    Text(Cow<'a, str>),
    Bounds { after: Option<String>, by: Option<String> },
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    after: Option<String>,
    by: Option<String>,
}

impl<'de: 'a, 'a> Deserialize<'de> for RawWhen<'a> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct WhenVisitor;
        impl<'de> Visitor<'de> for WhenVisitor {
            type Value = RawWhen<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a date or bounds")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<RawWhen<'de>, E> {
                Ok(RawWhen::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<RawWhen<'de>, E> {
                Ok(RawWhen::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<RawWhen<'de>, A::Error> {
                let Bounds { after, by } = Bounds::deserialize(MapAccessDeserializer::new(entries))?;
                Ok(RawWhen::Bounds { after, by })
            }
        }
        reader.deserialize_any(WhenVisitor)
    }
}

/// One text, or a list of texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct OneOrMany(pub(crate) Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct ListVisitor;
        impl<'de> Visitor<'de> for ListVisitor {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }

            fn visit_str<E>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(OneOrMany(list))
            }
        }
        reader.deserialize_any(ListVisitor)
    }
}

/// A text that looks like a number and may be written as one.
#[derive(Debug, Clone)]
pub(crate) struct TextOrNumber(pub(crate) String);

impl<'de> Deserialize<'de> for TextOrNumber {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct EitherVisitor;
        impl Visitor<'_> for EitherVisitor {
            type Value = TextOrNumber;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string or a whole number")
            }

            fn visit_str<E>(self, text: &str) -> Result<TextOrNumber, E> {
                Ok(TextOrNumber(text.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<TextOrNumber, E> {
                Ok(TextOrNumber(number.to_string()))
            }
        }
        reader.deserialize_any(EitherVisitor)
    }
}
