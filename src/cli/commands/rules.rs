//! `acquis rules verify|show|test`: the decision tables and indicators, proved, printed, or tried on the cases kept beside them.

use std::path::Path;

use crate::cli::arguments::{RulesArguments, RulesTask};
use crate::cli::corpus;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::names::nearest;
use crate::cli::problems;
use crate::cli::rule_cases::CaseFiles;
use crate::cli::rule_errors;
use crate::cli::session::Session;
use crate::load::{self, RuleTexts};
use crate::report::{Rulebook, Trials};

/// Proves, prints or tries the tables. They are proved before anything is printed.
///
/// # Errors
/// A table is broken, there is none of that name, a case cannot be tried, or the result cannot be written.
pub fn run(session: &Session, arguments: &RulesArguments) -> Outcome {
    let directory = match &arguments.task {
        RulesTask::Test { directory } => directory.as_deref(),
        _ => None,
    };
    let texts = match directory {
        Some(directory) => corpus::rules_over(directory, session.voice)?,
        None => corpus::rule_texts(&session.common, session.voice)?,
    };
    let rules = corpus::parsed(&texts, session.voice)?;
    let indicators = corpus::indicators_of(&texts, session.voice)?;
    let book = Rulebook { rules: &rules, indicators: &indicators, digest: &texts.digest };
    match &arguments.task {
        RulesTask::Verify => verify(session, &texts, &book),
        RulesTask::Test { .. } => test(session, &book, directory.or(corpus::rules_directory(&session.common))),
        RulesTask::Show { name } => {
            session.write(&book.rows(known(name.as_deref())?))?;
            Ok(Exit::Evaluated)
        }
    }
}

/// Opening the tables has proved each; here they are laid beside each other too.
fn verify(session: &Session, texts: &RuleTexts, book: &Rulebook) -> Outcome {
    let out_of_reach = rule_errors::out_of_reach(texts, book.rules);
    if !out_of_reach.is_empty() {
        return Err(corpus::refused_rules(&out_of_reach, session.voice));
    }
    session.write(&book.proof())?;
    Ok(Exit::Evaluated)
}

fn test(session: &Session, book: &Rulebook, directory: Option<&Path>) -> Outcome {
    let texts = load::rule_cases(directory).map_err(|problems| corpus::refused(&problems, session.voice))?;
    let cases = CaseFiles::read(texts);
    let trials = match Trials::new(book, &cases.files) {
        Ok(trials) if cases.problems.is_empty() => trials,
        other => {
            problems::tell(&cases.problems, session.voice);
            problems::tell(&cases.placed(&other.err().unwrap_or_default()), session.voice);
            return Err(Failure::Invalid("there are errors in the cases: nothing was tried".to_owned()));
        }
    };
    session.write(&trials.card())?;
    Ok(if trials.failed() == 0 { Exit::Evaluated } else { Exit::Findings })
}

fn known(name: Option<&str>) -> Result<Option<&str>, Failure> {
    match name.filter(|name| !Rulebook::names().any(|known| known == *name)) {
        None => Ok(name),
        Some(wrong) => {
            let names: Vec<&str> = Rulebook::names().collect();
            let help = nearest(wrong, &names).unwrap_or_else(|| format!("the tables are {}", names.join(", ")));
            Err(Failure::usage(format!("unknown table \"{wrong}\""), help))
        }
    }
}
