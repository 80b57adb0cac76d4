//! Assumptions in words, `STATE INSTRUMENT[/OBLIGATION] EVENT DATE [KEY=VALUE...]`, and how they become part of a corpus.
//! Names of several words may stand in double quotes, and need not. What names other than ids mean is looked up elsewhere.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::law::{CaseNumber, Corpus, EventKind};
use crate::load::{self, Assumption, Remark};
use crate::time::UncertainDay;

/// An assumption taken apart, its names not yet looked up.
#[derive(Debug, Clone)]
pub struct WrittenAssumption {
    /// The words before the event: whom and what it is about.
    pub about: Vec<String>,
    /// What happens.
    pub event: String,
    /// When; `None` where the keys `after` and `by` say it.
    pub on: Option<String>,
    /// Further keys and their values.
    pub keys: Vec<(String, String)>,
}

impl FromStr for WrittenAssumption {
    type Err = Remark;

    fn from_str(text: &str) -> Result<WrittenAssumption, Remark> {
        WrittenAssumption::of_words(words(text)?)
    }
}

impl WrittenAssumption {
    /// Reads words from the end: keys, date and event; before them stands whom and what it is about.
    ///
    /// # Errors
    /// A part is missing.
    pub fn of_words(mut words: Vec<String>) -> Result<WrittenAssumption, Remark> {
        let keys = keys(&mut words);
        let is_bounded = keys.iter().any(|(key, _)| key == "after" || key == "by");
        let is_day = words.last().is_some_and(|word| UncertainDay::parse(word).is_ok());
        let is_event = words.last().is_some_and(|word| EventKind::parse(word).is_some());
        if is_event && !is_bounded {
            return Err(incomplete("the day is missing"));
        }
        let on = if is_bounded && !is_day { None } else { words.pop() };
        match words.pop() {
            Some(event) if words.len() > 1 => Ok(WrittenAssumption { about: words, event, on, keys }),
            _ => Err(incomplete("a state, an instrument, an event and a day are needed")),
        }
    }
}

impl FromStr for Assumption {
    type Err = Remark;

    /// Reads an assumption whose names are a code and ids: `IE budapest/ratification ratification 2027-01-15`.
    fn from_str(text: &str) -> Result<Assumption, Remark> {
        let WrittenAssumption { about, event, on, keys } = text.parse()?;
        let [actor, duty] = <[String; 2]>::try_from(about)
            .map_err(|_| incomplete("a code of a state and an id of an instrument are needed"))?;
        let (instrument, obligation) = match duty.split_once('/') {
            Some((instrument, obligation)) => (instrument.to_owned(), Some(obligation.to_owned())),
            None => (duty, None),
        };
        Ok(Assumption { actor, instrument, obligation, event, on, keys })
    }
}

/// The assumption in one spelling: codes and ids, whatever was typed. Read again, it is the same.
impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let obligation = self.obligation.as_ref().map_or(String::new(), |id| format!("/{id}"));
        let duty = format!("{}{obligation}", self.instrument);
        write!(f, "{} {} {}", quoted(&self.actor), quoted(&duty), quoted(&self.event))?;
        if let Some(on) = &self.on {
            write!(f, " {}", quoted(on))?;
        }
        for (key, value) in &self.keys {
            let value = if value.is_empty() { Cow::Borrowed("") } else { quoted(value) };
            write!(f, " {key}={value}")?;
        }
        Ok(())
    }
}

/// One word, in quotes where it would be read as several, or not at all.
fn quoted(word: &str) -> Cow<'_, str> {
    if word.is_empty() || word.contains(char::is_whitespace) {
        return Cow::Owned(format!("\"{word}\""));
    }
    Cow::Borrowed(word)
}

/// Adds assumed facts to a corpus, with their words, and returns what is unusual about them.
///
/// # Errors
/// What is wrong with them, by the checks that data go through; then the corpus is as it was.
pub fn assume(corpus: &mut Corpus, assumptions: &[Assumption]) -> Result<Vec<Remark>, Vec<Remark>> {
    let odd = load::assume(corpus, assumptions)?;
    assumptions.iter().for_each(|one| corpus.assumed.note(one.to_string()));
    Ok(odd)
}

