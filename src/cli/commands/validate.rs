//! `acquis validate [DIR] [--fix]`: form, links and plausibility of data, decision tables and the cases beside them.

use crate::cli::arguments::ValidateArguments;
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::session::Session;
use crate::load::{self, Problem, ProblemSeverity, RuleTexts};
use crate::open::{self, CaseFiles, Extras, Opened, Unchecked};
use crate::report::Validation;
use crate::rules::Rules;
use std::path::Path;

/// Checks a directory, or the data inside the binary, rules included. Problems go to stderr, counts to stdout.
///
/// # Errors
/// There is an error in the data, a file cannot be put right, or the result cannot be written.
pub fn run(session: &Session, arguments: &ValidateArguments) -> CommandResult {
    let directory = arguments.directory.as_deref().or(session.common.data.as_deref());
    session.protect_inputs(directory)?;
    let changed = match (arguments.fix, directory) {
        (false, _) => Vec::new(),
        (true, Some(directory)) => fix(session, directory)?,
        (true, None) => {
            return Err(Failure::usage("the embedded data cannot be changed", "name a directory".to_owned()));
        }
    };
    check(session, directory, &changed).map_err(|failure| with_rewritten(failure, &changed))
}

/// Checks what there is now, and prints the counts.
fn check(session: &Session, directory: Option<&Path>, changed: &[String]) -> CommandResult {
    let unchecked = match directory {
        Some(directory) => Unchecked::directory(directory),
        None => load::embedded_checked().into(),
    };
    let rules = session.common.rules.as_deref();
    let mut unchecked = unchecked.with_rules(rules);
    let unattributed = count_unattributed(directory, &mut unchecked);
    let (tables, embedded_tables) = count_tables(&unchecked, directory.is_some() || rules.is_some());
    let directories = open::rules_directories(directory, rules);
    let cases = CaseFiles::of(&directories);
    let dated = match directory {
        Some(directory) => load::dated_cases(directory),
        None => load::embedded_dated_cases(),
    };
    let find_extras = |texts: Option<&RuleTexts>, rules: Option<&Rules>| Extras {
        dated: dated.problems.clone(),
        ..find_extras(&cases, texts, rules)
    };
    let opened = unchecked.check_with(find_extras).map_err(|rejected| session.log.reject(&rejected))?;
    let Opened { corpus, rules_digest, warnings: mut problems, .. } = opened;
    problems.extend(load::stray_rule_cases(&directories));
    session.log.report_all(&problems);
    let checked = Validation {
        schema: "acquis/validation/1",
        data: directory.map_or("embedded".to_owned(), |directory| directory.display().to_string()),
        instruments: corpus.instruments.len(),
        states: corpus.actors.len(),
        sources: corpus.sources.len(),
        rules: tables,
        embedded_rules: embedded_tables,
        rule_cases: cases.as_ref().map_or(0, CaseFiles::total),
        dated_cases: dated.total(),
        records: corpus.actors.iter().map(|actor| actor.records().len()).sum(),
        unattributed,
        errors: 0,
        warnings: load::count(&problems, ProblemSeverity::Warning),
        digest: format!("sha256:{}", corpus.digest),
        rules_digest: format!("sha256:{rules_digest}"),
        rewritten: changed.to_vec(),
    };
    session.write(&checked)?;
    Ok(Exit::Evaluated)
}

/// How many steps of cases are beside the data, attributed to no act; what is wrong with them joins the problems of the data.
fn count_unattributed(directory: Option<&Path>, unchecked: &mut Unchecked) -> usize {
    let Some(directory) = directory else { return 0 };
    unchecked.problems.extend(load::stray_procedures(directory));
    match load::unattributed(directory, &unchecked.corpus) {
        Ok(steps) => steps.len(),
        Err(problems) => {
            unchecked.problems.extend(problems);
            0
        }
    }
}

/// How many tables are checked, and how many of the binary judge the data without being checked with them: of a directory
/// only its own are.
fn count_tables(unchecked: &Unchecked, are_own_alone: bool) -> (usize, usize) {
    let Ok(texts) = &unchecked.rules else { return (0, 0) };
    let checked = if are_own_alone { texts.own.len() } else { texts.tables.len() };
    (checked, texts.tables.len() - checked)
}

/// What is wrong beside the tables: rows out of reach; cases that cannot be read, or name what no table knows.
fn find_extras(cases: &Result<CaseFiles, Vec<Problem>>, texts: Option<&RuleTexts>, rules: Option<&Rules>) -> Extras {
    let of_cases = match (cases, rules) {
        (Err(problems), _) => problems.clone(),
        (Ok(cases), None) => cases.problems.clone(),
        (Ok(cases), Some(rules)) => cases.all_problems(rules),
    };
    let both = texts.zip(rules);
    let tables = both.map_or(Vec::new(), |(texts, rules)| open::out_of_reach(texts, rules));
    Extras { tables, cases: of_cases, dated: Vec::new() }
}

/// Rewrites what is right but not in the canonical form.
fn fix(session: &Session, directory: &Path) -> Result<Vec<String>, Failure> {
    let load::Fixed { changed, problems } = load::fix(directory);
    if problems.is_empty() {
        return Ok(changed);
    }
    session.log.report_all(&problems);
    let files = if problems.len() == 1 { "1 file".to_owned() } else { format!("{} files", problems.len()) };
    Err(with_rewritten(Failure::Output(format!("{files} could not be rewritten")), &changed))
}

/// The failure, with the files that were rewritten before it.
fn with_rewritten(failure: Failure, changed: &[String]) -> Failure {
    if changed.is_empty() {
        return failure;
    }
    let mut failure = failure;
    let (Failure::Usage { message, .. } | Failure::Output(message) | Failure::Invalid(message)) = &mut failure;
    message.push_str(&format!("; rewritten: {}", changed.join(", ")));
    failure
}
