//! The nightly run: which findings reach the level that fails a run, which of them are new, worse, better, unchanged or
//! resolved since an earlier report, and which are waived.
//!
//! Not here: how each finding is compared (`status`), in which ways the findings of a check come about (`evaluation`), and
//! when a night needs no evaluation (`unchanged`).

mod evaluation;
mod fail_on;
mod stale_waivers;
mod status;
mod unchanged;
mod unknown;
mod views;
mod waiver_names;
mod workbook;

pub use evaluation::Held;
pub use fail_on::FailOn;
pub use stale_waivers::StaleWaiver;
pub use status::Item;

use super::change::FindingChange;
use super::contract::Status;
use super::run::{Counts, Run};
use super::scope::{Scope, parts};
use super::survey::{Snapshot, Survey};
use crate::engine::Finding;
use crate::load::Waiver;
use std::collections::BTreeSet;

/// What a check is asked.
#[derive(Clone, Copy)]
pub struct CheckQuery<'a> {
    /// From which finding on a run fails.
    pub level: FailOn,
    /// Only what is new is shown, and fails.
    pub new_only: bool,
    /// The earlier report.
    pub before: Option<&'a Survey>,
    /// What is waived; `None`: no file was given.
    pub waivers: Option<&'a [Waiver]>,
    /// Is what is not known listed too?
    pub strict: bool,
    /// Will the run be the baseline of the next one? Then every finding carries what it was computed from.
    pub is_kept: bool,
}

/// A check: every finding of a scope, against a level, an earlier report and waivers.
pub struct Check<'a> {
    run: Run<'a>,
    query: CheckQuery<'a>,
    scope: Scope,
    /// The findings that are held, in order.
    findings: Vec<Finding<'a>>,
    /// The places of these among all findings.
    places: Vec<usize>,
    /// How many of all findings have which verdict.
    counts: Counts,
    after: Survey,
    /// Of each finding of `after`.
    items: Vec<Item<'a>>,
    gone: Vec<FindingChange<'a>>,
    stale: Vec<StaleWaiver<'a>>,
    /// Does the page list what is not known finding by finding, and not duty by duty?
    whole: bool,
}

impl<'a> Check<'a> {
    /// The check with a page that lists what is not known finding by finding.
    #[must_use]
    pub fn whole(self, whole: bool) -> Check<'a> {
        Check { whole, ..self }
    }

    /// The findings that are held, and what became of each: everything evaluated, unless the check holds only what it
    /// prints.
    pub fn judged(&self) -> impl Iterator<Item = (&Finding<'a>, &Item<'a>)> {
        self.findings.iter().zip(&self.places).filter_map(|(finding, place)| Some((finding, self.items.get(*place)?)))
    }

    /// How many findings were evaluated.
    pub fn evaluated(&self) -> usize {
        self.items.len()
    }

    /// How many states and institutions have findings.
    pub fn states(&self) -> usize {
        let states: BTreeSet<&str> =
            self.after.findings.iter().map(|one| parts(&one.id)).map(|[one, ..]| one).collect();
        states.len()
    }

    /// Is every finding held, or only what is printed?
    fn holds_all(&self) -> bool {
        self.findings.len() == self.items.len()
    }

    /// This run as a survey: the baseline of the next one, if it was to be kept.
    pub fn baseline(&self) -> &Survey {
        &self.after
    }

    /// From which finding on the run fails.
    pub fn level(&self) -> FailOn {
        self.query.level
    }

    /// How many findings are at or above the level, waived ones left out.
    pub fn reached(&self) -> usize {
        self.items.iter().filter(|item| item.reached && item.waiver.is_none()).count()
    }

    /// How many findings at or above the level are waived.
    pub fn waived(&self) -> usize {
        self.items.iter().filter(|item| item.waiver.is_some()).count()
    }

    /// Does anything fail the run: a finding at or above the level that is not waived (under `new_only` a new one), or a
    /// waiver that has run out or serves nothing (under `new_only`: since the earlier report)?
    pub fn fails(&self) -> bool {
        self.items.iter().any(|item| self.query.fails_by(item)) || self.stale_shown().next().is_some()
    }

    /// Is anything not known: `unknown` or `possible-gap`, and not waived; or was nothing evaluated?
    pub fn is_incomplete(&self) -> bool {
        let is_open = |(one, item): (&Snapshot, &Item)| one.verdict.is_open() && item.waiver.is_none();
        self.items.is_empty() || self.after.findings.iter().zip(&self.items).any(is_open)
    }

    /// How many findings that counted are not in the report any more; they are among the resolved ones.
    pub fn gone(&self) -> usize {
        self.gone.len()
    }

    /// Does this finding fail the run? Where there is no earlier report, everything is new.
    pub fn fails_by(&self, item: &Item) -> bool {
        self.query.fails_by(item)
    }

    /// The stale waivers that count.
    pub fn stale_shown(&self) -> impl Iterator<Item = &StaleWaiver<'a>> {
        let before = self.query.before.filter(|_| self.query.new_only);
        let known: BTreeSet<&str> = before.iter().flat_map(|one| &one.stale_waivers).map(String::as_str).collect();
        self.stale.iter().filter(move |stale| !known.contains(stale.label().as_str()))
    }
}

impl CheckQuery<'_> {
    fn fails_by(&self, item: &Item) -> bool {
        let is_new = self.before.is_none() || item.status == Some(Status::New);
        item.reached && item.waiver.is_none() && (!self.new_only || is_new)
    }

    /// Is it printed: does it fail the run, is it waived, or, unless only what is new is asked for, was it resolved or, if that
    /// is an error, is it not known?
    fn prints(&self, one: &Snapshot, item: &Item) -> bool {
        let asked = !self.new_only;
        let resolved = item.status == Some(Status::Resolved) && asked;
        let open = self.strict && asked && one.verdict.is_open();
        self.fails_by(item) || item.waiver.is_some() || resolved || open
    }
}
