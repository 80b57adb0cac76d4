//! `acquis history STATE [INSTRUMENT]`: how it came about.

use crate::cli::arguments::HistoryArguments;
use crate::cli::exit::CommandResult;
use crate::cli::session::{PartOfData, Session};
use crate::report::History;

/// Prints every change of verdict. The exit code is that of the findings of the as-of day.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &HistoryArguments) -> CommandResult {
    let typed = session.one_state("history", &arguments.of)?;
    let opened =
        session.open_for(PartOfData { state: Some(typed), act: arguments.only.as_deref(), ..PartOfData::default() })?;
    let actor = session.actor(&opened.corpus, typed)?;
    let selection = session.instruments(&opened.corpus, arguments.only.as_deref())?;
    session.warn_of_unknown_acts(&opened.corpus, &selection);
    session.warn_of_hidden_assumptions(&opened.corpus, &selection.about(&actor.code));
    let history = History::new(session.run(&opened), actor, &selection);
    session.write(&history)?;
    Ok(session.judge(history.findings()))
}
