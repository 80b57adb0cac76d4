//! `acquis chart WHAT`: one picture alone.

use crate::cli::arguments::ChartArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;

/// Draws one picture.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(_session: &Session, arguments: &ChartArguments) -> CommandResult {
    let message = format!("no picture is drawn yet: {:?} of {:?}", arguments.what, arguments.of);
    Err(Failure::usage(message, String::new()))
}
