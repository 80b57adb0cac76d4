//! `acquis import KIND FILE... --into DIR`: official files become records, row by row, all files or none.

use std::path::{Path, PathBuf};

use super::cited_source::{early_source, source};
use super::input_files::{is_stdin, read_file, read_rows, shown};
use super::refused::RefusedPlace;
use super::{MOST_SHOWN, directory, invalid, not_written, open, preview, refused};
use crate::cli::arguments::{ImportArguments, ImportKind};
use crate::cli::exit::{CommandResult, Exit, Failure, plain};
use crate::cli::session::Session;
use crate::cli::streams::progress::Progress;
use crate::import::plan::{self, ImportOptions, ImportPlan, InputFile, PlanFailure, RowOutcome, RowVerdict};
use crate::load::CorpusDraft;
use crate::render::Format;
use crate::report::{ImportReport, ImportedFileData};
use crate::text::harmless;

/// Reading, comparing, checking, and both again where a row is refused; then writing.
const STEPS: u64 = 6;

/// Reads the files, compares them with what is on record, and writes what is new.
///
/// # Errors
/// A file cannot be read or is none of its kind, the source is not clear, the data are or would be invalid, or they cannot be
/// written; then nothing was.
pub fn run(session: &Session, arguments: &ImportArguments) -> CommandResult {
    let into = directory(session, arguments.into.as_ref())?;
    session.protect_inputs(arguments.files.iter().map(PathBuf::as_path).filter(|file| !is_stdin(file)))?;
    check_refused(arguments)?;
    check_output(session)?;
    let texts = arguments.files.iter().map(|file| read_file(file)).collect::<Result<Vec<_>, _>>()?;
    let draft = open(session, into)?;
    let progress = Progress::new(STEPS, session.log.quiet);
    let early = early_source(&draft.corpus, arguments)?;
    let reading = |step: &str| progress.say(step);
    let files = read_rows(session, texts, arguments, (&draft.corpus, early.as_deref()), reading)?;
    let source = source(&draft.corpus, early, &files, arguments)?;
    let headers: Vec<Vec<String>> = files.iter().map(|file| file.read.header.clone()).collect();
    let read = described(session, arguments, &files);
    let options = ImportOptions {
        source: source.clone(),
        is_read: arguments.kind != ImportKind::Records,
        day: session.as_of,
        create_states: arguments.create_states,
        on_lines: arguments.lines,
        by_hand: false,
        replaces: None,
    };
    let planned = plan::plan(&draft, files, &options, |step| progress.step(step)).map_err(|failure| match failure {
        PlanFailure::Invalid(defects) => invalid(session, &defects),
        PlanFailure::NothingReplaced => Failure::usage("nothing is replaced", None),
    })?;
    let mut report = ImportReport::new(arguments.kind.as_str(), source, read, &planned);
    progress.last_step("writing");
    if arguments.dry_run {
        progress.clear();
        report.dry_run = true;
        report.written = draft.differing(&planned.files).into_iter().map(|(path, _)| path.to_owned()).collect();
        preview(session, &draft, &planned, &report)?;
        return Ok(exit(&planned));
    }
    if planned.count(RowVerdict::Refused) > 0 {
        check_refused_places(arguments)?;
    }
    report.written = draft.write(&planned.files).map_err(|error| not_written(into, &error))?;
    // afterwards: a file of refused rows that was imported again holds them until the others are on record
    report.refused_files = write_refused(arguments, &headers, &planned)?;
    progress.clear();
    session.write(&report)?;
    Ok(exit(&planned))
}

/// The files as the report names them; what is not read of them is said at once.
fn described(session: &Session, arguments: &ImportArguments, files: &[InputFile]) -> Vec<ImportedFileData> {
    let each = arguments.files.iter().zip(files).map(|(path, file)| ImportedFileData {
        file: shown(path),
        unread_columns: file.read.unread.clone(),
        sha256: file.sha256.clone(),
        rows: file.read.rows.len(),
    });
    let read: Vec<ImportedFileData> = each.collect();
    for file in read.iter().filter(|file| !file.unread_columns.is_empty()) {
        let columns = file.unread_columns.join(", ");
        session.log.warn(&harmless(&format!("{}: columns that are not read: {columns}", file.file)));
    }
    read
}

