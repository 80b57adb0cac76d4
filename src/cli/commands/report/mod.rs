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
    match session.output.format() {
        Format::Docx | Format::Markdown => note::run(session, arguments),
        Format::Html if arguments.note => note::run(session, arguments),
        Format::Html => page::run(session, arguments),
        Format::Xlsx => workbook::run(session, arguments),
        _ => Err(Failure::usage(
            "a report is a file, and its ending says which kind",
            "name one: -o dossier.html, dossier.xlsx or note.docx; or --format html for stdout".to_owned(),
        )),
    }
}

/// The states named, and the act; without one, what `--instrument` names.
fn selection(session: &Session, corpus: &Corpus, arguments: &ReportArguments) -> Result<Selection, Failure> {
    let states = session.selection(corpus, &arguments.states)?;
    let Some(act) = arguments.act.as_deref() else { return Ok(states) };
    let acts = session.instruments(corpus, Some(act))?;
    Ok(Selection { actors: states.actors, ..acts })
}
