//! What a file covers, and which records of its source it no longer has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::merge::{Addition, READ_ON, RecordComparison, SINGLE, StateChange};
use super::state_records::{Slot, StateRecords, day, is_retracted, text};

/// So many records of one event, and none in the file: that is a filter, and no withdrawal of each.
pub(super) const MANY: usize = 10;

/// What a file covers: a record that it could have, and does not have, is withdrawn.
#[derive(Debug, Default)]
pub(super) struct FileCoverage {
    /// The cases, with their state.
    pub(super) cases: BTreeSet<(String, String)>,
    /// The acts, with the state.
    acts: BTreeSet<(String, String)>,
    /// The events that it has a column for, as far as any row has one.
    events: BTreeSet<String>,
    /// The events that it leaves out as a whole: a list filtered by the kind of decision says nothing about the others.
    filtered_out: BTreeSet<String>,
    /// The first day of a step: before it, a register says nothing.
    pub(super) from: Option<String>,
    /// The last day of a file that is older than what is on record of its source: after it, it says nothing.
    pub(super) until: Option<String>,
}

impl FileCoverage {
    /// Notes what a record of the file covers.
    pub(super) fn note(&mut self, state: &str, entry: &Map<String, Value>) {
        let slot = Slot::of(entry);
        match (slot.case, slot.act) {
            (Some(case), _) => self.note_case(state, &case, &day(entry)),
            (None, Some(act)) => {
                self.acts.insert((state.to_owned(), act));
            }
            (None, None) => {}
        }
        self.note_event(&slot.event);
    }

    /// Looks for events that the file leaves out as a whole, by the records of its source that it could have.
    pub(super) fn find_filtered<'r>(&mut self, records: impl Iterator<Item = (&'r str, &'r Map<String, Value>)>) {
        let mut missing: BTreeMap<String, usize> = BTreeMap::new();
        for (state, entry) in records {
            let slot = Slot::of(entry);
            if slot.case.is_some() && !self.events.contains(&slot.event) && self.covers(state, entry) {
                *missing.entry(slot.event).or_default() += 1;
            }
        }
        let many = missing.into_iter().filter(|(_, count)| *count >= MANY);
        self.filtered_out.extend(many.map(|(event, _)| event));
    }

    /// Does the file have this event at all?
    pub(super) fn has(&self, event: Option<&str>) -> bool {
        event.is_none_or(|event| self.events.contains(event))
    }

    /// Notes an event that the file has.
    pub(super) fn note_event(&mut self, event: &str) {
        if !self.events.contains(event) {
            self.events.insert(event.to_owned());
        }
    }

    /// Does a step of a case lie where the file would have it?
    pub(super) fn covers_step(&self, (state, case): (&str, &str), (event, day): (Option<&str>, &str)) -> bool {
        let is_in_time = self.from.as_deref().is_some_and(|from| day >= from);
        let is_later = self.until.as_deref().is_some_and(|until| day > until);
        let is_listed = event.is_none_or(|event| !self.filtered_out.contains(event));
        is_in_time && !is_later && is_listed && self.cases.contains(&(state.to_owned(), case.to_owned()))
    }

    /// Notes a step of a case.
    pub(super) fn note_case(&mut self, state: &str, case: &str, day: &str) {
        self.cases.insert((state.to_owned(), case.to_owned()));
        if self.from.as_deref().is_none_or(|from| day < from) {
            self.from = Some(day.to_owned());
        }
    }

    fn covers(&self, state: &str, entry: &Map<String, Value>) -> bool {
        let slot = Slot::of(entry);
        match (&slot.case, &slot.act) {
            (Some(case), _) => self.covers_step((state, case), (Some(&slot.event), &day(entry))),
            (None, Some(act)) => {
                self.events.contains(&slot.event) && self.acts.contains(&(state.to_owned(), act.clone()))
            }
            (None, None) => false,
        }
    }
}

impl RecordComparison<'_> {
    /// Takes back records of the same source that the file covers and does not have: corrected where it gives the same event
    /// otherwise, else withdrawn. A file is not whole where a row of it was refused, where it is a file of refused rows or a
    /// sheet of records: what it does not have may be in the other rows.
    pub(super) fn take_back(
        &self,
        (state, records): (&str, &StateRecords),
        (additions, coverage, is_whole): (&[Addition], &FileCoverage, bool),
        change: &mut StateChange,
    ) {
        let source = self.options.source.as_deref();
        let new = change.added.iter().filter_map(|place| additions.get(*place));
        let slots: BTreeSet<(Slot, Option<&str>)> =
            new.map(|one| (Slot::of(&one.entry), text(&one.entry, "source"))).collect();
        for (number, known) in records.records.iter().enumerate() {
            let own = text(known, "source");
            let is_settled = change.confirmed.contains(&number) || change.retracted.contains_key(&number);
            if is_settled || is_retracted(known) || (source.is_some() && own != source) {
                continue;
            }
            let slot = Slot::of(known);
            // where rows are missing, only what can happen once is corrected by another day
            let may_correct = is_whole || SINGLE.contains(&slot.event.as_str());
            let covered = coverage.covers(state, known);
            let is_corrected = covered && may_correct && slots.contains(&(slot, own));
            if is_corrected || (covered && is_whole) {
                let says = if is_corrected { "says otherwise" } else { "no longer has it" };
                let reason = format!("{}{READ_ON}{}, {says}", self.file, self.options.day);
                change.retracted.insert(number, (reason, is_corrected));
            }
        }
    }
}
