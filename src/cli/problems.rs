//! Problems in data, drawn on stderr: errors always, warnings unless quiet.

use super::output::width;
use super::voice::Voice;
use crate::load::{Problem, render_problem};

/// Tells problems, each with its place, its excerpt and what to do.
pub fn tell(problems: &[Problem], voice: Voice) {
    let (colour, width) = (voice.is_coloured(), width());
    for problem in problems.iter().filter(|problem| problem.is_error() || !voice.quiet) {
        voice.print(&render_problem(problem, colour, width));
    }
}
