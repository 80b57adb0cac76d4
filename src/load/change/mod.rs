//! A corpus of a directory about to be changed: its files are held in memory, changed files are checked beside the others as
//! `validate` checks them, and all of them are written or none ([`commit`]). What the changes mean is the caller's business.

pub(super) mod commit;
mod lines;
mod readable;

pub use lines::{DraftChange, LineChanges};

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::canonical::canonical;
use super::check::{self, ObjectDefects};
use super::data_file::{FIRST_ON_LINES, Folder};
use super::defect::DefectLocation;
use super::json_path::{JsonPath, PathStep};
use super::problem::{Problem, ProblemSeverity};
use super::procedures::{UnattributedStep, unattributed};
use crate::law::Corpus;
use lines::{ObjectPlace, ObjectsOnLines, Written, file_of_new, with_changes};

/// A corpus of a directory, read to be changed. It holds the lock of the directory, so that of two runs that change it one
/// comes after the other.
#[derive(Debug)]
pub struct CorpusDraft {
    /// What the files say before the change.
    pub corpus: Corpus,
    /// What is wrong with them, or unusual. While a problem is an error, nothing may rest on what they say.
    pub problems: Vec<Problem>,
    /// The steps of cases without an act, as far as they can be read.
    pub steps: Vec<UnattributedStep>,
    root: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
    unread: BTreeSet<String>,
    on_lines: OnceLock<ObjectsOnLines>,
    _lock: Option<File>,
}

/// A defect of a changed file, with the item of its list of records that it is about.
#[derive(Debug, Clone)]
pub struct DraftDefect {
    /// Path of the file, as in `member-states/AT.json`.
    pub file: String,
    /// The file that the object has or would have of its own; of a record on a line that of its state.
    pub object: String,
    /// Places of the records that it is about, in the order of the file, and after them of the lines beside it: of both,
    /// where two do not agree.
    pub records: Vec<usize>,
    /// Does it forbid evaluation?
    pub severity: ProblemSeverity,
    /// Name of the defect.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl CorpusDraft {
    /// Locks the directory and reads the corpus in it; `wait` is called where another run holds the lock, before this one
    /// waits for it.
    ///
    /// # Errors
    /// What an earlier run decided cannot be completed.
    pub fn open(root: &Path, wait: impl FnOnce()) -> Result<CorpusDraft, Vec<Problem>> {
        let lock = lock(root, wait);
        let unwritable = |error: io::Error| {
            let message = format!("an earlier change cannot be completed: {}", super::read::disk::plain(&error));
            vec![Problem::of_file("cannot-write", &root.display().to_string(), message)]
        };
        commit::complete(root).map_err(unwritable)?;
        commit::remove_left_behind(root);
        let (mut loaded, reading) = check::directory_with_files(root);
        let steps = unattributed(root, &loaded.corpus).unwrap_or_else(|problems| {
            loaded.problems.extend(problems);
            Vec::new()
        });
        Ok(CorpusDraft {
            corpus: loaded.corpus,
            problems: loaded.problems,
            steps,
            root: root.to_owned(),
            unread: reading.unread(),
            files: reading.files.into_iter().collect(),
            on_lines: OnceLock::new(),
            _lock: lock,
        })
    }

