//! Problems in data, drawn on stderr: errors always, warnings unless quiet.

use super::exit::Failure;
use super::voice::Voice;
use crate::load::{Problem, Rejected};

/// Tells problems, each with its place, its excerpt and what to do.
pub fn tell(problems: &[Problem], voice: Voice) {
    problems.iter().filter(|problem| problem.is_error() || !voice.quiet).for_each(|problem| voice.tell(problem));
}

/// Tells everything that is wrong with files, and answers that nothing was evaluated.
pub fn refuse(rejected: &Rejected, voice: Voice) -> Failure {
    [&rejected.data, &rejected.rules, &rejected.cases, &rejected.dated].iter().for_each(|all| tell(all, voice));
    Failure::Invalid(rejected.to_string())
}

/// Tells everything that is wrong with decision tables, and answers that nothing was evaluated.
pub fn refuse_rules(rules: Vec<Problem>, voice: Voice) -> Failure {
    refuse(&Rejected { rules, ..Rejected::default() }, voice)
}

/// Tells everything that is wrong with the cases of the tables, and answers that nothing was evaluated.
pub fn refuse_cases(cases: Vec<Problem>, voice: Voice) -> Failure {
    refuse(&Rejected { cases, ..Rejected::default() }, voice)
}
