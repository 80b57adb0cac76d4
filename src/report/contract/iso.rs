//! Days in JSON: `YYYY-MM-DD`, or null.

use crate::time::Day;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// A day as ISO text.
pub mod day {
    use super::{Day, Deserializer, Serializer, read};

    /// Writes it.
    pub fn serialize<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    /// Reads it, in strict form, also beyond the days that data may name.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        read(from)
    }
}

/// A day as ISO text, or null.
pub mod day_or_null {
    use super::{Day, Deserialize, Deserializer, Error, Serializer};

    /// Writes it.
    pub fn serialize<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    /// Reads it, in strict form, also beyond the days that data may name.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
        let text = Option::<std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.map(|text| Day::parse_computed(&text).map_err(D::Error::custom)).transpose()
    }
}

fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
    let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
    Day::parse_computed(&text).map_err(D::Error::custom)
}
