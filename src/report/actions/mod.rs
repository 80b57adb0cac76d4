//! The programme of the Internal Security Strategy as a table: each encouragement and commitment that a source urges,
//! and its state of play on the day asked: the Member States by what they owe and what sources state of them, an
//! institution by what it delivered or itself owes, never by them. Deliberately not here: whether a state met a duty (`engine` says so).

mod bullet;
mod data;
mod delivery;
mod entry;
mod inputs;
mod owed;
mod play;
mod states;
mod views;
mod workbook;

use super::run::Run;
use crate::engine::Finding;
use crate::law::{Source, Urging};
use entry::ProgrammeEntry;
use inputs::{ProgrammeInputs, is_there, urgings};

pub use bullet::{BulletOnDay, bullet_on_day, bullets};
pub use data::ActionsData;
pub use inputs::ActionsQuery;
pub use play::Play;

/// The programme on one day.
pub struct Actions<'a> {
    run: Run<'a>,
    query: ActionsQuery,
    entries: Vec<ProgrammeEntry<'a>>,
    findings: Vec<Finding<'a>>,
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

fn is_asked(query: &ActionsQuery, urging: &Urging) -> bool {
    let under = |objective: u8| {
        urging.objective == Some(objective) || urging.also.iter().any(|place| place.objective == objective)
    };
    let to = |addressee: &String| **addressee == *urging.addressee;
    let links = &query.selection.obligations;
    let linked = links.is_all() || urging.obligations.iter().any(|link| links.takes(link));
    query.objective.is_none_or(under) && query.addressee.as_ref().is_none_or(to) && linked
}
