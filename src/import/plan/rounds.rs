//! One round of an import: all that is not refused is compared with what is on record, and the files are checked as they would
//! be. What that refuses is left out of the next round.

use std::collections::BTreeMap;

use super::merge::{Merged, RecordComparison, StateChange, added_keys};
use super::outcome::{PlanFailure, RowVerdict};
use super::state_records::{is_retracted, text};
use super::verify::{self, Places};
use super::work::Work;
use crate::import::RowProblem;
use crate::load::DraftChange;

impl Work<'_> {
    /// Compares all that is not refused with what is on record.
    pub(super) fn merge(&mut self) -> Result<(), PlanFailure> {
        self.changes.clear();
        let file = self.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
        let comparison = RecordComparison { corpus: &self.draft.corpus, options: self.options, file: &file };
        let replaced = match (&self.options.replaces, self.additions.first()) {
            (Some(_), Some(only)) => {
                let records = self.states.get(&only.state);
                let number = records.and_then(|records| comparison.replaced(records, only));
                Some(number.ok_or(PlanFailure::NothingReplaced)?)
            }
            _ => None,
        };
        let is_whole = self.is_whole();
        let mut found = Vec::new();
        for (place, addition) in self.additions.iter().enumerate() {
            let is_refused = self.rows.get(addition.row).is_some_and(|row| row.verdict == RowVerdict::Refused);
            if is_refused || self.refused.contains_key(&place) {
                continue;
            }
            let Some(records) = self.states.get(&addition.state) else { continue };
            let change = self.changes.entry(addition.state.clone()).or_default();
            found.push((place, comparison.merge((place, addition), records, change)));
        }
        if let Some(source) = self.options.source.as_deref() {
            let of_states = self.states.iter().flat_map(|(state, all)| all.records.iter().map(move |one| (state, one)));
            let own = of_states.filter(|(_, one)| !is_retracted(one) && text(one, "source") == Some(source));
            self.coverage.find_filtered(own.map(|(state, one)| (state.as_str(), one)));
        }
        for (state, change) in &mut self.changes {
            let Some(records) = self.states.get(state) else { continue };
            if !self.options.by_hand {
                comparison.take_back((state, records), (&self.additions, &self.coverage, is_whole), change);
            }
            replaced.into_iter().for_each(|number| comparison.replace(number, change));
        }
        let mut refused = Vec::new();
        self.known = 0;
        self.weaker.clear();
        self.left.clear();
        for (place, merged) in found {
            match merged {
                Merged::Refused(problem) => refused.push((place, problem)),
                Merged::Left(problem) => self.left.push((place, problem)),
                Merged::Known => self.known += 1,
                Merged::New(_, warning) => self.weaker.extend(warning.map(|warning| (place, warning))),
                Merged::Completes(..) => {}
            }
        }
        let is_settled = refused.is_empty();
        refused.into_iter().for_each(|(place, problem)| self.refuse_addition(place, problem));
        if !is_settled {
            return self.merge();
        }
        Ok(())
    }

    /// Refuses rows that cannot be, whatever else the file says or is on record: each is judged as if it were new. Else a row
    /// would be refused, and be on record once another one has said the same.
    pub(super) fn refuse_impossible(&mut self) {
        let mut change = DraftChange { on_lines: self.options.on_lines, ..DraftChange::default() };
        let mut all: BTreeMap<&str, StateChange> = BTreeMap::new();
        for (place, addition) in self.additions.iter().enumerate() {
            all.entry(&addition.state).or_default().added.push(place);
        }
        let mut places = BTreeMap::new();
        for (state, added) in &all {
            let Some(records) = self.states.get(*state) else { continue };
            let first = verify::put_state((state, records), (added, &self.additions), self.options.day, &mut change);
            let in_file = records.in_file;
            places.insert(verify::state_path(state), Places { first, in_file, change: added });
        }
        let alone = verify::check(self.draft, &change, &places).alone;
        alone.into_iter().for_each(|(place, problem)| self.refuse_addition(place, problem));
    }

    /// Checks the files as they would be, and says whether they can stand.
    pub(super) fn check(&mut self) -> Result<bool, PlanFailure> {
        let mut firsts = BTreeMap::new();
        self.change = DraftChange { on_lines: self.options.on_lines, ..DraftChange::default() };
        for (state, change) in self.changes.iter().filter(|(_, change)| !change.is_empty()) {
            let Some(records) = self.states.get(state) else { continue };
            let first =
                verify::put_state((state, records), (change, &self.additions), self.options.day, &mut self.change);
            firsts.insert(state.clone(), (first, records.in_file));
        }
        self.write_acts();
        self.write_deadlines();
        self.write_through();
        if self.change.is_empty() {
            return Ok(true);
        }
        let of_state = firsts.iter().filter_map(|(state, first)| Some((state, *first, self.changes.get(state)?)));
        let places = of_state
            .map(|(state, (first, in_file), change)| (verify::state_path(state), Places { first, in_file, change }));
        let verdicts = verify::check(self.draft, &self.change, &places.collect());
        self.unusual = verdicts.unusual;
        let is_sound = verdicts.refused.is_empty() && verdicts.repeated.is_empty() && verdicts.files.is_empty();
        if is_sound {
            return if verdicts.others.is_empty() { Ok(true) } else { Err(PlanFailure::Invalid(verdicts.others)) };
        }
        self.others = verdicts.others;
        verdicts.refused.into_iter().for_each(|(place, problem)| self.refuse_addition(place, problem));
        for (place, (problem, other)) in verdicts.repeated {
            self.complete(other, place);
            self.refused.insert(place, (problem, true));
        }
        for (path, problem) in verdicts.files {
            self.refuse_file(&path, &problem);
        }
        Ok(false)
    }

    /// Adds to an addition what a later one of the same fact says more, as if the file came twice.
    fn complete(&mut self, place: Option<usize>, later: usize) {
        let Some(later) = self.additions.get(later).map(|later| later.entry.clone()) else { return };
        if let Some(first) = place.and_then(|place| self.additions.get_mut(place)) {
            first.entry.extend(added_keys(&first.entry, &later));
        }
    }

    /// Refuses a record, and with it what else its row says: a row is on record as a whole or not at all. A step of a case is
    /// kept without an act, so it takes nothing along.
    pub(super) fn refuse_addition(&mut self, place: usize, problem: RowProblem) {
        let Some(refused) = self.additions.get(place) else { return };
        let as_step = refused.otherwise.clone().map(|origin| refused.as_step(*origin, &problem.message));
        if as_step.is_none_or(|step| self.wrong_step(&step).is_some()) {
            // additions stand in the order of their rows
            let row = refused.row;
            let first = self.additions.partition_point(|one| one.row < row);
            let count = self.additions.iter().skip(first).take_while(|one| one.row == row).count();
            self.refused.extend((first..first + count).map(|place| (place, (problem.clone(), false))));
            // what cannot be kept as a step either is lost
            self.additions.get_mut(place).into_iter().for_each(|lost| lost.otherwise = None);
        }
        self.refused.insert(place, (problem, false));
    }
}
