//! A table as it stands in its JSON file, before its words mean anything.
//!
//! Lives here: the shape of the file. It is strict: an unknown key, a missing one and a key given twice are refused
//! (serde alone would keep the last of two). Not here: which facts and values exist (`compile`).

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRuleTable {
    #[serde(rename = "$schema")]
    _schema: Option<IgnoredAny>,
    pub(super) name: String,
    pub(super) hit_policy: String,
    pub(super) note: Option<String>,
    pub(super) rows: Vec<RawRuleRow>,
}

/// One row of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRuleRow {
    pub(super) id: String,
    pub(super) when: Pairs<RawWanted>,
    pub(super) then: String,
    pub(super) text: Option<String>,
    pub(super) urgency: Option<String>,
    pub(super) source: Option<String>,
    pub(super) because: String,
}

/// The keys of an object with their values, in the order of the file, those given twice included.
#[derive(Debug, Clone)]
pub(super) struct Pairs<V>(pub(super) Vec<(String, V)>);

/// What a row wants of a fact: one word, one of several, or bounds on days.
#[derive(Debug, Clone)]
pub(super) enum RawWanted {
    Words(Vec<String>),
    Days(Pairs<i64>),
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys<V>(std::marker::PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Keys<V> {
            type Value = Pairs<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of facts and what they must be")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                pairs(map)
            }
        }

        deserializer.deserialize_map(Keys(std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for RawWanted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WantedVisitor)
    }
}

struct WantedVisitor;

impl<'de> Visitor<'de> for WantedVisitor {
    type Value = RawWanted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word, a list of words, or a threshold such as {\"at-least\": 183}")
    }

    fn visit_str<E>(self, word: &str) -> Result<Self::Value, E> {
        Ok(RawWanted::Words(vec![word.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok(RawWanted::Words(words))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        pairs(map).map(RawWanted::Days)
    }
}

fn pairs<'de, V: Deserialize<'de>, A: MapAccess<'de>>(mut map: A) -> Result<Pairs<V>, A::Error> {
    let mut found = Vec::new();
    while let Some(pair) = map.next_entry()? {
        found.push(pair);
    }
    Ok(Pairs(found))
}

/// Lower-case letters, digits and single hyphens between them: what an id is made of.
pub(super) fn is_slug(id: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
    id.split('-').all(is_part)
}

/// A key as a part of a JSON Pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_letters_digits_and_hyphens() {
        for id in ["a", "act-2", "deadline-passed-not-done"] {
            assert!(is_slug(id), "{id}");
        }
        for id in ["", "-a", "a-", "a--b", "A", "a b", "a\u{1b}", "=cmd", "a_b", "\u{e9}"] {
            assert!(!is_slug(id), "{id:?}");
        }
    }
}
