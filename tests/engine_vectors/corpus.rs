//! The shipped corpus with short questions to it. What a vector says is read in `checks`.

use std::collections::BTreeSet;

use acquis::engine::{Choice, Engine, Judgement, Selection, Timeline};
use acquis::law::{Actor, Corpus, Instrument};
use acquis::rules::Bound;
use acquis::time::Day;

pub use crate::support::day;
use crate::support::{corpus, rules};

/// The shipped corpus and its rules.
pub struct Shipped {
    /// Law, states, sources.
    pub corpus: &'static Corpus,
}

impl Shipped {
    /// Loads it.
    pub fn load() -> Shipped {
        Shipped { corpus: corpus() }
    }

    fn engine(&self, known: Option<Day>) -> Engine<'_> {
        Engine { corpus: self.corpus, rules: rules(), known_as_of: known }
    }

    /// An instrument by id.
    pub fn instrument(&self, id: &str) -> &Instrument {
        self.corpus.instruments.iter().find(|instrument| &*instrument.id == id).unwrap()
    }

    /// A state by code.
    pub fn actor(&self, code: &str) -> &Actor {
        self.corpus.actors.iter().find(|actor| &*actor.code == code).unwrap()
    }

    /// The Member States of a day.
    pub fn members(&self, on: Day) -> Vec<&str> {
        self.corpus.actors.iter().filter(|actor| actor.is_member(on)).map(|actor| &*actor.code).collect()
    }

    /// What holds for `XX/instrument/obligation` on a day.
    pub fn judgement(&self, id: &str, on: Day, known: Option<Day>) -> Judgement {
        let parts: Vec<&str> = id.split('/').collect();
        let engine = self.engine(known);
        let question = engine.question(parts[0], parts[1], parts[2]).unwrap_or_else(|| panic!("{id}: no such finding"));
        engine.timelines(&[question])[0].on(on).unwrap().judgement
    }

    /// Is the state bound on a day?
    pub fn is_bound(&self, id: &str, on: Day) -> bool {
        self.judgement(id, on, None).bound == Bound::Yes
    }

    /// Every timeline of some states and instruments, with `instrument/obligation`.
    pub fn timelines(&self, states: &[&str], instruments: &[&str]) -> Vec<(String, Timeline)> {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        let selection = Selection {
            actors: Choice::unless_none(owned(states)),
            instruments: Choice::unless_none(owned(instruments)),
            obligations: Choice::All,
        };
        let engine = self.engine(None);
        let questions = engine.questions(&selection);
        let names = questions.iter().map(|question| format!("{}/{}", question.instrument.id, question.obligation.id));
        names.zip(engine.timelines(&questions)).collect()
    }

    /// The Member States of a day for which something holds.
    pub fn states_where(&self, on: Day, holds: impl Fn(&str) -> bool) -> BTreeSet<&str> {
        self.members(on).into_iter().filter(|code| holds(code)).collect()
    }
}
