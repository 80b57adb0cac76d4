//! The words of an assumption: `STATE INSTRUMENT[/OBLIGATION] EVENT DATE [KEY=VALUE...]`. Names of several words may
//! stand in double quotes, and need not.

use crate::cli::exit::Failure;
use crate::cli::names;
use crate::law::{Actor, CaseNumber, Corpus, EventKind, Instrument, Obligation};
use crate::load::Assumption;
use crate::time::UncertainDay;

/// Whom and what an assumption is about.
pub(super) struct AssumptionTarget<'a> {
    pub(super) actor: &'a Actor,
    pub(super) instrument: &'a Instrument,
    pub(super) obligation: Option<&'a Obligation>,
    /// AssumptionTarget is to be said about the name of the instrument.
    pub(super) remark: Option<String>,
}

/// An assumption with its names looked up.
pub(super) struct TypedFact<'a> {
    pub(super) about: AssumptionTarget<'a>,
    event: String,
    on: Option<String>,
    keys: Vec<(String, String)>,
}

impl<'a> AssumptionTarget<'a> {
    /// Reads `STATE INSTRUMENT[/OBLIGATION]`.
    pub(super) fn read(corpus: &'a Corpus, text: &str) -> Result<AssumptionTarget<'a>, Failure> {
        AssumptionTarget::of(corpus, &words(text)?)
    }

    fn of(corpus: &'a Corpus, words: &[String]) -> Result<AssumptionTarget<'a>, Failure> {
        let (Some(first), true) = (words.first(), words.len() > 1) else {
            let help = "write a state and an instrument: IE budapest, IE prum/dna".to_owned();
            return Err(Failure::usage("a state or an instrument is missing", help));
        };
        let splits = (1..words.len()).filter_map(|at| {
            let (state, act) = words.split_at_checked(at)?;
            Some((names::find(corpus, &state.join(" "))?, act.join(" ")))
        });
        let mut wrong = None;
        for (actor, act) in splits {
            match names::act(corpus, &act) {
                Ok(names::Act { instrument, obligation, remark }) => {
                    return Ok(AssumptionTarget { actor, instrument, obligation, remark });
                }
                Err(failure) => wrong = wrong.or(Some(failure)),
            }
        }
        match wrong {
            Some(failure) => Err(failure),
            None => Err(names::actor(corpus, first).err().unwrap_or_else(|| Failure::usage("no state is named", None))),
        }
    }

    /// `budapest` or `budapest/ratification`.
    pub(super) fn act(&self) -> String {
        let obligation = self.obligation.map_or(String::new(), |one| format!("/{}", one.id));
        format!("{}{obligation}", self.instrument.id)
    }

    /// `IE budapest`.
    pub(super) fn named(&self) -> String {
        format!("{} {}", self.actor.code, self.act())
    }
}

impl<'a> TypedFact<'a> {
    /// Reads an assumption: from its end keys, date and event, before them whom and what it is about.
    pub(super) fn read(corpus: &'a Corpus, text: &str) -> Result<TypedFact<'a>, Failure> {
        let mut words = words(text)?;
        let keys = keys(&mut words);
        let is_bounded = keys.iter().any(|(key, _)| key == "after" || key == "by");
        let is_day = words.last().is_some_and(|word| UncertainDay::parse(word).is_ok());
        let is_event = words.last().is_some_and(|word| EventKind::parse(word).is_some());
        if is_event && !is_bounded {
            return Err(incomplete("the day is missing"));
        }
        let on = if is_bounded && !is_day { None } else { words.pop() };
        let event = words.pop();
        let (Some(event), true) = (event, words.len() > 1) else {
            return Err(incomplete("a state, an instrument, an event and a day are needed"));
        };
        Ok(TypedFact { about: AssumptionTarget::of(corpus, &words)?, event, on, keys })
    }

    /// The assumption for whoever builds it.
    pub(super) fn assumption(self) -> Assumption {
        Assumption {
            actor: self.about.actor.code.to_string(),
            instrument: self.about.instrument.id.to_string(),
            obligation: self.about.obligation.map(|one| one.id.to_string()),
            event: self.event,
            on: self.on,
            keys: self.keys,
        }
    }
}

/// The assumption in one spelling: codes and ids, whatever was typed.
pub(super) fn canonical(one: &Assumption) -> String {
    let obligation = one.obligation.as_ref().map_or(String::new(), |id| format!("/{id}"));
    let mut parts = vec![one.actor.clone(), format!("{}{obligation}", one.instrument), one.event.clone()];
    parts.extend(one.on.clone());
    parts.extend(one.keys.iter().map(|(key, value)| {
        if value.contains(char::is_whitespace) { format!("{key}=\"{value}\"") } else { format!("{key}={value}") }
    }));
    parts.join(" ")
}

fn incomplete(message: &str) -> Failure {
    Failure::usage(message, "write STATE INSTRUMENT EVENT DATE: IE budapest ratification 2027-01-15".to_owned())
}

/// Takes the keys off the end of the words. AssumptionTarget follows a key up to the next one is its value: `title=Act 3 of 2012`.
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
fn words(text: &str) -> Result<Vec<String>, Failure> {
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
    if quoted { Err(Failure::usage("a double quote is not closed", None)) } else { Ok(words) }
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
