//! A party that stands in two rows: what both say together, where they agree. A depositary gives each party one row; a second
//! one is that of a territory, or of an earlier state of the same name, and which of two days holds is not for a program to say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::import::{ImportRow, Proposal, ProposedRecord, RowProblem};
use crate::law::EventKind;

/// What the rows above said of a party, by its code and the event: the line of the first one, and the entries as texts.
type Said = BTreeMap<(String, String), (usize, BTreeSet<String>)>;

/// Refuses a row that says otherwise of its party than a row above; what both say alike is counted once.
pub(super) fn settle(rows: &mut [ImportRow]) {
    let mut said = Said::new();
    for row in rows {
        let Ok(proposals) = &mut row.says else { continue };
        if let Some(problem) = proposals.iter().filter_map(record).find_map(|one| contradicted(one, &said)) {
            row.says = Err(problem);
            continue;
        }
        let before = proposals.len();
        proposals.retain(|one| record(one).is_none_or(|record| is_new(record, row.line, &mut said)));
        if proposals.len() < before {
            let problem = RowProblem::new("duplicate-row", "an earlier row says the same of this party");
            row.warnings.push(problem.help("it is counted once"));
        }
    }
}

fn record(proposal: &Proposal) -> Option<&ProposedRecord> {
    if let Proposal::Record(record) = proposal { Some(record) } else { None }
}

fn place(record: &ProposedRecord) -> (String, String) {
    let event = record.entry.get("event").and_then(Value::as_str).unwrap_or_default();
    (record.state.clone(), event.to_owned())
}

fn written(record: &ProposedRecord) -> String {
    serde_json::to_string(&record.entry).unwrap_or_default()
}

/// Why a party cannot have done this, where a row above says what it did.
fn contradicted(record: &ProposedRecord, said: &Said) -> Option<RowProblem> {
    let place = place(record);
    let (line, known) = said.get(&place)?;
    let may_recur = [EventKind::Reservation, EventKind::Declaration].iter().any(|kind| place.1 == kind.as_str());
    if may_recur || known.contains(&written(record)) {
        return None;
    }
    let message = format!("{} stands in row {line} too, with another {}", record.state, place.1);
    let help = "keep the row that holds for the state as a whole, and add by hand what else is true: acquis record";
    Some(RowProblem::new("party-twice", message).help(help))
}

/// Notes what is said; was it said before?
fn is_new(record: &ProposedRecord, line: usize, said: &mut Said) -> bool {
    said.entry(place(record)).or_insert_with(|| (line, BTreeSet::new())).1.insert(written(record))
}
