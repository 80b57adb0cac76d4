//! The full check of foreign data: from bytes to a corpus with everything that is wrong.

use std::path::Path;

use rayon::prelude::*;

use super::assemble::{self, Care};
use super::piece::{Body, Folder, Piece};
use super::problem::{self, Problem};
use super::raised::Desk;
use super::read::{disk, json, position, text};
use super::{Loaded, digest, embedded, embedded_rules, mend, rules, schema};

/// The corpus of a directory.
pub(super) fn directory(root: &Path) -> Loaded {
    let reading = disk::folders(root, &Folder::ALL.map(Folder::name));
    let mut loaded = texts(reading.files);
    let unread = reading.problems.iter().any(|problem| problem.file == root.display().to_string());
    if unread {
        loaded.problems.clear();
    }
    loaded.problems.extend(reading.problems);
    problem::sort(&mut loaded.problems);
    loaded
}

/// The embedded corpus.
pub(super) fn embedded_corpus() -> Loaded {
    texts(embedded::FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

/// The corpus of files held in memory: path (`instruments/prum.json`) and bytes, in any order. Files outside the known
/// folders are passed over.
pub fn texts(files: Vec<(String, Vec<u8>)>) -> Loaded {
    let known = files.into_iter().filter(|(path, _)| Folder::split(path).is_some());
    let (tables, data): (Vec<_>, Vec<_>) = known.partition(|(path, _)| path.starts_with("rules/"));
    let digest = digest_of(&data);
    let (rules_texts, mut problems) = match tables.is_empty() {
        true => (embedded_rules(), Vec::new()),
        false => rules::texts(tables),
    };
    let mut read: Vec<Read> = data.into_par_iter().map(Read::new).collect();
    read.sort_by(|a, b| a.path.cmp(&b.path));
    let (mut corpus, found) = assembled(&mut read);
    corpus.digest = digest;
    problems.extend(found);
    problems.extend(missing(&read));
    problem::sort(&mut problems);
    Loaded { corpus, rules_texts, problems }
}

fn assembled(read: &mut [Read]) -> (crate::law::Corpus, Vec<Problem>) {
    let mut pieces: Vec<Piece> = read.par_iter_mut().filter_map(Read::piece).collect();
    let corpus = assemble::corpus(&mut pieces, Care::Full);
    let desks: Vec<(String, Vec<_>)> =
        pieces.into_iter().map(|piece| (piece.path.to_owned(), piece.desk.raised)).collect();
    let with_text = desks.into_par_iter().zip(read.par_iter());
    let located = with_text.flat_map_iter(|((path, raised), read)| match raised.is_empty() {
        true => Vec::new(),
        false => position::locate(&path, &read.text, raised),
    });
    let problems = located.collect();
    (corpus, problems)
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
            schema::check(folder, &value, &mut desk);
            mend::body(folder, value, &self.text, &desk)
        });
        Some(Piece { path: &self.path, folder, stem, body, desk })
    }
}

fn digest_of(data: &[(String, Vec<u8>)]) -> String {
    let parts: Vec<(&str, &[u8])> = data.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    digest::digest(&parts)
}

fn missing(read: &[Read]) -> Option<Problem> {
    let any = read.iter().any(|file| file.path.starts_with("instruments/"));
    let message = "there are no instruments here".to_owned();
    let problem = Problem::of_file("no-instruments", "instruments", message);
    (!any).then(|| problem.with_help("a corpus has the folders instruments, member-states and seeds: try acquis init"))
}
