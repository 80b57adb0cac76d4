//! The baseline of a check: read as it is, or kept from other runs from the moment it is read until it is replaced.

use crate::cli::earlier_report::Bases;
use crate::cli::exit::Failure;
use crate::cli::inputs::pointed_to;
use crate::cli::session::Session;
use crate::cli::streams::stderr::Log;
use crate::cli::{earlier_report, output};
use crate::load;
use crate::render;
use crate::report::survey::Survey;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// For so long a run waits for another one that is to replace a baseline in the same directory.
const LONGEST_WAIT: Duration = Duration::from_secs(600);
/// How often it looks whether that one has ended.
const LOOKS: u32 = 1200;

/// The baseline of a run.
pub struct Baseline {
    /// The report of an earlier run; `None`: there is none yet.
    pub survey: Option<Survey>,
    file: PathBuf,
    stamp: Option<FileStamp>,
    /// Held until the run ends, where the file is to be replaced.
    _turn: Option<File>,
}

/// Size and last change of a file: another one was put in its place, or somebody wrote into it, if they differ.
type FileStamp = (u64, Option<SystemTime>);

impl Baseline {
    /// The earlier report. That there is none yet is right for the first run that writes one.
    ///
    /// # Errors
    /// It cannot be used, or is of a later day; or another run that is to replace it does not end.
    pub fn read(session: &Session, file: &Path, is_to_be_replaced: bool, bases: Bases) -> Result<Baseline, Failure> {
        let turn = if is_to_be_replaced { take_turn(file, session.log, LONGEST_WAIT)? } else { None };
        let of = |survey, stamp| Baseline { survey, file: file.to_owned(), stamp, _turn: turn };
        let stamp = stamp(file);
        if is_to_be_replaced && matches!(file.try_exists(), Ok(false)) {
            session.log.warn(&format!("{} does not exist yet: everything is new", file.display()));
            return Ok(of(None, stamp));
        }
        let survey = earlier_report::survey(file, bases, session.log)?;
        earlier_report::not_after(&survey, session.as_of, file)?;
        if is_to_be_replaced {
            check_knowledge_date(session, &survey, file)?;
        }
        Ok(of(Some(survey), stamp))
    }

    /// Writes the baseline of the next run, unless that would hide something from it.
    ///
    /// # Errors
    /// The file is read-only, another one by now, or cannot be written.
    pub fn replace(&self, log: Log, survey: &Survey, whole: bool) -> Result<(), Failure> {
        if survey.findings.is_empty() {
            return Ok(());
        }
        if !whole {
            log.warn("the reader stopped early: the baseline is left as it was");
            return Ok(());
        }
        let refused = |why: &str| Failure::Output(format!("cannot write {}: {why}", self.file.display()));
        if fs::metadata(&self.file).is_ok_and(|found| found.is_file() && found.permissions().readonly()) {
            return Err(refused("the file is read-only"));
        }
        let is_as_read = || {
            let changed = || io::Error::other("it was changed while this run looked at it");
            if stamp(&self.file) == self.stamp { Ok(()) } else { Err(changed()) }
        };
        output::replace_unless(&self.file, is_as_read, |out| render::baseline(survey, out))
    }
}

fn stamp(file: &Path) -> Option<FileStamp> {
    fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|found| (found.len(), found.modified().ok()))
}

/// The turn of this run at the directory of the baseline: two runs that replace it come one after the other. A run that
/// is killed gives it up. The directory is locked since replacing the file makes it a different one; where the system does
/// not lock directories, the stamp alone shows another run.
fn take_turn(file: &Path, log: Log, longest: Duration) -> Result<Option<File>, Failure> {
    let target = pointed_to(file);
    let parent = load::parent_of(&target);
    let Ok(directory) = File::open(parent) else { return Ok(None) };
    for look in 0..=LOOKS {
        match directory.try_lock() {
            Ok(()) => return Ok(Some(directory)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if look == 0 => {
                log.warn(&format!("another run is to replace a baseline in {}: waiting for it", parent.display()));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(longest / LOOKS),
        }
    }
    let (place, minutes) = (parent.display(), longest.as_secs() / 60);
    let message = format!("another run that is to replace a baseline in {place} has not ended in {minutes} minutes");
    Err(Failure::usage(message, "end that run if it hangs; nothing was evaluated".to_owned()))
}

/// Time runs forward on the other clock too: what was known must not be forgotten.
fn check_knowledge_date(session: &Session, survey: &Survey, file: &Path) -> Result<(), Failure> {
    let Some(now) = session.common.known_as_of else { return Ok(()) };
    let (known, help) = match survey.known_as_of {
        Some(then) if then <= now => return Ok(()),
        Some(then) => (format!("by {then}"), "name a later --known-as-of, or another file"),
        None => ("without limit".to_owned(), "leave out --known-as-of, or name another file"),
    };
    let message = format!("{} is of what was known {known}, after --known-as-of {now}", file.display());
    Err(Failure::usage(message, help.to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::cli::streams::stderr::LogFormat;

    #[test]
    fn the_turn_of_a_run_that_does_not_end_is_not_waited_for_without_end() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("baseline.json");
        let log = Log { quiet: true, verbose: false, color: clap::ColorChoice::Never, form: LogFormat::Text };
        let wait = |longest| take_turn(&file, log, longest);
        let first = wait(Duration::ZERO).unwrap();
        assert!(first.is_some());
        let refused = wait(Duration::from_millis(60)).map(drop).unwrap_err();
        assert!(refused.to_string().contains("has not ended in"), "{refused}");
        thread::scope(|threads| {
            threads.spawn(|| {
                thread::sleep(Duration::from_millis(50));
                drop(first);
            });
            assert!(wait(Duration::from_secs(60)).unwrap().is_some(), "it waits as long as it may");
        });
    }
}
