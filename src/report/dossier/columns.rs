//! The columns: the states in the protocol order of the Union, each with its place on the tile map.

use super::code::{number_of, plain};
use super::data::StateData;
use super::query::DossierQuery;
use crate::law::Actor;
use crate::report::run::Run;

/// The states in protocol order (Interinstitutional style guide, 7.1.1: by the names in their own languages), the former
/// member last, each with its column and row on a map of equal tiles that keeps neighbours together.
const PLACES: [(&str, u8, u8); 28] = [
    ("BE", 2, 3),
    ("BG", 5, 6),
    ("CZ", 3, 4),
    ("DK", 3, 1),
    ("DE", 3, 3),
    ("EE", 5, 1),
    ("IE", 0, 2),
    ("EL", 5, 7),
    ("ES", 1, 5),
    ("FR", 1, 4),
    ("HR", 4, 6),
    ("IT", 2, 6),
    ("CY", 6, 7),
    ("LV", 5, 2),
    ("LT", 5, 3),
    ("LU", 2, 4),
    ("HU", 4, 5),
    ("MT", 2, 7),
    ("NL", 2, 2),
    ("AT", 3, 5),
    ("PL", 4, 3),
    ("PT", 0, 5),
    ("RO", 5, 5),
    ("SI", 3, 6),
    ("SK", 4, 4),
    ("FI", 5, 0),
    ("SE", 4, 0),
    ("UK", 1, 2),
];

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
    actors.sort_by_key(|actor| place(&actor.code).map_or(PLACES.len(), |(place, _)| place));
    actors
}

fn place(code: &str) -> Option<(usize, (u8, u8))> {
    let place = PLACES.iter().position(|(known, ..)| *known == code)?;
    PLACES.get(place).map(|(_, column, row)| (place, (*column, *row)))
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
        at: place(&actor.code).map(|(_, tile)| tile),
        member: times.collect(),
    }
}

/// The name inside a sentence: "the Netherlands".
pub(super) fn in_text(name: &str) -> String {
    let has_article = name.starts_with("United ") || name.ends_with("Netherlands") || name.ends_with("Republic");
    if has_article && !name.starts_with("The ") { format!("the {name}") } else { name.to_owned() }
}
