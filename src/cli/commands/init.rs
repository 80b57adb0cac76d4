//! `acquis init DIR`: a corpus of one's own.

use crate::cli::arguments::InitArguments;
use crate::cli::exit::{CommandResult, Exit, Failure, plain};
use crate::cli::session::Session;
use crate::load;

/// Writes the embedded data out.
///
/// # Errors
/// The directory is not empty or cannot be written.
pub fn run(session: &Session, arguments: &InitArguments) -> CommandResult {
    let directory = arguments.directory.display().to_string();
    let written = load::write_embedded(&arguments.directory)
        .map_err(|error| Failure::Output(format!("cannot write into {directory}: {}", plain(&error))))?;
    let next = format!("acquis gaps AT --data {directory}");
    session.confirm(&format!("{written} files written to {directory}; next: {next}"));
    Ok(Exit::Evaluated)
}
