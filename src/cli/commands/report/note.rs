//! `acquis report STATE -o note.docx`: a note about one state or institution.

use crate::cli::arguments::ReportArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::{PartOfData, Session};
use crate::report::Note;

/// Writes it.
///
/// # Errors
/// None or several are named, a name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ReportArguments) -> CommandResult {
    let typed = one_state(session, arguments)?;
    let opened =
        session.open_for(PartOfData { state: Some(typed), act: arguments.act.as_deref(), ..PartOfData::default() })?;
    let actor = session.actor(&opened.corpus, typed)?;
    let selection = session.instruments(&opened.corpus, arguments.act.as_deref())?;
    session.warn_of_unknown_acts(&opened.corpus, &selection);
    session.warn_of_hidden_assumptions(&opened.corpus, &selection.about(&actor.code));
    let note = Note::new(session.run(&opened), actor, &selection);
    session.write_document(&note.document())?;
    Ok(session.judge(note.findings()))
}

/// The one state or institution that the note is about.
fn one_state<'a>(session: &'a Session, arguments: &'a ReportArguments) -> Result<&'a str, Failure> {
    let typed = if arguments.states.is_empty() { &session.common.state } else { &arguments.states };
    match typed.as_slice() {
        [one] => Ok(one),
        [] => Err(Failure::usage("a note is about one state, and none is named", EXAMPLE.to_owned())),
        several => {
            let message = format!("a note is about one state, and {} are named", several.len());
            Err(Failure::usage(message, format!("{EXAMPLE}; several fit into a page (.html) or a workbook (.xlsx)")))
        }
    }
}

const EXAMPLE: &str = "name one: acquis report IE --note -o note.docx";
