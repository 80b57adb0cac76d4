//! How a closed list of words becomes an enumeration: one spelling for data, output and decision tables.
//!
//! Lives here: the macro alone. The words themselves live in `time`, `law` and `rules::facts`.

/// Declares an enumeration whose every value has one fixed spelling, used by files, output and tables alike.
///
/// Gives `ALL` (the values in order), `WORDS` (their spellings in the same order), `as_str`, `parse`, `Display`, and
/// serde in both directions. A word outside the list is never read as one of its values.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        $name:ident, $noun:literal { $( $(#[$doc:meta])* $value:ident = $word:literal, )+ }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$doc])* $value, )+ }

        #[allow(dead_code, reason = "a private vocabulary may leave a part unused")]
        impl $name {
            /// Which values there are, in their order.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// How the values are spelt, in the order of `ALL`.
            pub const WORDS: [&'static str; [$($word),+].len()] = [$($word),+];

            /// How this value is spelt in files, tables and output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }

            /// Which value a word spells; `None` for any other word (spelling and case are exact).
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)+ _ => None }
            }
        }

        impl From<$name> for &'static str {
            fn from(value: $name) -> &'static str {
                value.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&word).ok_or_else(|| {
                    serde::de::Error::custom(format!("`{word}` is not a {} ({})", $noun, Self::WORDS.join(", ")))
                })
            }
        }
    };
}

pub(crate) use vocabulary;
