//! `acquis show ID`: the facts about one instrument, obligation, state or source.

use crate::cli::arguments::ShowArguments;
use crate::cli::exit::{CommandResult, Exit};
use crate::cli::names::{self, Act, Named};
use crate::cli::session::Session;
use crate::report::{instrument_sheet, obligation_sheet, source_sheet, state_sheet};

/// Prints what the data say.
///
/// # Errors
/// The name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ShowArguments) -> CommandResult {
    let opened = session.open()?;
    let run = session.run(&opened);
    let fact_sheet = match names::anything(&opened.corpus, &arguments.id)? {
        Named::Act(Act { instrument, obligation, remark }) => {
            remark.iter().for_each(|remark| session.log.remark(remark));
            match obligation {
                None => instrument_sheet(run, instrument),
                Some(obligation) => obligation_sheet(run, instrument, obligation),
            }
        }
        Named::Actor(actor) => state_sheet(run, actor),
        Named::Source(source) => source_sheet(run, source),
    };
    session.write(&fact_sheet)?;
    Ok(Exit::Evaluated)
}
