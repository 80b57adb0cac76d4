//! Which state a name means: in the languages of the Union, short or formal, in any order of its words. Not here: further
//! names that a corpus gives a state (`name`, `names` in its file).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::normalize::{normalize, words};

/// One state per line: `AT: Austria; Republic of Austria; ...`.
const LIST: &str = include_str!("states.txt");

/// Words that a name can have or lack, in the languages of the list: they distinguish no state from the others.
const SMALL: [&str; 40] = [
    "the", "of", "and", "la", "le", "les", "l", "de", "du", "des", "d", "et", "die", "der", "das", "den", "und", "el",
    "los", "y", "e", "il", "lo", "i", "dei", "del", "dell", "della", "di", "het", "en", "van", "an", "na", "ta", "in",
    "ir", "is", "id", "og",
];

/// The code in the Union (EL, UK) of the state that is called so; `None` for whatever is no name of a state of the list.
///
/// ```
/// use acquis::law::names::state_of;
/// for name in ["Netherlands (Kingdom of the)", "Kingdom of the Netherlands", "Pays-Bas", "Niederlande", "Países Bajos"] {
///     assert_eq!(state_of(name), Some("NL"), "{name}");
/// }
/// // a part of one state is no other state
/// assert_eq!(state_of("United Kingdom of Great Britain and Northern Ireland"), Some("UK"));
/// assert_eq!(state_of("Northern Ireland"), None);
/// ```
pub fn state_of(name: &str) -> Option<&'static str> {
    static BY_KEY: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let by_key = BY_KEY.get_or_init(|| {
        let spellings = state_names().flat_map(|(code, name)| [(code, name.to_owned()), (code, without_dots(name))]);
        let each = spellings.flat_map(|(code, name)| state_keys(&name).map(|key| (key, code)));
        each.filter(|(key, _)| !key.is_empty()).collect()
    });
    state_keys(name).iter().find_map(|key| by_key.get(key)).copied()
}

/// Every name of the list with its state.
pub fn state_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LIST.lines().filter_map(|line| line.split_once(": "));
    let states = lines.filter(|(code, _)| !code.starts_with('#'));
    states.flat_map(|(code, names)| names.split("; ").map(move |name| (code, name)))
}

/// A name of a state made comparable, in two ways: as one word (`U.K.`, `united-kingdom`), and as the set of its
/// significant words, so that `Germany, Federal Republic of` is the `Federal Republic of Germany`.
pub fn state_keys(name: &str) -> [String; 2] {
    let mut significant: Vec<String> = words(name).into_iter().map(in_full).collect();
    significant.retain(|word| !SMALL.contains(&word.as_str()));
    significant.sort_unstable();
    significant.dedup();
    [normalize(name), significant.join(" ")]
}

/// A German name as it is written on a keyboard without umlauts: `Oesterreich`.
fn without_dots(name: &str) -> String {
    [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")]
        .iter()
        .fold(name.to_owned(), |name, (dotted, plain)| name.replace(dotted, plain))
}

/// The full word for one that tables abbreviate.
fn in_full(word: String) -> String {
    match word.as_str() {
        "rep" => "republic".to_owned(),
        "fed" => "federal".to_owned(),
        "utd" => "united".to_owned(),
        _ => word,
    }
}

/// Codes that ISO 3166 uses where the Union has another one.
const ISO_NOT_EU: [(&str, &str); 2] = [("GR", "EL"), ("GB", "UK")];

/// The Union's code for a code of ISO 3166, where they differ.
///
/// ```
/// use acquis::law::names::eu_code;
/// assert_eq!((eu_code("GR"), eu_code("AT")), (Some("EL"), None));
/// ```
pub fn eu_code(iso: &str) -> Option<&'static str> {
    ISO_NOT_EU.iter().find(|(other, _)| *other == iso).map(|(_, eu)| *eu)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_its_state_in_every_order_and_case() {
        let mut count = 0;
        for (code, name) in state_names() {
            let mut turned: Vec<&str> = name.split(' ').collect();
            turned.rotate_left(1);
            let bracketed = match name.split_once(" of ") {
                Some((what, whose)) => format!("{whose} ({what} of)"),
                None => format!("({name})"),
            };
            for form in [name.to_owned(), name.to_uppercase(), format!("  {name}* "), turned.join(" "), bracketed] {
                assert_eq!(state_of(&form), Some(code), "{form}");
            }
            count += 1;
        }
        let mut codes: Vec<&str> = state_names().map(|(code, _)| code).collect();
        codes.dedup();
        assert_eq!((codes.len(), codes.is_sorted()), (34, true));
        assert!(count > 32 * 15, "{count}");
    }

    #[test]
    fn what_is_no_state_of_the_list_means_none() {
        for name in [
            "",
            "the",
            "Republic of",
            "Kingdom",
            "Northern Ireland",
            "Ireland and Northern Ireland",
            "Irlande du Nord",
            "German Democratic Republic",
            "Great Britain and Ireland",
            "Czech and Slovak Federal Republic",
            "Slovenská",
            "Holland and Belgium",
            "Austria-Hungary",
            "Macedonia",
            "United States",
            "2011",
            "Luxembourg (BE)",
        ] {
            assert_eq!(state_of(name), None, "{name}");
        }
    }
}
