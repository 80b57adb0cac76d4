//! Which instrument or obligation is meant: id, CELEX, ELI, number of the Official Journal (`2011/36/EU`), CETS or ETS
//! number, alias, title; of an obligation its id, with or without its instrument.

use super::fold::{fold, gist, near, nearest, telling_words};
use crate::cli::exit::Failure;
use crate::law::{Corpus, Instrument, Obligation};

/// The instrument of this name.
///
/// # Errors
/// No instrument in the data has it, or several have.
pub fn instrument<'a>(corpus: &'a Corpus, typed: &str) -> Result<&'a Instrument, Failure> {
    if let Some(exact) = corpus.find_instrument(typed).and_then(|ix| corpus.instrument(ix)) {
        return Ok(exact);
    }
    if let Some(one) = exact(corpus, typed) {
        return Ok(one);
    }
    let wanted = [fold(&bare(typed)), gist(&bare(typed))];
    let is_wanted = |key: &String| wanted.contains(key) && !key.is_empty();
    let named = |one: &&Instrument| keys(one).iter().any(is_wanted);
    let mut found: Vec<&Instrument> = corpus.instruments.iter().filter(named).collect();
    if found.is_empty() {
        found = corpus.instruments.iter().filter(|one| is_described(one, &bare(typed))).collect();
    }
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(unknown(corpus, typed)),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| &*one.id).collect();
            Err(Failure::usage(format!("\"{typed}\" names several instruments"), format!("write {}", ids.join(" or "))))
        }
    }
}

/// The one instrument of which this is a name or number as it stands in the data, but for case and spaces. It takes
/// precedence over those that the number alone would fit.
fn exact<'a>(corpus: &'a Corpus, typed: &str) -> Option<&'a Instrument> {
    let wanted = fold(typed);
    let is_named = |one: &&Instrument| spellings(one).any(|spelling| fold(spelling) == wanted);
    let mut found = corpus.instruments.iter().filter(is_named);
    found.next().filter(|_| !wanted.is_empty() && found.next().is_none())
}

/// The obligation named as `INSTRUMENT/OBLIGATION`, the instrument in any form.
///
/// # Errors
/// There is no such instrument, or it has no such obligation.
pub fn obligation<'a>(corpus: &'a Corpus, typed: &str) -> Result<(&'a Instrument, &'a Obligation), Failure> {
    if let Ok(instrument) = instrument(corpus, typed) {
        let message = format!("\"{typed}\" names an instrument, not one of its obligations");
        return Err(Failure::usage(message, choices(instrument)));
    }
    let Some((before, after)) = typed.rsplit_once('/') else { return Err(unknown(corpus, typed)) };
    let instrument = instrument(corpus, before)?;
    let wanted = fold(after);
    let found = instrument.obligations.iter().find(|one| fold(&one.id) == wanted);
    found.map(|obligation| (instrument, obligation)).ok_or_else(|| {
        let ids: Vec<&str> = instrument.obligations.iter().map(|one| &*one.id).collect();
        let help = nearest(after, &ids).unwrap_or_else(|| choices(instrument));
        Failure::usage(format!("{} has no obligation \"{after}\"", instrument.id), help)
    })
}

/// Spellings of every instrument, for "did you mean".
pub fn all_spellings(corpus: &Corpus) -> impl Iterator<Item = (&str, &Instrument)> {
    corpus.instruments.iter().flat_map(|one| spellings(one).map(move |spelling| (spelling, one)))
}

/// The obligations to choose from, or where to find them if there are many.
fn choices(instrument: &Instrument) -> String {
    if instrument.obligations.len() > 8 {
        return format!("acquis list obligations --instrument {} names them", instrument.id);
    }
    let names: Vec<String> = instrument.obligations.iter().map(|one| format!("{}/{}", instrument.id, one.id)).collect();
    format!("its obligations are {}", names.join(", "))
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    let guess = near(typed, all_spellings(corpus));
    let help = guess.map(|one| format!("did you mean \"{}\" ({})?", one.id, one.short_title));
    let help = help.unwrap_or_else(|| "acquis list instruments names them all".to_owned());
    Failure::usage(format!("unknown instrument \"{typed}\""), help)
}

fn spellings(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let names = [&*instrument.id, &*instrument.short_title, &*instrument.title].into_iter();
    names.chain(instrument.aliases.iter().map(|alias| &**alias)).chain(instrument.celex.iter().map(|celex| &**celex))
}

/// Everything that means this instrument, made comparable.
fn keys(instrument: &Instrument) -> Vec<String> {
    let mut keys: Vec<String> = spellings(instrument).flat_map(|spelling| [fold(spelling), gist(spelling)]).collect();
    keys.extend(instrument.eli.iter().map(|eli| fold(&bare(eli))));
    keys.extend(instrument.celex.iter().flat_map(|celex| of_celex(celex)));
    if let Some(number) = treaty_number(instrument) {
        keys.extend(SERIES.map(|series| format!("{series}{number}")));
    }
    keys
}

