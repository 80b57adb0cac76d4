//! `acquis compare [STATE...]`: states beside each other.

use crate::cli::arguments::CompareArguments;
use crate::cli::exit::Outcome;
use crate::cli::names;
use crate::cli::session::Session;
use crate::law::Corpus;
use crate::report::Comparison;

/// Prints a matrix of states and duties, instruments or objectives.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &CompareArguments) -> Outcome {
    let house = session.open()?;
    let selection = session.selection(&house.corpus, &arguments.states)?;
    let comparison = Comparison::new(session.run(&house), &selection, arguments.by, session.common.all_states)
        .naming(duties(session, &house.corpus));
    session.write(&comparison)?;
    Ok(session.judge(comparison.findings()))
}

/// The duties that were named singly.
fn duties(session: &Session, corpus: &Corpus) -> Vec<String> {
    let named = session.common.instrument.iter().filter_map(|typed| names::act(corpus, typed).ok());
    named.filter_map(|(act, only)| only.map(|duty| format!("{}/{}", act.id, duty.id))).collect()
}
