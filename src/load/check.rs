//! The full check of foreign data: from bytes to a corpus with everything that is wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::parallel::*;

use super::assemble::{self, Care};
use super::piece::{Body, Folder, Piece};
use super::problem::{self, Problem};
use super::raised::{Desk, Raised};
use super::read::{disk, json, position, strays, text};
use super::{Loaded, digest, embedded, embedded_rules, mend, rules, schema};

/// The corpus of a directory.
pub(super) fn directory(root: &Path) -> Loaded {
    let reading = disk::folders(root, &Folder::ALL.map(Folder::name));
    let unread = reading.unread();
    let mut loaded = checked(reading.files, unread);
    loaded.corpus.directory = Some(root.to_owned());
    if reading.problems.iter().any(|problem| problem.file == root.display().to_string()) {
        loaded.problems.clear();
    } else {
        let known: Vec<&str> = Folder::names().collect();
        loaded.problems.extend(strays::strays(root, &known, &Folder::DATA.map(Folder::name)));
    }
    loaded.problems.extend(reading.problems);
    problem::sort(&mut loaded.problems);
    loaded
}

/// The folders of a corpus of which a command reads the files.
pub fn folders_of_data(root: &Path) -> Vec<PathBuf> {
    Folder::names().map(|name| root.join(name)).collect()
}

/// The embedded corpus.
pub(super) fn embedded_corpus() -> Loaded {
    texts(embedded::FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

/// The corpus of files held in memory: path (`instruments/prum.json`) and bytes, in any order. Files outside the known
/// folders are passed over.
pub fn texts(files: Vec<(String, Vec<u8>)>) -> Loaded {
    checked(files, BTreeSet::new())
}

/// The same; `unread` names files and folders that are there but could not be read, so that nobody is blamed for
/// referring to them.
pub(super) fn checked(files: Vec<(String, Vec<u8>)>, mut unread: BTreeSet<String>) -> Loaded {
    let known = files.into_iter().filter(|(path, _)| Folder::split(path).is_some());
    let (tables, data): (Vec<_>, Vec<_>) = known.partition(|(path, _)| path.starts_with("rules/"));
    let digest = digest_of(&data);
    let (rules_texts, mut problems) = match tables.is_empty() {
        true => (embedded_rules(), Vec::new()),
        false => rules::texts(tables, rules::embedded_rules()),
    };
    let mut read: Vec<Read> = data.into_par_iter().map(Read::new).collect();
    read.sort_by(|a, b| a.path.cmp(&b.path));
    let missing = missing(&read, &unread);
    unread.extend(missing.iter().map(|problem| problem.file.clone()));
    let (mut corpus, found) = assembled(&mut read, unread);
    corpus.digest = digest;
    problems.extend(found);
    problems.extend(missing);
    problem::sort(&mut problems);
    Loaded { corpus, rules_texts, problems }
}

fn assembled(read: &mut [Read], unread: BTreeSet<String>) -> (crate::law::Corpus, Vec<Problem>) {
    let mut pieces: Vec<Piece> = read.par_iter_mut().filter_map(Read::piece).collect();
    let corpus = assemble::corpus(&mut pieces, unread, Care::Full);
    let desks: Vec<(String, Vec<_>)> =
        pieces.into_iter().map(|piece| (piece.path.to_owned(), piece.desk.raised)).collect();
    let read: &[Read] = read;
    let with_text = desks.into_par_iter().zip(read.par_iter());
    let located = with_text.flat_map_iter(|((path, raised), own)| match raised.is_empty() {
        true => Vec::new(),
        false => located(&path, &own.text, raised, read),
    });
    let problems = located.collect();
    (corpus, problems)
}

/// The defects of one file with their places, and with those in other files that they name.
fn located(path: &str, text: &str, raised: Vec<Raised>, all: &[Read]) -> Vec<Problem> {
    let mut problems = position::locate_with(path, text, raised, |elsewhere| {
        let other = all.iter().find(|read| read.path == elsewhere.file);
        other.map(|read| position::related(&read.text, elsewhere))
    });
    // an open field is told in one line
    problems.iter_mut().filter(|problem| problem.code == schema::open::CODE).for_each(|problem| problem.excerpt = None);
    problems
}

/// One file as text, with what was wrong with its bytes.
struct Read {
    path: String,
    text: String,
    readable: bool,
    desk: Desk,
}

impl Read {
    fn new((path, bytes): (String, Vec<u8>)) -> Read {
        let mut desk = Desk::default();
        let (text, readable) = text::text(bytes, &mut desk);
        Read { path, text, readable, desk }
    }

    /// The file as strict JSON that its schema accepts, as far as it is that.
    fn piece(&mut self) -> Option<Piece<'_>> {
        let (folder, stem) = Folder::split(&self.path)?;
        let mut desk = std::mem::take(&mut self.desk);
        let value = if self.readable { json::value(&self.text, &mut desk) } else { None };
        let body = value.map_or(Body::Broken, |value| {
            if schema::open::check(folder, &value, &mut desk) {
                return Body::Broken;
            }
            mend::body(folder, value, &self.text, &desk)
        });
        Some(Piece { path: &self.path, folder, stem, body, desk })
    }
}

fn digest_of(data: &[(String, Vec<u8>)]) -> String {
    let parts: Vec<(&str, &[u8])> = data.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    digest::digest(&parts)
}

/// Data folders without a file, unless they could not be read.
fn missing(read: &[Read], unread: &BTreeSet<String>) -> Vec<Problem> {
    const WANTED: [(Folder, &str, &str); 3] = [
        (Folder::Instruments, "no-instruments", "there are no instruments here"),
        (Folder::MemberStates, "no-member-states", "there are no member states here"),
        (Folder::Seeds, "no-seeds", "there are no source documents here"),
    ];
    let is_read = |name: &str| read.iter().any(|file| file.path.split('/').next() == Some(name));
    // a folder of which a file was refused is not empty
    let is_refused = |name: &str| unread.iter().any(|path| path == "." || path.split('/').next() == Some(name));
    let missing = WANTED.into_iter().filter(|(folder, ..)| !is_read(folder.name()) && !is_refused(folder.name()));
    let help = "a corpus has the folders instruments, member-states and seeds: try acquis init";
    let told = missing.map(|(folder, code, said)| Problem::of_file(code, folder.name(), said.to_owned()));
    told.map(|problem| problem.with_help(help)).collect()
}
