//! The programme of the Internal Security Strategy as a table: each encouragement and commitment that a source urges,
//! and its state of play on the day asked: the Member States by what they owe and what sources state of them, an
//! institution by what it delivered or itself owes, never by them. Deliberately not here: whether a state met a duty (`engine` says so).

mod data;
mod delivery;
mod entry;
mod owed;
mod states;
mod views;

use super::run::Run;
use crate::engine::{Engine, Finding, Selection};
use crate::law::{Actor, Source, Urging};
use entry::ProgrammeEntry;

pub use data::ActionsData;
pub use entry::Play;

/// What is asked of the programme.
#[derive(Debug, Clone, Default)]
pub struct ActionsQuery {
    /// Only what stands under this objective.
    pub objective: Option<u8>,
    /// Only what is addressed to it: `member-states`, `COM`.
    pub addressee: Option<String>,
    /// Only these states, and what is linked to these obligations.
    pub selection: Selection,
    /// Later and former members and associates too.
    pub all_states: bool,
}

/// The programme on one day.
pub struct Actions<'a> {
    run: Run<'a>,
    query: ActionsQuery,
    entries: Vec<ProgrammeEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

/// The day, the states and the findings that entries are judged by.
struct ProgrammeInputs<'a> {
    run: Run<'a>,
    actors: Vec<&'a Actor>,
    findings: Vec<Finding<'a>>,
    /// The findings as they were known on the day asked, where more is known now.
    of_the_day: Vec<Finding<'a>>,
}

impl<'a> Actions<'a> {
    /// The programme as it stood on the run's day: an entry exists from the publication of its source, and for a
    /// knowledge date before that not at all.
    pub fn new(run: Run<'a>, query: ActionsQuery) -> Actions<'a> {
        let wanted: Vec<(&Source, &Urging)> =
            urgings(run).filter(|(source, urging)| is_there(run, source) && is_asked(&query, urging)).collect();
        let inputs = ProgrammeInputs::new(run, &query, &wanted);
        let mut entries: Vec<ProgrammeEntry> =
            wanted.iter().map(|(source, urging)| ProgrammeEntry::new(&inputs, source, urging)).collect();
        entries.sort_by_cached_key(|entry| entry.rank(query.objective));
        Actions { run, query, entries, findings: inputs.findings }
    }

    /// The findings that entries are judged by.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Is there no entry at all, or one of which nobody knows how it stands, in whole or for some state?
    pub fn is_incomplete(&self) -> bool {
        let is_open = |entry: &ProgrammeEntry| {
            let of_states = entry
                .states
                .as_ref()
                .is_some_and(|states| !states.unknown.is_empty() || !states.unknown_besides.is_empty());
            of_states || entry.play == Play::Unknown
        };
        self.entries.is_empty() || self.entries.iter().any(is_open)
    }
}

impl<'a> ProgrammeInputs<'a> {
    fn new(run: Run<'a>, query: &ActionsQuery, wanted: &[(&Source, &Urging)]) -> ProgrammeInputs<'a> {
        let actors = run.states(&query.selection.actors, query.all_states);
        let links = wanted.iter().flat_map(|(_, urging)| &urging.obligations);
        let mut obligations: Vec<String> = links.map(|link| link.to_string()).collect();
        obligations.sort();
        obligations.dedup();
        let owed = wanted.iter().filter(|(_, urging)| !urging.is_to_states() && !urging.obligations.is_empty());
        let mut codes: Vec<String> = owed.map(|(_, urging)| urging.addressee.to_string()).collect();
        codes.sort();
        codes.dedup();
        codes.retain(|code| run.engine.corpus.actors.iter().any(|actor| *actor.code == **code));
        codes.extend(actors.iter().map(|actor| actor.code.to_string()));
        if obligations.is_empty() || codes.is_empty() {
            return ProgrammeInputs { run, actors, findings: Vec::new(), of_the_day: Vec::new() };
        }
        let selection = Selection { actors: codes, instruments: Vec::new(), obligations };
        let then = Engine { known_as_of: Some(run.as_of), ..run.engine };
        let of_the_day = match run.engine.known_as_of {
            None => then.findings(&selection, run.as_of),
            Some(_) => Vec::new(),
        };
        ProgrammeInputs { run, actors, findings: run.findings(&selection), of_the_day }
    }
}

fn urgings<'a>(run: Run<'a>) -> impl Iterator<Item = (&'a Source, &'a Urging)> {
    run.engine.corpus.sources.iter().flat_map(|source| source.urges.iter().map(move |urging| (source, urging)))
}

/// Was the source published by the day asked, and by the knowledge date?
fn is_there(run: Run, source: &Source) -> bool {
    let published = source.published.last();
    published <= run.as_of && run.engine.known_as_of.is_none_or(|known| published <= known)
}

fn is_asked(query: &ActionsQuery, urging: &Urging) -> bool {
    let under = |objective: u8| {
        urging.objective == Some(objective) || urging.also.iter().any(|place| place.objective == objective)
    };
    let to = |addressee: &String| **addressee == *urging.addressee;
    let links = &query.selection.obligations;
    let linked = links.is_empty() || urging.obligations.iter().any(|link| links.iter().any(|one| **one == **link));
    query.objective.is_none_or(under) && query.addressee.as_ref().is_none_or(to) && linked
}
