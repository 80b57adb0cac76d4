//! Where an import came from: `imports/ID.json` beside the data, which the digest of the corpus does not cover, and the last
//! day that the copy of a register covers, in the file of its source.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::input::InputFile;
use crate::time::Day;

/// Which files were imported as a source, the latest last.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Provenance {
    source: String,
    files: Vec<ImportedFile>,
}

/// One imported file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ImportedFile {
    file: String,
    sha256: String,
    rows: usize,
    on: String,
    /// Does the file name every case that was on record of its source, and have all its rows been read?
    whole: bool,
}

/// The path of the file about a source.
pub(super) fn path(source: &str) -> String {
    format!("imports/{source}.json")
}

/// The text of the file about a source with these files added; one that is there already, by its digest, keeps its day.
pub(super) fn with(earlier: Option<&str>, source: &str, (files, whole): (&[InputFile], bool), day: Day) -> String {
    let mut all: Provenance = earlier.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    all.source = source.to_owned();
    for file in files {
        if !all.files.iter().any(|known| known.sha256 == file.sha256) {
            all.files.push(ImportedFile {
                file: file.name.clone(),
                sha256: file.sha256.clone(),
                rows: file.read.rows.len(),
                on: day.to_string(),
                whole,
            });
        }
    }
    format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default())
}

/// The file of a source kept up day by day, with a later last day; `None` where it covers that day already.
pub(super) fn with_through(seed: &str, through: &str) -> Option<String> {
    let mut source: Map<String, Value> = serde_json::from_str(seed).ok()?;
    let is_continuous = source.get("continuous").and_then(Value::as_bool).unwrap_or_default();
    let covered = source.get("through").and_then(Value::as_str)?;
    if !is_continuous || covered >= through {
        return None;
    }
    source.insert("through".to_owned(), Value::from(through));
    serde_json::to_string(&source).ok()
}
