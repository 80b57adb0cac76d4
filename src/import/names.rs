//! The acts and states that rows name. [`find_instrument`] and [`find_state`] say what a name means; here their answers are
//! kept, since a register names an act a thousand times, and what treaty offices print around a name is removed.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use crate::import::world::world_state;
use crate::import::{NewState, RowProblem};
use crate::law::names::{NameMatch, find_instrument, find_state};
use crate::law::{Corpus, Instrument};

/// Which state a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateMatch {
    /// One of the data, by the code of its file.
    Known(String),
    /// One that the data do not have.
    New(NewState),
    /// None that is known here.
    Unknown,
}

/// The names of one corpus.
pub struct Names<'a> {
    corpus: &'a Corpus,
    acts: HashMap<&'a str, &'a Instrument>,
    found_acts: Mutex<HashMap<String, Result<&'a Instrument, RowProblem>>>,
    found_states: Mutex<HashMap<String, StateMatch>>,
}

impl<'a> Names<'a> {
    /// The names of this corpus.
    pub fn of(corpus: &'a Corpus) -> Names<'a> {
        let mut acts: HashMap<&str, &Instrument> = HashMap::new();
        for instrument in &corpus.instruments {
            for celex in &instrument.celex {
                acts.entry(celex).or_insert(instrument);
            }
        }
        acts.extend(corpus.instruments.iter().map(|one| (&*one.id, one)));
        Names { corpus, acts, found_acts: Mutex::default(), found_states: Mutex::default() }
    }

    /// The act of exactly this CELEX number.
    pub fn celex(&self, number: &str) -> Option<&'a Instrument> {
        self.acts.get(number).copied().filter(|found| found.celex.iter().any(|own| **own == *number))
    }

    /// The act of this id, number or name.
    ///
    /// # Errors
    /// `unknown-act`; `ambiguous-act` where several fit; `other-act` where the number is that of an act of another kind.
    pub fn act(&self, written: &str) -> Result<&'a Instrument, RowProblem> {
        let written = written.trim();
        if let Some(found) = self.acts.get(written) {
            return Ok(found);
        }
        remembered(&self.found_acts, written, || find_act(self.corpus, written))
    }

    /// The state of this code or name, as offices print it: footnotes, asterisks and `(former)` do not count.
    pub fn state(&self, written: &str) -> StateMatch {
        let written = written.trim();
        remembered(&self.found_states, written, || self.find_state(written))
    }

    fn find_state(&self, written: &str) -> StateMatch {
        let bare = without_notes(written);
        let known = find_state(self.corpus, &bare);
        // in official files states act, not the institutions: COM is the Comoros there, as in ISO 3166
        if let Some(state) = known.filter(|known| !known.is_institution()) {
            return StateMatch::Known(state.code.to_string());
        }
        // the whole name first: `Saint Martin (French part)` is no footnote
        let found = world_state(&bare).or_else(|| world_state(&without_former(&bare)));
        match found {
            Some(found) if self.corpus.find_actor(&found.code).is_some() => StateMatch::Known(found.code),
            Some(mut found) => {
                found.names.extend((bare != found.name && bare.len() > 3).then_some(bare));
                StateMatch::New(found)
            }
            None => known.map_or(StateMatch::Unknown, |known| StateMatch::Known(known.code.to_string())),
        }
    }
}

/// What is said of a cell that names no state.
pub fn unknown_state(written: &str) -> RowProblem {
    let cut: String = written.chars().take(80).collect();
    let help = "write its name in English, or its code of ISO 3166";
    RowProblem::new("unknown-state", format!("no state is called \"{cut}\"")).help(help)
}

/// The answer that was given before, or the new one.
fn remembered<K, V>(kept: &Mutex<HashMap<String, V>>, written: &K, find: impl FnOnce() -> V) -> V
where
    K: Hash + Eq + ?Sized + ToOwned<Owned = String>,
    String: std::borrow::Borrow<K>,
    V: Clone,
{
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = kept.get(written) {
        return found.clone();
    }
    let found = find();
    kept.insert(written.to_owned(), found.clone());
    found
}

