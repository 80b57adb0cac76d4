//! The full check of foreign data: from bytes to a corpus with everything that is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::parallel::*;

use super::assemble;
use super::data_file::{Body, Checking, DataFile, Folder, IMPORTS};
use super::defect::{Defect, DefectLocation, Defects, Elsewhere};
use super::json_path::JsonPath;
use super::needed::Needed;
use super::problem::{self, Problem, Related};
use super::read::{disk, lines, position, stray_entries, text};
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
    let known = files.into_iter().filter(|(path, _)| Folder::of(path).is_some());
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
    let read = texts_of(data);
    let is_known = needed.without_records_if.as_ref() == Some(&digest);
    let checking = if is_known { Checking::WithoutRecords } else { Checking::Full };
    let (mut corpus, found) = assemble_all(&read, unread, needed, checking);
    corpus.digest = digest;
    problems.extend(found);
    problems.extend(missing);
    problem::sort(&mut problems);
    Loaded { corpus, rules_texts, problems }
}

/// What is wrong with one object, before anybody looks up where in its file that is.
#[cfg(feature = "import")]
pub(super) struct ObjectDefects {
    /// The file that holds it.
    pub(super) file: String,
    /// The file that it has or would have of its own, as in `instruments/prum.json`; of a record that of its state.
    pub(super) object: String,
    /// The number of the line on which it stands, if it is a record.
    pub(super) line: Option<usize>,
    pub(super) list: Vec<Defect>,
}

/// What is wrong with these files.
#[cfg(feature = "import")]
pub(super) fn defects(files: Vec<(String, Vec<u8>)>, unread: BTreeSet<String>) -> Vec<ObjectDefects> {
    let known = files.into_iter().filter(|(path, _)| Folder::of(path).is_some() && !path.starts_with("rules/"));
    let read = texts_of(known.collect());
    let (_, files) = assembled(&read, unread, &Needed::default(), Checking::Full);
    let with_defects = files.into_iter().filter(|file| !file.defects.list.is_empty());
    let each = with_defects.map(|file| ObjectDefects {
        file: file.path.to_owned(),
        object: format!("{}/{}.json", file.folder.name(), file.stem),
        line: file.line.filter(|_| file.is_record()).map(|line| line.number),
        list: file.defects.list,
    });
    each.collect()
}

/// The files as text, by path.
fn texts_of(data: Vec<disk::FileBytes>) -> Vec<TextFile> {
    let mut read: Vec<TextFile> = data.into_par_iter().map(TextFile::new).collect();
    read.sort_by(|a, b| a.path.cmp(&b.path));
    read
}

/// The corpus of what is needed of the files, and each of these with its defects.
fn assembled<'t>(
    read: &'t [TextFile],
    mut unread: BTreeSet<String>,
    needed: &Needed,
    checking: Checking,
) -> (Corpus, Vec<DataFile<'t>>) {
    let files: Vec<DataFile> = read.par_iter().flat_map_iter(TextFile::files).collect();
    let (mut files, left) = needed.keep(files);
    unread.extend(left);
    // a state beside the lines of its records, whatever other file is named nearly like them
    files.sort_by(|one, other| (one.folder, one.stem).cmp(&(other.folder, other.stem)));
    repeated_ids(&mut files);
    let corpus = assemble::corpus(&mut files, unread, checking);
    (corpus, files)
}

/// Notes ids that stand on two lines, or on a line and in a file; of two files one is named wrongly, which is noted there.
fn repeated_ids(files: &mut [DataFile]) {
    if files.iter().all(|file| file.line.is_none() || file.is_record()) {
        return;
    }
    let mut holders: BTreeMap<(Folder, &str), Vec<&str>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.stem.is_empty() && file.folder != Folder::MemberStates) {
        holders.entry((file.folder, file.stem)).or_default().push(file.path);
    }
    holders.retain(|_, paths| paths.len() > 1);
    for file in files.iter_mut() {
        let Some(paths) = holders.get(&(file.folder, file.stem)) else { continue };
        let other = paths.iter().find(|path| **path != file.path).unwrap_or(&file.path);
        let message = format!("\"{}\" stands twice: in {other} too", file.stem);
        file.defects.error("duplicate-id", &JsonPath::top().key("id"), message);
    }
}

