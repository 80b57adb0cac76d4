//! A digest of eight bytes, and the binary form over which digests are made: each value in bytes by which it differs
//! from every other one, in an order that code here writes down. Nothing depends on how a type is printed.

use crate::time::Day;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::num::NonZeroU64;

/// The first eight bytes of a SHA-256, or none where there is nothing of which it could be one. Written as sixteen
/// hexadecimal digits, or as an empty text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(Option<NonZeroU64>);

impl Digest {
    /// Of nothing.
    pub const NONE: Digest = Digest(None);

    /// Is it of nothing?
    pub fn is_none(&self) -> bool {
        *self == Digest::NONE
    }

    /// Several digests as one: that of a duty, followed by those of the duties that imply it.
    pub fn together(digests: &[Digest]) -> Digest {
        match digests {
            // a duty that nothing implies keeps the digest that it has alone
            [only] => *only,
            all => {
                let mut form = BinaryForm::default();
                form.list(all, |form, digest| form.digest_of(*digest));
                form.digest()
            }
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |digest| write!(f, "{digest:016x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        const DIGITS: [u8; 16] = *b"0123456789abcdef";
        let Some(digest) = self.0 else { return to.serialize_str("") };
        let mut written = [b'0'; 16];
        for (place, nibble) in written.iter_mut().zip((0..16).rev().map(|place| digest.get() >> (4 * place))) {
            *place = DIGITS.get((nibble & 15) as usize).copied().unwrap_or(b'0');
        }
        to.serialize_str(std::str::from_utf8(&written).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Digest, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        let is_hexadecimal = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match u64::from_str_radix(&text, 16) {
            Ok(digest) if is_hexadecimal => Ok(Digest(NonZeroU64::new(digest))),
            _ if text.is_empty() => Ok(Digest::NONE),
            _ => Err(D::Error::custom(format!("`{text}` is no digest: sixteen digits from 0 to f"))),
        }
    }
}

/// Values one after the other, as bytes.
#[derive(Default)]
pub struct BinaryForm(Vec<u8>);

impl BinaryForm {
    /// The digest of what was written.
    pub fn digest(&self) -> Digest {
        let whole = Sha256::digest(&self.0);
        let first = whole.iter().take(8).fold(0, |number: u64, byte| (number << 8) | u64::from(*byte));
        // of nothing alone there is none
        Digest(Some(NonZeroU64::new(first).unwrap_or(NonZeroU64::MIN)))
    }

    /// A number.
    pub fn number(&mut self, number: impl Into<u64>) {
        self.0.extend(number.into().to_be_bytes());
    }

    /// The digest of a part.
    pub fn digest_of(&mut self, part: Digest) {
        self.number(part.0.map_or(0, NonZeroU64::get));
    }

    /// Yes or no.
    pub fn yes(&mut self, holds: bool) {
        self.0.push(u8::from(holds));
    }

    /// A number of days, which may be negative.
    pub fn days(&mut self, days: i32) {
        self.0.extend(days.to_be_bytes());
    }

    /// A day, by its number.
    pub fn day(&mut self, day: Day) {
        self.days(day.number());
    }

    /// A day that may be missing.
    pub fn maybe_day(&mut self, day: Option<Day>) {
        self.maybe(day, BinaryForm::day);
    }

    /// A text, after its length: or ("ab", "c") and ("a", "bc") would have one digest.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    /// A value that may be missing.
    pub fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut BinaryForm, T)) {
        self.yes(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// A list, after its length.
    pub fn list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut BinaryForm, &T)) {
        self.number(list.len() as u64);
        list.iter().for_each(|one| write(self, one));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_written_as_it_is_read() {
        for text in ["", "0123456789abcdef", "00000000000000ff"] {
            let json = format!("\"{text}\"");
            let digest: Digest = serde_json::from_str(&json).unwrap();
            assert_eq!((serde_json::to_string(&digest).unwrap(), digest.to_string()), (json, text.to_owned()));
        }
        for text in ["0", "0123456789ABCDEF", "+123456789abcdef", "0123456789abcdef0", "0123456789abcde\u{e9}"] {
            assert!(serde_json::from_str::<Digest>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }

    #[test]
    fn what_differs_has_other_bytes() {
        let of = |write: &dyn Fn(&mut BinaryForm)| {
            let mut form = BinaryForm::default();
            write(&mut form);
            form.digest()
        };
        let all = [
            of(&|_| {}),
            of(&|form| form.yes(false)),
            of(&|form| form.yes(true)),
            of(&|form| form.maybe_day(None)),
            of(&|form| form.maybe_day(Some(Day::MIN))),
            of(&|form| form.maybe_day(Some(Day::MAX))),
            of(&|form| ["ab", "c"].iter().for_each(|text| form.text(text))),
            of(&|form| ["a", "bc"].iter().for_each(|text| form.text(text))),
            of(&|form| form.list(&["ab", "c"], |form, text| form.text(text))),
        ];
        let mut others = all.to_vec();
        others.sort_unstable();
        others.dedup();
        // a missing value and a "no" are the same byte: what is missing stands where nothing else can
        assert_eq!(others.len() + 1, all.len(), "{all:?}");
        assert!(!all.contains(&Digest::NONE));
    }
}
