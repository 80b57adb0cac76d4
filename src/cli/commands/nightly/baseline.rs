//! The baseline of a check: read as it is, or kept from other runs from the moment it is read until it is replaced.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::exit::Failure;
use crate::cli::output;
use crate::cli::past;
use crate::cli::session::Session;
use crate::cli::voice::Voice;
use crate::render;
use crate::report::change::Survey;

/// The baseline of a run.
pub struct Baseline {
    /// The report of an earlier run; `None`: there is none yet.
    pub survey: Option<Survey>,
    file: PathBuf,
    stamp: Option<Stamp>,
    /// Held until the run ends, where the file is to be replaced.
    _turn: Option<File>,
}

/// Size and last change of a file: another one was put in its place, or somebody wrote into it, if they differ.
type Stamp = (u64, Option<SystemTime>);

impl Baseline {
    /// The earlier report. That there is none yet is right for the first run that writes one.
    ///
    /// # Errors
    /// It cannot be used, or is of a later day.
    pub fn read(session: &Session, file: &Path, is_to_be_replaced: bool) -> Result<Baseline, Failure> {
        let turn = if is_to_be_replaced { turn(file, session.voice) } else { None };
        let of = |survey, stamp| Baseline { survey, file: file.to_owned(), stamp, _turn: turn };
        let stamp = stamp(file);
        if is_to_be_replaced && matches!(file.try_exists(), Ok(false)) {
            session.voice.warn(&format!("{} does not exist yet: everything is new", file.display()));
            return Ok(of(None, stamp));
        }
        let survey = past::survey(file, session.voice)?;
        past::not_after(&survey, session.as_of, file)?;
        if is_to_be_replaced {
            knows_less(session, &survey, file)?;
        }
        Ok(of(Some(survey), stamp))
    }

    /// Writes the baseline of the next run, unless that would hide something from it.
    ///
    /// # Errors
    /// The file is read-only, another one by now, or cannot be written.
    pub fn replace(&self, voice: Voice, survey: &Survey, whole: bool) -> Result<(), Failure> {
        if survey.findings.is_empty() {
            return Ok(());
        }
        if !whole {
            voice.warn("the reader stopped early: the baseline is left as it was");
            return Ok(());
        }
        let refused = |why: &str| Failure::Output(format!("cannot write {}: {why}", self.file.display()));
        if fs::metadata(&self.file).is_ok_and(|found| found.is_file() && found.permissions().readonly()) {
            return Err(refused("the file is read-only"));
        }
        if stamp(&self.file) != self.stamp {
            return Err(refused("it was changed while this run looked at it"));
        }
        output::replace(&self.file, |out| render::baseline(survey, out))
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|found| (found.len(), found.modified().ok()))
}

/// The turn of this run at the directory of the baseline: two runs that replace it come one after the other. A run that
/// is killed gives it up. The directory is locked since the file itself is another one afterwards; where the system does
/// not lock directories, the stamp alone tells of another run.
fn turn(file: &Path, voice: Voice) -> Option<File> {
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let directory = File::open(parent).ok()?;
    match directory.try_lock() {
        Ok(()) => Some(directory),
        Err(TryLockError::Error(_)) => None,
        Err(TryLockError::WouldBlock) => {
            voice.warn(&format!("another run is to replace a baseline in {}: waiting for it", parent.display()));
            directory.lock().ok().map(|()| directory)
        }
    }
}

/// Time runs forward on the other clock too: what was known must not be forgotten.
fn knows_less(session: &Session, survey: &Survey, file: &Path) -> Result<(), Failure> {
    match (survey.known_as_of, session.common.known_as_of) {
        (Some(then), Some(now)) if now < then => {
            let message = format!("{} is of what was known by {then}, after --known-as-of {now}", file.display());
            Err(Failure::usage(message, "name a later --known-as-of, or another file".to_owned()))
        }
        _ => Ok(()),
    }
}
