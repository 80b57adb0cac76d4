//! `acquis report`: a page to look at, a workbook and a note to work in, a site.

mod note;
mod page;
mod site;
mod workbook;

use crate::cli::arguments::ReportArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;
use crate::engine::Selection;
use crate::law::Corpus;
use crate::render::Format;

/// Writes what the ending of the file, or a flag, asks for.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ReportArguments) -> CommandResult {
    if let Some(directory) = &arguments.site {
        return site::run(session, arguments, directory);
    }
    if arguments.base_url.is_some() {
        return Err(Failure::usage(
            "--base-url is the address of a site, and no site is asked for",
            "add --site DIR".to_owned(),
        ));
    }
    match session.output.format() {
        Format::Docx | Format::Markdown => note::run(session, arguments),
        Format::Html if arguments.note => note::run(session, arguments),
        Format::Html => page::run(session, arguments),
        Format::Xlsx if !arguments.note => workbook::run(session, arguments),
        other => Err(no_such_form(session, arguments, other)),
    }
}

/// Neither a file nor a format says what is written, or they say what a report, or a note, is never written as.
fn no_such_form(session: &Session, arguments: &ReportArguments, format: Format) -> Failure {
    let (what, files) = if arguments.note {
        ("note", "note.docx, note.md or note.html")
    } else {
        ("report", "dossier.html, dossier.xlsx, note.docx or note.md")
    };
    let has_ending = session.common.output.as_ref().is_some_and(|file| file.extension().is_some());
    let message = if session.common.format.is_some() || has_ending {
        format!("a {what} has no format {}", format.name())
    } else {
        format!("a {what} is a file, and its ending says which kind")
    };
    Failure::usage(message, format!("name a file: -o {files}; or --format html for stdout"))
}

/// The states named, and the act; without one, what `--instrument` names.
fn selection(session: &Session, corpus: &Corpus, arguments: &ReportArguments) -> Result<Selection, Failure> {
    let states = session.selection(corpus, &arguments.states)?;
    let Some(act) = arguments.act.as_deref() else { return Ok(states) };
    let acts = session.instruments(corpus, Some(act))?;
    Ok(Selection { actors: states.actors, ..acts })
}
