//! Problems in data, drawn on stderr: errors always, warnings unless quiet.

use super::exit::Failure;
use super::stderr::Log;
use crate::load::{Problem, Rejected};

/// Reports problems, each with its place, its excerpt and what to do.
pub fn report(problems: &[Problem], log: Log) {
    problems.iter().filter(|problem| problem.is_error() || !log.quiet).for_each(|problem| log.report(problem));
}

/// Reports everything that is wrong with files, and answers that nothing was evaluated.
pub fn refuse(rejected: &Rejected, log: Log) -> Failure {
    [&rejected.data, &rejected.rules, &rejected.cases, &rejected.dated].iter().for_each(|all| report(all, log));
    Failure::Invalid(rejected.to_string())
}

/// Reports everything that is wrong with decision tables, and answers that nothing was evaluated.
pub fn refuse_rules(rules: Vec<Problem>, log: Log) -> Failure {
    refuse(&Rejected { rules, ..Rejected::default() }, log)
}

/// Reports everything that is wrong with the cases of the tables, and answers that nothing was evaluated.
pub fn refuse_cases(cases: Vec<Problem>, log: Log) -> Failure {
    refuse(&Rejected { cases, ..Rejected::default() }, log)
}
