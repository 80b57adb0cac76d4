//! How a commitment stands: delivered, late, open, by what is known to have been delivered and the day it was due.

use super::Desk;
use super::entry::Play;
use crate::law::{Confidence, Delivery, Extent, Urging};
use crate::time::Day;

/// Where a commitment stands on a day, and why. A delivery counts from its day. One that is known to come later proves
/// that there was none before; without any, a passed due day leaves it unknown, for nobody keeps a list of what was not
/// delivered.
pub(super) fn standing(known: &[&Delivery], due: Option<Day>, day: Day) -> (Play, String) {
    let full = |one: &&&Delivery| one.extent == Extent::Full;
    let done = known.iter().filter(full).filter(|one| one.on.certainly_by(day)).min_by_key(|one| one.on.last());
    if let Some(done) = done {
        return delivered(done, due);
    }
    if known.iter().filter(full).any(|one| one.on.possibly_by(day)) {
        return (Play::Unknown, "the day of delivery is not known exactly".to_owned());
    }
    if known.iter().any(|one| one.extent == Extent::Partial && one.on.certainly_by(day)) {
        let due = due.map_or(String::new(), |due| format!("due {due}; "));
        return (Play::Partly, format!("{due}a part was delivered"));
    }
    let comes_later = known.iter().find(full).map(|one| format!("delivered only {}{}", one.on, recalled(one)));
    match (due, comes_later) {
        (None, Some(later)) => (Play::Open, format!("no day is set; {later}")),
        (None, None) => (Play::Open, "no day is set, and nothing is known to have been delivered".to_owned()),
        (Some(due), _) if day <= due => (Play::Open, format!("due {due}")),
        (Some(due), Some(later)) => (Play::Late, format!("due {due}; {later}")),
        (Some(due), None) => (Play::Unknown, format!("due {due}; nothing on record says what was delivered")),
    }
}

fn delivered(done: &Delivery, due: Option<Day>) -> (Play, String) {
    match due {
        Some(due) if done.on.first() > due => (Play::DeliveredLate, format!("due {due}, delivered {}", done.on)),
        Some(due) if done.on.last() > due => {
            (Play::Delivered, format!("due {due}, delivered {}: in time or late is not known", done.on))
        }
        _ => (Play::Delivered, format!("delivered {}", done.on)),
    }
}

/// What is added where a delivery was not read in its document.
pub(super) fn recalled(one: &Delivery) -> &'static str {
    match one.confidence {
        Confidence::Read => "",
        Confidence::Recalled => " (recalled)",
        Confidence::Assumed => super::super::told::ASSUMED,
    }
}

/// The deliveries known by the knowledge date: from the publication of their source, else from their own day.
pub(super) fn known<'a>(desk: &Desk, urging: &'a Urging) -> Vec<&'a Delivery> {
    let corpus = desk.run.engine.corpus;
    let from = |one: &Delivery| {
        let source = one.source.as_ref().and_then(|id| corpus.find_source(id)).and_then(|ix| corpus.source(ix));
        source.filter(|source| !source.continuous).map_or(one.on.last(), |source| source.published.last())
    };
    let is_known = |one: &&Delivery| desk.run.engine.known_as_of.is_none_or(|known| from(one) <= known);
    urging.outcomes.iter().filter(is_known).collect()
}
