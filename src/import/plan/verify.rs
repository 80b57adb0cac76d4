//! The changed files, checked as all data are; what is wrong with a record comes back to its row.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::merge::{Addition, StateChange, retracted};
use super::state_records::StateRecords;
use crate::import::{NewState, RowProblem};
use crate::load::{CorpusDraft, DraftChange, DraftDefect, FIRST_ON_LINES, LineChanges, ProblemSeverity};
use crate::time::Day;

/// Records that a check is about, by the place of the addition, each with what it says.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    /// Additions that cannot be.
    pub(super) refused: BTreeMap<usize, RowProblem>,
    /// Those among them of which the check names no other record.
    pub(super) alone: BTreeMap<usize, RowProblem>,
    /// Additions that say what another one says, and which one.
    pub(super) repeated: BTreeMap<usize, (RowProblem, Option<usize>)>,
    /// Additions that are unusual.
    pub(super) unusual: Vec<(usize, RowProblem)>,
    /// Acts and states whose new file cannot be, by path.
    pub(super) files: BTreeMap<String, RowProblem>,
    /// What is wrong and no addition's fault.
    pub(super) others: Vec<DraftDefect>,
}

/// The files of states as they are written: what stands before the records, and the records.
#[derive(Serialize)]
struct StateText<'a> {
    #[serde(flatten)]
    head: &'a Map<String, Value>,
    records: Vec<&'a Map<String, Value>>,
}

/// Puts a state with its changes into what is to be written: each record where it stands, new ones last, on lines where the
/// state has some. Returns the place of the first new one.
pub(super) fn put_state(
    (code, records): (&str, &StateRecords),
    (change, additions): (&StateChange, &[Addition]),
    day: Day,
    into: &mut DraftChange,
) -> usize {
    let on_lines = records.has_lines || into.on_lines;
    let (in_file, beside) = records.records.split_at_checked(records.in_file).unwrap_or((&records.records, &[]));
    let changed = |number: usize, record: &Map<String, Value>| {
        let (keys, wrong) = (change.completed.get(&number), change.retracted.get(&number));
        let mut record = Some(record).filter(|_| keys.is_some() || wrong.is_some())?.clone();
        record.extend(keys.into_iter().flat_map(|said| said.keys.clone()));
        Some(match wrong {
            Some((reason, _)) => retracted(record, reason, day),
            None => record,
        })
    };
    let new = || change.added.iter().filter_map(|place| additions.get(*place)).map(|one| &one.entry);
    let text = |entry: &Map<String, Value>| serde_json::to_string(entry).unwrap_or_default();
    let of_file: Vec<_> = in_file.iter().enumerate().map(|(number, record)| changed(number, record)).collect();
    if records.is_new || of_file.iter().any(Option::is_some) || !(on_lines || change.added.is_empty()) {
        let kept = in_file.iter().zip(&of_file).map(|(record, changed)| changed.as_ref().unwrap_or(record));
        let new = new().filter(|_| !on_lines);
        let written = StateText { head: &records.head, records: kept.chain(new).collect() };
        into.objects.insert(state_path(code), serde_json::to_string(&written).unwrap_or_default());
    }
    let of_lines = beside.iter().enumerate();
    let of_lines = of_lines.filter_map(|(line, record)| Some((line, text(&changed(in_file.len() + line, record)?))));
    let lines = LineChanges { changed: of_lines.collect(), new: new().filter(|_| on_lines).map(text).collect() };
    if !(lines.changed.is_empty() && lines.new.is_empty()) {
        into.records.insert(code.to_owned(), lines);
    }
    if on_lines { FIRST_ON_LINES + beside.len() } else { in_file.len() }
}

/// What stands before the records of a state that is new.
pub(super) fn new_state(state: &NewState) -> Map<String, Value> {
    let mut head = Map::new();
    head.insert("$schema".to_owned(), json!("../schemas/member-state.schema.json"));
    head.insert("code".to_owned(), json!(state.code));
    head.extend(state.iso.iter().map(|iso| ("iso".to_owned(), json!(iso))));
    head.extend(state.iso3.iter().map(|iso| ("iso3".to_owned(), json!(iso))));
    head.insert("name".to_owned(), json!(state.name));
    if !state.names.is_empty() {
        head.insert("names".to_owned(), json!(state.names));
    }
    head.insert("membership".to_owned(), json!([]));
    head
}

/// The path of a state's file.
pub(super) fn state_path(code: &str) -> String {
    format!("member-states/{code}.json")
}

/// Which additions stand among the records of a state: from a place on those that are new, before it what they add to records.
pub(super) struct Places<'a> {
    pub(super) first: usize,
    /// How many of the records stand in the file; the others stand on lines.
    pub(super) in_file: usize,
    pub(super) change: &'a StateChange,
}

impl Places<'_> {
    /// The additions that this record comes from, and whether it is new.
    fn of(&self, record: usize) -> (bool, Vec<usize>) {
        if let Some(new) = record.checked_sub(self.first) {
            return (true, self.change.added.get(new).copied().into_iter().collect());
        }
        let number = record.checked_sub(FIRST_ON_LINES).map_or(record, |line| self.in_file + line);
        (false, self.change.completed.get(&number).map(|completion| completion.by.clone()).unwrap_or_default())
    }
}

/// The additions that a defect is about, and those among them at fault: what is new rather than what completes a record.
fn additions(defect: &DraftDefect, state: Option<&Places>) -> (Vec<usize>, Vec<usize>) {
    let (mut new, mut completing) = (Vec::new(), Vec::new());
    for (is_new, of_record) in state.into_iter().flat_map(|state| defect.records.iter().map(|one| state.of(*one))) {
        if is_new { &mut new } else { &mut completing }.extend(of_record);
    }
    let mut all = [new.as_slice(), &completing].concat();
    all.sort_unstable();
    new.sort_unstable();
    let at_fault = if new.is_empty() { all.clone() } else { new };
    (all, at_fault)
}

/// Checks the changed objects beside all others. `places` says of each state where its additions stand.
pub(super) fn check(draft: &CorpusDraft, change: &DraftChange, places: &BTreeMap<String, Places>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for defect in draft.check(change) {
        let (all, at_fault) = additions(&defect, places.get(&defect.object));
        if defect.records.len() == 1 && is_error(&defect) {
            verdicts.alone.extend(at_fault.last().map(|last| (*last, of_defect(&defect))));
        }
        let (problem, is_error) = (of_defect(&defect), is_error(&defect));
        match at_fault.last() {
            Some(last) if is_error && defect.code == "duplicate-record" => {
                let other = at_fault.first().copied().filter(|other| other < last);
                verdicts.repeated.insert(*last, (problem, other));
            }
            Some(last) if is_error => {
                verdicts.refused.insert(*last, problem);
            }
            Some(_) => verdicts.unusual.extend(all.iter().map(|place| (*place, problem.clone()))),
            None if is_error && draft.object(&defect.object).is_none() => {
                verdicts.files.insert(defect.object, problem);
            }
            None if is_error => verdicts.others.push(defect),
            None => {}
        }
    }
    verdicts
}

fn is_error(defect: &DraftDefect) -> bool {
    defect.severity == ProblemSeverity::Error
}

fn of_defect(defect: &DraftDefect) -> RowProblem {
    RowProblem { code: defect.code, message: defect.message.clone(), help: defect.help.clone() }
}
