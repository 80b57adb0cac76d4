//! The file of refused rows: the columns of the file that was read, and what is wrong with each row. It can be mended and
//! imported again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::guard::{guarded, unguarded};
use crate::import::plan::{RowOutcome, RowVerdict};
use crate::import::table::RawTable;
use crate::load;
use crate::text::harmless;

/// The column that says what is wrong.
const PROBLEM: &str = "refused_because";
const ENDING: &str = ".refused.csv";

/// Where the refused rows of a file go if nothing else is said: into the working directory, under its name. Those of a file
/// of refused rows take its place.
pub fn place(input: &Path) -> PathBuf {
    let name = input.file_name().map_or_else(|| "stdin".to_owned(), |name| name.to_string_lossy().into_owned());
    let name = if name == "-" { "stdin".to_owned() } else { name };
    if name.ends_with(ENDING) { input.to_owned() } else { PathBuf::from(format!("{name}{ENDING}")) }
}

/// Is it a file of refused rows?
pub fn is_one(input: &Path) -> bool {
    input.to_string_lossy().ends_with(ENDING)
}

/// Takes the reasons out of a file of refused rows, and the guards off its cells; says whether it is one.
pub fn restore(tables: &mut [RawTable]) -> bool {
    let mut is_one = false;
    for table in tables {
        let header = table.rows.first();
        let Some(reason) = header.and_then(|row| row.cells.iter().position(|cell| cell == PROBLEM)) else { continue };
        is_one = true;
        for row in &mut table.rows {
            if reason < row.cells.len() {
                row.cells.remove(reason);
            }
            row.cells.iter_mut().for_each(|cell| *cell = unguarded(cell).to_owned());
        }
    }
    is_one
}

/// Where refused rows are written.
#[derive(Debug, Clone)]
pub struct RefusedPlace {
    /// The file.
    pub file: PathBuf,
    /// May another file of this name be replaced? One that somebody may have begun to correct is not.
    pub may_replace: bool,
}

/// Refuses a place that takes no file, before anything else is written.
///
/// # Errors
/// The directory refuses.
pub fn check(place: &RefusedPlace) -> io::Result<()> {
    load::draft(load::parent_of(&place.file)).map(drop)
}

/// Writes the refused rows, all of them or nothing; the file, if there are any.
///
/// # Errors
/// The disk or the directory refuses.
pub fn write(place: &RefusedPlace, header: &[String], rows: &[&RowOutcome]) -> io::Result<Option<PathBuf>> {
    let refused: Vec<&RowOutcome> = rows.iter().copied().filter(|row| row.verdict == RowVerdict::Refused).collect();
    if refused.is_empty() {
        return Ok(None);
    }
    let bytes = as_csv(header, &refused)?;
    let Some(file) = free_file(place, &bytes) else { return Err(io::Error::other("there are too many of them")) };
    let mut draft = load::draft(load::parent_of(&file))?;
    draft.write_all(&bytes)?;
    load::take_place(draft, &file)?;
    Ok(Some(file))
}

/// The first name at which nothing else stands: `NAME.refused.csv`, `NAME.2.refused.csv`.
fn free_file(place: &RefusedPlace, bytes: &[u8]) -> Option<PathBuf> {
    let is_free = |file: &PathBuf| fs::read(file).map_or(true, |known| known == bytes);
    if place.may_replace || is_free(&place.file) {
        return Some(place.file.clone());
    }
    let name = place.file.to_string_lossy().into_owned();
    let stem = name.strip_suffix(ENDING).unwrap_or(&name);
    (2..1_000).map(|number| PathBuf::from(format!("{stem}.{number}{ENDING}"))).find(is_free)
}

fn as_csv(header: &[String], refused: &[&RowOutcome]) -> io::Result<Vec<u8>> {
    let mut text = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    text.write_record(header.iter().map(String::as_str).chain([PROBLEM]))?;
    for row in refused {
        let why = row.problems.first().map_or(String::new(), |one| format!("line {}: {}", row.line, one.message));
        let cells = row.cells.iter().chain(std::iter::repeat("")).take(header.len());
        let cells = cells.map(|cell| guarded(&harmless(cell)).into_owned());
        text.write_record(cells.chain([guarded(&harmless(&why)).into_owned()]))?;
    }
    text.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// Removes a file of refused rows of which none is left to correct.
///
/// # Errors
/// The directory refuses.
pub fn remove(place: &Path) -> io::Result<()> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
