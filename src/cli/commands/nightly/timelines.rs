//! `acquis timelines [STATE...]`: every finding of every day, for a warehouse.

use crate::cli::arguments::TimelinesArguments;
use crate::cli::exit::{CommandResult, Exit};
use crate::cli::session::{PartOfData, Session};
use crate::report::Timelines;

/// Prints one row for each stretch of days on which nothing about a finding changes. No day is judged, so that nothing fails.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &TimelinesArguments) -> CommandResult {
    let opened = session.open_for(PartOfData { shard: arguments.shard, ..PartOfData::default() })?;
    let selection = session.selection_of(&opened.corpus, &arguments.states, true)?;
    let timelines = Timelines::new(session.run(&opened), &selection.in_shard(arguments.shard));
    session.write(&timelines)?;
    session.warn_of_nothing(timelines.asked());
    Ok(Exit::of(false, session.common.strict && timelines.asked() == 0))
}
