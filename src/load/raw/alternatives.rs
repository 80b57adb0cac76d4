//! Values that may be written in two forms: a date as text or as bounds, a list as one item, a number as text.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::plain::{RawText, given, whole_of};

/// A date that may be uncertain: text (day, month or year), or `{"after": A, "by": B}`.
#[derive(Debug, Clone)]
pub(crate) enum RawWhen<'a> {
    Text(RawText<'a>),
    Bounds { after: Option<String>, by: Option<String> },
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    #[serde(default, deserialize_with = "given")]
    after: Option<String>,
    #[serde(default, deserialize_with = "given")]
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
                Ok(RawWhen::Text(RawText::from(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<RawWhen<'de>, E> {
                Ok(RawWhen::Text(RawText::from(text.to_owned())))
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

/// The largest number that stands for a text.
const LARGEST: u64 = 9_999;

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
                let is_number = (..=LARGEST).contains(&number);
                is_number.then(|| TextOrNumber(number.to_string())).ok_or_else(|| E::custom("the number is too large"))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<TextOrNumber, E> {
                self.visit_u64(whole_of(number).ok_or_else(|| E::custom("the number is not whole"))?)
            }
        }
        reader.deserialize_any(EitherVisitor)
    }
}
