//! Problems in data, drawn on stderr: errors always, warnings unless quiet.

use super::voice::Voice;
use crate::load::Problem;

/// Tells problems, each with its place, its excerpt and what to do.
pub fn tell(problems: &[Problem], voice: Voice) {
    problems.iter().filter(|problem| problem.is_error() || !voice.quiet).for_each(|problem| voice.tell(problem));
}
