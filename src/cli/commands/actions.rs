//! `acquis actions`: the programme of the Internal Security Strategy and its state of play.

use crate::cli::arguments::ActionsArguments;
use crate::cli::exit::{CommandResult, Exit};
use crate::cli::names;
use crate::cli::session::Session;
use crate::report::{Actions, ActionsQuery};

/// Prints each encouragement and commitment of the sources with how it stands on the day asked.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ActionsArguments) -> CommandResult {
    let opened = session.open()?;
    let selection = session.selection(&opened.corpus, &[])?;
    let help = "--addressee COM or --addressee CONSIL shows what an institution is to do";
    names::states_only(&opened.corpus, &selection, "the state of play", help)?;
    let query = ActionsQuery {
        objective: arguments.objective,
        addressee: arguments.addressee.clone(),
        selection,
        all_states: session.common.all_states,
    };
    let actions = Actions::new(session.run(&opened), query);
    session.write(&actions)?;
    session.warn_of_nothing(actions.count());
    let exit = match actions.findings() {
        [] => Exit::Evaluated,
        findings => session.judge(findings),
    };
    Ok(match exit {
        Exit::Evaluated if session.common.strict && actions.is_incomplete() => Exit::Incomplete,
        exit => exit,
    })
}
