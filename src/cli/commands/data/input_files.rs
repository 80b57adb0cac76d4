//! The files of an import: read within bounds, made tables, and made rows by their kind.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::refused;
use crate::cli::arguments::{ImportArguments, ImportKind};
use crate::cli::exit::{Failure, plain};
use crate::cli::session::Session;
use crate::import::infringements::{self, CaseOptions};
use crate::import::names::Names;
use crate::import::plan::InputFile;
use crate::import::table::{self, RawTable};
use crate::import::treaty_chart::{self, ChartOptions};
use crate::import::{self, RowProblem, RowsRead, acts, national_measures, records};
use crate::law::Corpus;
use crate::text::harmless;

/// Most bytes of one file that are read.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Does the path stand for stdin?
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The name of a file as it was typed.
pub fn shown(path: &Path) -> String {
    if is_stdin(path) { "stdin".to_owned() } else { path.display().to_string() }
}

/// The bytes of a file, or of stdin, never more than may be.
///
/// # Errors
/// It cannot be read, or is too large.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed =
        |error: &std::io::Error| Failure::usage(format!("cannot read {}: {}", shown(path), plain(error)), None);
    let input: Box<dyn Read> = if is_stdin(path) {
        Box::new(std::io::stdin().lock())
    } else {
        let found = std::fs::metadata(path).map_err(|error| failed(&error))?;
        if found.is_dir() {
            return Err(Failure::usage(format!("{} is a directory", path.display()), None));
        }
        if found.len() > LARGEST {
            return Err(too_large(path));
        }
        Box::new(File::open(path).map_err(|error| failed(&error))?)
    };
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > LARGEST { Err(too_large(path)) } else { Ok(bytes) }
}

fn too_large(path: &Path) -> Failure {
    let help = "split it: rows can be imported in any number of files".to_owned();
    Failure::usage(format!("{} is too large: at most {} MiB are read", shown(path), LARGEST >> 20), help)
}

/// The rows of all files.
///
/// # Errors
/// One of them is none of its kind.
pub fn read_rows(
    session: &Session,
    texts: Vec<Vec<u8>>,
    arguments: &ImportArguments,
    (corpus, source): (&Corpus, Option<&str>),
    progress: impl Fn(&str),
) -> Result<Vec<InputFile>, Failure> {
    let paths = &arguments.files;
    let (mut digests, mut tables) = (Vec::new(), Vec::new());
    for (path, bytes) in paths.iter().zip(texts) {
        progress(&format!("reading {}", shown(path)));
        let mut own = table::read(&bytes, &shown(path)).map_err(|problem| unreadable(session, path, &problem))?;
        let is_part = refused::restore(&mut own) || arguments.kind == ImportKind::Records;
        digests.push((import::sha256(&bytes), is_part));
        tables.push(own);
    }
    let read =
        rows(session, corpus, &tables, arguments, source).and_then(no_file_is_empty).map_err(|(at, problem)| {
            let path = paths.get(at).map_or(Path::new("-"), PathBuf::as_path);
            unreadable(session, path, &problem)
        })?;
    let files = paths.iter().zip(digests).zip(read);
    let files = files.map(|((path, (sha256, is_part)), read)| {
        let name = name_of(path);
        InputFile { name, sha256, read, is_part }
    });
    Ok(files.collect())
}

/// A file without a row is no answer: a question with a slip in it, or an office that is out of order, gives none either.
fn no_file_is_empty(files: Vec<RowsRead>) -> Result<Vec<RowsRead>, (usize, RowProblem)> {
    match files.iter().position(|file| file.rows.is_empty()) {
        Some(at) => Err((at, RowProblem::new("no-rows", "the file has no row of data"))),
        None => Ok(files),
    }
}

/// The name of a file without directories.
fn name_of(path: &Path) -> String {
    match path.file_name() {
        Some(name) if !is_stdin(path) => harmless(&name.to_string_lossy()).into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// What a kind of file makes of the tables of each file; of one that is none of its kind the place and what is wrong.
fn rows(
    session: &Session,
    corpus: &Corpus,
    files: &[Vec<RawTable>],
    arguments: &ImportArguments,
    source: Option<&str>,
) -> Result<Vec<RowsRead>, (usize, RowProblem)> {
    let create_instruments = arguments.create_instruments;
    if arguments.kind == ImportKind::Infringements {
        let options = CaseOptions { source: source.unwrap_or_default(), create_instruments };
        let files: Vec<&[RawTable]> = files.iter().map(Vec::as_slice).collect();
        return infringements::read_files(&files, corpus, options);
    }
    let names = &Names::of(corpus);
    // acts that are set are for questions: a chart of a different treaty may be imported
    let is_typed = session.settings.are_instruments_typed();
    let instrument = session.common.instrument.first().filter(|_| is_typed).cloned();
    let chart = ChartOptions { instrument, create_states: arguments.create_states };
    let of_file = |tables: &[RawTable]| match arguments.kind {
        ImportKind::NationalMeasures => national_measures::read(tables, names, create_instruments),
        ImportKind::Acts => acts::read(tables, names),
        ImportKind::Records => records::read(tables, names, corpus),
        _ => treaty_chart::read(tables, names, &chart),
    };
    let read = files.iter().enumerate().map(|(at, tables)| of_file(tables).map_err(|problem| (at, problem)));
    read.collect()
}

/// A file that is none of its kind.
fn unreadable(session: &Session, path: &Path, problem: &RowProblem) -> Failure {
    if let Some(help) = &problem.help {
        session.log.remark(help);
    }
    let name = shown(path);
    let is_named = problem.message.starts_with(&name);
    let said = if is_named { problem.message.clone() } else { format!("{name}: {}", problem.message) };
    Failure::Invalid(harmless(&format!("{said} ({}): nothing was written", problem.code)).into_owned())
}
