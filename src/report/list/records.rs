//! `acquis list records`: each record as its file holds it, in one row of which no key is left out.

use super::listing;
use crate::engine::Selection;
use crate::load::{RECORD_COLUMNS, WrittenRecord};
use crate::report::Listing;
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::run::Run;
use serde_json::Value;

/// `state`, and the columns of a record.
const COLUMNS: [&str; RECORD_COLUMNS.len() + 1] = {
    let mut all = ["state"; RECORD_COLUMNS.len() + 1];
    let (mut from, mut rest): (usize, &[&str]) = (1, &RECORD_COLUMNS);
    while let (Some((first, others)), Some((_, places))) = (rest.split_first(), all.split_at_mut_checked(from)) {
        if let Some((place, _)) = places.split_first_mut() {
            *place = first;
        }
        (from, rest) = (from + 1, others);
    }
    all
};

/// Columns for which a page has no room.
const WIDE: [&str; 15] = [
    "pending",
    "amends",
    "consent",
    "succeeds_on",
    "until",
    "procedure",
    "department",
    "title",
    "adopted_on",
    "source",
    "locator",
    "confidence",
    "note",
    "retracted_on",
    "retracted_reason",
];

impl Listing {
    /// Records of the states and acts selected, in the order of states, acts, days and events; where single obligations are
    /// selected, those that name one of them or none.
    pub fn records(run: Run, selection: &Selection, all: &[WrittenRecord]) -> FactSheet {
        let rows = all.iter().filter(|one| is_selected(one, selection)).map(row);
        let table = FactTable::new("records", &COLUMNS, rows).hiding(&WIDE).counting(&["obligations"]).joining(";");
        listing(run, "records", table)
    }
}

fn is_selected(one: &WrittenRecord, selection: &Selection) -> bool {
    let instrument = one.text("instrument");
    let named = one.entry.get("obligations").and_then(Value::as_array);
    let takes =
        |id: &Value| selection.obligations.takes_named(|| format!("{instrument}/{}", id.as_str().unwrap_or_default()));
    // under other acts every obligation is asked about
    let is_of_act = |link: &String| link.split_once('/').is_some_and(|(act, _)| act == instrument);
    let is_narrowed = selection.obligations.named().iter().any(is_of_act);
    selection.actors.takes(&one.state)
        && selection.instruments.takes(instrument)
        && (!is_narrowed || named.is_none_or(|list| list.iter().any(takes)))
}

fn row(one: &WrittenRecord) -> Vec<FactValue> {
    let columns = RECORD_COLUMNS.iter().map(|column| value(one, column));
    std::iter::once(FactValue::text(&one.state)).chain(columns).collect()
}

fn value(one: &WrittenRecord, column: &str) -> FactValue {
    let inside = |key: &str, inner: &str| one.entry.get(key).and_then(|value| value.get(inner));
    let found = match column {
        "on" => one.entry.get("on").filter(|on| on.is_string()),
        "after" | "by" => inside("on", column),
        "retracted_on" => inside("retracted", "on"),
        "retracted_reason" => inside("retracted", "reason"),
        key => one.entry.get(key),
    };
    match found {
        None | Some(Value::Null) => FactValue::Empty,
        Some(Value::String(text)) => FactValue::text(text),
        Some(Value::Array(list)) => FactValue::texts(list.iter().filter_map(Value::as_str)),
        Some(Value::Bool(yes)) => FactValue::Yes(*yes),
        Some(other) => FactValue::text(other),
    }
}
