//! The full check of foreign data: from bytes to a corpus with everything that is wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::parallel::*;

use super::assemble::{self, Checking};
use super::data_file::{Body, DataFile, Folder, IMPORTS};
use super::defect::{Defect, Defects};
use super::needed::Needed;
use super::problem::{self, Problem, ProblemSeverity};
use super::read::{disk, position, stray_entries, text};
use super::rules::RuleTexts;
use super::{digest, embedded, rules, schema};
use crate::law::Corpus;

/// What was read from a directory, and everything that is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read. Nothing may be evaluated while a problem is an error.
    pub corpus: Corpus,
    /// Decision tables of the directory; those that it does not hold are the embedded ones.
    pub rules_texts: RuleTexts,
    /// Problems: those of whole files and folders, then the others by file, line, column and code.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// Does any problem forbid evaluation?
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// The embedded corpus with the full check, for `acquis validate` without a directory.
pub fn embedded_checked() -> Loaded {
    texts(embedded::FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

/// The corpus of a directory, with the full check of all of it.
pub fn directory(root: &Path) -> Loaded {
    part_of_directory(root, &Needed::all())
}

/// What a run needs of the corpus of a directory, with the full check of that; the digest is that of all.
pub fn part_of_directory(root: &Path, needed: &Needed) -> Loaded {
    let mut reading = disk::folders(root, &Folder::ALL.map(Folder::name));
    let files = std::mem::take(&mut reading.files);
    checked(root, files, &reading, needed)
}

/// The corpus of a directory, and the files that it was read from.
#[cfg(feature = "import")]
pub(super) fn directory_with_files(root: &Path) -> (Loaded, disk::FolderFiles) {
    let reading = disk::folders(root, &Folder::ALL.map(Folder::name));
    (checked(root, reading.files.clone(), &reading, &Needed::all()), reading)
}

fn checked(root: &Path, files: Vec<disk::FileBytes>, reading: &disk::FolderFiles, needed: &Needed) -> Loaded {
    let mut loaded = check_files(files, reading.unread(), needed);
    loaded.corpus.directory = Some(root.to_owned());
    if reading.problems.iter().any(|problem| problem.file == root.display().to_string()) {
        // the directory itself cannot be read: that all folders are missing only follows from it
        loaded.problems.clear();
    } else {
        // a folder named "import" holds the files of others, as a rule
        let known: Vec<&str> = Folder::names().filter(|name| *name != IMPORTS).collect();
        loaded.problems.extend(stray_entries::stray_entries(root, &known, &Folder::DATA.map(Folder::name)));
    }
    loaded.problems.extend(reading.problems.iter().cloned());
    problem::sort(&mut loaded.problems);
    loaded
}

/// The folders of a corpus of which a command reads the files.
pub fn folders_of_data(root: &Path) -> Vec<PathBuf> {
    Folder::names().map(|name| root.join(name)).collect()
}

/// The corpus of files held in memory: path (`instruments/prum.json`) and bytes, in any order. Files outside the known
/// folders are ignored.
pub fn texts(files: Vec<(String, Vec<u8>)>) -> Loaded {
    check_files(files, BTreeSet::new(), &Needed::all())
}

/// The corpus of files held in memory; `unread` names files and folders that are there but could not be read, so that
/// links to them are no defects.
pub(super) fn check_files(files: Vec<(String, Vec<u8>)>, mut unread: BTreeSet<String>, needed: &Needed) -> Loaded {
    let known = files.into_iter().filter(|(path, _)| Folder::split(path).is_some());
    let (tables, data): (Vec<_>, Vec<_>) = known.partition(|(path, _)| path.starts_with("rules/"));
    let digest = digest_of(&data);
    // tables are optional: a corpus without them is judged by the embedded ones
    let (rules_texts, mut problems) = if tables.is_empty() {
        (rules::embedded_rules(), Vec::new())
    } else {
        rules::texts(tables, rules::embedded_rules())
    };
    let missing = find_missing(&data, &unread);
    unread.extend(missing.iter().map(|problem| problem.file.clone()));
    let (data, left) = needed.parted(data);
    unread.extend(left);
    let mut read: Vec<TextFile> = data.into_par_iter().map(TextFile::new).collect();
    read.sort_by(|a, b| a.path.cmp(&b.path));
    let (mut corpus, found) = assemble_all(&mut read, unread, needed.places_of_warnings);
    corpus.digest = digest;
    problems.extend(found);
    problems.extend(missing);
    problem::sort(&mut problems);
    Loaded { corpus, rules_texts, problems }
}

/// What is wrong with these files, each with its defects before anybody looks up their lines.
#[cfg(feature = "import")]
pub(super) fn defects(files: Vec<(String, Vec<u8>)>, unread: BTreeSet<String>) -> Vec<(String, Vec<Defect>)> {
    let known = files.into_iter().filter(|(path, _)| Folder::split(path).is_some() && !path.starts_with("rules/"));
    let data: Vec<disk::FileBytes> = known.collect();
    let mut read: Vec<TextFile> = data.into_par_iter().map(TextFile::new).collect();
    read.sort_by(|a, b| a.path.cmp(&b.path));
    defect_lists(&mut read, unread).1
}

/// The corpus of the files, and the defects of each.
fn defect_lists(read: &mut [TextFile], unread: BTreeSet<String>) -> (Corpus, Vec<(String, Vec<Defect>)>) {
    let mut files: Vec<DataFile> = read.par_iter_mut().filter_map(TextFile::file).collect();
    let corpus = assemble::corpus(&mut files, unread, Checking::Full);
    (corpus, files.into_iter().map(|file| (file.path.to_owned(), file.defects.list)).collect())
}

fn assemble_all(read: &mut [TextFile], unread: BTreeSet<String>, places_of_warnings: bool) -> (Corpus, Vec<Problem>) {
    let (corpus, lists) = defect_lists(read, unread);
    let is_error = |defect: &Defect| defect.severity == ProblemSeverity::Error;
    if !places_of_warnings && !lists.iter().any(|(_, defects)| defects.iter().any(is_error)) {
        let warnings = lists.into_iter().flat_map(|(path, defects)| {
            defects.into_iter().map(move |defect| Problem::warning_of_file(defect.code, &path, defect.message))
        });
        return (corpus, warnings.collect());
    }
    let read: &[TextFile] = read;
    let with_text = lists.into_par_iter().zip(read.par_iter());
    let located = with_text.flat_map_iter(|((path, defects), own)| locate(&path, &own.text, defects, read));
    let problems = located.collect();
    (corpus, problems)
}

/// The defects of one file with their places, and with those in other files that they name.
fn locate(path: &str, text: &str, defects: Vec<Defect>, all: &[TextFile]) -> Vec<Problem> {
    if defects.is_empty() {
        return Vec::new();
    }
    let mut problems = position::locate_with(path, text, defects, |elsewhere| {
        let other = all.iter().find(|read| read.path == elsewhere.file);
        other.map(|read| position::related(&read.text, elsewhere))
    });
    // an open field is reported in one line
    problems.iter_mut().filter(|problem| problem.code == schema::open::CODE).for_each(|problem| problem.excerpt = None);
    problems
}

/// One file as text, with what was wrong with its bytes.
struct TextFile {
    path: String,
    text: String,
    readable: bool,
    defects: Defects,
}

impl TextFile {
    fn new((path, bytes): (String, Vec<u8>)) -> TextFile {
        let mut defects = Defects::default();
        let (text, readable) = text::text(bytes, &mut defects);
        TextFile { path, text, readable, defects }
    }

    /// The file, which nobody has read yet.
    fn file(&mut self) -> Option<DataFile<'_>> {
        let (folder, stem) = Folder::split(&self.path)?;
        let body = if self.readable { Body::Unasked(&self.text) } else { Body::Broken };
        Some(DataFile { path: &self.path, folder, stem, body, defects: std::mem::take(&mut self.defects) })
    }
}

fn digest_of(data: &[(String, Vec<u8>)]) -> String {
    let parts: Vec<(&str, &[u8])> = data.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    digest::digest(&parts)
}

/// Data folders without a file, unless they could not be read.
fn find_missing(files: &[disk::FileBytes], unread: &BTreeSet<String>) -> Vec<Problem> {
    const WANTED: [(Folder, &str, &str); 3] = [
        (Folder::Instruments, "no-instruments", "there are no instruments here"),
        (Folder::MemberStates, "no-member-states", "there are no member states here"),
        (Folder::Seeds, "no-seeds", "there are no source documents here"),
    ];
    let is_read = |name: &str| files.iter().any(|(path, _)| path.split('/').next() == Some(name));
    // a folder of which a file was refused is not empty
    let is_refused = |name: &str| unread.iter().any(|path| path == "." || path.split('/').next() == Some(name));
    let missing = WANTED.into_iter().filter(|(folder, ..)| !is_read(folder.name()) && !is_refused(folder.name()));
    let help = "a corpus has the folders instruments, member-states and seeds: try acquis init";
    let problems = missing.map(|(folder, code, said)| Problem::of_file(code, folder.name(), said.to_owned()));
    problems.map(|problem| problem.with_help(help)).collect()
}
