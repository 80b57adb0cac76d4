//! Problems in data, drawn on stderr: errors always, warnings unless quiet.

use super::voice::Voice;
use crate::load::Problem;

/// Tells problems, each with its place, its excerpt and what to do.
pub fn tell(problems: &[Problem], voice: Voice) {
    for problem in problems.iter().filter(|problem| problem.is_error() || !voice.quiet) {
        voice.print(&drawn(problem, voice.is_coloured()));
    }
}

/// OPEN: the drawing with the excerpt is the loader's; until it is there, one line.
fn drawn(problem: &Problem, _colour: bool) -> String {
    let word = if problem.is_error() { "error" } else { "warning" };
    let help = problem.help.as_ref().map_or(String::new(), |help| format!("\n  help: {help}"));
    format!("{word}[{}]: {}: {}{help}", problem.code, problem.place(), problem.message)
}
