//! The answer to a question for a day: the verdict, and what was computed for it. Not here: from which day on it holds
//! (`timeline`), and on which records it rests (`grounds`).

use super::applicability::DeadlineOrigin;
use crate::law::{Limit, Stage};
use crate::rules::{Bound, Force, Severity, Verdict, When};
use crate::time::Day;

/// What holds between two changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The row of the verdict table that decided; `None` where worlds differ and only some show a gap.
    pub rule: Option<u16>,
    /// How severe.
    pub severity: Severity,
    /// In time or late.
    pub when: When,
    /// Last good day; in several worlds the latest.
    pub limit: Option<Limit>,
    /// How the deadline came about.
    pub deadline_origin: DeadlineOrigin,
    /// Only an upper bound of the last good day is known, and this is it.
    pub at_least: bool,
    /// Is it unknown whether the deadline has passed?
    pub open: bool,
    /// First day of the present gap; in several worlds the latest.
    pub gap_from: Option<Day>,
    /// In the place of `gap_from`: the gap can have begun on any day up to the one asked, the day itself too.
    pub is_new: bool,
    /// Negative verdicts: the last day for which evidence proves it, where that is not every day.
    pub proved_until: Option<Day>,
    /// Does the act stand?
    pub force: Force,
    /// Is the state bound?
    pub bound: Bound,
    /// Highest stage of the open cases.
    pub enforcement: Option<Stage>,
    /// Stage of an open non-conformity case.
    pub contested: Option<Stage>,
}

impl Judgement {
    /// First day of the present gap as of a day on which this holds; in several worlds the latest.
    pub fn gap_since(&self, on: Day) -> Option<Day> {
        self.gap_from.or(self.is_new.then_some(on))
    }

    /// What is said where no world could be judged.
    pub(super) fn unjudged() -> Judgement {
        Judgement {
            verdict: Verdict::Unknown,
            rule: None,
            severity: Severity::Info,
            when: When::None,
            limit: None,
            deadline_origin: DeadlineOrigin::Act,
            at_least: false,
            open: false,
            gap_from: None,
            is_new: false,
            proved_until: None,
            force: Force::InForce,
            bound: Bound::Yes,
            enforcement: None,
            contested: None,
        }
    }
}
