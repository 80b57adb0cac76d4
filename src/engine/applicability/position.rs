//! Force, bond and deadline of a question over time, put together. Not here: how each of the three is found (`force`,
//! `bond`, `deadline`).

use super::bond::{bound_intervals, membership_changes, not_bound};
use super::deadline::{BoundInterval, DeadlineOrigin, TimeLimit};
use super::force::{force, force_changes};
use crate::engine::Question;
use crate::engine::evidence::{EvidenceItem, Meaning};
use crate::engine::worlds::FreeChoice;
use crate::law::Limit;
use crate::rules::{Bound, Force};
use crate::time::Day;

/// The law's side of a question, in one world.
#[derive(Debug, Clone, Default)]
pub struct Applicability {
    /// When the state is bound.
    pub intervals: Vec<BoundInterval>,
    /// Days on which force, bond or deadline may change.
    pub changes: Vec<Day>,
    /// Deferrals: from which day, until when.
    deferrals: Vec<(Day, Day)>,
}

/// Force, bond and deadline on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegalPosition {
    /// Does the act stand?
    pub force: Force,
    /// Is the state bound?
    pub bound: Bound,
    /// The time within which to act.
    pub time_limit: TimeLimit,
    /// How it came about.
    pub deadline_origin: DeadlineOrigin,
}

/// What is alike in all worlds on one day.
#[derive(Debug, Clone, Copy)]
pub struct LawOnDay {
    force: Force,
    /// Why the state is not bound where it is not.
    not_bound: Bound,
}

impl LawOnDay {
    /// Of a duty and a state.
    pub fn new(question: &Question, day: Day) -> LawOnDay {
        LawOnDay { force: force(question, day), not_bound: not_bound(question, day) }
    }
}

impl Applicability {
    /// The law's side in this world.
    pub fn new(question: &Question, evidence: &[EvidenceItem], world: &[FreeChoice]) -> Applicability {
        let during = bound_intervals(question, evidence, world);
        let intervals: Vec<BoundInterval> =
            during.into_iter().map(|during| BoundInterval::new(question, during)).collect();
        let deferrals = deferrals(evidence, world);
        let mut changes = force_changes(question);
        changes.extend(membership_changes(question));
        changes.extend(deferrals.iter().map(|(from, _)| *from));
        for interval in &intervals {
            changes.extend([Some(interval.during.from()), interval.during.to()].into_iter().flatten());
            changes.extend(interval.changes());
        }
        let mut applicability = Applicability { intervals, changes, deferrals };
        let late: Vec<Day> = applicability.limits().map(Limit::first_late_day).collect();
        applicability.changes.extend(late);
        applicability
    }

    /// The first day on which the duty binds the state: earlier records count from it.
    pub fn bound_from(&self) -> Option<Day> {
        self.intervals.first().map(|first| first.during.from())
    }

    /// The first day of the time for which the duty binds the state on a day; `None` where it does not.
    pub fn bound_since(&self, day: Day) -> Option<Day> {
        self.intervals
            .iter()
            .map(|interval| interval.during)
            .find(|during| during.contains(day))
            .map(|during| during.from())
    }

    /// Every last good day, of the times for which the state is bound and of the deferrals.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        let from = self.intervals.iter().map(|interval| Limit(interval.during.from()));
        let deferred = self.deferrals.iter().map(|(_, until)| Limit(*until));
        let deferred = deferred.flat_map(move |until| from.clone().map(move |from| until.max(from)));
        self.intervals.iter().flat_map(BoundInterval::limits).chain(deferred)
    }

    /// Force, bond and deadline on a day.
    pub fn on(&self, question: &Question, day: Day) -> LegalPosition {
        self.on_day(day, LawOnDay::new(question, day))
    }

    /// Force, bond and deadline, where what is alike in all worlds is known.
    pub fn on_day(&self, day: Day, LawOnDay { force, not_bound: bound }: LawOnDay) -> LegalPosition {
        let Some(interval) = self.intervals.iter().find(|interval| interval.during.contains(day)) else {
            return LegalPosition { force, bound, time_limit: TimeLimit::None, deadline_origin: DeadlineOrigin::Act };
        };
        let (time_limit, deadline_origin) = self.time_limit(interval, day);
        LegalPosition { force, bound: Bound::Yes, time_limit, deadline_origin }
    }

    /// The last good day as it stood on a day, also where the state was bound only before it.
    // OPEN: of a judgment without a letter on record, given between two times of being bound, the law was not read; the
    // deadline of the earlier time is taken.
    pub fn limit_by(&self, day: Day) -> Option<Limit> {
        let interval = self.intervals.iter().rfind(|interval| interval.during.from() <= day)?;
        self.time_limit(interval, day).0.limit()
    }

    fn time_limit(&self, interval: &BoundInterval, day: Day) -> (TimeLimit, DeadlineOrigin) {
        let (time_limit, step) = interval.on(day);
        let deferred = self.deferrals.iter().filter(|(from, _)| *from <= day).map(|(_, until)| Limit(*until)).max();
        let Some(deferred) = deferred else { return (time_limit, step) };
        match time_limit {
            // a deferral never shortens the time limit (design, section 5)
            TimeLimit::Fixed(limit) if deferred <= limit => (time_limit, step),
            TimeLimit::None => (time_limit, step),
            // where the limit is not known exactly, the deferral is what fixes it (decision 12)
            _ => (TimeLimit::Fixed(deferred.max(Limit(interval.during.from()))), DeadlineOrigin::Deferred),
        }
    }
}

/// From which day each deferral counts, and until when it puts the deadline off.
fn deferrals(evidence: &[EvidenceItem], world: &[FreeChoice]) -> Vec<(Day, Day)> {
    let mut deferrals = Vec::new();
    for (piece, choice) in evidence.iter().zip(world) {
        if let Meaning::Deferred(until) = piece.meaning {
            deferrals.push((choice.day, until));
        }
    }
    deferrals
}
