//! Records as their files hold them, in the canonical form: every key, also those of which the model has no use. What lists
//! and exchanges records starts from here, so that nothing is lost.

use std::path::Path;

use serde_json::{Map, Value};

use super::form::{canonical, record_key};
use crate::load::data_file::Folder;
use crate::load::defect::Defects;
use crate::load::embedded;
use crate::load::problem::Problem;
use crate::load::read::{disk, lines, text};

/// The keys of a record as columns of a flat table, in the order of the schema: `on` is followed by the bounds that can
/// stand in its place, and a retraction is two columns. Before them stands `state`.
pub const RECORD_COLUMNS: [&str; 26] = [
    "instrument",
    "obligations",
    "event",
    "status",
    "pending",
    "extent",
    "amends",
    "consent",
    "succeeds_on",
    "on",
    "after",
    "by",
    "until",
    "case",
    "procedure",
    "kind",
    "department",
    "outcome",
    "title",
    "adopted_on",
    "source",
    "locator",
    "confidence",
    "note",
    "retracted_on",
    "retracted_reason",
];

/// A record, as the file of its state holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenRecord {
    /// Code of the state or institution.
    pub state: String,
    /// The entry, with the keys of the schema in their order.
    pub entry: Map<String, Value>,
}

impl WrittenRecord {
    /// By what records are ordered; what the file of a state holds comes before what is alike on lines.
    fn key(&self) -> (&str, [&str; 3]) {
        (&self.state, record_key(|key| self.entry.get(key)))
    }

    /// The text under a key; empty where it is not there.
    pub fn text(&self, key: &str) -> &str {
        self.entry.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The records of a directory, or those inside the program, in the order of states, instruments, days and events.
///
/// # Errors
/// A file cannot be read, or is no JSON.
pub fn written_records(directory: Option<&Path>) -> Result<Vec<WrittenRecord>, Vec<Problem>> {
    let folder = Folder::MemberStates;
    let files: Vec<(String, String)> = match directory {
        None => embedded::folder(folder).map(|(_, path, text)| (path.to_owned(), text.to_owned())).collect(),
        Some(root) => {
            let reading = disk::folders(root, &[folder.name()]);
            if !reading.problems.is_empty() {
                return Err(reading.problems);
            }
            let read = |(path, bytes)| (path, text::text(bytes, &mut Defects::default()).0);
            reading.files.into_iter().map(read).collect()
        }
    };
    let mut records = Vec::new();
    for (path, text) in files {
        let (canonical, of_lines) = (canonical(&path, &text)?, Folder::split_lines(&path));
        if let Some((_, code)) = of_lines {
            let entries = lines::lines(&canonical).filter_map(|line| serde_json::from_str(line.text).ok());
            records.extend(entries.map(|entry| WrittenRecord { state: code.to_owned(), entry }));
            continue;
        }
        let file: Value = serde_json::from_str(&canonical).unwrap_or_default();
        let state = file.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
        let entries = file.get("records").and_then(Value::as_array).into_iter().flatten();
        let entries = entries.filter_map(Value::as_object).cloned();
        records.extend(entries.map(|entry| WrittenRecord { state: state.clone(), entry }));
    }
    records.sort_by(|one, other| one.key().cmp(&other.key()));
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_the_keys_of_the_schema() {
        let schema: Value = serde_json::from_str(embedded::schema("member-state").unwrap()).unwrap();
        let keys = schema["$defs"]["record"]["properties"].as_object().unwrap().keys();
        let columns = keys.flat_map(|key| match key.as_str() {
            "on" => vec!["on", "after", "by"],
            "retracted" => vec!["retracted_on", "retracted_reason"],
            key => vec![key],
        });
        assert_eq!(columns.collect::<Vec<_>>(), RECORD_COLUMNS);
    }
}
