//! Values as strictly as the schemas have them: a text borrowed from the file where it can be, a key that is left out or
//! holds a value (never `null`), a whole number (`3.0` is one).

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A text, borrowed from the file unless an escape stands in it.
#[derive(Debug, Clone)]
pub(crate) struct RawText<'a>(Cow<'a, str>);

impl Deref for RawText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for RawText<'a> {
    fn from(text: &'a str) -> RawText<'a> {
        RawText(Cow::Borrowed(text))
    }
}

impl From<String> for RawText<'_> {
    fn from(text: String) -> Self {
        RawText(Cow::Owned(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RawText<'a> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<RawText<'a>, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = RawText<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<RawText<'de>, E> {
                Ok(text.into())
            }

            fn visit_str<E>(self, text: &str) -> Result<RawText<'de>, E> {
                Ok(text.to_owned().into())
            }
        }
        reader.deserialize_str(TextVisitor)
    }
}

/// The value of a key that may be left out; `null` is no value.
pub(super) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(reader: D) -> Result<Option<T>, D::Error> {
    T::deserialize(reader).map(Some)
}

/// A whole number of a key that may be left out.
pub(super) fn given_whole<'de, T: TryFrom<u64>, D: Deserializer<'de>>(reader: D) -> Result<Option<T>, D::Error> {
    whole(reader).map(Some)
}

/// A whole number, not negative.
pub(super) fn whole<'de, T: TryFrom<u64>, D: Deserializer<'de>>(reader: D) -> Result<T, D::Error> {
    struct WholeVisitor;
    impl Visitor<'_> for WholeVisitor {
        type Value = u64;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a whole number")
        }

        fn visit_u64<E>(self, number: u64) -> Result<u64, E> {
            Ok(number)
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<u64, E> {
            whole_of(number).ok_or_else(|| E::custom("the number is not whole"))
        }
    }
    let number = reader.deserialize_any(WholeVisitor)?;
    T::try_from(number).map_err(|_| D::Error::custom("the number is too large"))
}

/// The whole number that a number with a point stands for, if it is one and not too large for any use.
pub(super) fn whole_of(number: f64) -> Option<u64> {
    let is_whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    is_whole.then_some(number as u64)
}
