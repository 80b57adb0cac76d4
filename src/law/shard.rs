//! One part of all acts, the same for every run and on every machine: by a hash of the act's id alone.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// Part `number` of `of` parts into which all acts are divided.
///
/// An act is in the part that the first eight bytes of the SHA-256 of its id say, read as a number with the most significant
/// byte first: that number modulo `of`, plus one. Whatever acts a corpus has, each is in one part and stays there.
///
/// ```
/// use acquis::law::Shard;
/// let parts: Vec<Shard> = (1..=7).filter_map(|number| Shard::new(number, 7)).collect();
/// assert_eq!(parts.iter().filter(|part| part.takes("budapest")).count(), 1);
/// assert!(Shard::new(0, 7).is_none() && Shard::new(8, 7).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// Part `number` of `of`, counted from 1; `None` where there is no such part.
    pub fn new(number: u32, of: u32) -> Option<Shard> {
        (1..=of).contains(&number).then_some(Shard { number, of })
    }

    /// Is the act of this id in the part?
    pub fn takes(self, act: &str) -> bool {
        let digest = Sha256::digest(act);
        let hash = digest.iter().take(8).fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
        hash % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok());
        let parts = text.split_once('/').and_then(|(one, all)| Some((number(one)??, number(all)??)));
        let shard = parts.and_then(|(one, all)| Shard::new(one, all));
        shard.ok_or_else(|| format!("\"{text}\" is no part: write K/N, with K from 1 to N: 3/8"))
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> String {
        shard.to_string()
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Shard, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_always_in_the_same_part() {
        // worked out with another implementation of SHA-256: other programs divide by the same rule
        for (act, number) in [("budapest", 2), ("prum", 2), ("data-retention", 3)] {
            assert!(Shard::new(number, 7).unwrap().takes(act), "{act}");
        }
    }

    #[test]
    fn only_parts_that_are_there_are_read() {
        assert_eq!("3/8".parse(), Ok(Shard { number: 3, of: 8 }));
        for wrong in ["", "3", "0/8", "9/8", "3/0", "a/8", "+3/8", "3/8/1", "-1/8", " 3/8", "3/99999999999"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
