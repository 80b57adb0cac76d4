//! Files that cannot be evaluated: everything that is wrong with them, by what it is about, as one error.

use std::error::Error;
use std::fmt;

use super::{Problem, Severity, count};

/// Why nothing can be evaluated: every problem of data, decision tables and cases, warnings too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejected {
    /// Problems of instruments, states and sources.
    pub data: Vec<Problem>,
    /// Problems of the decision tables.
    pub rules: Vec<Problem>,
    /// Problems of the cases kept beside the tables.
    pub cases: Vec<Problem>,
    /// Problems of the dated cases.
    pub dated: Vec<Problem>,
}

impl Rejected {
    /// Every problem with its place: those of data, tables, cases, in this order.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        [&self.data, &self.rules, &self.cases, &self.dated].into_iter().flatten()
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = [
            (&self.data, "data"),
            (&self.rules, "decision tables"),
            (&self.cases, "cases of the tables"),
            (&self.dated, "dated cases"),
        ];
        let counted = groups.map(|(problems, place)| (count(problems, Severity::Error), place));
        let mut parts = Vec::new();
        for (errors, place) in counted.into_iter().filter(|(errors, _)| *errors > 0) {
            let noun = if errors == 1 { "error" } else { "errors" };
            parts.push(format!("{errors} {noun} in the {place}"));
        }
        write!(f, "{}: nothing was evaluated", parts.join(", "))
    }
}

impl Error for Rejected {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.problems().find(|problem| problem.is_error()).map(|problem| problem as _)
    }
}
