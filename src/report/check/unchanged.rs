//! A night on which nothing can have changed: data, tables, program, waivers and scope are those of the baseline, and no
//! day has passed on which any of its findings may differ. Then its findings are those of the night, and only what is
//! printed is evaluated.

use super::evaluation::{Evaluated, Evaluation};
use super::status::CheckComparison;
use super::{Check, CheckQuery};
use crate::engine::{Finding, Timeline};
use crate::law::Confidence;
use crate::report::run::{Counts, Run};
use crate::report::scope::Scope;
use crate::report::survey::{BASELINE, Snapshot, Survey, WAY};

impl<'a> Check<'a> {
    /// The check of a night on which only what is new is asked for, and nothing can be new; `None` where anything may have
    /// changed. It holds what it prints, and nothing else.
    pub fn unchanged(run: Run<'a>, scope: &Scope, query: CheckQuery<'a>) -> Option<Check<'a>> {
        let before = query.before.filter(|_| query.new_only)?;
        let evaluation = Evaluation::new(run, scope, query);
        if !evaluation.comparison.still_holds(before) {
            return None;
        }
        let mut all = Evaluated::default();
        let mut stubs = Stubs { run, last: None };
        let days = run.as_of.minus(before.as_of);
        for then in &before.findings {
            let now = Snapshot {
                days_overdue: then.days_overdue.map(|count| count.saturating_add(days)),
                basis: then.basis.clone().filter(|_| query.is_kept),
                next: then.next.filter(|_| query.is_kept),
                ..then.bare()
            };
            let item = evaluation.comparison.item(Some(then), &now);
            let printed = query.prints(&now, &item).then(|| evaluated(&run, &now));
            count(&mut all.counts, &now, stubs.has(&now)?);
            all.snapshots.push(now);
            all.items.push(item);
            if let Some(printed) = printed {
                all.hold(printed?);
            }
        }
        Some(evaluation.check(scope.clone(), all))
    }
}

impl CheckComparison<'_> {
    /// Are the findings of the baseline those of the night, but for the number of days of each gap?
    fn still_holds(&self, before: &Survey) -> bool {
        let after = &self.after;
        // of what is known on each day more than the findings would have to be asked
        let is_known_alike = before.known_as_of.is_none() && after.known_as_of.is_none();
        let is_assumed_alike = before.assumed.is_empty() && after.assumed.is_empty();
        before.schema == BASELINE
            && before.as_of <= after.as_of
            && is_known_alike
            && is_assumed_alike
            && (&before.tool, &before.build) == (&after.tool, &after.build)
            && before.corpus == after.corpus
            && before.scope.is_some()
            && before.scope == after.scope
            && before.waivers == after.waivers
            // a waiver that names nothing of the findings runs out, too
            && self.names.waivers.iter().all(|one| one.has_run_out(before.as_of) == one.has_run_out(after.as_of))
            && before.findings.iter().all(|one| {
                let is_of_this_way = one.basis.as_ref().is_some_and(|basis| basis.way == WAY);
                is_of_this_way && one.next.is_some_and(|next| after.as_of < next)
            })
    }
}

/// The finding of a snapshot.
fn evaluated<'a>(run: &Run<'a>, one: &Snapshot) -> Option<Finding<'a>> {
    let [state, instrument, obligation] = one.parts();
    let question = run.engine.question(state, instrument, obligation)?;
    run.engine.finding(&question, &Timeline::new(&question, run.engine.rules), run.as_of)
}

/// Counts a finding by what a baseline says of it. Nothing is assumed.
fn count(counts: &mut Counts, one: &Snapshot, is_on_stub: bool) {
    counts.add_verdict(one.verdict);
    counts.recalled += usize::from(one.evidence.confidence == Some(Confidence::Recalled));
    counts.presumed += usize::from(one.evidence.presumed);
    counts.on_stubs += usize::from(is_on_stub);
}

/// Which acts are stubs; the findings of one act follow each other.
struct Stubs<'a> {
    run: Run<'a>,
    last: Option<(&'a str, bool)>,
}

impl Stubs<'_> {
    /// Is it about a stub? `None`: the act is in no data.
    fn has(&mut self, one: &Snapshot) -> Option<bool> {
        let [_, act, _] = one.parts();
        if let Some((_, is_stub)) = self.last.filter(|(last, _)| *last == act) {
            return Some(is_stub);
        }
        let corpus = self.run.engine.corpus;
        let found = corpus.instrument(corpus.find_instrument(act)?)?;
        self.last = Some((&found.id, found.stub));
        Some(found.stub)
    }
}
