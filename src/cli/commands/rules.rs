//! `acquis rules verify|show|test`: the decision tables and indicators, proved, printed, or tried on the cases kept beside them.

use crate::cli::arguments::{RulesArguments, RulesTask};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::names::nearest;
use crate::cli::session::Session;
use crate::load::{self, RuleTexts};
use crate::open::{self, CaseFiles, Tables};
use crate::report::{Rulebook, Trials};
use std::path::Path;

/// Proves, prints or tries the tables. They are proved before anything is printed.
///
/// # Errors
/// A table is broken, there is none of that name, a case cannot be tried, or the result cannot be written.
pub fn run(session: &Session, arguments: &RulesArguments) -> CommandResult {
    let (data, rules) = (session.common.data.as_deref(), session.common.rules.as_deref());
    let mut tables = open::rules_directories(data, rules);
    let mut cases = tables.clone();
    if let RulesTask::Test { directory: Some(directory) } = &arguments.task {
        session.protect_inputs([directory.as_path()])?;
        cases.push(directory);
        tables.extend((!open::has_cases_alone(directory)).then_some(directory.as_path()));
    }
    let refused = |found| session.log.reject_rules(found);
    let texts = open::overlaid(&tables).map_err(refused)?;
    let Tables { rules, indicators } = open::prove(&texts, &[]).map_err(refused)?;
    let book = Rulebook { rules: &rules, indicators: &indicators, digest: &texts.digest };
    match &arguments.task {
        RulesTask::Verify => verify(session, &texts, &book),
        RulesTask::Test { .. } => test(session, &book, &cases),
        RulesTask::Show { name } => {
            session.write(&book.rows(check_name(name.as_deref())?))?;
            Ok(Exit::Evaluated)
        }
    }
}

/// Opening the tables has proved each; here they are also checked against each other.
fn verify(session: &Session, texts: &RuleTexts, book: &Rulebook) -> CommandResult {
    let out_of_reach = open::out_of_reach(texts, book.rules);
    if !out_of_reach.is_empty() {
        return Err(session.log.reject_rules(out_of_reach));
    }
    session.write(&book.proof())?;
    Ok(Exit::Evaluated)
}

fn test(session: &Session, book: &Rulebook, directories: &[&Path]) -> CommandResult {
    let refused = |found| session.log.reject_cases(found);
    let texts = load::rule_cases(directories).map_err(refused)?;
    session.log.report_all(&load::stray_rule_cases(directories));
    let cases = CaseFiles::read(texts);
    let trials = match Trials::new(book, &cases.files) {
        Ok(trials) if cases.problems.is_empty() => trials,
        _ => return Err(refused(cases.all_problems(book.rules))),
    };
    session.write(&trials.fact_sheet())?;
    Ok(if trials.failed() == 0 { Exit::Evaluated } else { Exit::Findings })
}

fn check_name(name: Option<&str>) -> Result<Option<&str>, Failure> {
    let names: Vec<&str> = Rulebook::names().collect();
    match name {
        Some(wrong) if !names.contains(&wrong) => {
            let help = nearest(wrong, &names).unwrap_or_else(|| format!("the tables are {}", names.join(", ")));
            Err(Failure::usage(format!("unknown table \"{wrong}\""), help))
        }
        name => Ok(name),
    }
}
