//! The texts of the decision tables, and of the cases kept beside them: the embedded ones, or those of a directory in their
//! place, file by file. What they say is read in `rules`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::data_file::Folder;
use super::defect::{Defect, DefectLocation, Defects};
use super::json_path::JsonPath;
use super::problem::Problem;
use super::read::{disk, json, position, stray_entries, syntax, text};
use super::{digest, embedded, suggest};

/// One decision table as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText {
    /// Where it was read, for messages.
    pub path: String,
    /// The JSON of the table, free of duplicate keys.
    pub text: String,
}

/// A place in such a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLocation<'a> {
    /// Line and column at which the reader of JSON stopped.
    Read(usize, usize),
    /// The key at the end of a JSON Pointer (RFC 6901).
    Key(&'a str),
    /// The value at the end of a JSON Pointer.
    Value(&'a str),
}

impl RuleText {
    /// A defect at a place of it.
    pub fn problem(&self, location: TextLocation, code: &'static str, message: String) -> Problem {
        let located = self.problems(code, vec![(location, message)]);
        located.into_iter().next().unwrap_or_else(|| Problem::of_file(code, &self.path, String::new()))
    }

    /// Defects at places of it, in the order of the text; a long list is cut short.
    pub fn problems(&self, code: &'static str, defects: Vec<(TextLocation, String)>) -> Vec<Problem> {
        let defect =
            defects.into_iter().map(|(location, message)| Defect::error_at(code, self.location(location), message));
        position::locate(&self.path, &self.text, defect.collect())
    }

    fn location(&self, location: TextLocation) -> DefectLocation {
        match location {
            TextLocation::Read(line, column) => DefectLocation::Byte(syntax::byte_of(&self.text, line, column)),
            TextLocation::Key(pointer) => DefectLocation::Key(JsonPath::from_pointer(pointer)),
            TextLocation::Value(pointer) => DefectLocation::Value(JsonPath::from_pointer(pointer)),
        }
    }
}

/// The decision tables by name (`verdict`, `severity` ...).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleTexts {
    /// Tables by the name of their file.
    pub tables: BTreeMap<String, RuleText>,
    /// SHA-256 over the files, hexadecimal.
    pub digest: String,
    /// Are these the tables inside the binary, without exception?
    pub embedded: bool,
    /// Names of those that were read from a directory.
    pub own: BTreeSet<String>,
}

/// Files of cases, by the name of the file.
pub type CaseTexts = BTreeMap<String, RuleText>;

impl RuleTexts {
    /// The text of a table.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.tables.get(name).map(|table| table.text.as_str())
    }

    /// A defect of a table at a place of its text, or of the table as a whole if there is none of this name.
    pub fn problem(&self, (name, at): (&str, TextLocation), code: &'static str, message: String) -> Problem {
        let Some(table) = self.tables.get(name) else {
            return Problem::of_file(code, &self.path_of(name), message);
        };
        table.problem(at, code, message)
    }

    /// Where a table would be, beside the others.
    fn path_of(&self, name: &str) -> String {
        let other = self.tables.values().find_map(|table| table.path.rsplit_once('/'));
        format!("{}/{name}.json", other.map_or("rules", |(folder, _)| folder))
    }
}

/// The tables inside the binary.
pub fn embedded_rules() -> RuleTexts {
    let tables = embedded::folder(Folder::Rules)
        .map(|(stem, path, text)| (stem.to_owned(), RuleText { path: path.to_owned(), text: text.to_owned() }));
    let digest = embedded::RULES_DIGEST.to_owned();
    RuleTexts { tables: tables.collect(), digest, embedded: true, own: BTreeSet::new() }
}

/// The tables of a directory over the embedded ones.
///
/// # Errors
/// What cannot be read, is no strict JSON, or is no table that there is.
pub fn rules_in(directory: &Path) -> Result<RuleTexts, Vec<Problem>> {
    rules_over(directory, embedded_rules())
}

