//! What a file says beside what is on record: which facts are new, which are known, which records prove wrong.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::input::ImportOptions;
use super::state_records::{Slot, StateRecords, day, in_words, is_retracted, is_same_fact, text};
use crate::import::{RowProblem, StepOrigin};
use crate::law::{Corpus, SourceKind};
use crate::load::UnattributedStep;
use crate::time::Day;

/// Events of which a state has one at most under a treaty at a time: two days contradict each other.
pub(super) const SINGLE: [&str; 4] = ["signature", "ratification", "in-force-for-state", "denunciation"];
/// What stands in the reason of a retraction that an import made.
pub(super) const READ_ON: &str = ", read on ";

/// One record that a row proposes, as the entry of the state's file.
#[derive(Debug)]
pub(super) struct Addition {
    /// Place of the row among all rows.
    pub(super) row: usize,
    pub(super) state: String,
    pub(super) entry: Map<String, Value>,
    pub(super) otherwise: Option<Box<StepOrigin>>,
}

impl Addition {
    /// The step that is kept where the record cannot be, and why it cannot.
    pub(super) fn as_step(&self, origin: StepOrigin, why: &str) -> UnattributedStep {
        let kept = |key: &str| text(&self.entry, key).map(str::to_owned);
        UnattributedStep {
            state: self.state.clone(),
            case: kept("case"),
            on: day(&self.entry),
            event: kept("event"),
            stage: None,
            procedure: kept("procedure"),
            kind: kept("kind"),
            department: kept("department"),
            celex: origin.celex,
            title: origin.title,
            note: kept("note"),
            source: kept("source").unwrap_or_default(),
            why: why.to_owned(),
        }
    }
}

/// What an addition comes to.
#[derive(Debug)]
pub(super) enum Merged {
    /// On record already.
    Known,
    /// A record that is there says more now.
    Completes(usize, Map<String, Value>),
    /// New; the records in these places prove wrong, because a weaker source says otherwise.
    New(Vec<usize>, Option<RowProblem>),
    /// Not added.
    Left(RowProblem),
    /// Refused: a better source says otherwise.
    Refused(RowProblem),
}

/// What a record that is there says more.
#[derive(Debug, Default)]
pub(super) struct Completion {
    pub(super) keys: Map<String, Value>,
    /// The additions that say so, by their place.
    pub(super) by: Vec<usize>,
}

/// What changes in the file of one state.
#[derive(Debug, Default)]
pub(super) struct StateChange {
    /// Additions that become records, by their place.
    pub(super) added: Vec<usize>,
    pub(super) completed: BTreeMap<usize, Completion>,
    /// Records that prove wrong: why, and whether the file says something else in their place.
    pub(super) retracted: BTreeMap<usize, (String, bool)>,
    /// Records that the file confirms.
    pub(super) confirmed: BTreeSet<usize>,
}

impl StateChange {
    pub(super) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.completed.is_empty() && self.retracted.is_empty()
    }
}

/// What an import compares with: sources and options.
pub(super) struct RecordComparison<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) options: &'a ImportOptions,
    /// What the file is called in a reason.
    pub(super) file: &'a str,
}

