//! Why a finding differs from before. Each cause follows from a difference between the two reports: in what the
//! finding was computed from, or in what happened between the two days. Nothing is guessed: what the reports do not carry is
//! said not to be known.

use super::cause::{Cause, CauseKind, not_recorded};
use super::records::{Pair, pairs};
use crate::law::EventKind;
use crate::report::survey::{Basis, KnownRecord, Snapshot, Survey};
use crate::report::text::reasons::{bond_that_holds, force_that_holds};
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
    /// Why the two findings differ, the weightiest first; never empty where they do.
    pub fn causes(&self) -> Vec<Cause> {
        let (then, now) = (&self.before.1.basis, &self.after.1.basis);
        let mut causes = match (then, now) {
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
        for further in [Self::of_what_does_not_count, Self::of_what_is_left] {
            if causes.is_empty() {
                causes = further(self, then, now, &all);
            }
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
        let since = now.since.filter(|since| self.is_between(*since));
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
                (Some(was), Some(is)) if was != is => format!("the last good day is {is}{by}, it was {was}"),
                _ if then.force != now.force => format!("{}{by}", force_that_holds(now.force)),
                _ => format!("what the act asks, or how long it stands, is another{by}"),
            };
            causes.push(Cause::new(CauseKind::LawChanged, text));
        }
        if then.bond != now.bond {
            let text = if then.bound != now.bound {
                format!("{}{by}", bond_that_holds(now.bound, now.encouraged))
            } else {
                format!("membership, or an exception for the state, is another{by}")
            };
            causes.push(Cause::new(CauseKind::BondChanged, text));
        }
        causes
    }

    /// Records on which one of the findings rests, and steps of cases where the stage differs: what was edited, and
    /// what happened between the two days. Where other events answer the duty, a record that only one side counts need be
    /// neither new nor gone.
    fn of_records(&self, all: &[Pair], answers_alike: bool) -> Vec<Cause> {
        let is_step = |record: &KnownRecord| self.is_staged() && record.is_procedural();
        let (after, by) = (self.before.0.as_of, self.after.0.as_of);
        let falls_between = |record: &KnownRecord| record.falls_between(after, by);
        let broke_off = |record: &KnownRecord| self.is_done_anew() && record.is_undoing() && falls_between(record);
        let matters = |pair: &&Pair| pair.is_any(|record| record.counts || is_step(record) || broke_off(record));
        let (is_conduct, learnt) = (!self.is_only_graded(), self.learnt());
        let mut causes = Vec::new();
        for pair in all.iter().filter(matters) {
            let counts = |one: &KnownRecord| {
                (self.moved_the_stage(one) && one.is_certain_between(after, by))
                    || (is_conduct && (one.counts || broke_off(one)))
            };
            let made = |acted: &Cause| acted.record.as_ref().is_some_and(counts);
            causes.extend(match pair.happened(falls_between) {
                Some(acted) => Some(acted).filter(made),
                None if pair.is_single() && !answers_alike => None,
                None => pair.edited(learnt.as_deref()),
            });
        }
        causes
    }

    /// The row that decides now is new or changed, or the one that decided before is.
    fn of_rules(&self) -> Option<Cause> {
        let ((before, then), (after, now)) = (self.before, self.after);
        let (old, new) = (&before.corpus, &after.corpus);
        if old.rules_digest == new.rules_digest {
            return None;
        }
        let differs = |row: &String| old.rows.get(row) != new.rows.get(row);
        if let Some(row) = [&then.rule, &now.rule].into_iter().find(|row| differs(row)) {
            return Some(Cause::new(CauseKind::RuleChanged, format!("the row {row} is new, gone or another")));
        }
        let mut grading: Vec<&str> =
            old.rows.keys().chain(new.rows.keys()).filter(|row| differs(row)).map(|row| &**row).collect();
        grading.retain(|row| row.starts_with("severity/"));
        grading.sort_unstable();
        grading.dedup();
        let is_graded = |one: &Snapshot| one.verdict.is_gap() || one.verdict == Verdict::PossibleGap;
        let is_regraded = then.severity != now.severity && is_graded(then) && is_graded(now) && !grading.is_empty();
        let text = || format!("of the rows for severity these are new, gone or others: {}", grading.join(", "));
        is_regraded.then(|| Cause::new(CauseKind::RuleChanged, text()))
    }

    /// The act and the bond are the same in the data, and time brought them into another state.
    fn of_standing(&self, then: &Basis, now: &Basis, causes: &mut Vec<Cause>) {
        let (old, new) = (self.before.1, self.after.1);
        let since = new.since.filter(|since| self.is_between(*since));
        let binds = |cause: &Cause| cause.kind == CauseKind::BondChanged;
        let moves = |cause: &Cause| cause.record.as_ref().is_some_and(KnownRecord::moves_the_deadline);
        if then.law == now.law && then.force != now.force {
            causes.push(Cause::new(CauseKind::LawChanged, force_that_holds(now.force)).on(since));
        }
        if then.bond == now.bond && then.bound != now.bound && !causes.iter().any(binds) {
            causes.push(Cause::new(CauseKind::BondChanged, bond_that_holds(now.bound, now.encouraged)).on(since));
        }
        if let (Some(was), Some(is)) = (old.due, new.due)
            && was != is
            && !causes.iter().any(|cause| matches!(cause.kind, CauseKind::LawChanged | CauseKind::BondChanged))
            && !causes.iter().any(moves)
        {
            let text =
                format!("the state is bound anew, or from another day on: the last good day is {is}, it was {was}");
            causes.push(Cause::new(CauseKind::BondChanged, text));
        }
        let may_act = old.enforcement.is_none() && new.enforcement.is_some() && then.law == now.law;
        if may_act && !causes.iter().any(|cause| cause.record.as_ref().is_some_and(KnownRecord::is_procedural)) {
            let text = "the Commission can bring proceedings under the act by now, and the open case counts";
            causes.push(Cause::new(CauseKind::LawChanged, text));
        }
    }

    /// The last good day is between the two days.
    fn of_deadline(&self) -> Option<Cause> {
        let now = self.after.1;
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
        let is_open = now.rule == crate::report::text::labels::NO_ROW;
        let found: Vec<Cause> =
            all.iter().filter(|_| is_open).filter_map(|pair| pair.found_later(after.as_of)).collect();
        let is_explained = !found.is_empty() || causes.iter().any(|cause| cause.record.is_some());
        let proved = now.evidence.last_confirmed.filter(|_| then.verdict.is_gap() && !(is_open && is_explained));
        let stale = proved.map(|proved| {
            let text = format!("the last evidence of the gap is of {proved}: it has grown stale");
            Cause::new(CauseKind::SourceStale, text).on(now.since.filter(|since| self.is_between(*since)))
        });
        found.into_iter().chain(stale).collect()
    }

    /// A threshold of the rules passed: the gap and its stage are the same, and its severity differs.
    fn of_threshold(&self, causes: &[Cause]) -> Option<Cause> {
        let is_graded = self.is_only_graded() && !self.is_staged();
        let is_ruled = causes.iter().any(|cause| cause.kind == CauseKind::RuleChanged);
        (is_graded && !is_ruled).then(|| self.threshold())
    }

    /// What differs and was not seen to count: records, registers.
    fn of_what_does_not_count(&self, then: &Basis, now: &Basis, all: &[Pair]) -> Vec<Cause> {
        let learnt = self.learnt();
        let mut causes: Vec<Cause> = all.iter().filter_map(|pair| pair.edited(learnt.as_deref())).collect();
        // A step that is new or gone brings the register of its case with it; and with each day of knowledge every register
        // reaches further, which explains only what no record does.
        let by_record = causes.iter().any(|cause| cause.record.as_ref().is_some_and(KnownRecord::is_procedural));
        if then.silence != now.silence && !by_record && (learnt.is_none() || causes.is_empty()) {
            let text = "another register counts, or it reaches further or less far";
            causes.push(Cause::new(CauseKind::RegisterChanged, text));
        }
        causes
    }

    /// All that is known is the same, so it is the program, the tables as a whole, or what went on meanwhile.
    fn of_what_is_left(&self, _: &Basis, _: &Basis, all: &[Pair]) -> Vec<Cause> {
        let ((before, then), (after, now)) = (self.before, self.after);
        if before.tool.version != after.tool.version {
            let text = format!("judged by acquis {}, before by {}", after.tool.version, before.tool.version);
            return vec![Cause::new(CauseKind::ProgramChanged, text)];
        }
        if before.corpus.rules_digest != after.corpus.rules_digest {
            return vec![Cause::new(CauseKind::RuleChanged, "the decision tables are others")];
        }
        if !self.time_went_by() {
            return Vec::new();
        }
        let may_fall = |record: &KnownRecord| record.may_fall_between(before.as_of, after.as_of);
        // outside the duty nothing that was done counts
        let is_outside = matches!(now.verdict, Verdict::NotBound | Verdict::NotInForce | Verdict::Ended);
        let acts = all.iter().filter(|_| !is_outside).filter_map(|pair| pair.happened(may_fall));
        let acts: Vec<Cause> = acts.collect();
        let is_interrupted = then.verdict == now.verdict && now.since.is_some_and(|since| self.is_between(since));
        match (acts.is_empty(), is_interrupted) {
            (false, _) => acts,
            (true, true) => {
                let text = "in between the state was bound for a time, or was not";
                vec![Cause::new(CauseKind::BondChanged, text).on(now.since)]
            }
            (true, false) => vec![self.threshold()],
        }
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

/// What is asked of the two sides.
impl Sides<'_> {
    fn time_went_by(&self) -> bool {
        self.before.0.as_of < self.after.0.as_of
    }

    fn is_between(&self, day: Day) -> bool {
        self.before.0.as_of < day && day <= self.after.0.as_of
    }

    /// Does the stage of a case differ?
    fn is_staged(&self) -> bool {
        let (then, now) = (self.before.1, self.after.1);
        (then.enforcement, then.contested) != (now.enforcement, now.contested)
    }

    /// Is it a step to the stage that is reached now, or the end of a case where the stage is a lower one?
    fn moved_the_stage(&self, record: &KnownRecord) -> bool {
        let (then, now) = (self.before.1, self.after.1);
        let ends = matches!(record.kind(), Some(EventKind::Closed | EventKind::Withdrawn));
        let moved = |old: Option<Enforcement>, new: Option<Enforcement>| {
            let reaches = new.is_some_and(|stage| stage.as_str() == record.event);
            (old != new && reaches) || (new < old && ends)
        };
        record.of.is_none() && (moved(then.enforcement, now.enforcement) || moved(then.contested, now.contested))
    }

    /// Was it done on both days, and not all the while?
    fn is_done_anew(&self) -> bool {
        let (then, now) = (self.before.1, self.after.1);
        let is_done = |one: &Snapshot| matches!(one.verdict, Verdict::Met | Verdict::MetLate);
        is_done(then) && is_done(now) && then.since != now.since
    }

    /// Is it the same gap, and nothing but its severity or its stage another? Then no conduct between the two days is the
    /// cause.
    fn is_only_graded(&self) -> bool {
        let ((before, then), (after, now)) = (self.before, self.after);
        let (enforcement, contested) = (now.enforcement, now.contested);
        let regraded = Snapshot { severity: now.severity, enforcement, contested, ..then.clone() };
        let is_same_gap = match (then.days_overdue, now.days_overdue) {
            (Some(was), Some(is)) => is - was == after.as_of.minus(before.as_of),
            (was, is) => was == is,
        };
        is_same_gap && regraded.stands_as(now)
    }

    fn has_same_inputs(&self) -> bool {
        let (before, after) = (self.before.0, self.after.0);
        before.corpus.digest == after.corpus.digest
            && before.corpus.rules_digest == after.corpus.rules_digest
            && before.known_as_of == after.known_as_of
    }

    /// The data are the same, and what is known of them is not: `, as known by 2014-04-08`.
    fn learnt(&self) -> Option<String> {
        let (before, after) = (self.before.0, self.after.0);
        let is_known_anew = before.corpus.digest == after.corpus.digest && before.known_as_of != after.known_as_of;
        let by = || match after.known_as_of {
            Some(day) => format!(", as known by {day}"),
            None => ", as known without limit".to_owned(),
        };
        is_known_anew.then(by)
    }
}