/// Is every word one of this instrument's, and a whole name of it among them? `Budapest Convention on Cybercrime` and
/// `Prüm Decision 2008/615/JHA` say two of its names at once.
fn is_described(instrument: &Instrument, typed: &str) -> bool {
    let words: Vec<String> = telling_words(typed).collect();
    let names: Vec<Vec<String>> = spellings(instrument).map(|name| telling_words(name).collect()).collect();
    let is_known = |word: &String| names.iter().flatten().any(|known| known == word) || keys(instrument).contains(word);
    let is_said =
        |name: &Vec<String>| !name.is_empty() && words.windows(name.len()).any(|part| part == name.as_slice());
    words.iter().all(is_known) && names.iter().any(is_said)
}

/// The number in the Council of Europe's treaty series: its own key, or an alias such as `CETS 185`.
fn treaty_number(instrument: &Instrument) -> Option<String> {
    let of_alias = |alias: &str| {
        let folded = gist(alias);
        let number = SERIES.iter().find_map(|series| folded.strip_prefix(series))?;
        (!number.is_empty() && number.chars().all(|char| char.is_ascii_digit())).then(|| number.to_owned())
    };
    let own = instrument.cets.as_ref().map(|cets| cets.chars().filter(char::is_ascii_digit).collect());
    own.or_else(|| instrument.aliases.iter().find_map(|alias| of_alias(alias)))
}

/// The treaty series under its names in English and French, the older ones too.
const SERIES: [&str; 4] = ["cets", "ets", "stce", "ste"];

/// The number and the ELI that a CELEX number of sector 3 stands for: `32011L0036` is `2011/36` and `eli/dir/2011/36`.
fn of_celex(celex: &str) -> Vec<String> {
    let part = |from: usize, to: usize| celex.get(from..to).unwrap_or_default();
    let (sector, year, kind, number) = (part(0, 1), part(1, 5), part(5, 6), celex.get(6..).unwrap_or_default());
    let number = number.trim_start_matches('0');
    if sector != "3" || year.len() != 4 || number.is_empty() {
        return Vec::new();
    }
    let kind = match kind {
        "L" => "dir",
        "R" => "reg",
        "F" => "decframw",
        _ => "dec",
    };
    let numbers = [format!("{year}/{number}"), format!("{number}/{year}")];
    let take = if kind == "reg" { 2 } else { 1 };
    let mut keys: Vec<String> = numbers.into_iter().take(take).collect();
    keys.push(format!("eli/{kind}/{year}/{number}"));
    keys
}

/// What is left of an address: of one with a CELEX number that number, of an ELI the part from `eli/` to the number.
fn bare(typed: &str) -> String {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    if let Some(at) = lower.find("celex").filter(|_| lower.contains("://")) {
        let after = lower.get(at + "celex".len()..).unwrap_or_default().trim_start_matches("%3a");
        let number = after.trim_start_matches(|char: char| !char.is_ascii_alphanumeric());
        return number.chars().take_while(char::is_ascii_alphanumeric).collect();
    }
    match lower.find("eli/") {
        Some(at) if at == 0 || lower.get(..at).is_some_and(|before| before.ends_with('/')) => {
            let parts: Vec<&str> = lower.get(at..).unwrap_or_default().split('/').take(4).collect();
            parts.join("/")
        }
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_alias_wins_over_a_number_that_fits_two() {
        let act = include_str!("../../../tests/problems/_base/instruments/act.json");
        let other = act.replace("\"id\": \"act\"", "\"id\": \"other\", \"celex\": \"32010D0001\"");
        let act = act.replace("\"kind\"", "\"celex\": \"32010L0001\", \"aliases\": [\"2010/1/EU\"], \"kind\"");
        let other = other.replace("\"directive\"", "\"decision\"").replace("Directive on", "Decision on");
        let files = [("instruments/act.json", act), ("instruments/other.json", other)];
        let corpus = crate::load::texts(files.map(|(path, text)| (path.to_owned(), text.into_bytes())).to_vec()).corpus;
        let found = |typed: &str| instrument(&corpus, typed).map(|one| one.id.to_string()).ok();
        assert_eq!(found("2010/1/EU").as_deref(), Some("act"));
        assert_eq!(found("2010/1/eu").as_deref(), Some("act"));
        assert_eq!(found("2010/1"), None);
    }

    #[test]
    fn addresses_are_bared() {
        let celex = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32011L0036&from=EN";
        assert_eq!(bare(celex), "32011l0036");
        assert_eq!(bare("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0036"), "32011l0036");
        assert_eq!(bare("http://data.europa.eu/eli/dir/2011/36/oj"), "eli/dir/2011/36");
        assert_eq!(bare("eli/dir/2011/36"), "eli/dir/2011/36");
        assert_eq!(bare("2011/36/EU"), "2011/36/EU");
    }

    #[test]
    fn a_celex_number_tells_number_and_eli() {
        assert_eq!(of_celex("32011L0036"), ["2011/36", "eli/dir/2011/36"]);
        assert_eq!(of_celex("32006F0960"), ["2006/960", "eli/decframw/2006/960"]);
        assert!(of_celex("62012CJ0293").is_empty());
        assert!(of_celex("").is_empty());
    }
}
