//! Commands that write into a corpus of one's own.

mod cited_source;
pub mod import;
mod input_files;
mod preview;
pub mod record;
mod refused;
pub mod source;

use std::path::{Path, PathBuf};

use crate::cli::exit::{Failure, plain};
use crate::cli::session::Session;
use crate::load::{CorpusDraft, DraftDefect};
use crate::text::harmless;

/// How many defects are shown beside the first.
const MOST_SHOWN: usize = 9;

/// The directory that a command writes into: `--into`, else `--data`.
///
/// # Errors
/// Neither is given, or there is no such directory.
pub fn directory<'a>(session: &'a Session, into: Option<&'a PathBuf>) -> Result<&'a Path, Failure> {
    let Some(into) = into.or(session.common.data.as_ref()) else {
        let help = "name one of your own: --into DIR; acquis init DIR writes one".to_owned();
        return Err(Failure::usage("the embedded data cannot be changed", help));
    };
    session.protect_inputs([into.as_path()])?;
    if !into.is_dir() {
        let message = format!("there is no directory {}", into.display());
        return Err(Failure::usage(message, "acquis init DIR writes a corpus to start from".to_owned()));
    }
    Ok(into)
}

/// The corpus in a directory, locked for this run, if it is sound. The day is written with what is recorded, so that of the
/// clock must be right.
fn open(session: &Session, into: &Path) -> Result<CorpusDraft, Failure> {
    let draft = open_any(session, into)?;
    if draft.has_errors() {
        session.log.report_all(&draft.problems);
        return Err(Failure::Invalid(format!("the data in {} are invalid: nothing was written", into.display())));
    }
    session.require_clock(&draft.corpus)?;
    Ok(draft)
}

/// The corpus in a directory, locked for this run, sound or not: what is added to it does not rest on what it says.
fn open_any(session: &Session, into: &Path) -> Result<CorpusDraft, Failure> {
    let log = session.log;
    let wait = || log.remark(&format!("another run is writing into {}: waiting for it", into.display()));
    CorpusDraft::open(into, wait).map_err(|problems| {
        log.report_all(&problems);
        Failure::Output(format!("cannot write into {}: nothing was written", into.display()))
    })
}

/// The defects that keep everything from being written.
fn invalid(session: &Session, defects: &[DraftDefect]) -> Failure {
    for defect in defects.iter().skip(1).take(MOST_SHOWN) {
        session.log.refuse(&harmless(&format!("{}: {}", defect.file, defect.message)));
    }
    let first = defects.first();
    let said = first
        .map_or_else(|| "it keeps being invalid".to_owned(), |defect| format!("{}: {}", defect.file, defect.message));
    let message = format!("{} ({}): nothing was written", said, first.map_or("", |defect| defect.code));
    Failure::usage(harmless(&message), first.and_then(|defect| defect.help.clone()))
}

fn not_written(into: &Path, error: &std::io::Error) -> Failure {
    Failure::Output(format!("cannot write into {}: {}", into.display(), plain(error)))
}
