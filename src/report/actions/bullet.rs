//! One bullet of the programme by itself, from findings that are already made: for a reader who goes from day to day.

use super::entry::ProgrammeEntry;
use super::inputs::{ProgrammeInputs, is_there, urgings};
use super::play::Play;
use crate::engine::{Finding, Selection};
use crate::law::{Actor, Source, Urging};
use crate::report::run::Run;

/// How a bullet stands on a day: the states by their codes.
pub struct BulletOnDay {
    /// In a word.
    pub play: Play,
    /// Why.
    pub because: String,
    /// Those that did it.
    pub done: Vec<String>,
    /// Those that did part of it.
    pub partly: Vec<String>,
    /// Those that did not.
    pub not_done: Vec<String>,
    /// Those of which it is not known.
    pub unknown: Vec<String>,
}

/// Every bullet of every source, in the order of the programme; of a selection those that urge one of its duties.
pub fn bullets<'a>(run: Run<'a>, selection: &Selection) -> Vec<(&'a Source, &'a Urging)> {
    let all_acts = selection.instruments.is_all() && selection.obligations.is_all();
    let is_of_act = |link: &str| {
        let act = link.split_once('/').map_or(link, |(act, _)| act);
        selection.instruments.takes(act) && selection.obligations.takes(link)
    };
    let is_asked = |urging: &Urging| all_acts || urging.obligations.iter().any(|link| is_of_act(link));
    let mut all: Vec<(&Source, &Urging)> = urgings(run).filter(|(_, urging)| is_asked(urging)).collect();
    all.sort_by_cached_key(|(source, urging)| {
        let objective = urging.objective.unwrap_or(u8::MAX);
        (objective, !urging.is_to_states(), urging.addressee.clone(), source.published.last(), source.id.clone())
    });
    all
}

/// How a bullet stands on the run's day, by these findings of the duties that it links; `None` before its source is
/// published.
pub fn bullet_on_day<'a>(
    run: Run<'a>,
    actors: Vec<&'a Actor>,
    findings: Vec<Finding<'a>>,
    (source, urging): (&'a Source, &'a Urging),
) -> Option<BulletOnDay> {
    if !is_there(run, source) {
        return None;
    }
    let inputs = ProgrammeInputs { run, actors, findings, of_the_day: Vec::new() };
    let entry = ProgrammeEntry::new(&inputs, source, urging);
    let states = entry.states.unwrap_or_default();
    Some(BulletOnDay {
        play: entry.play,
        because: entry.because,
        done: states.done,
        partly: states.partly,
        not_done: states.not_done,
        unknown: states.unknown,
    })
}
