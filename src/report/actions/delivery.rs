//! How a commitment stands: delivered, late, dropped, open, by what is known to have been delivered or given up and the
//! day it was due.

use super::inputs::ProgrammeInputs;
use super::play::Play;
use super::states::DatedStatement;
use crate::law::{Confidence, Delivery, Extent, Urging};
use crate::time::Day;

/// Where a commitment stands on a day, and why. A delivery counts from its day, and so does giving up; what is delivered
/// after all was not given up for good. What is known to come later, of either sort, proves that nothing had been
/// delivered before, and so does a source that says so of its day; without any, a passed due day leaves it unknown, for
/// nobody keeps a list of what was not delivered.
pub(super) fn standing(
    known: &[&Delivery],
    due: Option<Day>,
    day: Day,
    missed: Option<(Day, String)>,
) -> (Play, String) {
    let (dropped, delivered): (Vec<&Delivery>, Vec<&Delivery>) = known.iter().copied().partition(|one| one.dropped);
    if let Some(done) = whole_by(&delivered, day) {
        return in_full(done, due);
    }
    if may_be_whole_by(&delivered, day) {
        return (Play::Unknown, "the day of delivery is not known exactly".to_owned());
    }
    let part = |list: &[&Delivery]| list.iter().copied().find(|one| is_part(one) && one.on.certainly_by(day)).cloned();
    let delivered_part = part(&delivered).map(|_| "a part was delivered".to_owned());
    if let Some(end) = whole_by(&dropped, day) {
        let said = [due.map(|due| format!("due {due}")), delivered_part, Some(given_up("dropped", end))];
        return (Play::Dropped, said.into_iter().flatten().collect::<Vec<_>>().join("; "));
    }
    if may_be_whole_by(&dropped, day) {
        return (Play::Unknown, "the day on which it was dropped is not known exactly".to_owned());
    }
    let dropped_part = part(&dropped).map(|end| given_up("a part was dropped", &end));
    if delivered_part.is_some() {
        let said = [due.map(|due| format!("due {due}")), delivered_part, dropped_part];
        return (Play::Partly, said.into_iter().flatten().collect::<Vec<_>>().join("; "));
    }
    let later = || comes_later(&delivered, &dropped);
    let after_due = missed.filter(|(until, _)| due.is_none_or(|due| *until > due)).map(|(_, said)| said);
    nothing_yet(due, day, dropped_part.or_else(later).or(after_due))
}

/// Nothing has been delivered by the day. What is known of later days, or of a part, says more than that.
fn nothing_yet(due: Option<Day>, day: Day, also: Option<String>) -> (Play, String) {
    match (due, also) {
        (None, Some(also)) => (Play::Open, format!("no day is set; {also}")),
        (None, None) => (Play::Open, "no day is set, and nothing is known to have been delivered".to_owned()),
        (Some(due), _) if day <= due => (Play::Open, format!("due {due}")),
        (Some(due), Some(also)) => (Play::Late, format!("due {due}; {also}")),
        (Some(due), None) => (Play::Unknown, format!("due {due}; nothing on record says what was delivered")),
    }
}

/// The last day for which a source says that nothing had been delivered, and its words.
pub(super) fn missed(statements: &[DatedStatement]) -> Option<(Day, String)> {
    let denies = statements.iter().filter(|one| one.statement.tells.complete && one.statement.tells.done_by.is_empty());
    let last = denies.max_by_key(|one| one.on.first())?;
    Some((last.on.first(), format!("not delivered by {}, says {}", last.on, last.source.name())))
}

fn comes_later(delivered: &[&Delivery], dropped: &[&Delivery]) -> Option<String> {
    let first =
        |list: &[&Delivery]| list.iter().copied().filter(|one| !is_part(one)).min_by_key(|one| one.on.last()).cloned();
    let only_then = first(delivered).map(|one| format!("delivered only {}{}", one.on, recalled(&one)));
    only_then.or_else(|| first(dropped).map(|one| given_up("not delivered, and dropped later,", &one)))
}

fn given_up(words: &str, end: &Delivery) -> String {
    format!("{words} {}{}", end.on, recalled(end))
}

fn is_part(one: &Delivery) -> bool {
    one.extent != Extent::Full
}

/// The first that is the whole, and certainly of that day or before.
fn whole_by<'a>(list: &[&'a Delivery], day: Day) -> Option<&'a Delivery> {
    let whole = list.iter().copied().filter(|one| !is_part(one) && one.on.certainly_by(day));
    whole.min_by_key(|one| one.on.last())
}

fn may_be_whole_by(list: &[&Delivery], day: Day) -> bool {
    list.iter().any(|one| !is_part(one) && one.on.possibly_by(day))
}

fn in_full(done: &Delivery, due: Option<Day>) -> (Play, String) {
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
        Confidence::Assumed => crate::report::text::record::ASSUMED,
    }
}

/// The outcomes known by the knowledge date: from the publication of their source, else from their own day.
pub(super) fn known<'a>(inputs: &ProgrammeInputs, urging: &'a Urging) -> Vec<&'a Delivery> {
    let corpus = inputs.run.engine.corpus;
    let from = |one: &Delivery| {
        let source = one.source.as_ref().and_then(|id| corpus.find_source(id)).and_then(|ix| corpus.source(ix));
        source.filter(|source| !source.continuous).map_or(one.on.last(), |source| source.published.last())
    };
    let is_known = |one: &&Delivery| inputs.run.engine.known_as_of.is_none_or(|known| from(one) <= known);
    urging.outcomes.iter().filter(is_known).collect()
}
