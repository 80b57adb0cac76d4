//! The named defects of written dates.

use crate::load::defect::Defect;
use crate::load::json_path::JsonPath;
use crate::time::DateError;

/// The defect that a refused date is.
pub(crate) fn defect(place: &JsonPath, error: &DateError) -> Defect {
    Defect::error(code(error), place, error.to_string())
}

fn code(error: &DateError) -> &'static str {
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
