//! The records of two findings compared: which are the same, and what became of the others. Here is what a record has to
//! do with a change; whether records can make that change is decided in `causes`.

use super::cause::{Cause, CauseKind};
use crate::law::EventKind;
use crate::report::survey::KnownRecord;
use crate::time::Day;

/// A record as it was and as it is; at least one of the two is there.
#[derive(Clone, Copy)]
pub(super) struct Pair<'b> {
    pub then: Option<&'b KnownRecord>,
    pub now: Option<&'b KnownRecord>,
}

/// Every record of both sides, each once: first those that say the same, then those that may be corrections, then the
/// rest.
pub(super) fn pairs<'b>(then: &'b [KnownRecord], now: &'b [KnownRecord]) -> Vec<Pair<'b>> {
    let mut pairs: Vec<Pair> = now.iter().map(|one| Pair { then: None, now: Some(one) }).collect();
    let mut left: Vec<&KnownRecord> = then.iter().collect();
    let same_days =
        |new: &KnownRecord, old: &KnownRecord| new.may_correct(old) && (new.first, new.last) == (old.first, old.last);
    for is_same in [KnownRecord::says_the_same, same_days, KnownRecord::may_correct] {
        for pair in pairs.iter_mut().filter(|pair| pair.then.is_none()) {
            let place = left.iter().position(|old| pair.now.is_some_and(|new| is_same(new, old)));
            pair.then = place.map(|place| left.remove(place));
        }
    }
    pairs.extend(left.into_iter().map(|old| Pair { then: Some(old), now: None }));
    pairs
}

impl Pair<'_> {
    /// Is there something about it that holds for either side?
    pub fn is_any(self, holds: impl Fn(&KnownRecord) -> bool) -> bool {
        self.then.is_some_and(&holds) || self.now.is_some_and(&holds)
    }

    /// Does only one of the two sides know it?
    pub fn is_single(self) -> bool {
        self.then.is_some() != self.now.is_some()
    }

    /// Was it added, corrected or withdrawn? `learnt` says what made it known, where the data are the same.
    pub fn edited(self, learnt: Option<&str>) -> Option<Cause> {
        let by = learnt.unwrap_or_default();
        match (self.then, self.now) {
            (Some(old), Some(new)) if old.says_the_same(new) => None,
            (Some(old), Some(new)) => {
                let (is, was) = (new.in_words(), old.in_words());
                let text = if is == was {
                    format!("what a record covers, or how it is proved, differs{by}: {is}")
                } else {
                    format!("a record now says{by}: {is}; it said: {was}")
                };
                Some(Cause::of(CauseKind::RecordCorrected, text, new))
            }
            (None, Some(new)) => {
                let word = match learnt {
                    _ if new.is_assumed() => "for this run",
                    Some(_) => "now known",
                    None => "newly recorded",
                };
                Some(Cause::of(CauseKind::RecordAdded, format!("{word}{by}: {}", new.in_words()), new))
            }
            (Some(old), None) => {
                let text = format!("no longer counted{by}: {}", old.in_words());
                Some(Cause::of(CauseKind::RecordWithdrawn, text, old))
            }
            (None, None) => None,
        }
    }

    /// Did it happen between the two days? A record that says something else than before is a correction.
    pub fn happened(self, falls: impl Fn(&KnownRecord) -> bool) -> Option<Cause> {
        let new = self.now.filter(|new| falls(new))?;
        let is_reworded = self.then.is_some_and(|old| !old.says_the_same(new));
        (!is_reworded).then(|| Cause::of(acted(new), new.in_words(), new))
    }

    /// Does it lie ahead and say that it is done by then, so that it may be done on the day already?
    pub fn found_later(self, on: Day) -> Option<Cause> {
        let new = self.now.filter(|new| new.counts && new.last.is_none_or(|last| last > on))?;
        let says_done = matches!(new.kind(), Some(EventKind::Observed | EventKind::Closed | EventKind::Withdrawn));
        let is_first = self.then.is_some_and(|old| !old.counts && old.says_the_same(new));
        let text = || format!("it may be done already: {}, and since when is not said", new.in_words());
        (says_done && is_first).then(|| Cause::of(CauseKind::SourceFound, text(), new))
    }
}

/// Who acted.
fn acted(record: &KnownRecord) -> CauseKind {
    match record.kind() {
        Some(EventKind::AnnulledNationally | EventKind::Judgment | EventKind::Penalty) => CauseKind::CourtActed,
        Some(kind) if kind.is_procedural() => CauseKind::CommissionActed,
        Some(EventKind::Observed) | None => CauseKind::SourceFound,
        Some(EventKind::InForceForState) => CauseKind::BondChanged,
        Some(_) => CauseKind::StateActed,
    }
}
