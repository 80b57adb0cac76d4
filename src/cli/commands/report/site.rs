//! `acquis report --site DIR`: an index, a page per state and act, a feed.

use crate::cli::arguments::ReportArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;
use std::path::Path;

/// Writes the site.
///
/// # Errors
/// A name means nothing, the data are invalid, or a file cannot be written.
pub fn run(_session: &Session, _arguments: &ReportArguments, directory: &Path) -> CommandResult {
    Err(Failure::usage(format!("not written yet: a site in {}", directory.display()), String::new()))
}
