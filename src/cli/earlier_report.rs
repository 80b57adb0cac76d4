//! Earlier reports: read, or refused with their place. A report that cannot be used is never taken for an empty one.

use super::exit::Failure;
use super::streams::stderr::Log;
use crate::load;
use crate::report::survey::{self, EarlierReportError, Survey};
use crate::time::Day;
use std::path::Path;

/// Is it read what each finding was computed from? Where nothing has changed nobody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bases {
    /// Yes.
    Read,
    /// No.
    LeftOut,
}

/// The survey in a file.
///
/// # Errors
/// It cannot be read, or is no whole report that can be compared.
pub fn survey(file: &Path, bases: Bases, log: Log) -> Result<Survey, Failure> {
    let mut report = load::report(file).map_err(|problem| {
        log.report_all(&[*problem]);
        refuse(file)
    })?;
    let read = match bases {
        Bases::Read => survey::read_from(&mut report),
        Bases::LeftOut => survey::read_without_bases(&mut report),
    };
    read.map_err(|error| {
        let place = match &error {
            EarlierReportError::Broken { line, column, .. } => format!("{}:{line}:{column}", file.display()),
            _ => file.display().to_string(),
        };
        Failure::Invalid(format!("{place}: {error}: nothing was compared"))
    })
}

/// What is before the findings of a baseline; `None` where the file is none, or cannot be read.
pub fn head(file: &Path) -> Option<Survey> {
    survey::head_of(&mut load::report(file).ok()?)
}

/// Time runs forward: an earlier report must not be of a later day.
///
/// # Errors
/// It is.
pub fn not_after(survey: &Survey, as_of: Day, file: &Path) -> Result<(), Failure> {
    if survey.as_of <= as_of {
        return Ok(());
    }
    let message = format!("{} is of {}, after the as-of day {as_of}", file.display(), survey.as_of);
    Err(Failure::usage(message, "name a later --as-of, or an earlier report".to_owned()))
}

fn refuse(file: &Path) -> Failure {
    Failure::Invalid(format!("{} cannot be used: nothing was compared", file.display()))
}
