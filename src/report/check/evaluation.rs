//! How the findings of a check come about: given, evaluated one after the other and then held or dropped, or taken from
//! an earlier report of which it is known that they still hold. Each is compared as soon as it is there.

use super::status::{CheckComparison, gone};
use super::waiver_names::WaiverNames;
use super::{Check, CheckQuery, Item, StaleWaiver, stale_waivers};
use crate::engine::{Finding, Question};
use crate::parallel::in_parts;
use crate::report::run::{Counts, Run};
use crate::report::scope::Scope;
use crate::report::survey::{InOrder, Snapshot, Snapshots, Survey};
use crate::time::Day;

/// Which findings a check holds once they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// All, for formats that list what does not fail the run too.
    All,
    /// Those that it prints. It has no formats that list others.
    Printed,
}

impl<'a> Check<'a> {
    /// Checks every finding of a scope.
    pub fn new(run: Run<'a>, (scope, findings): (Scope, Vec<Finding<'a>>), query: CheckQuery<'a>) -> Check<'a> {
        let evaluation = Evaluation::new(run, &scope, query);
        let mut all = Evaluated::default();
        in_parts(
            &findings,
            |part| {
                let mut before = InOrder::starting_at(query.before, part.first().map(|one| &one.question));
                let mut done = Evaluated::default();
                part.iter().for_each(|finding| done.add(evaluation.compare(&mut before, finding, None), finding));
                done
            },
            |done| all.append(done),
        );
        all.places = (0..findings.len()).collect();
        all.findings = findings;
        evaluation.check(scope, all)
    }

    /// Checks the answers to all questions of a scope, in their order.
    pub fn of_questions(
        run: Run<'a>,
        (scope, questions): (Scope, &[Question<'a>]),
        query: CheckQuery<'a>,
        held: Held,
    ) -> Check<'a> {
        let evaluation = Evaluation::new(run, &scope, query);
        let mut all = Evaluated::with_room_for(questions.len());
        in_parts(questions, |part| evaluation.answer(part, held), |done| all.append(done));
        evaluation.check(scope, all)
    }
}

/// What came of some findings, one after the other.
#[derive(Default)]
pub(super) struct Evaluated<'a> {
    pub snapshots: Vec<Snapshot>,
    pub items: Vec<Item<'a>>,
    /// Those that are held, with their places.
    pub findings: Vec<Finding<'a>>,
    pub places: Vec<usize>,
    pub counts: Counts,
}

impl<'a> Evaluated<'a> {
    /// Nothing yet: growing would take twice as much.
    fn with_room_for(count: usize) -> Evaluated<'a> {
        Evaluated { snapshots: Vec::with_capacity(count), items: Vec::with_capacity(count), ..Evaluated::default() }
    }

    /// Adds one that is not held.
    fn add(&mut self, (snapshot, item): (Snapshot, Item<'a>), finding: &Finding) {
        self.counts.count(finding);
        self.snapshots.push(snapshot);
        self.items.push(item);
    }

    /// Holds the finding that was added last.
    pub fn hold(&mut self, finding: Finding<'a>) {
        self.findings.push(finding);
        self.places.push(self.items.len().saturating_sub(1));
    }

    /// Adds what came of the findings that follow.
    fn append(&mut self, mut next: Evaluated<'a>) {
        let before = self.items.len();
        self.snapshots.append(&mut next.snapshots);
        self.items.append(&mut next.items);
        self.findings.append(&mut next.findings);
        self.places.extend(next.places.into_iter().map(|place| before + place));
        self.counts.add_all(&next.counts);
    }
}

/// What every finding is compared by.
pub(super) struct Evaluation<'a> {
    snapshots: Snapshots<'a>,
    pub comparison: CheckComparison<'a>,
}

impl<'a> Evaluation<'a> {
    pub fn new(run: Run<'a>, scope: &Scope, query: CheckQuery<'a>) -> Evaluation<'a> {
        let names = WaiverNames::new(query.waivers.unwrap_or_default());
        let mut after = Survey::empty(&run, scope.clone());
        if query.waivers.is_some() {
            after.waivers = names.digest();
        }
        Evaluation { snapshots: Snapshots::new(run), comparison: CheckComparison { query, names, after } }
    }

    /// What became of questions that follow each other.
    fn answer(&self, questions: &[Question<'a>], held: Held) -> Evaluated<'a> {
        let (run, query) = (self.snapshots.run(), self.comparison.query);
        let mut before = InOrder::starting_at(query.before, questions.first());
        let mut done = Evaluated::default();
        for question in questions {
            let answer = if query.is_kept {
                let answer = run.engine.answer_and_next_change(question, run.as_of);
                answer.map(|(finding, next)| (finding, Some(next.unwrap_or(Day::MAX))))
            } else {
                run.engine.answer(question, run.as_of).map(|finding| (finding, None))
            };
            let Some((finding, next)) = answer else { continue };
            let (snapshot, item) = self.compare(&mut before, &finding, next);
            let is_held = held == Held::All || query.prints(&snapshot, &item);
            done.add((snapshot, item), &finding);
            if is_held {
                done.hold(finding);
            }
        }
        done
    }

    /// What became of one finding; `next` is the first day on which it may differ.
    fn compare(&self, before: &mut InOrder, finding: &Finding, next: Option<Day>) -> (Snapshot, Item<'a>) {
        let CheckComparison { query, names, after } = &self.comparison;
        let mut now = self.snapshots.bare(finding);
        let then = before.find(&finding.question);
        if query.is_kept || then.is_some_and(|then| !then.stands_as(&now)) {
            now.basis = Some(self.snapshots.basis(finding));
        }
        // whatever the level: the next run may have another one
        now.waived = names.waiver(&now.id, after.as_of).is_some();
        now.next = next.map(|next| names.next_change(&now.id, after.as_of).map_or(next, |other| next.min(other)));
        let item = self.comparison.item(then, &now);
        (now, item)
    }

    /// The check of all findings of the scope.
    pub fn check(self, scope: Scope, all: Evaluated<'a>) -> Check<'a> {
        let CheckComparison { query, names, mut after } = self.comparison;
        // only data of a directory are checked when they are read
        let is_checked = self.snapshots.run().engine.corpus.directory.is_some();
        after.next = all.snapshots.iter().map(|one| one.next).min().flatten().filter(|_| is_checked);
        after.findings = all.snapshots;
        let stale = stale_waivers::stale(&query, &names, &scope, &after);
        after.stale_waivers = stale.iter().map(StaleWaiver::label).collect();
        let gone = query.before.map_or(Vec::new(), |before| gone(&query, before, &after));
        Check {
            run: *self.snapshots.run(),
            query,
            scope,
            findings: all.findings,
            places: all.places,
            counts: all.counts,
            after,
            items: all.items,
            gone,
            stale,
            whole: false,
        }
    }
}