impl RecordComparison<'_> {
    /// Compares one addition with the records of its state, and notes what that changes.
    pub(super) fn merge(
        &self,
        (place, addition): (usize, &Addition),
        records: &StateRecords,
        change: &mut StateChange,
    ) -> Merged {
        let merged = self.compare(addition, records, change);
        match &merged {
            Merged::Completes(number, keys) => {
                let completion = change.completed.entry(*number).or_default();
                completion.keys.extend(keys.clone());
                completion.by.push(place);
            }
            Merged::New(wrong, _) => {
                let reason = format!("{}{READ_ON}{}, says {}", self.file, self.options.day, day(&addition.entry));
                let retracted = wrong.iter().map(|number| (*number, (reason.clone(), true)));
                change.retracted.extend(retracted);
                change.added.push(place);
            }
            Merged::Known | Merged::Left(_) | Merged::Refused(_) => {}
        }
        merged
    }

    fn compare(&self, addition: &Addition, records: &StateRecords, change: &mut StateChange) -> Merged {
        let (state, entry) = (&addition.state, &addition.entry);
        let slot = Slot::of(entry);
        let same: Vec<(usize, &Map<String, Value>)> =
            records.on_day(&slot, &day(entry)).filter(|(_, known)| is_same_fact(known, entry)).collect();
        let living = || same.iter().filter(|(_, known)| !is_retracted(known));
        change.confirmed.extend(living().map(|(number, _)| *number));
        let act = text(entry, "instrument");
        let of_act = || living().filter(|(_, known)| text(known, "instrument") == act);
        let merged = |(number, known): &(usize, &Map<String, Value>)| match change.completed.get(number) {
            // what rows above say of it counts as said
            Some(completion) => {
                let mut known = (*known).clone();
                known.extend(completion.keys.clone());
                on_record(*number, &known, entry)
            }
            None => on_record(*number, known, entry),
        };
        // of several records of one fact that which says all of it already
        let is_known = |merged: &Merged| matches!(merged, Merged::Known);
        if let Some(found) = of_act().map(merged).find(is_known).or_else(|| of_act().map(merged).next()) {
            return found;
        }
        if let Some((_, known)) = living().next() {
            let message = format!("on record as {}", in_words(state, known));
            return Merged::Left(RowProblem::new("other-act", message).help("the record stays under its act"));
        }
        if let Some((_, known)) = same.iter().find(|(_, known)| self.stays_retracted(known, &slot, records)) {
            let reason = known.get("retracted").and_then(|one| one.get("reason")).and_then(Value::as_str);
            let message = format!("retracted on record: {}", reason.unwrap_or_default());
            return Merged::Left(RowProblem::new("retracted-on-record", message).help("nothing was added"));
        }
        self.contradicted(entry, records, &slot, state)
    }

    /// Was it retracted by hand, or is nothing else on record in its place? What an earlier import took back, and the file
    /// has again, is added again.
    fn stays_retracted(&self, known: &Map<String, Value>, slot: &Slot, records: &StateRecords) -> bool {
        let reason = known.get("retracted").and_then(|one| one.get("reason")).and_then(Value::as_str);
        let is_of_import = reason.is_some_and(|reason| reason.contains(READ_ON));
        let has_other = records
            .in_slot(slot)
            .any(|(_, other)| !is_retracted(other) && text(other, "source") == text(known, "source"));
        !is_of_import && !has_other
    }

    /// A fact of another day than what is on record: of two sources the better one is believed.
    fn contradicted(&self, entry: &Map<String, Value>, records: &StateRecords, slot: &Slot, state: &str) -> Merged {
        if !SINGLE.contains(&slot.event.as_str()) {
            return Merged::New(Vec::new(), None);
        }
        let own = self.trust(entry);
        let is_other = |known: &Map<String, Value>| {
            let is_other_source = text(known, "source") != text(entry, "source");
            !is_retracted(known) && (is_other_source || self.options.by_hand) && !self.is_replaced(known)
        };
        let others: Vec<_> = records.in_slot(slot).filter(|(_, known)| is_other(known)).collect();
        let is_better = |known: &Map<String, Value>| {
            let is_read = text(known, "confidence") == Some("read");
            let is_vague = known.get("on").is_some_and(|on| on.as_str().is_none_or(|on| on.len() != 10));
            // a note says how sources that differ were compared: no file settles that again
            is_read && !is_vague && (self.trust(known) <= own || known.contains_key("note"))
        };
        if let Some((_, known)) = others.iter().find(|(_, known)| is_better(known)) {
            let source = text(known, "source").unwrap_or_default();
            let message = format!("contradicts {source}: {}", in_words(state, known));
            let help = format!("acquis record ... --replaces {}@{} --reason TEXT corrects it", slot.event, day(known));
            return Merged::Refused(RowProblem::new("contradiction", message).help(help));
        }
        let warning = others.first().map(|(_, known)| {
            let source = text(known, "source").unwrap_or_default();
            let message = format!("takes the place of {} ({source})", in_words(state, known));
            RowProblem::new("contradicts-weaker-source", message).help("the other record is retracted")
        });
        Merged::New(others.into_iter().map(|(number, _)| number).collect(), warning)
    }

    fn is_replaced(&self, known: &Map<String, Value>) -> bool {
        let replaced = self.options.replaces.as_ref();
        replaced.is_some_and(|one| text(known, "event") == Some(&one.event) && day(known) == one.on)
    }

    /// How far a record's source is trusted, the lowest first: its place in the order of kinds, then the later publication. A
    /// depositary corrects what it printed before.
    fn trust(&self, entry: &Map<String, Value>) -> (Option<usize>, Reverse<Option<Day>>) {
        let source = text(entry, "source").and_then(|id| self.corpus.find_source(id));
        let source = source.and_then(|ix| self.corpus.source(ix));
        let kind = source.map(|source| source.kind.as_str());
        let published = source.map(|source| source.through.unwrap_or(source.published.last()));
        (SourceKind::WORDS.iter().position(|word| kind == Some(*word)), Reverse(published))
    }

    /// The record that a new fact replaces, where one is named.
    pub(super) fn replaced(&self, records: &StateRecords, addition: &Addition) -> Option<usize> {
        let act = text(&addition.entry, "instrument");
        let is_meant = |known: &Map<String, Value>| {
            !is_retracted(known) && text(known, "instrument") == act && self.is_replaced(known)
        };
        records.records.iter().position(is_meant)
    }

    /// Takes the record back that a new fact replaces.
    pub(super) fn replace(&self, number: usize, change: &mut StateChange) {
        let is_corrected = !change.added.is_empty();
        let reason = self.options.replaces.iter().map(|wrong| (number, (wrong.reason.clone(), is_corrected)));
        change.retracted.extend(reason);
    }
}

