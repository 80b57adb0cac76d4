//! What the entries of the programme are judged by: the day, the states, and the findings of every duty linked.

use crate::engine::{Choice, Engine, Finding, Selection};
use crate::law::{Actor, Source, Urging};
use crate::report::run::Run;

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

/// The day, the states and the findings that entries are judged by.
pub(super) struct ProgrammeInputs<'a> {
    pub(super) run: Run<'a>,
    pub(super) actors: Vec<&'a Actor>,
    pub(super) findings: Vec<Finding<'a>>,
    /// The findings as they were known on the day asked, where more is known now.
    pub(super) of_the_day: Vec<Finding<'a>>,
}

impl<'a> ProgrammeInputs<'a> {
    /// Everything that the entries wanted are judged by, evaluated once.
    pub(super) fn new(run: Run<'a>, query: &ActionsQuery, wanted: &[(&Source, &Urging)]) -> ProgrammeInputs<'a> {
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
        let selection =
            Selection { actors: Choice::Only(codes), instruments: Choice::All, obligations: Choice::Only(obligations) };
        let then = Engine { known_as_of: Some(run.as_of), ..run.engine };
        let of_the_day = match run.engine.known_as_of {
            None => then.findings(&selection, run.as_of),
            Some(_) => Vec::new(),
        };
        ProgrammeInputs { run, actors, findings: run.findings(&selection), of_the_day }
    }

    /// Does any source name states that did it, whenever it became known?
    pub(super) fn lists_states(&self, urging: &Urging) -> bool {
        let mut all = self.run.engine.corpus.sources.iter().flat_map(|source| &source.states);
        all.any(|one| one.tells.about.contains(&urging.id) && (one.tells.complete || !one.tells.done_by.is_empty()))
    }
}

/// Every encouragement and commitment of every source.
pub(super) fn urgings<'a>(run: Run<'a>) -> impl Iterator<Item = (&'a Source, &'a Urging)> {
    run.engine.corpus.sources.iter().flat_map(|source| source.urges.iter().map(move |urging| (source, urging)))
}

/// Was the source published by the day asked, and by the knowledge date?
pub(super) fn is_there(run: Run, source: &Source) -> bool {
    let published = source.published.last();
    published <= run.as_of && run.engine.known_as_of.is_none_or(|known| published <= known)
}