fn assemble_all(
    read: &[TextFile],
    unread: BTreeSet<String>,
    needed: &Needed,
    checking: Checking,
) -> (Corpus, Vec<Problem>) {
    let (corpus, files) = assembled(read, unread, needed, checking);
    let is_wrong = files.iter().any(|file| file.defects.has_errors());
    let with_defects = files.iter().filter(|file| !file.defects.list.is_empty());
    if !is_wrong && !needed.places_of_warnings {
        let warnings = with_defects.flat_map(|file| {
            file.defects.list.iter().map(|one| Problem::warning_of_file(one.code, file.path, one.message.clone()))
        });
        return (corpus, warnings.collect());
    }
    let mut of_path: BTreeMap<&str, Vec<Defect>> = BTreeMap::new();
    for file in with_defects {
        of_path.entry(file.path).or_default().extend(file.defects.list.iter().map(|one| in_whole_file(one, file)));
    }
    let lists: Vec<(&str, Vec<Defect>)> = of_path.into_iter().collect();
    let text_of = |path: &str| {
        let found = read.binary_search_by(|one| one.path.as_str().cmp(path)).ok();
        found.and_then(|at| read.get(at)).map_or("", |read| &read.text)
    };
    let by_name: BTreeMap<(Folder, &str), &DataFile> =
        files.iter().rev().map(|file| ((file.folder, file.stem), file)).collect();
    let located = lists.into_par_iter().flat_map_iter(|(path, defects)| {
        locate(path, text_of(path), defects, |elsewhere| {
            let (path, location) = match elsewhere.line {
                Some(number) => {
                    let line = lines::lines(text_of(&elsewhere.file)).nth(number)?;
                    (elsewhere.file.as_str(), lines::byte_of(&line, &elsewhere.location))
                }
                None => {
                    let file = by_name.get(&Folder::split(&elsewhere.file)?)?;
                    (file.path, byte_in_file(&elsewhere.location, file))
                }
            };
            let found = Elsewhere { file: path.to_owned(), location, ..elsewhere.clone() };
            Some(position::related(text_of(path), &found))
        })
    });
    let problems = located.collect();
    (corpus, problems)
}

/// The defect with its place in the file that holds the line.
fn in_whole_file(defect: &Defect, file: &DataFile) -> Defect {
    let location = byte_in_file(&defect.location, file);
    let also = defect.also.as_ref().map(|(location, label)| (byte_in_file(location, file), label.clone()));
    Defect { location, also, ..defect.clone() }
}

/// A location as it is counted in the file: of what stands on a line, the byte.
fn byte_in_file(location: &DefectLocation, file: &DataFile) -> DefectLocation {
    match &file.line {
        Some(line) => lines::byte_of(line, location),
        None => location.clone(),
    }
}

/// The defects of one file with their places, and with those in other files that they name.
fn locate(path: &str, text: &str, defects: Vec<Defect>, other: impl Fn(&Elsewhere) -> Option<Related>) -> Vec<Problem> {
    let mut problems = position::locate_with(path, text, defects, other);
    // an open field is reported in one line
    problems.iter_mut().filter(|problem| problem.code == schema::open::CODE).for_each(|problem| problem.excerpt = None);
    problems
}

/// One file as text, with what was wrong with its bytes.
struct TextFile {
    path: String,
    text: String,
    readable: bool,
    defects: Vec<Defect>,
}

impl TextFile {
    fn new((path, bytes): (String, Vec<u8>)) -> TextFile {
        let mut defects = Defects::default();
        let (text, readable) = text::text(bytes, &mut defects);
        TextFile { path, text, readable, defects: defects.list }
    }

    /// The file, which nobody has read yet; each line of a file that holds one object per line.
    fn files(&self) -> Vec<DataFile<'_>> {
        let whole = |folder, stem, body| {
            let defects = Defects { list: self.defects.clone() };
            DataFile { path: &self.path, folder, stem, line: None, body, defects }
        };
        match (Folder::split_lines(&self.path), Folder::split(&self.path)) {
            (Some((folder, name)), _) => {
                let of_state = Some(name).filter(|_| folder == Folder::MemberStates);
                if !self.readable {
                    return vec![whole(folder, of_state.unwrap_or_default(), Body::Broken)];
                }
                let each = lines::lines(&self.text).map(|line| DataFile {
                    line: Some(line),
                    ..whole(folder, of_state.unwrap_or_else(|| lines::id_on(line.text)), Body::Unasked(line.text))
                });
                each.collect()
            }
            (None, Some((folder, stem))) => {
                let body = if self.readable { Body::Unasked(&self.text) } else { Body::Broken };
                vec![whole(folder, stem, body)]
            }
            (None, None) => Vec::new(),
        }
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
    // a file of lines without a line holds nothing
    let is_blank = |path: &str, bytes: &[u8]| Folder::of_lines(path).is_some() && bytes.trim_ascii().is_empty();
    let is_read =
        |name: &str| files.iter().any(|(path, bytes)| path.split('/').next() == Some(name) && !is_blank(path, bytes));
    // a folder of which a file was refused is not empty
    let is_refused = |name: &str| unread.iter().any(|path| path == "." || path.split('/').next() == Some(name));
    let missing = WANTED.into_iter().filter(|(folder, ..)| !is_read(folder.name()) && !is_refused(folder.name()));
    let help = "a corpus has the folders instruments, member-states and seeds: try acquis init";
    let problems = missing.map(|(folder, code, said)| Problem::of_file(code, folder.name(), said.to_owned()));
    problems.map(|problem| problem.with_help(help)).collect()
}
