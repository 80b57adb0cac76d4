//! The corpus inside the binary, read the fast way: the tests and `acquis validate` have checked it. Deliberately not
//! here: the full check (`check`), which everything that is not embedded goes through.

use super::assemble::{self, Checking};
use super::data_file::DataFile;
use super::embedded as files;
use super::problem::{Problem, Rejected};
use super::read::position;
use crate::law::Corpus;
use std::collections::BTreeSet;

/// The corpus inside the binary: all law and sources, and the states of these codes (`None`: every one).
///
/// Neither schema nor plausibility is run.
///
/// # Errors
/// The program was built from broken data.
pub fn embedded(select: Option<&[&str]>) -> Result<Corpus, Rejected> {
    let mut files = files::files(select);
    let mut corpus = assemble::corpus(&mut files, BTreeSet::new(), Checking::Trusted);
    corpus.digest = files::DATA_DIGEST.to_owned();
    let data = problems(files);
    if data.iter().any(Problem::is_error) { Err(Rejected { data, ..Rejected::default() }) } else { Ok(corpus) }
}

/// What was found wrong with the files, each with its place.
fn problems(files: Vec<DataFile>) -> Vec<Problem> {
    let mut found = Vec::new();
    for file in files.into_iter().filter(|file| !file.defects.list.is_empty()) {
        found.extend(position::locate(file.path, files::text(file.path).unwrap_or_default(), file.defects.list));
    }
    found
}
