//! `acquis report -o FILE`: a page that shows every day.

use crate::cli::arguments::ReportArguments;
use crate::cli::clock;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;
use crate::engine::Selection;
use crate::law::Corpus;
use crate::report::dossier::{Dossier, DossierQuery};

/// Writes it.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ReportArguments) -> CommandResult {
    let opened = session.open()?;
    let query = query(session, arguments, &opened.corpus)?;
    let run = session.run(&opened);
    let dossier = Dossier::new(&run, &query);
    let text = serde_json::to_vec(&dossier).map_err(|error| Failure::Output(error.to_string()))?;
    session.output.text(&text)?;
    let (_, findings) = run.survey(&query.selection, query.all_states);
    Ok(session.judge(&findings))
}

/// What the arguments ask for: the page opens on the one state that is named, or else on the act.
fn query(session: &Session, arguments: &ReportArguments, corpus: &Corpus) -> Result<DossierQuery, Failure> {
    let states = session.selection(corpus, &arguments.states)?;
    let acts = session.instruments(corpus, arguments.act.as_deref())?;
    let state = match states.actors.named() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let view = match (&state, &arguments.act) {
        (Some(_), _) => Some("country"),
        (None, Some(_)) => Some("act"),
        (None, None) => None,
    };
    Ok(DossierQuery {
        selection: Selection { actors: states.actors, ..acts },
        all_states: session.common.all_states,
        today: clock::today(),
        view,
        state,
    })
}
