//! The two sides of a change, and what can be asked of them. What follows from the answers is in `causes`.

use crate::law::EventKind;
use crate::report::survey::{KnownRecord, Snapshot, Survey};
use crate::rules::{Enforcement, Verdict};
use crate::time::Day;

/// The two sides of a change.
pub struct Sides<'s> {
    /// The earlier survey and its finding.
    pub before: (&'s Survey, &'s Snapshot),
    /// The later survey and its finding.
    pub after: (&'s Survey, &'s Snapshot),
}

impl Sides<'_> {
    pub(super) fn time_went_by(&self) -> bool {
        self.before.0.as_of < self.after.0.as_of
    }

    pub(super) fn is_between(&self, day: Day) -> bool {
        self.before.0.as_of < day && day <= self.after.0.as_of
    }

    pub(super) fn falls_between(&self, record: &KnownRecord) -> bool {
        record.falls_between(self.before.0.as_of, self.after.0.as_of)
    }

    /// First day of the present verdict, where it is between the two days.
    pub(super) fn since_between(&self) -> Option<Day> {
        self.after.1.since.filter(|since| self.is_between(*since))
    }

    /// Does the stage of a case differ?
    pub(super) fn is_staged(&self) -> bool {
        let (then, now) = (self.before.1, self.after.1);
        (then.enforcement, then.contested) != (now.enforcement, now.contested)
    }

    /// Is it a step to the stage that is reached now, or the end of a case where the stage is a lower one?
    pub(super) fn moved_the_stage(&self, record: &KnownRecord) -> bool {
        let (then, now) = (self.before.1, self.after.1);
        let ends = matches!(record.kind(), Some(EventKind::Closed | EventKind::Withdrawn));
        let moved = |old: Option<Enforcement>, new: Option<Enforcement>| {
            let reaches = new.is_some_and(|stage| stage.as_str() == record.event);
            (old != new && reaches) || (new < old && ends)
        };
        // a case about a duty that implies this one has a stage of its own
        record.of.is_none() && (moved(then.enforcement, now.enforcement) || moved(then.contested, now.contested))
    }

    /// Was it done on both days, and not all the while?
    pub(super) fn is_done_anew(&self) -> bool {
        let (then, now) = (self.before.1, self.after.1);
        let is_done = |one: &Snapshot| matches!(one.verdict, Verdict::Met | Verdict::MetLate);
        is_done(then) && is_done(now) && then.since != now.since
    }

    /// Is it a record that took back, between the two days, what is done on both?
    pub(super) fn interrupted(&self, record: &KnownRecord) -> bool {
        self.is_done_anew() && record.is_undoing() && self.falls_between(record)
    }

    /// Is it the same gap, and nothing but its severity or its stage differs? Then no conduct between the two days is the
    /// cause.
    pub(super) fn is_only_graded(&self) -> bool {
        let ((before, then), (after, now)) = (self.before, self.after);
        let (enforcement, contested) = (now.enforcement, now.contested);
        let regraded = Snapshot { severity: now.severity, enforcement, contested, ..then.clone() };
        let is_same_gap = match (then.days_overdue, now.days_overdue) {
            // a gap that was closed and opened again in between has fewer days than have gone by
            (Some(was), Some(is)) => is - was == after.as_of.minus(before.as_of),
            (was, is) => was == is,
        };
        is_same_gap && regraded.stands_as(now)
    }

    pub(super) fn has_same_inputs(&self) -> bool {
        let (before, after) = (self.before.0, self.after.0);
        before.corpus.digest == after.corpus.digest
            && before.corpus.rules_digest == after.corpus.rules_digest
            && before.known_as_of == after.known_as_of
    }

    /// What made it known: where the data are the same, and what is known of them is not, `, as known by 2014-04-08`.
    pub(super) fn learnt(&self) -> Option<String> {
        let (before, after) = (self.before.0, self.after.0);
        if before.corpus.digest != after.corpus.digest || before.known_as_of == after.known_as_of {
            return None;
        }
        Some(match after.known_as_of {
            Some(day) => format!(", as known by {day}"),
            None => ", as known without limit".to_owned(),
        })
    }
}