fn find_act<'a>(corpus: &'a Corpus, written: &str) -> Result<&'a Instrument, RowProblem> {
    let cut: String = written.chars().take(120).collect();
    let ids = |found: &[&Instrument]| found.iter().map(|one| &*one.id).collect::<Vec<_>>().join(", ");
    let (code, message) = match find_instrument(corpus, written) {
        NameMatch::One(found) => return Ok(found),
        NameMatch::Several(found) => ("ambiguous-act", format!("\"{cut}\" can be any of {}", ids(&found))),
        NameMatch::OtherKind(found, _) => {
            ("other-act", format!("\"{cut}\" has the number of {}, which is of another kind", ids(&found)))
        }
        NameMatch::OtherDocument(found) => {
            ("other-act", format!("\"{cut}\" is a different document of the number of {}", ids(&found)))
        }
        NameMatch::Amending(_, found) | NameMatch::AmendingOfOtherKind(_, found) => {
            ("other-act", format!("\"{cut}\" amends {}, and is no act of the data", ids(&found)))
        }
        NameMatch::Ending(_, found) => {
            ("other-act", format!("\"{cut}\" ended {}, and is no act of the data", ids(&found)))
        }
        NameMatch::Unknown => ("unknown-act", format!("no act of the data is called \"{cut}\"")),
    };
    Err(RowProblem::new(code, message).help("acquis list instruments shows the acts of the data"))
}

/// The name without footnotes: `Germany 3, 4`, `China (3)`, `Serbia [2]`, `Cyprus*`, `Slovakia⁴`.
fn without_notes(written: &str) -> String {
    const MARKS: [char; 8] = ['*', '†', '‡', '§', ',', ';', '.', '¹'];
    let is_note = |char: char| char.is_numeric() || char.is_whitespace() || char == '\u{a0}' || MARKS.contains(&char);
    let mut name = written.trim();
    loop {
        let before = name;
        name = name.trim_end_matches(is_note).trim_start_matches(is_note);
        for (open, close) in [('(', ')'), ('[', ']')] {
            let inner = name.strip_suffix(close).and_then(|rest| rest.rsplit_once(open));
            if let Some((rest, _)) = inner.filter(|(_, note)| note.chars().all(is_note)) {
                name = rest;
            }
        }
        if name == before {
            // `U.S.A.` ends with a dot that belongs to it
            let is_abbreviated = name.contains('.') && written.trim() == format!("{name}.");
            return if is_abbreviated { written.trim().to_owned() } else { name.to_owned() };
        }
    }
}