/// The tables of a directory over others, for `--rules DIR`: those of its folder `rules` if it has one, else those in it.
/// A table that it does not hold is the other one.
///
/// # Errors
/// What cannot be read, is no strict JSON, or is no table that there is.
pub fn rules_over(directory: &Path, base: RuleTexts) -> Result<RuleTexts, Vec<Problem>> {
    let place = RulesFolder::of(directory);
    let reading = place.read(&place.name);
    let none = reading.files.is_empty();
    let (texts, mut problems) = texts(reading.files, base);
    problems.extend(reading.problems);
    let misnamed = stray_entries::misnamed_among_tables(&place.root, &place.name);
    problems.extend(misnamed.into_iter().map(|problem| place.named(problem)));
    if problems.is_empty() && none {
        let message = "there are no decision tables (*.json) here".to_owned();
        problems.push(Problem::of_file("no-rules", &directory.display().to_string(), message));
    }
    super::problem::sort(&mut problems);
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

/// The cases kept beside the tables: the embedded files and, of each directory of rules, those in its folder `cases`, which
/// take the place of files of the same name before them.
///
/// # Errors
/// What cannot be read, or is no strict JSON.
pub fn rule_cases(directories: &[&Path]) -> Result<CaseTexts, Vec<Problem>> {
    let embedded = embedded::rule_cases()
        .map(|(path, text)| (stem(path), RuleText { path: path.to_owned(), text: text.to_owned() }));
    let mut cases: CaseTexts = embedded.collect();
    cases.extend(own_rule_cases(directories)?);
    Ok(cases)
}

/// The cases of directories of rules alone, a later one over those before it.
///
/// # Errors
/// What cannot be read, or is no strict JSON.
pub fn own_rule_cases(directories: &[&Path]) -> Result<CaseTexts, Vec<Problem>> {
    let (mut cases, mut problems) = (CaseTexts::new(), Vec::new());
    for place in directories.iter().map(|directory| RulesFolder::of(directory)) {
        // A link is not followed, and reading the tables has reported it.
        let is_there = std::fs::symlink_metadata(place.root.join(&place.name)).is_ok_and(|found| found.is_dir());
        let reading = if is_there { place.read(&place.cases()) } else { disk::FolderFiles::default() };
        let (own, wrong) = strict(reading.files);
        cases.extend(own);
        problems.extend(wrong.into_iter().chain(reading.problems));
    }
    super::problem::sort(&mut problems);
    if problems.is_empty() { Ok(cases) } else { Err(problems) }
}

/// The folders of which `--rules DIR` reads the files: that of the tables, and that of their cases.
pub fn folders_of_rules(directory: &Path) -> Vec<PathBuf> {
    let place = RulesFolder::of(directory);
    let (tables, cases) = (place.root.join(&place.name), place.root.join(place.cases()));
    vec![tables, cases]
}

/// Warnings about entries among the cases of these directories that are not read.
pub fn stray_rule_cases(directories: &[&Path]) -> Vec<Problem> {
    let places = directories.iter().map(|directory| RulesFolder::of(directory));
    let strays = places.flat_map(|place| {
        let found = stray_entries::unread_in(&place.root, &place.cases());
        found.into_iter().map(|problem| place.named(problem)).collect::<Vec<_>>()
    });
    strays.collect()
}

/// The folder that holds the tables: its parent, its name, and how it was typed.
struct RulesFolder {
    root: PathBuf,
    name: String,
    typed: PathBuf,
}

impl RulesFolder {
    fn of(directory: &Path) -> RulesFolder {
        // what ends in `..` has no name of its own: it can only hold a folder `rules`
        let has_folder = directory.join("rules").is_dir();
        let own = directory.parent().zip(directory.file_name()).filter(|_| !has_folder);
        let (typed, name) = match own {
            Some((parent, name)) => (parent, name.to_string_lossy().into_owned()),
            None => (directory, "rules".to_owned()),
        };
        let root = if typed.as_os_str().is_empty() { Path::new(".") } else { typed };
        RulesFolder { root: root.to_owned(), name, typed: typed.to_owned() }
    }

    fn cases(&self) -> String {
        format!("{}/cases", self.name)
    }

    /// The files of a folder, under paths that can be opened from where the program runs.
    fn read(&self, folder: &str) -> disk::FolderFiles {
        let mut reading = disk::folders(&self.root, &[folder]);
        reading.files.iter_mut().for_each(|(path, _)| *path = self.full(path));
        reading.problems = reading.problems.into_iter().map(|problem| self.named(problem)).collect();
        reading
    }

    fn full(&self, path: &str) -> String {
        self.typed.join(path).display().to_string()
    }

    /// A problem under the full path; one of the root itself has it already.
    fn named(&self, problem: Problem) -> Problem {
        let is_inside = problem.file == self.name || problem.file.starts_with(&format!("{}/", self.name));
        let file = if is_inside { self.full(&problem.file) } else { problem.file };
        Problem { file, ..problem }
    }
}

/// The tables among these files in the place of others, and what is wrong with them.
pub(super) fn texts(files: Vec<disk::FileBytes>, base: RuleTexts) -> (RuleTexts, Vec<Problem>) {
    let mut texts = base;
    let (own, mut problems) = strict(files);
    for (name, table) in own {
        if texts.tables.contains_key(&name) {
            texts.tables.insert(name.clone(), table);
            texts.own.insert(name);
        } else {
            problems.push(no_such_table(&name, &table.path, &texts));
        }
        texts.embedded = false;
    }
    let paths: Vec<(String, &RuleText)> =
        texts.tables.iter().map(|(name, table)| (format!("rules/{name}.json"), table)).collect();
    let parts: Vec<(&str, &[u8])> = paths.iter().map(|(path, table)| (path.as_str(), table.text.as_bytes())).collect();
    texts.digest = digest::digest(&parts);
    (texts, problems)
}

/// A misspelt name would leave the embedded table in force unnoticed.
fn no_such_table(name: &str, path: &str, known: &RuleTexts) -> Problem {
    let names: Vec<&str> = known.tables.keys().map(String::as_str).collect();
    let help = suggest::did_you_mean(name, names.iter().copied());
    let problem = Problem::of_file("unknown-table", path, format!("there is no decision table \"{name}\""));
    problem.with_help(help.unwrap_or_else(|| format!("the tables are {}", names.join(", "))))
}

/// Files by stem, and what is wrong with their JSON.
fn strict(files: Vec<disk::FileBytes>) -> (BTreeMap<String, RuleText>, Vec<Problem>) {
    let mut texts = BTreeMap::new();
    let mut problems = Vec::new();
    for (path, bytes) in files {
        let mut defects = Defects::default();
        let (text, readable) = text::text(bytes, &mut defects);
        if readable {
            json::value(&text, &mut defects);
        }
        problems.extend(position::locate(&path, &text, defects.list));
        texts.insert(stem(&path), RuleText { path, text });
    }
    (texts, problems)
}

fn stem(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".json").to_owned()
}
