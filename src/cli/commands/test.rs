//! `acquis test [DIR]`: the dated cases of a corpus, tried on it.

use crate::cli::arguments::{Common, TestArguments};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::opening;
use crate::cli::session::Session;
use crate::engine::Engine;
use crate::load::{self, Needed, Problem, Themes};
use crate::report::DatedTrials;

/// Tries the cases, each on the corpus in use or on the small one of its file.
///
/// # Errors
/// Data, rules or cases are invalid, there is no case, or the result cannot be written.
pub fn run(session: &Session, arguments: &TestArguments) -> CommandResult {
    let directory = arguments.directory.as_deref();
    session.protect_inputs(directory)?;
    let own_data = directory.filter(|directory| directory.join("instruments").is_dir());
    let data = own_data.map(ToOwned::to_owned).or_else(|| session.common.data.clone());
    let Themes { themes, problems } = match directory.or(session.common.data.as_deref()) {
        Some(directory) => load::dated_cases(directory),
        None => load::embedded_dated_cases(),
    };
    let opened = opening::open(&Common { data, ..session.common.clone() }, session.log, Needed::default())?;
    if !problems.is_empty() {
        return Err(refuse(session, &problems));
    }
    let is_asked = |text: &str| arguments.only.iter().all(|word| text.to_lowercase().contains(&word.to_lowercase()));
    let mut trials = DatedTrials::default();
    for theme in &themes {
        let own = theme.own_corpus().transpose().map_err(|problem| refuse(session, &[*problem]))?;
        let corpus = own.as_ref().unwrap_or(&opened.corpus);
        let engine = Engine { corpus, rules: &opened.rules, known_as_of: None };
        trials.add(engine, theme, |case| is_asked(&format!("{} {} {}", theme.theme, case.name, case.ask)));
    }
    match (trials.total(), arguments.only.is_empty()) {
        (0, true) => {
            return Err(Failure::Invalid("there are no dated cases (cases/*.json): nothing was tried".to_owned()));
        }
        (0, false) => return Err(Failure::usage("no case contains these words", "leave out --only".to_owned())),
        _ => {}
    }
    session.write(&trials.fact_sheet(&opened.corpus.digest, &opened.rules_digest))?;
    Ok(if trials.failed() == 0 { Exit::Evaluated } else { Exit::Findings })
}

fn refuse(session: &Session, wrong: &[Problem]) -> Failure {
    session.log.report_all(wrong);
    let errors = load::count(wrong, load::ProblemSeverity::Error);
    let noun = if errors == 1 { "error" } else { "errors" };
    Failure::Invalid(format!("{errors} {noun} in the dated cases: nothing was tried"))
}
