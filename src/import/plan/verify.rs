//! The changed files, checked as all data are; what is wrong with a record comes back to its row.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::merge::{Addition, StateChange, retracted};
use super::state_records::StateRecords;
use crate::import::{NewState, RowProblem};
use crate::load::{CorpusDraft, DraftDefect};
use crate::time::Day;

/// Records that a check is about, by the place of the addition, each with what it says.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    /// Additions that cannot be.
    pub(super) refused: BTreeMap<usize, RowProblem>,
    /// Additions that say what another one says.
    pub(super) repeated: BTreeMap<usize, RowProblem>,
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

/// The file of a state with its changes, in the order of the file, new records last.
pub(super) fn state_text(records: &StateRecords, change: &StateChange, additions: &[Addition], day: Day) -> String {
    let changed: Vec<Map<String, Value>> = records
        .records
        .iter()
        .enumerate()
        .map(|(number, record)| {
            let mut record = record.clone();
            if let Some(keys) = change.completed.get(&number) {
                record.extend(keys.iter().map(|(key, value)| (key.clone(), value.clone())));
            }
            match change.retracted.get(&number) {
                Some((reason, _)) => retracted(record, reason, day),
                None => record,
            }
        })
        .collect();
    let new = change.added.iter().filter_map(|place| additions.get(*place)).map(|one| &one.entry);
    let text = StateText { head: &records.head, records: changed.iter().chain(new).collect() };
    serde_json::to_string(&text).unwrap_or_default()
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

/// Checks the changed files beside all others. `places` says of each state how many records it had, and which additions
/// follow them.
pub(super) fn check(
    draft: &CorpusDraft,
    texts: &BTreeMap<String, String>,
    places: &BTreeMap<String, (usize, Vec<usize>)>,
) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for defect in draft.check(texts) {
        let additions: Vec<usize> = match places.get(&defect.file) {
            Some((before, added)) => {
                let new = defect.records.iter().filter_map(|number| number.checked_sub(*before));
                new.filter_map(|number| added.get(number).copied()).collect()
            }
            None => Vec::new(),
        };
        let problem = RowProblem { code: defect.code, message: defect.message.clone(), help: defect.help.clone() };
        let is_error = defect.severity == crate::load::ProblemSeverity::Error;
        match additions.last() {
            Some(last) if is_error && defect.code == "duplicate-record" => {
                verdicts.repeated.insert(*last, problem);
            }
            Some(last) if is_error => {
                verdicts.refused.insert(*last, problem);
            }
            Some(_) => verdicts.unusual.extend(additions.iter().map(|place| (*place, problem.clone()))),
            None if is_error && draft.text(&defect.file).is_none() => {
                verdicts.files.insert(defect.file, problem);
            }
            None if is_error => verdicts.others.push(defect),
            None => {}
        }
    }
    verdicts
}
