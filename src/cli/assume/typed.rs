//! Whom and what an assumption is about, by the names that people type. Its other words are read in `open`.

use crate::cli::exit::Failure;
use crate::cli::names;
use crate::law::{Actor, Corpus, Instrument, Obligation};
use crate::load::{Assumption, Remark};
use crate::open::{WrittenAssumption, words};

/// Whom and what an assumption is about.
pub struct AssumptionTarget<'a> {
    pub actor: &'a Actor,
    pub instrument: &'a Instrument,
    pub obligation: Option<&'a Obligation>,
    /// What is to be said about the name of the instrument.
    pub remark: Option<String>,
}

/// An assumption with its names looked up.
pub struct TypedFact<'a> {
    pub about: AssumptionTarget<'a>,
    written: WrittenAssumption,
}

impl<'a> AssumptionTarget<'a> {
    /// Reads `STATE INSTRUMENT[/OBLIGATION]`.
    pub fn read(corpus: &'a Corpus, text: &str) -> Result<AssumptionTarget<'a>, Failure> {
        AssumptionTarget::of(corpus, &words(text).map_err(failure)?)
    }

    fn of(corpus: &'a Corpus, words: &[String]) -> Result<AssumptionTarget<'a>, Failure> {
        let (Some(first), true) = (words.first(), words.len() > 1) else {
            let help = "write a state and an instrument: IE budapest, IE prum/dna".to_owned();
            return Err(Failure::usage("a state or an instrument is missing", help));
        };
        let mut wrong = None;
        for at in 1..words.len() {
            let Some((state, act)) = words.split_at_checked(at) else { continue };
            let Some(actor) = names::find(corpus, &state.join(" ")) else { continue };
            match names::act(corpus, &act.join(" ")) {
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
    pub fn act(&self) -> String {
        let obligation = self.obligation.map_or(String::new(), |one| format!("/{}", one.id));
        format!("{}{obligation}", self.instrument.id)
    }

    /// `IE budapest`.
    pub fn named(&self) -> String {
        format!("{} {}", self.actor.code, self.act())
    }
}

impl<'a> TypedFact<'a> {
    /// Reads an assumption.
    pub fn read(corpus: &'a Corpus, text: &str) -> Result<TypedFact<'a>, Failure> {
        TypedFact::of_words(corpus, words(text).map_err(failure)?)
    }

    /// Reads the words of a fact.
    pub fn of_words(corpus: &'a Corpus, words: Vec<String>) -> Result<TypedFact<'a>, Failure> {
        let written = WrittenAssumption::of_words(words).map_err(failure)?;
        Ok(TypedFact { about: AssumptionTarget::of(corpus, &written.about)?, written })
    }

    /// The assumption for whoever builds it.
    pub fn assumption(self) -> Assumption {
        Assumption {
            actor: self.about.actor.code.to_string(),
            instrument: self.about.instrument.id.to_string(),
            obligation: self.about.obligation.map(|one| one.id.to_string()),
            event: self.written.event,
            on: self.written.on,
            keys: self.written.keys,
        }
    }
}

fn failure(remark: Remark) -> Failure {
    Failure::usage(remark.message, remark.help)
}
