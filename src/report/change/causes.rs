//! Why a finding differs from before. Each cause follows from a difference between the two reports: in what the
//! finding was computed from, or in what happened between the two days. Nothing is guessed: what the reports do not carry is
//! said not to be known.

use super::cause::{Cause, CauseKind, not_recorded};
use super::records::{Pair, pairs};
use super::sides::Sides;
use crate::report::survey::{Basis, KnownRecord, Snapshot};
use crate::report::text::labels::NO_ROW;
use crate::report::text::reasons::{bond_that_holds, force_that_holds};
use crate::rules::Verdict;
use std::collections::BTreeSet;

impl Sides<'_> {
    /// Why the two findings differ, the weightiest first; never empty where they do.
    pub fn causes(&self) -> Vec<Cause> {
        let (then, now) = (&self.before.1.basis, &self.after.1.basis);
        let mut causes = match (then, now) {
            // digests that were computed in different ways differ without a difference in the data
            (Some(then), Some(now)) if then.way == now.way => self.compare_bases(then, now),
            _ if self.has_same_inputs() => self.of_same_inputs(),
            _ => Vec::new(),
        };
        if causes.is_empty() {
            causes.push(not_recorded());
        }
        causes.into_iter().map(|cause| self.supposed(cause)).collect()
    }

    /// A record that is gone while the data are the same was left out for this run.
    fn supposed(&self, cause: Cause) -> Cause {
        let is_supposed = !self.after.0.assumed.is_empty() && self.has_same_inputs();
        match (cause.kind, &cause.record) {
            (CauseKind::RecordWithdrawn, Some(record)) if is_supposed => {
                let text = format!("left out for this run: {}", record.in_words());
                Cause { kind: CauseKind::Assumed, text, ..cause }
            }
            _ => cause,
        }
    }

    /// The causes that follow from what the two findings were computed from.
    fn compare_bases(&self, then: &Basis, now: &Basis) -> Vec<Cause> {
        let all = pairs(&then.records, &now.records);
        let mut causes = self.of_law(then, now);
        causes.extend(self.of_records(&all, then.answers == now.answers));
        causes.extend(self.of_rules());
        if self.time_went_by() {
            self.of_standing(then, now, &mut causes);
            causes.extend(self.of_deadline());
            causes.extend(self.of_proof(&all, &causes));
            causes.extend(self.of_threshold(&causes));
        }
        // what was not seen to count explains a change only where nothing that counts does
        if causes.is_empty() {
            causes = self.of_what_does_not_count(then, now, &all);
        }
        if causes.is_empty() {
            causes = self.of_what_is_left(&all);
        }
        causes
    }

    /// One of the two does not say what it rests on, and both rest on the same data, rules and knowledge: what the other
    /// says of the records holds for both.
    fn of_same_inputs(&self) -> Vec<Cause> {
        let (then, now) = (self.before.1, self.after.1);
        let basis = now.basis.as_ref().or(then.basis.as_ref());
        let mut causes = basis.map_or(Vec::new(), |one| self.of_records(&pairs(&one.records, &one.records), true));
        let is = |verdict: Verdict| then.verdict != now.verdict && [then.verdict, now.verdict].contains(&verdict);
        let since = self.since_between();
        // the verdict itself says that act or bond changed, and only that: the digests of both are on one side alone
        if is(Verdict::NotInForce) || is(Verdict::Ended) {
            causes.push(Cause::new(CauseKind::LawChanged, "the act stands on one of the two days alone").on(since));
        } else if is(Verdict::NotBound) {
            let text = "the state is bound on one of the two days alone";
            causes.push(Cause::new(CauseKind::BondChanged, text).on(since));
        }
        causes.extend(self.of_deadline());
        causes
    }

    /// What is recorded, or known, of the act and of the bond differs.
    fn of_law(&self, then: &Basis, now: &Basis) -> Vec<Cause> {
        let (old, new) = (self.before.1, self.after.1);
        let by = self.learnt().unwrap_or_else(|| " in the data".to_owned());
        let mut causes = Vec::new();
        if then.law != now.law {
            let text = match (old.due, new.due) {
                // one digest covers all that the act asks: day and force are named where they differ
                (Some(was), Some(is)) if was != is => format!("the last good day is {is}{by}, it was {was}"),
                _ if then.force != now.force => format!("{}{by}", force_that_holds(now.force)),
                _ => format!("what the act asks, or how long it stands, differs{by}"),
            };
            causes.push(Cause::new(CauseKind::LawChanged, text));
        }
        if then.bond != now.bond {
            let text = if then.bound != now.bound {
                format!("{}{by}", bond_that_holds(now.bound, now.encouraged))
            } else {
                format!("membership, or an exception for the state, differs{by}")
            };
            causes.push(Cause::new(CauseKind::BondChanged, text));
        }
        causes
    }

    /// Records on which one of the findings rests, and steps of cases where the stage differs: what was edited, and
    /// what happened between the two days. Where other events answer the duty, a record that only one side counts need be
    /// neither new nor gone.
    fn of_records(&self, all: &[Pair], answers_alike: bool) -> Vec<Cause> {
        let (is_only_graded, learnt) = (self.is_only_graded(), self.learnt());
        let mut causes = Vec::new();
        for pair in all.iter().filter(|pair| pair.is_any(|record| self.matters(record))) {
            match pair.happened(|record| self.falls_between(record)) {
                Some(acted) => {
                    let makes = |record: &KnownRecord| self.makes_the_change(record, is_only_graded);
                    causes.extend(Some(acted).filter(|acted| acted.record.as_ref().is_some_and(makes)));
                }
                // the law now takes other events for an answer, which `of_law` says: nobody edited this record
                None if pair.is_single() && !answers_alike => {}
                None => causes.extend(pair.edited(learnt.as_deref())),
            }
        }
        causes
    }

    /// Can a record have to do with the change at all?
    fn matters(&self, record: &KnownRecord) -> bool {
        record.counts || (self.is_staged() && record.is_procedural()) || self.interrupted(record)
    }

    /// Is a record of something that happened between the two days a cause? A step is one once it is certain, because the
    /// stage of a case is counted from then on. A second finding of a gap that was known already changes nothing but what
    /// is known, so where only the severity differs the cause is elsewhere.
    fn makes_the_change(&self, record: &KnownRecord, is_only_graded: bool) -> bool {
        let (after, by) = (self.before.0.as_of, self.after.0.as_of);
        (self.moved_the_stage(record) && record.is_certain_between(after, by))
            || (!is_only_graded && (record.counts || self.interrupted(record)))
    }

    /// The row that decides now is new or changed, or the one that decided before is.
    fn of_rules(&self) -> Option<Cause> {
        let ((before, then), (after, now)) = (self.before, self.after);
        let (old, new) = (&before.corpus, &after.corpus);
        if old.rules_digest == new.rules_digest {
            return None;
        }
        let differs = |row: &str| old.rows.get(row) != new.rows.get(row);
        if let Some(row) = [&then.rule, &now.rule].into_iter().find(|row| differs(row)) {
            return Some(Cause::new(CauseKind::RuleChanged, format!("the row {row} is new, gone or another")));
        }
        // a report names the row of the verdict alone, so every changed row for severity may be the one that graded
        let is_regraded = then.severity != now.severity && is_graded(then) && is_graded(now);
        let rows = old.rows.keys().chain(new.rows.keys());
        let grading: BTreeSet<&str> =
            rows.filter(|row| row.starts_with("severity/") && differs(row)).map(String::as_str).collect();
        if !is_regraded || grading.is_empty() {
            return None;
        }
        let rows = grading.into_iter().collect::<Vec<_>>().join(", ");
        let text = format!("of the rows for severity these are new, gone or others: {rows}");
        Some(Cause::new(CauseKind::RuleChanged, text))
    }

    /// The act and the bond are the same in the data, and time brought them into another state.
    fn of_standing(&self, then: &Basis, now: &Basis, causes: &mut Vec<Cause>) {
        let since = self.since_between();
        if then.law == now.law && then.force != now.force {
            causes.push(Cause::new(CauseKind::LawChanged, force_that_holds(now.force)).on(since));
        }
        let is_bond_explained = causes.iter().any(|cause| cause.kind == CauseKind::BondChanged);
        if then.bond == now.bond && then.bound != now.bound && !is_bond_explained {
            causes.push(Cause::new(CauseKind::BondChanged, bond_that_holds(now.bound, now.encouraged)).on(since));
        }
        causes.extend(self.of_moved_day(causes));
        causes.extend(self.of_competence(then, now, causes));
    }

    /// The last good day moved, and neither law nor bond nor a record says why: for a state that is bound anew, or from
    /// another day on, the deadline is the first day on which it is bound.
    fn of_moved_day(&self, causes: &[Cause]) -> Option<Cause> {
        let (was, is) = (self.before.1.due?, self.after.1.due?);
        let explains = |cause: &Cause| {
            matches!(cause.kind, CauseKind::LawChanged | CauseKind::BondChanged)
                || cause.record.as_ref().is_some_and(KnownRecord::moves_the_deadline)
        };
        if was == is || causes.iter().any(explains) {
            return None;
        }
        let text = format!("the state is bound anew, or from another day on: the last good day is {is}, it was {was}");
        Some(Cause::new(CauseKind::BondChanged, text))
    }

    /// A case has a stage that it had not, and no step says why. Over acts of the former third pillar no proceedings could
    /// be brought before 1 December 2014 (Protocol (No 36), Art. 10): a case opened before counts from that day on.
    fn of_competence(&self, then: &Basis, now: &Basis, causes: &[Cause]) -> Option<Cause> {
        let may_act = self.before.1.enforcement.is_none() && self.after.1.enforcement.is_some() && then.law == now.law;
        let is_step = |cause: &Cause| cause.record.as_ref().is_some_and(KnownRecord::is_procedural);
        let text = "the Commission can bring proceedings under the act by now, and the open case counts";
        (may_act && !causes.iter().any(is_step)).then(|| Cause::new(CauseKind::LawChanged, text))
    }

    /// The last good day is between the two days.
    fn of_deadline(&self) -> Option<Cause> {
        let now = self.after.1;
        // nothing is missed where it is done in time, only encouraged, or not due yet
        let is_missed = !matches!(now.verdict, Verdict::Met | Verdict::Encouraged | Verdict::Pending);
        let due = now.due.filter(|due| self.before.0.as_of <= *due && *due < self.after.0.as_of && is_missed)?;
        Some(Cause::new(CauseKind::DeadlinePassed, format!("the deadline of {due} has passed")).on(Some(due)))
    }

    /// What proved the gap does not prove it on the later day: a later finding leaves it open, or it is too old.
    fn of_proof(&self, all: &[Pair], causes: &[Cause]) -> Vec<Cause> {
        let ((_, then), (after, now)) = (self.before, self.after);
        if now.verdict != Verdict::PossibleGap || then.verdict == Verdict::PossibleGap {
            return Vec::new();
        }
        // no row decided, so there is a gap in some readings of the records and none in others
        let is_open = *now.rule == *NO_ROW;
        let mut found: Vec<Cause> =
            all.iter().filter(|_| is_open).filter_map(|pair| pair.found_later(after.as_of)).collect();
        // a record that opened the question is the cause; evidence grows stale only where no record does
        let is_explained = !found.is_empty() || causes.iter().any(|cause| cause.record.is_some());
        if then.verdict.is_gap()
            && !(is_open && is_explained)
            && let Some(proved) = now.evidence.last_confirmed
        {
            let text = format!("the last evidence of the gap is of {proved}: it has grown stale");
            found.push(Cause::new(CauseKind::SourceStale, text).on(self.since_between()));
        }
        found
    }

    /// A threshold of the rules passed: the gap and its stage are the same, and its severity differs.
    fn of_threshold(&self, causes: &[Cause]) -> Option<Cause> {
        // a stage has a step for its cause, and a changed row explains the severity without any passing of time
        let is_ruled = causes.iter().any(|cause| cause.kind == CauseKind::RuleChanged);
        (self.is_only_graded() && !self.is_staged() && !is_ruled).then(|| self.threshold())
    }

    /// What differs and was not seen to count: records, registers.
    fn of_what_does_not_count(&self, then: &Basis, now: &Basis, all: &[Pair]) -> Vec<Cause> {
        let learnt = self.learnt();
        let is_of_another = |pair: &&Pair| pair.is_any(KnownRecord::is_of_another_duty);
        let (others, own): (Vec<&Pair>, Vec<&Pair>) = all.iter().partition(is_of_another);
        let edited = |pairs: Vec<&Pair>| pairs.into_iter().filter_map(|pair| pair.edited(learnt.as_deref())).collect();
        let mut causes: Vec<Cause> = edited(own);
        if causes.is_empty() {
            causes = edited(others);
        }
        // A step that is new or gone, whatever duty it is about, brings the register of its case with it; and with each day
        // of knowledge every register reaches further, which explains only what no record does.
        let by_record = causes.iter().any(|cause| cause.record.as_ref().is_some_and(KnownRecord::is_of_a_case));
        if then.silence != now.silence && !by_record && (learnt.is_none() || causes.is_empty()) {
            let text = "another register counts, or it reaches further or less far";
            causes.push(Cause::new(CauseKind::RegisterChanged, text));
        }
        causes
    }

    /// All that is known is the same, so it is the program, the tables as a whole, or what went on meanwhile.
    fn of_what_is_left(&self, all: &[Pair]) -> Vec<Cause> {
        let ((before, then), (after, now)) = (self.before, self.after);
        if before.tool.version != after.tool.version {
            let text = format!("judged by acquis {}, before by {}", after.tool.version, before.tool.version);
            return vec![Cause::new(CauseKind::ProgramChanged, text)];
        }
        if before.corpus.rules_digest != after.corpus.rules_digest {
            return vec![Cause::new(CauseKind::RuleChanged, "the decision tables are others")];
        }
        // on one day nothing happens between: the caller says that the cause is not recorded
        if !self.time_went_by() {
            return Vec::new();
        }
        let may_fall = |record: &KnownRecord| record.may_fall_between(before.as_of, after.as_of);
        // outside the duty nothing that was done counts
        let is_outside = now.verdict.is_outside();
        let acts = all.iter().filter(|_| !is_outside).filter_map(|pair| pair.happened(may_fall));
        let acts: Vec<Cause> = acts.collect();
        if !acts.is_empty() {
            return acts;
        }
        // one verdict on both days that began between them: what broke it came and went without a record, as an exception
        // does that held for some months
        if then.verdict == now.verdict && self.since_between().is_some() {
            let text = "in between the state was bound for a time, or was not";
            return vec![Cause::new(CauseKind::BondChanged, text).on(now.since)];
        }
        vec![self.threshold()]
    }

    fn threshold(&self) -> Cause {
        let text = match self.after.1.days_overdue {
            Some(1) => "time went by over a threshold of the rules: 1 day overdue".to_owned(),
            Some(days) => format!("time went by over a threshold of the rules: {days} days overdue"),
            None => {
                let (from, to) = (self.before.0.as_of, self.after.0.as_of);
                format!("time went by from {from} to {to}, over a threshold of the rules")
            }
        };
        Cause::new(CauseKind::ThresholdPassed, text)
    }
}

/// Is it graded at all? Severity is of gaps, and of what may be one.
fn is_graded(one: &Snapshot) -> bool {
    one.verdict.is_gap() || one.verdict == Verdict::PossibleGap
}
