//! How a run ends: the five exit codes, the same for every command and format, and what leads to the bad ones.

use crate::report::FailOn;
use crate::rules::{Severity, Verdict};
use std::io;
use std::process::ExitCode;

/// The exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Evaluated, and nothing at or above `--fail-on`.
    Evaluated = 0,
    /// Findings at or above `--fail-on`.
    Findings = 1,
    /// A usage error, or the result could not be written.
    Usage = 2,
    /// Data or rules are invalid; nothing was evaluated.
    Invalid = 3,
    /// Under `--strict`: not everything is known, or nothing was evaluated.
    Incomplete = 4,
}

impl Exit {
    /// How a run ends that evaluated: what fails it comes before what `--strict` finds incomplete.
    pub fn of(fails: bool, is_incomplete: bool) -> Exit {
        match (fails, is_incomplete) {
            (true, _) => Exit::Findings,
            (false, true) => Exit::Incomplete,
            (false, false) => Exit::Evaluated,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command gave no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// What was typed names nothing, or does not go together.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to type instead.
        help: Option<String>,
    },
    /// The result could not be written.
    #[error("{0}")]
    Output(String),
    /// Data or rules are invalid; the problems were reported already.
    #[error("{0}")]
    Invalid(String),
}

impl Failure {
    /// A usage error, with advice.
    pub fn usage(message: impl Into<String>, help: impl Into<Option<String>>) -> Failure {
        Failure::Usage { message: message.into(), help: help.into() }
    }

    /// The exit code it leads to.
    pub fn exit(&self) -> Exit {
        match self {
            Failure::Usage { .. } | Failure::Output(_) => Exit::Usage,
            Failure::Invalid(_) => Exit::Invalid,
        }
    }
}

/// What a command comes to.
pub type CommandResult = Result<Exit, Failure>;

/// The exit code that these findings ask for. Findings at or above the level come before `--strict`, for which none at all
/// is as little as one of which nothing is known.
pub fn judge(judged: impl IntoIterator<Item = (Verdict, Severity)>, level: FailOn, strict: bool) -> Exit {
    let (mut is_none, mut fails, mut is_open) = (true, false, false);
    for (verdict, severity) in judged {
        is_none = false;
        fails |= level.is_reached_by(verdict, severity);
        is_open |= verdict.is_open();
    }
    Exit::of(fails, strict && (is_none || is_open))
}

/// The error in lower case, without the number of the operating system.
pub fn plain(error: &io::Error) -> String {
    let text = match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    };
    match text.split_once(" (os error") {
        Some((text, _)) => text.to_lowercase(),
        None => text,
    }
}
