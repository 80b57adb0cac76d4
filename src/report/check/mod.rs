//! The nightly run: which findings reach the level that fails a run, which of them are new, worse, better, unchanged or
//! resolved since an earlier report, and which are waived.

mod fail_on;
mod stale_waivers;
mod status;
mod unknown;
mod views;
mod workbook;

pub use fail_on::FailOn;
pub use stale_waivers::StaleWaiver;
pub use status::Item;

use super::change::{FindingChange, change};
use super::contract::Status;
use super::run::Run;
use super::scope::Scope;
use super::survey::Survey;
use crate::engine::Finding;
use crate::load::Waiver;

/// What a check is asked.
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
    findings: Vec<Finding<'a>>,
    after: Survey,
    items: Vec<Item<'a>>,
    gone: Vec<FindingChange<'a>>,
    stale: Vec<StaleWaiver<'a>>,
    /// Does the page list what is not known finding by finding, and not duty by duty?
    whole: bool,
}

impl<'a> Check<'a> {
    /// Checks every finding of a scope.
    pub fn new(run: Run<'a>, (scope, findings): (Scope, Vec<Finding<'a>>), query: CheckQuery<'a>) -> Check<'a> {
        let mut after = Survey::with_basis_where(&run, scope.clone(), &findings, |now| {
            query.is_kept || query.before.is_some_and(|before| before.differs_from(now))
        });
        let stale = stale_waivers::stale(&query, &scope, &after);
        after.stale_waivers = stale.iter().map(StaleWaiver::label).collect();
        for one in &mut after.findings {
            // whatever the level: the next run may have another one
            one.waived = stale_waivers::waiver(&query, &one.id, run.as_of).is_some();
        }
        let items = after.findings.iter().map(|now| status::item(&query, &after, now)).collect();
        let gone = query.before.map_or(Vec::new(), |before| status::gone(&query, before, &after));
        Check { run, query, scope, findings, after, items, gone, stale, whole: false }
    }

    /// The check with a page that lists what is not known finding by finding.
    #[must_use]
    pub fn whole(self, whole: bool) -> Check<'a> {
        Check { whole, ..self }
    }

    /// Everything evaluated, and what became of it.
    pub fn judged(&self) -> impl Iterator<Item = (&Finding<'a>, &Item<'a>)> {
        self.findings.iter().zip(&self.items)
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
        self.items.iter().any(|item| self.fails_by(item)) || self.stale_shown().next().is_some()
    }

    /// Is anything not known: `unknown` or `possible-gap`, and not waived; or was nothing evaluated?
    pub fn is_incomplete(&self) -> bool {
        self.items.is_empty()
            || self.judged().any(|(finding, item)| finding.judgement.verdict.is_open() && item.waiver.is_none())
    }

    /// How many findings that counted are not in the report any more; they are among the resolved ones.
    pub fn gone(&self) -> usize {
        self.gone.len()
    }

    /// Does this finding fail the run? Where there is no earlier report, everything is new.
    pub fn fails_by(&self, item: &Item) -> bool {
        let is_new = self.query.before.is_none() || item.status == Some(Status::New);
        item.reached && item.waiver.is_none() && (!self.query.new_only || is_new)
    }

    /// The stale waivers that count.
    pub fn stale_shown(&self) -> impl Iterator<Item = &StaleWaiver<'a>> {
        let known = |stale: &StaleWaiver| {
            let before = self.query.before.filter(|_| self.query.new_only);
            before.is_some_and(|before| before.stale_waivers.contains(&stale.label()))
        };
        self.stale.iter().filter(move |stale| !known(stale))
    }
}
