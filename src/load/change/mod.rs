//! A corpus of a directory about to be changed: its files are held in memory, changed files are checked beside the others as
//! `validate` checks them, and all of them are written or none ([`commit`]). What the changes mean is the caller's business.

mod commit;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::check;
use super::defect::{Defect, DefectLocation};
use super::json_path::{JsonPath, PathStep};
use super::problem::{Problem, ProblemSeverity};
use super::procedures::{UnattributedStep, unattributed};
use crate::law::Corpus;

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
    _lock: Option<File>,
}

/// A defect of a changed file, with the item of its list of records that it is about.
#[derive(Debug, Clone)]
pub struct DraftDefect {
    /// Path of the file, as in `member-states/AT.json`.
    pub file: String,
    /// Places of the records that it is about, in the order of the file: of both, where two do not agree.
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
            _lock: lock,
        })
    }

    /// Is there an error in the data?
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// The text of a file as it stands; `None` if there is none.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// Everything wrong or unusual about the files that change, beside all the others.
    pub fn check(&self, changed: &BTreeMap<String, String>) -> Vec<DraftDefect> {
        let kept = self.files.iter().filter(|(path, _)| !changed.contains_key(*path));
        let mut all: Vec<(String, Vec<u8>)> = kept.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        all.extend(changed.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
        let lists = check::defects(all, self.unread.clone());
        let of_changed = lists.into_iter().filter(|(path, _)| changed.contains_key(path));
        of_changed.flat_map(|(path, list)| list.into_iter().map(move |defect| located(&path, defect))).collect()
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
    /// The disk or the directory refuses; then nothing changed, or the error says that the next run completes the change.
    pub fn write(&self, changed: &BTreeMap<String, String>) -> io::Result<Vec<String>> {
        let new = self.differing(changed);
        commit::commit(&self.root, &new)?;
        Ok(new.into_iter().map(|(path, _)| path.to_owned()).collect())
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

fn located(path: &str, defect: Defect) -> DraftDefect {
    let also = defect.also.into_iter().map(|(location, _)| location);
    let mut records: Vec<usize> = std::iter::once(defect.location).chain(also).filter_map(|one| record(&one)).collect();
    records.sort_unstable();
    records.dedup();
    DraftDefect {
        file: path.to_owned(),
        records,
        severity: defect.severity,
        code: defect.code,
        message: defect.message,
        help: defect.help,
    }
}

/// The place of the record on the path to a value.
fn record(location: &DefectLocation) -> Option<usize> {
    let (DefectLocation::Value(JsonPath(steps)) | DefectLocation::Key(JsonPath(steps))) = location else { return None };
    match steps.as_slice() {
        [PathStep::Key(list), PathStep::Item(number), ..] if list == "records" => Some(*number),
        _ => None,
    }
}
