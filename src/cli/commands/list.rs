//! `acquis list WHAT`: what there is.

use crate::cli::arguments::{ListArguments, ListSubject};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::session::Session;
use crate::load;
use crate::report::Listing;

/// Prints one line for each thing.
///
/// # Errors
/// A name in the selection means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ListArguments) -> CommandResult {
    let is_of_records = arguments.what == ListSubject::Records;
    if !is_of_records && arguments.of.is_some() {
        let help = "use --state and --instrument; only acquis list records takes a state and an act".to_owned();
        return Err(Failure::usage("this list takes no further names", help));
    }
    if is_of_records && !(session.common.assume.is_empty() && session.common.assume_none.is_empty()) {
        let help = "leave out --assume and --assume-none".to_owned();
        return Err(Failure::usage("records are listed as they stand in the data, and nothing is assumed", help));
    }
    let opened = session.open()?;
    let run = session.run(&opened);
    let selection = session.typed_selection(&opened.corpus, arguments.of.as_deref(), arguments.only.as_deref())?;
    let listing = match arguments.what {
        ListSubject::Instruments => Listing::instruments(run, &selection),
        ListSubject::Systems => Listing::systems(run, &selection),
        ListSubject::States => Listing::states(run, &selection),
        ListSubject::Obligations => Listing::obligations(run, &selection),
        ListSubject::Rules => Listing::rules(run, &opened.indicators),
        ListSubject::Sources => Listing::sources(run),
        ListSubject::Records => {
            let all = load::written_records(session.common.data.as_deref())
                .map_err(|data| session.log.reject(&load::Rejected { data, ..load::Rejected::default() }))?;
            Listing::records(run, &selection, &all)
        }
    };
    session.write(&listing)?;
    Ok(Exit::Evaluated)
}
