//! `acquis list WHAT`: what there is.

use crate::cli::arguments::{ListArguments, ListSubject};
use crate::cli::exit::{CommandResult, Exit};
use crate::cli::session::Session;
use crate::report::Listing;

/// Prints one line for each thing.
///
/// # Errors
/// A name in the selection means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ListArguments) -> CommandResult {
    let opened = session.open()?;
    let run = session.run(&opened);
    let selection = session.typed_selection(&opened.corpus)?;
    let listing = match arguments.what {
        ListSubject::Instruments => Listing::instruments(run, &selection),
        ListSubject::Systems => Listing::systems(run, &selection),
        ListSubject::States => Listing::states(run, &selection),
        ListSubject::Obligations => Listing::obligations(run, &selection),
        ListSubject::Rules => Listing::rules(run, &opened.indicators),
        ListSubject::Sources => Listing::sources(run),
    };
    session.write(&listing)?;
    Ok(Exit::Evaluated)
}
