//! Opening the data of a run: embedded or `--data`, judged by their own rules, the embedded ones or those of `--rules`.
//! Problems are reported on stderr; with an error among them nothing is evaluated.

use std::path::{Path, PathBuf};

use super::arguments::Common;
use super::exit::Failure;
use super::streams::stderr::Log;
use crate::law::names::eu_code;
use crate::load::{self, Needed, Problem, ProblemSeverity};
use crate::open::{Opened, Unchecked};

/// Opens what a run needs of the data, and the rules.
///
/// # Errors
/// Data or rules are invalid; every problem of both has been reported.
pub fn open(common: &Common, log: Log, needed: Needed) -> Result<Opened, Failure> {
    // data whose warnings were reported then
    let checked_before = needed.without_records_if.clone();
    let is_part = needed.states.is_some() || needed.instruments.is_some();
    let unchecked = match &common.data {
        None => Unchecked::embedded(needed.states.as_deref()),
        Some(directory) => {
            Unchecked::part_of_directory(directory, &Needed { places_of_warnings: log.verbose, ..needed })
        }
    };
    let opened = unchecked.with_rules(common.rules.as_deref()).check();
    let mut opened = opened.map_err(|rejected| log.reject(&rejected))?;
    opened.corpus.directory = opened.corpus.directory.map(from_here);
    if checked_before.as_ref() == Some(&opened.corpus.digest) {
        return Ok(opened);
    }
    if let Some(directory) = &common.data {
        warn(&opened.warnings, (directory, is_part), log);
    }
    let corpus = &opened.corpus;
    let (instruments, states, sources) = (corpus.instruments.len(), corpus.actors.len(), corpus.sources.len());
    log.note(&format!("read {instruments} instruments, {states} states and institutions, {sources} sources"));
    Ok(opened)
}

/// The directory as it is reached from the working directory, links followed, where it is inside that directory; else as it was named.
fn from_here(directory: PathBuf) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    match (here, std::fs::canonicalize(&directory)) {
        (Ok(here), Ok(there)) => there.strip_prefix(here).map_or(directory, Path::to_owned),
        _ => directory,
    }
}

/// The code under which the data keep a state, if what was typed is a code and not a name.
pub fn code_in_data(typed: &str) -> Option<String> {
    let code = typed.trim().to_uppercase();
    let is_code = code.len() == 2 && code.chars().all(|char| char.is_ascii_uppercase());
    is_code.then(|| eu_code(&code).map_or(code, str::to_owned))
}

/// Warnings are counted, or reported in full when verbose.
fn warn(problems: &[Problem], (directory, is_part): (&Path, bool), log: Log) {
    if log.verbose {
        log.report_all(problems);
    } else if !problems.is_empty() {
        let warnings = load::count(problems, ProblemSeverity::Warning);
        let noun = if warnings == 1 { "warning" } else { "warnings" };
        let directory = directory.display();
        let (read, shown) = if is_part { (" that were read", "all") } else { ("", "them") };
        log.warn(&format!("{warnings} {noun} in the data{read}: acquis validate {directory} shows {shown}"));
    }
}
