//! `acquis report -o FILE`: a page that shows every day.

use super::selection;
use crate::cli::arguments::ReportArguments;
use crate::cli::clock;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::names;
use crate::cli::session::Session;
use crate::engine::{Choice, Selection};
use crate::law::Corpus;
use crate::render::{self, PageLink, StateInPage};
use crate::report::Run;
use crate::report::chart::{CountryChart, Picture};
use crate::report::dossier::{Dossier, DossierQuery};
use std::io;

/// Where a page is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening<'a> {
    /// All states and acts.
    Overview,
    /// One state.
    State(&'a str),
    /// One act, state by state.
    Act,
}

/// Writes it.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ReportArguments) -> CommandResult {
    let opened = session.open()?;
    let selection = selection(session, &opened.corpus, arguments)?;
    states_only(&opened.corpus, &selection)?;
    let run = session.run(&opened);
    let opening = match (selection.actors.named(), &arguments.act) {
        ([state], _) => Opening::State(state),
        (_, Some(_)) => Opening::Act,
        (_, None) => Opening::Overview,
    };
    let page = text(session, &run, &selection, opening, &[])?;
    session.output.text(page.as_bytes())?;
    let (_, findings) = run.survey(&selection, session.common.all_states);
    Ok(session.judge(&findings))
}

/// A page has a column for each state.
///
/// # Errors
/// An institution is named.
pub fn states_only(corpus: &Corpus, selection: &Selection) -> Result<(), Failure> {
    names::states_only(corpus, selection, "a page", "a note is written about an institution too: -o note.docx")
}

/// The page of a selection, with links to others. For a reader without script it shows the duties of the states that are
/// named.
///
/// # Errors
/// The page cannot be put together.
pub fn text(
    session: &Session,
    run: &Run,
    selection: &Selection,
    opening: Opening,
    links: &[PageLink],
) -> Result<String, Failure> {
    let (view, state) = match opening {
        Opening::Overview => (None, None),
        Opening::State(code) => (Some("country"), Some(code.to_owned())),
        Opening::Act => (Some("act"), None),
    };
    let all_states = session.common.all_states;
    let query = DossierQuery { selection: selection.clone(), all_states, today: clock::today(), view, state };
    let dossier = Dossier::new(run, &query);
    let named = named(run, selection, &dossier).map_err(|error| Failure::Output(format!("cannot draw: {error}")))?;
    render::dossier_page(&dossier, &named, links)
        .map_err(|error| Failure::Output(format!("cannot put the page together: {error}")))
}

/// The states that are named, each with its picture.
fn named(run: &Run, selection: &Selection, dossier: &Dossier) -> io::Result<Vec<StateInPage>> {
    let mut named = Vec::new();
    let is_named = |code: &String| selection.actors.named().contains(code);
    for (number, state) in dossier.states.iter().enumerate().filter(|(_, state)| is_named(&state.code)) {
        let Some(actor) = run.engine.corpus.find_actor(&state.code) else { continue };
        let findings = run.findings(&Selection { actors: Choice::one(&*actor.code), ..selection.clone() });
        let picture = Picture::Country(CountryChart::new(run, actor, &findings));
        let picture = render::write_picture(&picture, render::Format::Svg)?;
        named.push(StateInPage { number, picture: String::from_utf8_lossy(&picture).into_owned() });
    }
    Ok(named)
}
