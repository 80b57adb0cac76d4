//! Which findings a report covers, so that two reports are compared where both look.

use crate::engine::{Choice, Selection};
use crate::law::Shard;
use crate::law::{Actor, Corpus, Instrument, Obligation};
use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How the states of a report were chosen.
    Shown, "choice of states" {
        /// Those that are members on the day.
        Members = "members",
        /// Later and former members and associates too.
        All = "all",
        /// By name.
        Named = "named",
    }
}

/// Which findings a report covers: two reports are compared where both look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// How the states were chosen.
    pub shown: Shown,
    /// The states and institutions shown.
    pub states: Vec<String>,
    /// Only these instruments; empty: all.
    pub instruments: Vec<String>,
    /// Of the instruments that they name only these obligations; of the others all.
    pub obligations: Vec<String>,
    /// Only those of the instruments that are in this part of all acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
}

impl Scope {
    /// What a run looks at: these actors, and what the selection names. An instrument of which all is asked is asked for
    /// as a whole: what it will ask one day too.
    pub fn new(corpus: &Corpus, actors: &[&Actor], selection: &Selection, shown: Shown) -> Scope {
        let asked = |id: &str, one: &Obligation| selection.obligations.takes(&format!("{id}/{}", one.id));
        let limited = !selection.obligations.is_all();
        let whole = |one: &&Instrument| limited && one.obligations.iter().all(|obligation| asked(&one.id, obligation));
        let whole: Vec<&str> = corpus.instruments.iter().filter(whole).map(|one| &*one.id).collect();
        let mut obligations = selection.obligations.named().to_vec();
        obligations.retain(|one| !whole.iter().any(|id| is_of(one, id)));
        let mut instruments = selection.instruments.named().to_vec();
        for list in [&mut instruments, &mut obligations] {
            list.sort();
            list.dedup();
        }
        let states = actors.iter().map(|actor| actor.code.to_string()).collect();
        Scope { shown, states, instruments, obligations, shard: selection.instruments.shard() }
    }

    /// The instruments asked about.
    pub fn chosen_instruments(&self) -> Choice {
        Choice::unless_none(self.instruments.clone()).in_shard(self.shard)
    }

    /// Was the same asked for? The states that are members may differ from day to day.
    pub fn is_asked_like(&self, other: &Scope) -> bool {
        let named = |scope: &Scope| (scope.shown == Shown::Named).then(|| scope.states.clone());
        let asked = |scope: &Scope| {
            (scope.shown, named(scope), scope.instruments.clone(), scope.obligations.clone(), scope.shard)
        };
        asked(self) == asked(other)
    }

    /// Do its instruments and obligations take in this finding?
    pub fn has_act_of(&self, id: &str) -> bool {
        let [_, instrument, obligation] = parts(id);
        let mut own = self.obligations.iter().filter(|one| is_of(one, instrument)).peekable();
        let named = self.instruments.is_empty() || self.instruments.iter().any(|one| one == instrument);
        let named = named && self.shard.is_none_or(|shard| shard.takes(instrument));
        named && (own.peek().is_none() || own.any(|one| *one == format!("{instrument}/{obligation}")))
    }
}

/// Is it an obligation (`instrument/obligation`) of this instrument?
fn is_of(obligation: &str, instrument: &str) -> bool {
    obligation.split('/').next() == Some(instrument)
}

/// State, instrument and obligation of an id.
pub fn parts(id: &str) -> [&str; 3] {
    let mut parts = id.splitn(3, '/');
    [(); 3].map(|()| parts.next().unwrap_or_default())
}
