//! The end of an import: each row with what became of it, and every file that changes in its canonical form.

use std::collections::{BTreeMap, BTreeSet};

use super::outcome::{Changes, ImportPlan, RowVerdict};
use super::state_records::{Slot, day, in_words, is_retracted};
use super::work::Work;
use super::{procedures, provenance};
use crate::import::RowProblem;
use crate::law::CaseNumber;
use crate::load::{DraftDefect, UNATTRIBUTED, UnattributedStep};

impl Work<'_> {
    /// What stays wrong.
    pub(super) fn left(self) -> Vec<DraftDefect> {
        self.others
    }

    /// The rows with what became of them, and the files in their canonical form.
    pub(super) fn finish(mut self) -> ImportPlan {
        // before the refused rows are settled, which takes them out of the work
        let is_whole = self.is_whole();
        let is_edition = self.options.source.as_deref().is_some_and(|source| self.is_edition(source));
        self.settle_refused();
        let lists = [&mut self.left, &mut self.weaker, &mut self.unusual].map(std::mem::take);
        for (place, problem) in lists.concat() {
            if let Some(row) = self.additions.get(place).map(|one| one.row) {
                self.warn(row, problem);
            }
        }
        let acts: Vec<(String, RowProblem)> = std::mem::take(&mut self.refused_acts).into_iter().collect();
        for (celex, problem) in acts {
            for row in self.acts.get(&celex).cloned().unwrap_or_default() {
                self.refuse(row, problem.clone());
            }
        }
        let mut changes = self.count();
        let mut files = self.draft.files(&self.change);
        self.add_unattributed(is_whole, &mut files, &mut changes);
        let is_kept = self.rows.iter().any(|row| row.verdict != RowVerdict::Refused);
        if let Some(source) = self.options.source.as_deref().filter(|_| is_kept && !self.options.by_hand) {
            let path = provenance::path(source);
            let earlier = std::fs::read_to_string(self.draft.root().join(&path)).ok();
            files.insert(
                path,
                provenance::with(earlier.as_deref(), source, (&self.files, is_edition), self.options.day),
            );
        }
        ImportPlan { rows: self.rows, changes, files }
    }

    /// Tells the rows of refused records; a step of a case is kept without an act.
    fn settle_refused(&mut self) {
        for (place, (problem, is_known)) in std::mem::take(&mut self.refused) {
            let Some(addition) = self.additions.get_mut(place) else { continue };
            let row = addition.row;
            match addition.otherwise.take() {
                _ if is_known => self.warn(row, problem),
                Some(origin) => {
                    let step = addition.as_step(*origin, &problem.message);
                    self.steps.push((row, step));
                    self.warn(row, problem);
                }
                None => self.refuse(row, problem),
            }
        }
    }

    fn count(&self) -> Changes {
        let mut changes = Changes { known: self.known, ..Changes::default() };
        for (state, change) in &self.changes {
            changes.added += change.added.len();
            changes.completed += change.completed.len();
            let Some(records) = self.states.get(state) else { continue };
            for (number, (_, is_corrected)) in &change.retracted {
                let said = records.records.get(*number).map(|entry| in_words(state, entry)).unwrap_or_default();
                let list = if *is_corrected { &mut changes.corrected } else { &mut changes.withdrawn };
                list.push(said);
            }
        }
        let new = |folder: &'static str| {
            let paths = self.change.objects.keys().filter(|path| self.draft.object(path).is_none());
            paths.filter_map(move |path| path.strip_prefix(folder)?.strip_suffix(".json")).map(str::to_owned)
        };
        changes.states = new("member-states/").collect();
        changes.instruments = new("instruments/").collect();
        let seed = self.change.objects.keys().find(|path| path.starts_with("seeds/"));
        changes.through = seed.and(self.files.iter().filter_map(|file| file.read.through.clone()).max());
        changes
    }

    fn add_unattributed(&mut self, is_whole: bool, files: &mut BTreeMap<String, String>, changes: &mut Changes) {
        let known: BTreeSet<UnattributedStep> = self.draft.steps.iter().cloned().collect();
        let before = known.clone();
        let steps: Vec<(usize, UnattributedStep)> = std::mem::take(&mut self.steps);
        let new: BTreeSet<UnattributedStep> =
            steps.into_iter().map(|(_, step)| step).filter(|step| !self.is_on_record(step)).collect();
        for step in &new {
            *changes.kept_because.entry(step.why.clone()).or_default() += 1;
        }
        let source = self.options.source.clone().unwrap_or_default();
        let all = if is_whole {
            procedures::merge(known, new, &source, &self.coverage)
        } else {
            known.into_iter().chain(new).collect()
        };
        changes.unattributed = all.len();
        if all != before {
            files.insert(UNATTRIBUTED.to_owned(), procedures::write(&all));
        }
    }

    /// Is the step on record under an act, by whatever proof?
    fn is_on_record(&self, step: &UnattributedStep) -> bool {
        let (Some(case), Some(event)) = (&step.case, &step.event) else { return false };
        let slot = Slot { act: None, case: Some(CaseNumber::canonical(case)), event: event.clone() };
        let records = self.states.get(&step.state);
        let mut same = records.into_iter().flat_map(|records| records.in_slot(&slot));
        same.any(|(_, known)| !is_retracted(known) && day(known) == step.on)
    }
}
