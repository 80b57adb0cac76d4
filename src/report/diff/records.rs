//! Records that differ between two corpora, whether a verdict follows from them or not.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::Selection;
use crate::law::{Corpus, Record};
use crate::report::change::CauseKind;
use crate::report::page::{Cell, Sheet};

/// A record that was added, corrected or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RecordChange {
    /// Code of the state or institution.
    pub state: String,
    /// Id of the instrument.
    pub instrument: String,
    /// `record-added`, `record-corrected` or `record-withdrawn`.
    pub kind: &'static str,
    /// The record before and after, in words.
    pub text: String,
}

/// What two records that may be one fact have in common: state, act, event, case, source.
type FactPlace = (String, String, &'static str, String, String);

/// The records selected that differ; one that was retracted no longer counts.
pub fn record_changes(before: &Corpus, after: &Corpus, selection: &Selection) -> Vec<RecordChange> {
    let (mut then, mut now) = (facts(before, selection), facts(after, selection));
    let places: Vec<FactPlace> = then.keys().chain(now.keys()).cloned().collect();
    let mut changes = Vec::new();
    for place in places {
        let (old, new) = (then.remove(&place).unwrap_or_default(), now.remove(&place).unwrap_or_default());
        let gone: Vec<&SaidOn> = old.iter().filter(|one| !new.contains(one)).collect();
        let come: Vec<&SaidOn> = new.iter().filter(|one| !old.contains(one)).collect();
        for at in 0..gone.len().max(come.len()) {
            changes.extend(change(&place, gone.get(at).copied(), come.get(at).copied()));
        }
    }
    changes.sort();
    changes
}

/// The days of a record and what it says, compared; and its day in words.
type SaidOn = (String, String);

fn facts(corpus: &Corpus, selection: &Selection) -> BTreeMap<FactPlace, Vec<SaidOn>> {
    let mut all: BTreeMap<FactPlace, Vec<SaidOn>> = BTreeMap::new();
    for actor in corpus.actors.iter().filter(|actor| selection.actors.takes(&actor.code)) {
        for record in actor.records().iter().filter(|record| record.retracted.is_none()) {
            let Some(act) = corpus.instrument(record.instrument).filter(|act| selection.instruments.takes(&act.id))
            else {
                continue;
            };
            let source = corpus.source(record.source).map_or(String::new(), |source| source.id.to_string());
            let event = record.event.kind().as_str();
            let place = (actor.code.to_string(), act.id.to_string(), event, case(record), source);
            let said = format!("{:?} {:?} {}", record.event, record.obligations, record.amends);
            all.entry(place).or_default().push((record.on.to_string(), said));
        }
    }
    all
}

fn case(record: &Record) -> String {
    record.step().and_then(|step| step.case.as_deref()).unwrap_or_default().to_owned()
}

fn change(place: &FactPlace, gone: Option<&SaidOn>, come: Option<&SaidOn>) -> Option<RecordChange> {
    let (state, instrument, event, case, source) = place;
    let case = if case.is_empty() { String::new() } else { format!(" {case}") };
    let named = |day: &str| format!("{event} {day}{case} ({source})");
    let (kind, text) = match (gone, come) {
        (Some((was, _)), Some((is, _))) if was == is => {
            (CauseKind::RecordCorrected, format!("{} says something else of it", named(is)))
        }
        (Some((was, _)), Some((is, _))) => (CauseKind::RecordCorrected, format!("{}, before: {was}", named(is))),
        (None, Some((is, _))) => (CauseKind::RecordAdded, named(is)),
        (Some((was, _)), None) => (CauseKind::RecordWithdrawn, named(was)),
        (None, None) => return None,
    };
    Some(RecordChange { state: state.clone(), instrument: instrument.clone(), kind: kind.as_str(), text })
}

/// The first of these records, one a row.
pub(super) fn table(changes: &[RecordChange], most: usize) -> Sheet {
    let mut sheet = Sheet::with(&["state", "instrument", "", "record"]);
    let cells =
        |one: &RecordChange| [one.state.as_str(), &one.instrument, one.kind, &one.text].map(Cell::plain).to_vec();
    sheet.rows = changes.iter().take(most).map(cells).collect();
    sheet
}
