//! A night on which nothing can have changed: data, tables, program, waivers and scope are those of the baseline, and no
//! day has passed on which any of its findings may differ. Then its findings are those of the night, and only what is
//! printed is evaluated.

use super::evaluation::{Evaluated, Evaluation};
use super::status::CheckComparison;
use super::{Check, CheckQuery};
use crate::engine::Finding;
use crate::law::Confidence;
use crate::report::contract::Tool;
use crate::report::run::{Counts, Run};
use crate::report::scope::Scope;
use crate::report::survey::{BASELINE, Snapshot, Survey, WAY};
use crate::time::Day;

impl<'a> Check<'a> {
    /// The digest of the data with which a night on this day is unchanged and prints nothing, as far as the head of a baseline
    /// says; `None` where something may have changed, or be waived, which is printed.
    pub fn data_of_unchanged(head: &Survey, as_of: Day) -> Option<String> {
        let may_hold =
            is_of_this_program(head, as_of) && head.waivers.is_none() && head.next.is_some_and(|next| as_of < next);
        head.corpus.digest.as_deref().filter(|_| may_hold)?.strip_prefix("sha256:").map(str::to_owned)
    }

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

/// Is the baseline of an earlier run of this program, with all that is known and nothing assumed?
fn is_of_this_program(before: &Survey, as_of: Day) -> bool {
    before.schema == BASELINE
        && before.as_of <= as_of
        // of what is known on each day more than the findings would have to be asked
        && before.known_as_of.is_none()
        && before.assumed.is_empty()
        && before.tool == Tool::this()
        && before.build == Survey::this_build()
}

impl CheckComparison<'_> {
    /// Are the findings of the baseline those of the night, but for the number of days of each gap?
    fn still_holds(&self, before: &Survey) -> bool {
        let after = &self.after;
        is_of_this_program(before, after.as_of)
            && after.known_as_of.is_none()
            && after.assumed.is_empty()
            && before.corpus == after.corpus
            && before.scope.is_some()
            && before.scope == after.scope
            && before.waivers == after.waivers
            // a waiver that names nothing of the findings runs out, too
            && self.names.waivers.iter().all(|one| one.has_run_out(before.as_of) == one.has_run_out(after.as_of))
            && before.findings.iter().all(|one| {
                // what it was computed from is kept for the next night
                let is_of_this_way = || one.basis.as_ref().is_some_and(|basis| basis.way == WAY);
                one.next.is_some_and(|next| after.as_of < next) && (!self.query.is_kept || is_of_this_way())
            })
    }
}

/// The finding of a snapshot.
fn evaluated<'a>(run: &Run<'a>, one: &Snapshot) -> Option<Finding<'a>> {
    let [state, instrument, obligation] = one.parts();
    let question = run.engine.question(state, instrument, obligation)?;
    run.engine.answer(&question, run.as_of)
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
