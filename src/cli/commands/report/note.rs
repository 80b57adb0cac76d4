//! `acquis report -o FILE`: a note about one state.

use crate::cli::arguments::ReportArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;

/// Writes it.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(_session: &Session, _arguments: &ReportArguments) -> CommandResult {
    Err(Failure::usage("not written yet: note", String::new()))
}