/// Leaves out what is recorded of a state under an instrument, or about one of its obligations, and says how many records
/// that concerns.
pub fn leave_out(corpus: &mut Corpus, state: &str, instrument: &str, obligation: Option<&str>) -> usize {
    let Some(act) = corpus.find_instrument(instrument) else { return 0 };
    let only = obligation.and_then(|id| corpus.find_obligation(act, id));
    let duty = obligation.map_or(String::new(), |id| format!("/{id}"));
    let count = corpus.leave_out(state, act, only);
    corpus.assumed.note(format!("no record of {state} {instrument}{duty}"));
    count
}

fn incomplete(message: &str) -> Remark {
    let help = "write STATE INSTRUMENT EVENT DATE: IE budapest ratification 2027-01-15";
    Remark { number: None, message: message.to_owned(), help: Some(help.to_owned()) }
}

/// Takes the keys off the end of the words. What follows a key up to the next one is its value: `title=Act 3 of 2012`.
fn keys(words: &mut Vec<String>) -> Vec<(String, String)> {
    let first = words.iter().position(|word| key_and_value(word).is_some()).unwrap_or(words.len());
    let mut keys: Vec<(String, String)> = Vec::new();
    for word in words.drain(first..) {
        match (key_and_value(&word), keys.last_mut()) {
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(&word);
            }
            (pair, _) => keys.extend(pair),
        }
    }
    for (_, value) in keys.iter_mut().filter(|(key, _)| key == "case") {
        *value = CaseNumber::canonical(value);
    }
    keys
}

/// `extent=partial`. An address may hold the sign too, but not after a plain word.
fn key_and_value(word: &str) -> Option<(String, String)> {
    let (key, value) = word.split_once('=')?;
    let is_key = !key.is_empty() && key.chars().all(|char| char.is_ascii_alphabetic() || char == '_');
    is_key.then(|| (key.to_owned(), value.to_owned()))
}

/// The words of a text; what stands in double quotes is one, and the quotes are no part of it.
pub fn words(text: &str) -> Result<Vec<String>, Remark> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    let mut is_begun = false;
    for char in text.chars() {
        match char {
            '"' => (quoted, is_begun) = (!quoted, true),
            space if space.is_whitespace() && !quoted => {
                words.extend(is_begun.then(|| std::mem::take(&mut word)));
                is_begun = false;
            }
            other => {
                word.push(other);
                is_begun = true;
            }
        }
    }
    words.extend(is_begun.then_some(word));
    if quoted {
        return Err(Remark { number: None, message: "a double quote is not closed".to_owned(), help: None });
    }
    Ok(words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at a wrong constant")]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(words("IE  budapest\tx").unwrap(), ["IE", "budapest", "x"]);
        assert_eq!(
            words("\"Czech Republic\" prum title=\"Act 3\" \"\"").unwrap(),
            ["Czech Republic", "prum", "title=Act 3", ""]
        );
        assert!(words("IE \"budapest").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "\"Czech Republic\" prum/dna notified 2013-07 extent=partial title=\"Act 3 of 2012\"",
            "AT \"\" notified 2013",
            "AT \"prum /dna\" \"not an event\" \"1 May\" note=",
            "AT prum measure after=2012-01-01 by=2012-12-31",
        ] {
            let read: Assumption = text.parse().unwrap();
            assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn a_value_goes_on_to_the_next_key() {
        let mut all = words("DE prum closed 2012 case=infr (2012) 2001 title=Act 3 outcome=moot").unwrap();
        let pairs = [("case", "INFR(2012)2001"), ("title", "Act 3"), ("outcome", "moot")];
        assert_eq!(keys(&mut all), pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(all, ["DE", "prum", "closed", "2012"]);
    }

    #[test]
    fn an_address_is_no_key() {
        assert_eq!(key_and_value("extent=partial"), Some(("extent".to_owned(), "partial".to_owned())));
        assert_eq!(key_and_value("title=a=b"), Some(("title".to_owned(), "a=b".to_owned())));
        assert_eq!(key_and_value("https://eur-lex.europa.eu/?uri=CELEX:32011L0036"), None);
        assert_eq!(key_and_value("=x"), None);
    }
}
