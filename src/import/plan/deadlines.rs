//! By when the duty of a stub was due at the latest: the first letter on record, whichever file it came from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::merge::Addition;
use super::state_records::text;
use super::work::Work;
use crate::import::stub::{FirstSteps, stub};
use crate::law::{CaseKind, Event, Instrument, InstrumentIx, Procedure, Record, Stage};
use crate::time::Day;

impl FirstSteps {
    fn note_record(&mut self, record: &Record) {
        if let Some(step) = record.step() {
            let is_letter = matches!(record.event, Event::Procedural(Stage::FormalNotice, _));
            let is_first_round = step.procedure != Some(Procedure::Art260_2);
            self.note(record.on.first(), is_letter && is_first_round, step.kind);
        }
    }

    fn note_addition(&mut self, addition: &Addition) {
        let kind = text(&addition.entry, "kind").and_then(CaseKind::parse);
        let day = text(&addition.entry, "on").and_then(|on| Day::parse(on).ok());
        if let (Some(kind), Some(day)) = (kind, day) {
            let is_letter = text(&addition.entry, "event") == Some("formal-notice");
            let is_first_round = text(&addition.entry, "procedure") != Some("260(2)");
            self.note(day, is_letter && is_first_round, kind);
        }
    }
}

impl Work<'_> {
    /// Stubs of the data that get a step: their duty was due by the first letter, and a stub without duties gets its duty.
    pub(super) fn write_deadlines(&mut self) {
        let mut found: BTreeMap<InstrumentIx, FirstSteps> = BTreeMap::new();
        let added: BTreeSet<usize> = self.changes.values().flat_map(|change| &change.added).copied().collect();
        for addition in added.iter().filter_map(|place| self.additions.get(*place)) {
            let ix = text(&addition.entry, "instrument").and_then(|id| self.draft.corpus.find_instrument(id));
            if let Some((ix, _)) = ix.and_then(|ix| Some((ix, self.stub_of(ix)?))) {
                found.entry(ix).or_default().note_addition(addition);
            }
        }
        found.retain(|_, days| days.passed_by().is_some());
        for record in self.draft.corpus.actors.iter().flat_map(|actor| actor.records()) {
            if let Some(days) = found.get_mut(&record.instrument).filter(|_| record.retracted.is_none()) {
                days.note_record(record);
            }
        }
        for (ix, days) in found {
            let Some((act, day)) = self.stub_of(ix).zip(days.passed_by()) else { continue };
            let path = format!("instruments/{}.json", act.id);
            let sources = self.sources_of(&act.id);
            let patched = self.draft.object(&path).and_then(|text| due_by(text, (act, sources), day));
            self.change.objects.extend(patched.map(|text| (path, text)));
        }
    }

    fn stub_of(&self, ix: InstrumentIx) -> Option<&Instrument> {
        self.draft.corpus.instrument(ix).filter(|act| act.stub)
    }
}

/// The file of a stub with its duty due by this day at the latest; `None` where it is due on a day that is known, or says so
/// already.
fn due_by(file: &str, (act, sources): (&Instrument, Vec<String>), day: Day) -> Option<String> {
    let mut file: Map<String, Value> = serde_json::from_str(file).ok()?;
    file.insert("sources".to_owned(), json!(sources));
    let duties = file.get_mut("obligations")?.as_array_mut()?;
    if duties.is_empty() {
        let celex = act.celex.first()?;
        let new = stub(celex, None, Some(day))?.file.get("obligations")?.clone();
        file.insert("obligations".to_owned(), new);
        return serde_json::to_string(&file).ok();
    }
    let mut is_changed = false;
    for deadline in duties.iter_mut().filter_map(|duty| duty.get_mut("deadline")?.as_object_mut()) {
        if deadline.get("passed_by").is_some_and(|known| *known != json!(day.to_string())) {
            deadline.insert("passed_by".to_owned(), json!(day.to_string()));
            is_changed = true;
        }
    }
    is_changed.then(|| serde_json::to_string(&file).ok()).flatten()
}
