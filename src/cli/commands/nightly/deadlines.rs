//! `acquis deadlines [STATE...]`: what falls due.

use crate::cli::arguments::DeadlinesArguments;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::report::Deadlines;

/// Prints what is to come within the window. A deadline fails no run: only the findings of the as-of day can, if asked.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &DeadlinesArguments) -> Outcome {
    let house = session.open()?;
    let selection = session.selection(&house.corpus, &arguments.states)?;
    let deadlines = Deadlines::new(session.run(&house), &selection, arguments.within, session.common.all_states);
    session.write(&deadlines)?;
    Ok(session.judge(deadlines.findings()))
}
