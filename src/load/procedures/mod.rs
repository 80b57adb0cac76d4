//! `procedures/unattributed.jsonl`: steps of infringement cases that name no act, or whose act is not proven. They are kept,
//! counted and never judged, and the digest of the corpus does not cover them.

mod line;
mod step;

pub use step::{UNATTRIBUTED, UnattributedStep};

use std::path::Path;

use super::data_file::PROCEDURES;
use super::defect::Defects;
use super::problem::{Problem, listed};
use super::read::{disk, text};
use crate::law::Corpus;

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

#[cfg(test)]
mod tests;