/// `Yugoslavia (former)`, `the former Yugoslavia`, `Czechoslovakia (until 1992)`: what exists no more has its own code.
fn without_former(name: &str) -> String {
    let bare = name.split_once(" (former").or_else(|| name.split_once(" (until ")).map_or(name, |(bare, _)| bare);
    let bare = bare.strip_prefix("the ").or_else(|| bare.strip_prefix("The ")).unwrap_or(bare);
    let bare = bare.strip_prefix("former ").or_else(|| bare.strip_prefix("Former ")).unwrap_or(bare);
    bare.strip_suffix(", former").unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Actor;

    fn corpus() -> Corpus {
        let actor = |code: &str, name: &str| Actor::new(code.into(), name.into(), Vec::new(), Vec::new());
        let actors = vec![
            actor("DE", "Germany"),
            actor("EL", "Greece"),
            actor("NL", "Netherlands"),
            actor("SK", "Slovakia"),
            actor("UK", "United Kingdom"),
        ];
        Corpus { actors, ..Corpus::default() }
    }

    #[test]
    fn states_are_found_as_offices_print_them() {
        let corpus = corpus();
        let names = Names::of(&corpus);
        for (written, code) in [
            ("EL", "EL"),
            ("GR", "EL"),
            ("GRC", "EL"),
            ("UK", "UK"),
            ("GB", "UK"),
            ("Germany 3", "DE"),
            ("Germany 3, 4", "DE"),
            ("Germany3", "DE"),
            ("Slovakia 4", "SK"),
            ("Slovakia ⁴", "SK"),
            ("United Kingdom of Great Britain and Northern Ireland 5 6", "UK"),
            ("Netherlands (Kingdom of the)", "NL"),
            ("Netherlands (Kingdom of the) 7", "NL"),
            ("Germany (2)", "DE"),
            ("Germany [2], [3]", "DE"),
            ("Germany*", "DE"),
        ] {
            assert_eq!(names.state(written), StateMatch::Known(code.to_owned()), "{written}");
        }
        for written in ["", "N/A", "n.a.", "na", "123", "Atlantis", "Total", "(1)", "Germany and France"] {
            assert_eq!(names.state(written), StateMatch::Unknown, "{written}");
        }
    }

    #[test]
    fn states_that_the_data_do_not_have_are_found() {
        let corpus = corpus();
        let names = Names::of(&corpus);
        for (written, code) in [
            ("NA", "NA"),
            ("NAM", "NA"),
            ("Bolivia (Plurinational State of)", "BO"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("Republic of Korea", "KR"),
            ("Korea, Republic of", "KR"),
            ("Korea (Republic of)", "KR"),
            ("Democratic People's Republic of Korea", "KP"),
            ("Côte d'Ivoire", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("European Union", "EU"),
            ("Holy See", "VA"),
            ("China (3)", "CN"),
            ("China, Hong Kong SAR", "HK"),
            ("Yugoslavia (former)", "YUCS"),
            ("the former Yugoslavia", "YUCS"),
            ("the former Yugoslav Republic of Macedonia", "MK"),
            ("Czechoslovakia", "CSHH"),
            ("Czechoslovakia 2", "CSHH"),
            ("Serbia and Montenegro", "CSXX"),
            ("U.S.A.", "US"),
            ("United States of America", "US"),
            ("Micronesia (Federated States of)", "FM"),
            ("Iran (Islamic Republic of)", "IR"),
            ("Venezuela (Bolivarian Republic of)", "VE"),
            ("Lao People's Democratic Republic", "LA"),
            ("Georgia *", "GE"),
            ("France", "FR"),
            ("Saint Martin (French part)", "MF"),
            ("State of Palestine", "PS"),
            ("Kosovo*", "XK"),
        ] {
            match names.state(written) {
                StateMatch::New(found) => assert_eq!(found.code, code, "{written}"),
                other => panic!("{written}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_new_state_keeps_the_name_that_the_file_prints() {
        let corpus = corpus();
        let StateMatch::New(found) = Names::of(&corpus).state("Bolivia (Plurinational State of) 4") else { panic!() };
        assert_eq!(
            (found.name.as_str(), found.names),
            ("Bolivia", vec!["Bolivia (Plurinational State of)".to_owned()])
        );
        let corpus = corpus_with_bolivia();
        let known = Names::of(&corpus).state("Bolivia (Plurinational State of)");
        assert_eq!(known, StateMatch::Known("BO".to_owned()));
    }

    fn corpus_with_bolivia() -> Corpus {
        let bolivia = Actor::new("BO".into(), "Bolivia".into(), Vec::new(), Vec::new());
        Corpus { actors: vec![bolivia], ..Corpus::default() }
    }

    #[test]
    fn acts_are_found_by_number_and_kept() {
        let corpus = crate::load::embedded(None).unwrap();
        let names = Names::of(&corpus);
        for written in ["32011L0036", "anti-trafficking", "2011/36/EU", "Directive 2011/36/EU"] {
            assert_eq!(&*names.act(written).unwrap().id, "anti-trafficking", "{written}");
            assert_eq!(&*names.act(written).unwrap().id, "anti-trafficking", "{written}");
        }
        assert_eq!(names.celex("32011L0036").map(|one| &*one.id), Some("anti-trafficking"));
        assert!(names.celex("anti-trafficking").is_none());
        assert_eq!(&*names.act("CETS No. 185").unwrap().id, "budapest");
        assert_eq!(names.act("31999L0001").unwrap_err().code, "unknown-act");
        assert_eq!(names.act("Decision 2011/36/EU").unwrap_err().code, "other-act");
    }
}
