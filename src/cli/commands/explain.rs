//! `acquis explain FINDING`: why.

use crate::cli::arguments::ExplainArguments;
use crate::cli::exit::{Failure, Outcome};
use crate::cli::names;
use crate::cli::session::Session;
use crate::engine::Selection;
use crate::report::Explanation;

/// Explains one finding.
///
/// # Errors
/// A name means nothing, the obligation is not that state's, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ExplainArguments) -> Outcome {
    let typed = arguments.finding.join("/");
    let state = typed.split_once('/').map_or(typed.as_str(), |(state, _)| state);
    let house = session.open_for(state)?;
    let run = session.run(&house);
    let question = names::question(&run.engine, &typed)?;
    let shown = Selection { instruments: vec![question.instrument.id.to_string()], ..Selection::default() };
    session.warn_of_unknown_acts(&house.corpus, &shown);
    session.warn_of_unseen(&house.corpus, &shown.about(&question.actor.code));
    let day = session.as_of;
    let nothing = || Failure::usage(format!("nothing is known about {typed} on {day}"), None);
    let explanation = Explanation::new(run, question).ok_or_else(nothing)?;
    session.write(&explanation)?;
    Ok(session.judge(std::slice::from_ref(explanation.finding())))
}
