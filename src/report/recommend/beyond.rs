//! What sources urge member states to do though no obligation here answers it: it is judged from statements alone, gives
//! no recommendation, and is named so that nobody takes the list for all that is urged.

use super::urged::is_out;
use crate::law::Urging;
use crate::report::page::{Block, Cell};
use crate::report::run::Run;

/// The ids of such urgings, by sources that were out and known: those on which a source names states.
pub(super) fn by_statements_only<'a>(run: &Run<'a>) -> Vec<&'a str> {
    let sources = run.engine.corpus.sources.iter().filter(|source| is_out(run, source));
    let urged = sources.flat_map(|source| &source.urges);
    let to_states = urged.filter(|urging| &*urging.addressee == "member-states" && urging.obligations.is_empty());
    to_states.filter(|urging| is_told(run, urging)).map(|urging| &*urging.id).collect()
}

/// Does any source name states that did it?
fn is_told(run: &Run, urging: &Urging) -> bool {
    let mut all = run.engine.corpus.sources.iter().flat_map(|source| &source.states);
    all.any(|one| one.tells.about.contains(&urging.id) && (one.tells.complete || !one.tells.done_by.is_empty()))
}

/// A line for the reader; nothing where nothing is urged beyond the obligations.
pub(super) fn told(ids: &[&str]) -> Option<Block> {
    let text = || format!("urged too, but judged from statements alone: {}; see acquis actions", ids.join(", "));
    (!ids.is_empty()).then(|| Block::Text(Cell::plain(text())))
}