    /// Is there an error in the data?
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// The text of a file as it stands, without a byte order mark; `None` if there is none.
    pub fn text(&self, path: &str) -> Option<&str> {
        let text = self.files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// The text of an object as it stands, in the file of this path or on a line; `None` if there is none.
    pub fn object(&self, path: &str) -> Option<&str> {
        let on_a_line = || self.on_lines().find(path).and_then(|line| self.text(&line.path)?.get(line.bytes.clone()));
        self.text(path).or_else(on_a_line)
    }

    /// The file that holds an object, which it has of its own or on a line; `None` if there is no such object.
    pub fn holder<'d>(&'d self, path: &'d str) -> Option<&'d str> {
        let on_a_line = || self.on_lines().find(path).map(|line| line.path.as_str());
        Some(path).filter(|path| self.files.contains_key(*path)).or_else(on_a_line)
    }

    /// The text of the records of a state that stand on lines; `None` if it has no file of them.
    pub fn records_on_lines(&self, code: &str) -> Option<&str> {
        self.text(&path_of_records(code))
    }

    fn on_lines(&self) -> &ObjectsOnLines {
        let texts = || self.files.keys().filter_map(|path| Some((path.as_str(), self.text(path)?)));
        self.on_lines.get_or_init(|| ObjectsOnLines::of(texts()))
    }

    /// Where an object stands, or is to stand.
    fn place(&self, object: &str, change: &DraftChange) -> ObjectPlace {
        if self.files.contains_key(object) {
            return ObjectPlace::File;
        }
        if let Some(line) = self.on_lines().find(object) {
            return ObjectPlace::Line(line.path.clone(), line.number);
        }
        // a file that cannot be read stays as it is
        let takes_lines = |file: &&str| match self.files.get(*file) {
            Some(_) => self.text(file).is_some(),
            None => change.on_lines,
        };
        let of_new = file_of_new(object).filter(takes_lines);
        of_new.map_or(ObjectPlace::File, ObjectPlace::NewLine)
    }

    /// The files of a change: path and text.
    fn written(&self, change: &DraftChange, how: Written) -> BTreeMap<String, String> {
        let mut lines: BTreeMap<String, LineChanges> =
            change.records.iter().map(|(code, changes)| (path_of_records(code), changes.clone())).collect();
        let mut texts = BTreeMap::new();
        for (object, text) in &change.objects {
            match self.place(object, change) {
                ObjectPlace::File if how == Written::AsSaid => drop(texts.insert(object.clone(), text.clone())),
                ObjectPlace::File => {
                    let canonical = canonical(object, text).unwrap_or_else(|_| text.clone());
                    texts.insert(object.clone(), canonical);
                }
                ObjectPlace::Line(path, number) => {
                    lines.entry(path).or_default().changed.insert(number, text.clone());
                }
                ObjectPlace::NewLine(path) => lines.entry(path.to_owned()).or_default().new.push(text.clone()),
            }
        }
        for (path, changes) in lines {
            let text = with_changes((&path, self.text(&path).unwrap_or_default()), &changes, how);
            texts.insert(path, text);
        }
        texts
    }

    /// The files that a change comes to, in their canonical form as far as they are changed: path and text.
    pub fn files(&self, change: &DraftChange) -> BTreeMap<String, String> {
        self.written(change, Written::Canonical)
    }

    /// Everything wrong or unusual about the objects that change, beside all the others.
    pub fn check(&self, change: &DraftChange) -> Vec<DraftDefect> {
        let changed = self.written(change, Written::AsSaid);
        let kept = self.files.iter().filter(|(path, _)| !changed.contains_key(*path));
        let mut all: Vec<(String, Vec<u8>)> = kept.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        all.extend(changed.into_iter().map(|(path, text)| (path, text.into_bytes())));
        let lists = check::defects(all, self.unread.clone());
        lists.into_iter().filter(|one| change.concerns(&one.object)).flat_map(located).collect()
    }

    /// Of these files those that differ from what is there.
    pub fn differing<'c>(&self, changed: &'c BTreeMap<String, String>) -> Vec<(&'c str, &'c str)> {
        let differs = |path: &str, text: &str| match self.files.get(path) {
            Some(before) => before != text.as_bytes(),
            None => std::fs::read(self.root.join(path)).map_or(true, |before| before != text.as_bytes()),
        };
        let all = changed.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(|(path, text)| differs(path, text)).collect()
    }

    /// Writes files, all of them or none, and returns the paths of those that differ from what was there. A run that is
    /// killed leaves all as it was or all as it is to be.
    ///
    /// # Errors
    /// The disk or the directory refuses, or another program changed a file meanwhile; then nothing changed, or the error says that the next run completes the change.
    pub fn write(&self, changed: &BTreeMap<String, String>) -> io::Result<Vec<String>> {
        let new = self.differing(changed);
        commit::commit(&self.root, &new, || new.iter().try_for_each(|(path, _)| self.is_as_read(path)))?;
        Ok(new.into_iter().map(|(path, _)| path.to_owned()).collect())
    }

    /// Refuses a file that another program changed since it was read, or made where there was none. What stands beside the
    /// data is not compared.
    fn is_as_read(&self, path: &str) -> io::Result<()> {
        let is_as_read = match (self.files.get(path), std::fs::read(self.root.join(path))) {
            (Some(before), Ok(now)) => *before == now,
            (Some(_), Err(_)) => false,
            (None, now) => now.is_err() || Folder::of(path).is_none(),
        };
        if is_as_read {
            return Ok(());
        }
        Err(io::Error::other(format!("somebody changed {path} meanwhile: it is left as it is now")))
    }

    /// The directory.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// The lock of the directory, held while the file is open. Where the system locks no directories there is none.
fn lock(root: &Path, wait: impl FnOnce()) -> Option<File> {
    let directory = File::open(root).ok()?;
    if let Err(TryLockError::WouldBlock) = directory.try_lock() {
        wait();
        directory.lock().ok()?;
    }
    Some(directory)
}

/// The path of the records of a state that stand on lines.
fn path_of_records(code: &str) -> String {
    format!("member-states/{code}.jsonl")
}

fn located(found: ObjectDefects) -> impl Iterator<Item = DraftDefect> {
    let ObjectDefects { file, object, line, list } = found;
    let place = |line: Option<usize>, location: &DefectLocation| match line {
        Some(number) => Some(FIRST_ON_LINES + number),
        None => record(location),
    };
    list.into_iter().map(move |defect| {
        let also = defect.also.as_ref().and_then(|(location, _)| place(line, location));
        let elsewhere = defect.elsewhere.as_ref().and_then(|one| place(one.line, &one.location));
        let mut records: Vec<usize> = [place(line, &defect.location), also, elsewhere].into_iter().flatten().collect();
        records.sort_unstable();
        records.dedup();
        DraftDefect {
            file: file.clone(),
            object: object.clone(),
            records,
            severity: defect.severity,
            code: defect.code,
            message: defect.message,
            help: defect.help,
        }
    })
}

/// The place of the record on the path to a value.
fn record(location: &DefectLocation) -> Option<usize> {
    let (DefectLocation::Value(JsonPath(steps)) | DefectLocation::Key(JsonPath(steps))) = location else { return None };
    match steps.as_slice() {
        [PathStep::Key(list), PathStep::Item(number), ..] if list == "records" => Some(*number),
        _ => None,
    }
}
