//! `acquis compare [STATE...]`: states beside each other.

use crate::cli::arguments::CompareArguments;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::report::Comparison;

/// Prints a matrix of states and instruments, obligations or objectives.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &CompareArguments) -> Outcome {
    let house = session.open()?;
    let selection = session.selection(&house.corpus, &arguments.states)?;
    let comparison = Comparison::new(session.run(&house), &selection, arguments.by, session.common.all_states);
    session.write(&comparison)?;
    Ok(session.judge(comparison.findings()))
}
