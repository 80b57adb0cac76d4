//! The findings of two surveys side by side. Both are in the order of state, instrument, obligation, so that they are gone
//! through together and none is searched for.

use super::snapshot::Snapshot;
use super::whole::Survey;
use crate::engine::Question;
use std::cmp::Ordering;

/// The findings of two surveys, each once, in order: those of one id together.
pub struct SnapshotPairs<'b, 'a> {
    before: &'b [Snapshot],
    after: &'a [Snapshot],
}

impl<'b, 'a> SnapshotPairs<'b, 'a> {
    /// Of these findings, which must be in order.
    pub fn new(before: &'b [Snapshot], after: &'a [Snapshot]) -> SnapshotPairs<'b, 'a> {
        SnapshotPairs { before, after }
    }
}

impl<'b, 'a> Iterator for SnapshotPairs<'b, 'a> {
    type Item = (Option<&'b Snapshot>, Option<&'a Snapshot>);

    fn next(&mut self) -> Option<Self::Item> {
        let order = match (self.before.first(), self.after.first()) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(then), Some(now)) => then.order(now),
        };
        let then = if order.is_le() { self.before.split_off_first() } else { None };
        let now = if order.is_ge() { self.after.split_off_first() } else { None };
        Some((then, now))
    }
}

/// The findings of a survey, for questions that are asked in their order.
pub struct InOrder<'s>(&'s [Snapshot]);

impl<'s> InOrder<'s> {
    /// From the finding of the first question on; none, where there is no survey.
    pub fn starting_at(survey: Option<&'s Survey>, first: Option<&Question>) -> InOrder<'s> {
        let from = survey.zip(first).and_then(|(survey, first)| {
            let place = survey.findings.partition_point(|one| one.parts() < parts_of(first));
            survey.findings.get(place..)
        });
        InOrder(from.unwrap_or_default())
    }

    /// The finding of this question; those before it are not asked about any more.
    pub fn find(&mut self, question: &Question) -> Option<&'s Snapshot> {
        let id = parts_of(question);
        while self.0.first().is_some_and(|first| first.parts() < id) {
            self.0.split_off_first();
        }
        self.0.first().filter(|first| first.parts() == id)
    }
}

/// State, instrument, obligation.
pub(super) fn parts_of<'a>(question: &Question<'a>) -> [&'a str; 3] {
    [&question.actor.code, &question.instrument.id, &question.obligation.id]
}