/// Prints what would change: the difference of the files, and beside it what became of the rows; in any other form than for
/// reading, the report.
fn preview(session: &Session, draft: &CorpusDraft, planned: &ImportPlan, report: &ImportReport) -> Result<(), Failure> {
    if session.output.format() != Format::Table {
        return session.write(report);
    }
    preview::print(session, draft, &planned.files)?;
    session.log.remark(&harmless(&report.heading()));
    let refused = report.problems.iter().filter(|row| row.verdict == "refused").take(MOST_SHOWN);
    refused.for_each(|row| session.log.remark(&harmless(&format!("{}:{}: {}", row.file, row.line, row.message))));
    Ok(())
}

/// A refused row is a finding: a script that imports every night must notice it.
fn exit(planned: &ImportPlan) -> Exit {
    if planned.count(RowVerdict::Refused) > 0 { Exit::Findings } else { Exit::Evaluated }
}

/// Refuses an import whose refused rows would take the place of each other.
fn check_refused(arguments: &ImportArguments) -> Result<(), Failure> {
    let mut places: Vec<PathBuf> = arguments.files.iter().map(|file| refused_place(arguments, file).file).collect();
    places.sort();
    let twice = places.windows(2).find_map(|pair| matches!(pair, [one, other] if one == other).then(|| pair.first()));
    let Some(place) = twice.flatten() else { return Ok(()) };
    let message = format!("the refused rows of several files would go into {}", place.display());
    let help = if arguments.refused.is_some() {
        "leave --refused out: each file has its own then, NAME.refused.csv in the working directory"
    } else {
        "files of one name: rename one of them"
    };
    Err(Failure::usage(harmless(&message), help.to_owned()))
}

/// Where the refused rows of a file go. A file of refused rows is replaced by what is left of it.
fn refused_place(arguments: &ImportArguments, input: &Path) -> RefusedPlace {
    match &arguments.refused {
        Some(file) => RefusedPlace { file: file.clone(), may_replace: true },
        None => RefusedPlace { file: refused::place(input), may_replace: refused::is_one(input) },
    }
}

/// Refuses an import whose report could not be written, before anything is.
fn check_output(session: &Session) -> Result<(), Failure> {
    let folder = session.common.output.as_deref().and_then(Path::parent);
    match folder.filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        Some(folder) => {
            Err(Failure::Output(format!("there is no directory {}: nothing was imported", folder.display())))
        }
        None => Ok(()),
    }
}

/// Refuses an import whose refused rows could not be kept.
fn check_refused_places(arguments: &ImportArguments) -> Result<(), Failure> {
    for place in arguments.files.iter().map(|file| refused_place(arguments, file)) {
        refused::check(&place).map_err(|error| {
            let (file, why) = (place.file.display(), plain(&error));
            Failure::Output(format!("cannot write {file}: {why}: nothing was imported"))
        })?;
    }
    Ok(())
}

/// Writes the refused rows of each file into a file of their own, and names these.
fn write_refused(
    arguments: &ImportArguments,
    headers: &[Vec<String>],
    planned: &ImportPlan,
) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    for (number, (path, header)) in arguments.files.iter().zip(headers).enumerate() {
        let place = refused_place(arguments, path);
        let failed = |error: std::io::Error| {
            let (file, why) = (place.file.display(), plain(&error));
            Failure::Output(format!("cannot write {file}: {why}; what was not refused is on record"))
        };
        let own: Vec<&RowOutcome> = planned.rows.iter().filter(|row| row.file == number).collect();
        match refused::write(&place, header, &own).map_err(failed)? {
            Some(file) => written.push(file.display().to_string()),
            None if refused::is_one(path) => refused::remove(path).map_err(failed)?,
            None => {}
        }
    }
    Ok(written)
}