/// A fact on record under its act; what is reproached may stand there otherwise.
fn on_record(number: usize, known: &Map<String, Value>, entry: &Map<String, Value>) -> Merged {
    if let (Some(here), Some(there)) = (text(known, "kind"), text(entry, "kind"))
        && here != there
    {
        let message = format!("on record as {here}, the file says {there}");
        return Merged::Left(RowProblem::new("other-kind", message).help("the record stays as it was read"));
    }
    let keys = added_keys(known, entry);
    if keys.is_empty() { Merged::Known } else { Merged::Completes(number, keys) }
}

/// What an entry adds to a record of the same fact: keys that were missing, or read now where it was recalled.
pub(super) fn added_keys(known: &Map<String, Value>, entry: &Map<String, Value>) -> Map<String, Value> {
    let is_same_source = text(known, "source") == text(entry, "source");
    let is_read_now = text(known, "confidence") != Some("read") && text(entry, "confidence") == Some("read");
    let mut keys = Map::new();
    if is_same_source {
        let missing = entry.iter().filter(|(key, _)| !known.contains_key(*key));
        keys.extend(missing.map(|(key, value)| (key.clone(), value.clone())));
    }
    if is_read_now {
        let read = ["source", "confidence", "locator"].into_iter().filter_map(|key| Some((key, entry.get(key)?)));
        keys.extend(read.map(|(key, value)| (key.to_owned(), value.clone())));
    }
    keys
}

/// The record, retracted.
pub(super) fn retracted(mut entry: Map<String, Value>, reason: &str, on: impl ToString) -> Map<String, Value> {
    entry.insert("retracted".to_owned(), json!({"on": on.to_string(), "reason": reason}));
    entry
}
