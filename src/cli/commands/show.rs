//! `acquis show ID`: the facts about one instrument, obligation, state or source.

use crate::cli::arguments::ShowArguments;
use crate::cli::exit::{Exit, Outcome};
use crate::cli::names::{self, Named};
use crate::cli::session::Session;
use crate::report::{InstrumentCard, ObligationCard, SourceCard, StateCard};

/// Prints what the data say.
///
/// # Errors
/// The name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ShowArguments) -> Outcome {
    let house = session.open()?;
    let run = session.run(&house);
    match names::anything(&house.corpus, &arguments.id)? {
        Named::Instrument(instrument) => session.write(&InstrumentCard::new(run, instrument))?,
        Named::Obligation(instrument, obligation) => session.write(&ObligationCard::new(run, instrument, obligation))?,
        Named::Actor(actor) => session.write(&StateCard::new(run, actor))?,
        Named::Source(source) => session.write(&SourceCard::new(run, source))?,
    }
    Ok(Exit::Evaluated)
}
