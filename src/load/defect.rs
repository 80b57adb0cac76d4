//! Defects as they are found, before anybody has looked up their lines: a path through the JSON instead of a position.
//! `read::position` turns them into problems.

use super::json_path::JsonPath;
use super::problem::ProblemSeverity;
use crate::time::DateError;

/// What exactly a defect points at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DefectLocation {
    /// A value.
    Value(JsonPath),
    /// A key, not its value.
    Key(JsonPath),
    /// A byte of the text.
    Byte(usize),
}

/// A defect found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defect {
    pub(crate) severity: ProblemSeverity,
    pub(crate) code: &'static str,
    pub(crate) location: DefectLocation,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) also: Option<(DefectLocation, String)>,
    pub(crate) elsewhere: Option<Elsewhere>,
}

/// A second place, in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// Path of the file, as in `instruments/prum.json`; of an instrument or a source also where it stands on a line.
    pub(crate) file: String,
    /// On which line of a file of records it stands, by its number.
    pub(crate) line: Option<usize>,
    /// What stands there.
    pub(crate) location: DefectLocation,
    /// What it is.
    pub(crate) label: String,
}

impl Defect {
    /// An error at a value.
    pub(crate) fn error(code: &'static str, place: &JsonPath, message: impl Into<String>) -> Defect {
        Defect::error_at(code, DefectLocation::Value(place.clone()), message)
    }

    /// An error at a location.
    pub(crate) fn error_at(code: &'static str, location: DefectLocation, message: impl Into<String>) -> Defect {
        let message = message.into();
        Defect { severity: ProblemSeverity::Error, code, location, message, help: None, also: None, elsewhere: None }
    }

    /// The defect that a refused date is.
    pub(crate) fn of_date(place: &JsonPath, error: &DateError) -> Defect {
        Defect::error(code_of_date(error), place, error.to_string())
    }

    /// A warning at a value.
    pub(crate) fn warning(code: &'static str, place: &JsonPath, message: impl Into<String>) -> Defect {
        Defect { severity: ProblemSeverity::Warning, ..Defect::error(code, place, message) }
    }

    /// Adds a hint on what to do.
    pub(crate) fn help(mut self, text: impl Into<String>) -> Defect {
        self.help = Some(text.into());
        self
    }

    /// Adds a hint on what to do, if there is one.
    pub(crate) fn maybe_help(mut self, text: Option<String>) -> Defect {
        self.help = text.or(self.help);
        self
    }

    /// Adds a second place.
    pub(crate) fn also(mut self, location: DefectLocation, label: impl Into<String>) -> Defect {
        self.also = Some((location, label.into()));
        self
    }

    /// Adds a second place in another file.
    pub(crate) fn elsewhere(
        mut self,
        file: impl Into<String>,
        location: DefectLocation,
        label: impl Into<String>,
    ) -> Defect {
        self.elsewhere = Some(Elsewhere { file: file.into(), line: None, location, label: label.into() });
        self
    }
}

fn code_of_date(error: &DateError) -> &'static str {
    match error {
        DateError::Form(_) | DateError::UncertainForm(_) => "not-a-date",
        DateError::NoSuchDay(_) => "no-such-day",
        DateError::OutOfRange(_) => "day-out-of-range",
        DateError::OpenEnd => "open-end-as-date",
        DateError::NoDateKnown => "unknown-date-as-date",
        DateError::NoPossibleDay { .. } => "no-possible-day",
        DateError::EndsBeforeStart { .. } => "ends-before-start",
        DateError::PeriodForm(_) => "not-a-period",
    }
}

/// The defects found so far in one file.
#[derive(Debug, Default)]
pub(crate) struct Defects {
    pub(crate) list: Vec<Defect>,
}

impl Defects {
    /// Notes a defect.
    pub(crate) fn add(&mut self, defect: Defect) {
        self.list.push(defect);
    }

    /// Notes an error at a value.
    pub(crate) fn error(&mut self, code: &'static str, place: &JsonPath, message: impl Into<String>) {
        self.add(Defect::error(code, place, message));
    }

    /// What was read, or else a defect more.
    pub(crate) fn take<T>(&mut self, read: Option<Result<T, Box<Defect>>>) -> Option<T> {
        read?.map_err(|defect| self.add(*defect)).ok()
    }

    /// Is there an error among what was noted?
    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|defect| defect.severity == ProblemSeverity::Error)
    }
}
