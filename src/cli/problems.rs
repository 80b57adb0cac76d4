//! Problems in data, drawn on stderr: errors always, warnings unless quiet.

use super::stderr::Log;
use crate::load::Problem;

/// Tells problems, each with its place, its excerpt and what to do.
pub fn tell(problems: &[Problem], log: Log) {
    problems.iter().filter(|problem| problem.is_error() || !log.quiet).for_each(|problem| log.tell(problem));
}
