//! The texts of the decision tables: those of a directory, or the embedded ones. What they say is read in `rules`.

use std::collections::BTreeMap;
use std::path::Path;

use super::piece::Folder;
use super::problem::Problem;
use super::raised::{Desk, Raised, Spot};
use super::read::{disk, json, position, text};
use super::{digest, embedded};

/// One decision table as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText {
    /// Where it was read, for messages.
    pub path: String,
    /// Its JSON, free of duplicate keys.
    pub text: String,
}

/// The decision tables by name (`verdict`, `severity` ...).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleTexts {
    /// Tables by the name of their file.
    pub tables: BTreeMap<String, RuleText>,
    /// SHA-256 over the files, hexadecimal.
    pub digest: String,
    /// Are these the tables inside the binary?
    pub embedded: bool,
}

impl RuleTexts {
    /// The text of a table.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.tables.get(name).map(|table| table.text.as_str())
    }

    /// A defect of a table at a byte of its text, or of the table as a whole if there is none of this name.
    pub fn problem(&self, (name, at): (&str, usize), code: &'static str, message: String) -> Problem {
        let Some(table) = self.tables.get(name) else {
            return Problem::of_file(code, &self.path_of(name), message);
        };
        let raised = Raised::error_at(code, Spot::Byte(at), message);
        let located = position::locate(&table.path, &table.text, vec![raised]);
        located.into_iter().next().unwrap_or_else(|| Problem::of_file(code, &table.path, String::new()))
    }

    /// Where a table would lie beside the others.
    fn path_of(&self, name: &str) -> String {
        let other = self.tables.values().find_map(|table| table.path.rsplit_once('/'));
        format!("{}/{name}.json", other.map_or("rules", |(folder, _)| folder))
    }
}

/// The tables inside the binary.
pub fn embedded_rules() -> RuleTexts {
    let tables = embedded::folder(Folder::Rules)
        .map(|(stem, path, text)| (stem.to_owned(), RuleText { path: path.to_owned(), text: text.to_owned() }));
    RuleTexts { tables: tables.collect(), digest: embedded::RULES_DIGEST.to_owned(), embedded: true }
}

/// The tables of a directory, for `--rules DIR`: of its folder `rules` if it has one, else those in it.
///
/// # Errors
/// What cannot be read, or is no strict JSON.
pub fn rules_in(directory: &Path) -> Result<RuleTexts, Vec<Problem>> {
    let inner = directory.join("rules");
    let (root, name) = match (inner.is_dir(), directory.parent(), directory.file_name()) {
        (false, Some(parent), Some(name)) => (parent, name.to_string_lossy().into_owned()),
        _ => (directory, "rules".to_owned()),
    };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let reading = disk::folders(root, &[&name]);
    let (texts, mut problems) = texts(reading.files);
    problems.extend(reading.problems);
    if problems.is_empty() && texts.tables.is_empty() {
        let message = "there are no decision tables (*.json) here".to_owned();
        problems.push(Problem::of_file("no-rules", &directory.display().to_string(), message));
    }
    super::problem::sort(&mut problems);
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

/// The tables among these files, and what is wrong with their JSON.
pub(super) fn texts(files: Vec<disk::Bytes>) -> (RuleTexts, Vec<Problem>) {
    let parts: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let mut texts = RuleTexts { digest: digest::digest(&parts), ..RuleTexts::default() };
    let mut problems = Vec::new();
    for (path, bytes) in files {
        let mut desk = Desk::default();
        let (text, readable) = text::text(bytes, &mut desk);
        if readable {
            json::value(&text, &mut desk);
        }
        problems.extend(position::locate(&path, &text, desk.raised));
        let stem = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".json").to_owned();
        texts.tables.insert(stem, RuleText { path, text });
    }
    (texts, problems)
}
