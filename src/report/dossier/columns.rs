//! The columns: the states in the protocol order of the Union, each with its place on the tile map.

use super::code::{number_of, plain};
use super::data::StateData;
use super::query::DossierQuery;
use crate::law::Actor;
use crate::report::run::Run;
use crate::report::text::states::{protocol_place, tile};

/// The states that are columns: those named, or else all that ever were members, with `all_states` associates too.
pub(super) fn actors<'a>(run: &Run<'a>, query: &DossierQuery) -> Vec<&'a Actor> {
    let choice = &query.selection.actors;
    let is_shown = |actor: &&Actor| {
        let is_asked =
            if choice.is_all() { query.all_states || !actor.membership.is_empty() } else { choice.takes(&actor.code) };
        is_asked && !actor.is_institution()
    };
    let mut actors: Vec<&Actor> = run.engine.corpus.actors.iter().filter(is_shown).collect();
    // the others by code, as the corpus has them
    actors.sort_by_key(|actor| protocol_place(&actor.code));
    actors
}

/// A column.
pub(super) fn state(actor: &Actor) -> StateData {
    let times = actor.membership.iter().map(|one| {
        let to = one.union_law_to.max(one.during.to());
        (number_of(one.during.from()), to.map(number_of))
    });
    StateData {
        code: plain(&actor.code),
        name: plain(&actor.name),
        in_text: plain(&in_text(&actor.name)),
        at: tile(&actor.code),
        member: times.collect(),
    }
}

/// The name inside a sentence: "the Netherlands".
pub(super) fn in_text(name: &str) -> String {
    let has_article = name.starts_with("United ") || name.ends_with("Netherlands") || name.ends_with("Republic");
    if has_article && !name.starts_with("The ") { format!("the {name}") } else { name.to_owned() }
}
