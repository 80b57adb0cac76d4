//! `procedures/unattributed.jsonl`: steps of infringement cases that name no act, or whose act is not proven. They are kept,
//! counted and never judged, and the digest of the corpus does not cover them.

mod line;
mod step;

pub use step::{UNATTRIBUTED, UnattributedStep};

use std::collections::BTreeSet;
use std::path::Path;

use super::data_file::PROCEDURES;
use super::defect::{Defect, Defects};
use super::problem::{Problem, listed};
use super::read::{disk, text};
use crate::law::Corpus;

/// The folder that says where imports came from.
const IMPORTS: &str = "imports";
/// Longest file of it that is read, in bytes.
const MOST_OF_IMPORTS: usize = 16 * 1024 * 1024;
/// Largest such file that is read: 64 MiB.
const LARGEST_OF_STEPS: u64 = 64 * 1024 * 1024;

/// The steps of a directory that are attributed to no act, in the order of the file; none where there is no such file.
///
/// # Errors
/// The file cannot be read; or a line of it is no strict JSON, has a key twice or one that is not known, or says what no
/// step of a case can be: each with its line.
pub fn unattributed(root: &Path, corpus: &Corpus) -> Result<Vec<UnattributedStep>, Vec<Problem>> {
    // a change that is decided and not yet completed counts
    let staged = super::read::staged::staged(root);
    let bytes =
        |root: &Path| disk::inside_up_to(root, UNATTRIBUTED, LARGEST_OF_STEPS).map_err(|problem| vec![*problem]);
    let bytes = match staged.as_deref().map(bytes).transpose()?.flatten() {
        Some(decided) => Some(decided),
        None => bytes(root)?,
    };
    let Some(bytes) = bytes else { return Ok(Vec::new()) };
    let mut defects = Defects::default();
    let (text, is_readable) = text::text(bytes, &mut defects);
    if !is_readable {
        return Err(super::read::position::locate(UNATTRIBUTED, &text, defects.list));
    }
    read(&text, corpus)
}

/// What is wrong with a step, were it a line of the file; `None` if it can be read again.
pub(super) fn wrong_step(step: &UnattributedStep, corpus: &Corpus) -> Option<Defect> {
    line::step(&serde_json::to_string(step).ok()?, corpus).err().and_then(|defects| defects.into_iter().next())
}

/// What is wrong with the text of the file, were it written.
pub(super) fn wrong_text(text: &str, corpus: &Corpus) -> Vec<Problem> {
    if text.len() as u64 > LARGEST_OF_STEPS {
        let message = format!("the file would be larger than the {} MiB that are read", LARGEST_OF_STEPS >> 20);
        return vec![Problem::of_file("file-too-large", UNATTRIBUTED, message)];
    }
    read(text, corpus).err().unwrap_or_default()
}

/// The steps of a text.
fn read(text: &str, corpus: &Corpus) -> Result<Vec<UnattributedStep>, Vec<Problem>> {
    let (mut steps, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        match line::step(line, corpus) {
            Ok(step) => steps.push(step),
            Err(defects) => wrong.push((number, line, defects)),
        }
    }
    if wrong.is_empty() {
        return Ok(steps);
    }
    Err(listed(wrong, |(number, line, defects)| line::problem(number, line, defects)))
}

/// Warnings about what else is in the folder of that file, and is not read.
pub fn stray_procedures(root: &Path) -> Vec<Problem> {
    let entries = std::fs::read_dir(root.join(PROCEDURES)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.') && UNATTRIBUTED != format!("{PROCEDURES}/{name}"));
    names.retain(|name| !["README", "LICENSE"].iter().any(|known| name.to_uppercase().starts_with(known)));
    names.sort();
    let warning = |name: String| {
        let message = format!("\"{name}\" is not read: the only file of this folder is {UNATTRIBUTED}");
        Problem::warning_of_file("stray-entry", &format!("{PROCEDURES}/{name}"), message)
    };
    names.into_iter().map(warning).collect()
}

/// The sources of which files were imported and none was whole, as `imports/` of a directory says: what is on record of them is
/// a part, and what it lacks shows nothing.
pub fn imported_in_part(root: &Path) -> BTreeSet<String> {
    let parts = std::fs::read_dir(root.join(IMPORTS)).into_iter().flatten().flatten().filter_map(|entry| {
        let path = entry.path();
        let source = path.file_stem()?.to_str()?.to_owned();
        let text = std::fs::read_to_string(&path).ok().filter(|text| text.len() <= MOST_OF_IMPORTS)?;
        let imports: serde_json::Value = serde_json::from_str(&text).ok()?;
        let files = imports.get("files")?.as_array()?;
        let is_whole = |file: &serde_json::Value| file.get("whole").and_then(serde_json::Value::as_bool) == Some(true);
        (!files.iter().any(is_whole)).then_some(source)
    });
    parts.collect()
}

#[cfg(test)]
mod tests;
