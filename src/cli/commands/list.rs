//! `acquis list WHAT`: what there is.

use crate::cli::arguments::{ListArguments, Listed};
use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::Session;
use crate::report::Listing;

/// Prints one line for each thing.
///
/// # Errors
/// A name in the selection means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ListArguments) -> Outcome {
    let opened = session.open()?;
    let run = session.run(&opened);
    let selection = session.typed_selection(&opened.corpus)?;
    let listing = match arguments.what {
        Listed::Instruments => Listing::instruments(run, &selection),
        Listed::States => Listing::states(run, &selection),
        Listed::Obligations => Listing::obligations(run, &selection),
        Listed::Rules => Listing::rules(run, &opened.indicators),
        Listed::Sources => Listing::sources(run),
    };
    session.write(&listing)?;
    Ok(Exit::Evaluated)
}
