//! `acquis rules verify|show`: the decision tables, proved or printed.

use crate::cli::arguments::{RulesArguments, RulesTask};
use crate::cli::corpus;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::names::nearest;
use crate::cli::session::Session;
use crate::report::Rulebook;

/// Proves or prints the tables. They are proved before anything is printed.
///
/// # Errors
/// A table is missing or broken, there is none of that name, or the result cannot be written.
pub fn run(session: &Session, arguments: &RulesArguments) -> Outcome {
    let texts = corpus::rule_texts(&session.common, session.voice)?;
    let rules = corpus::parsed(&texts, session.voice)?;
    let book = Rulebook { rules: &rules, digest: &texts.digest };
    let card = match &arguments.task {
        RulesTask::Verify => book.proof(),
        RulesTask::Show { name } => book.rows(known(name.as_deref())?),
    };
    session.write(&card)?;
    Ok(Exit::Evaluated)
}

fn known(name: Option<&str>) -> Result<Option<&str>, Failure> {
    match name.filter(|name| !Rulebook::TABLES.contains(name)) {
        None => Ok(name),
        Some(wrong) => {
            let names = Rulebook::TABLES.join(" and ");
            let help = nearest(wrong, &Rulebook::TABLES).unwrap_or_else(|| format!("the tables are {names}"));
            Err(Failure::usage(format!("unknown table \"{wrong}\""), help))
        }
    }
}
