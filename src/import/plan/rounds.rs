//! One round of an import: all that is not refused is compared with what is on record, and the files are checked as they would
//! be. What that refuses is left out of the next round.

use std::collections::BTreeMap;

use super::merge::{Merged, RecordComparison};
use super::outcome::{PlanFailure, RowVerdict};
use super::state_records::{is_retracted, text};
use super::verify;
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

    /// Checks the files as they would be, and says whether they can stand.
    pub(super) fn check(&mut self) -> Result<bool, PlanFailure> {
        let mut places = BTreeMap::new();
        self.change = DraftChange { on_lines: self.options.on_lines, ..DraftChange::default() };
        for (state, change) in self.changes.iter().filter(|(_, change)| !change.is_empty()) {
            let Some(records) = self.states.get(state) else { continue };
            let first =
                verify::put_state((state, records), (change, &self.additions), self.options.day, &mut self.change);
            places.insert(verify::state_path(state), (first, change.added.clone()));
        }
        self.write_acts();
        self.write_deadlines();
        self.write_through();
        if self.change.is_empty() {
            return Ok(true);
        }
        let verdicts = verify::check(self.draft, &self.change, &places);
        self.unusual = verdicts.unusual;
        let is_sound = verdicts.refused.is_empty() && verdicts.repeated.is_empty() && verdicts.files.is_empty();
        if is_sound {
            return if verdicts.others.is_empty() { Ok(true) } else { Err(PlanFailure::Invalid(verdicts.others)) };
        }
        self.others = verdicts.others;
        verdicts.refused.into_iter().for_each(|(place, problem)| self.refuse_addition(place, problem));
        self.refused.extend(verdicts.repeated.into_iter().map(|(place, problem)| (place, (problem, true))));
        for (path, problem) in verdicts.files {
            self.refuse_file(&path, &problem);
        }
        Ok(false)
    }

    /// Refuses a record, and with it what else its row says: a row is on record as a whole or not at all. A step of a case is
    /// kept without an act, so it takes nothing along.
    pub(super) fn refuse_addition(&mut self, place: usize, problem: RowProblem) {
        let Some(refused) = self.additions.get(place) else { return };
        if refused.otherwise.is_none() {
            // additions stand in the order of their rows
            let row = refused.row;
            let first = self.additions.partition_point(|one| one.row < row);
            let count = self.additions.iter().skip(first).take_while(|one| one.row == row).count();
            self.refused.extend((first..first + count).map(|place| (place, (problem.clone(), false))));
        }
        self.refused.insert(place, (problem, false));
    }
}
