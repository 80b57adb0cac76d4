//! Why a finding is another than before. Each cause follows from a difference between the two reports: in what the
//! finding was computed from, or, where that is the same, in what lies between the two days. Nothing is guessed: what
//! the reports do not carry is said not to be known.

use super::basis::{Basis, Heard};
use super::survey::{Snapshot, Survey};
use crate::law::EventKind;
use crate::report::iso;
use crate::rules::{Bound, Force, Verdict};
use crate::time::Day;
use crate::vocabulary::vocabulary;
use serde::Serialize;

vocabulary! {
    /// What sort of thing changed a finding.
    CauseKind, "cause" {
        /// The last good day went by.
        DeadlinePassed = "deadline-passed",
        /// The state did or undid something.
        StateActed = "state-acted",
        /// The Commission took a step, or closed a case.
        CommissionActed = "commission-acted",
        /// A court decided: the Court of Justice, or a national court that struck a law down.
        CourtActed = "court-acted",
        /// A source found what was done.
        SourceFound = "source-found",
        /// The act began or ceased to stand, or what is recorded of it is another.
        LawChanged = "law-changed",
        /// The state became bound or free: accession, withdrawal, opt-out, entry into force of a treaty for it.
        BondChanged = "bond-changed",
        /// A record is there that was not: it tells of days that had been judged already.
        RecordAdded = "record-added",
        /// A record says something else than before.
        RecordCorrected = "record-corrected",
        /// A record no longer counts.
        RecordWithdrawn = "record-withdrawn",
        /// A register reaches further, or another one counts.
        RegisterChanged = "register-changed",
        /// A decision table was changed.
        RuleChanged = "rule-changed",
        /// The evidence proves the former verdict only up to a day that is too far back now.
        SourceStale = "source-stale",
        /// Time went by, over a threshold of the rules.
        ThresholdPassed = "threshold-passed",
        /// The two reports do not look at the same states and acts.
        ScopeChanged = "scope-changed",
        /// The two reports are of different versions of the program, and nothing else differs.
        ProgramChanged = "program-changed",
        /// It was assumed, for one run.
        Assumed = "assumed",
        /// A waiver ran out or was taken out of its file.
        WaiverEnded = "waiver-ended",
        /// The earlier report does not carry what it would take to tell.
        NotRecorded = "not-recorded",
    }
}

/// The source of what is assumed.
const ASSUMED: &str = "assumed";

/// One cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// What sort.
    pub kind: CauseKind,
    /// In words.
    pub text: String,
    /// On which day it took place, where it has one.
    #[serde(with = "iso::day_or_null")]
    pub on: Option<Day>,
    /// The record that is it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Heard>,
}

impl Cause {
    /// A cause without a day.
    pub fn new(kind: CauseKind, text: impl Into<String>) -> Cause {
        Cause { kind, text: text.into(), on: None, record: None }
    }

    fn on(self, day: Option<Day>) -> Cause {
        Cause { on: day, ..self }
    }

    fn of(kind: CauseKind, what: &str, record: &Heard) -> Cause {
        let text = format!("{what}{} ({})", record.told(), record.source);
        let kind = if record.source == ASSUMED { CauseKind::Assumed } else { kind };
        Cause { kind, text, on: record.first.filter(|_| record.first == record.last), record: Some(record.clone()) }
    }
}

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
        let ((before, then), (after, now)) = (self.before, self.after);
        let comparable = match (&then.basis, &now.basis) {
            (Some(then), Some(now)) if then.way == now.way => Some((then, now)),
            _ => None,
        };
        let same_inputs = before.corpus.digest == after.corpus.digest
            && before.corpus.rules_digest == after.corpus.rules_digest
            && before.known_as_of == after.known_as_of;
        let mut causes = match comparable {
            Some((then, now)) => self.told_by(then, now),
            None if same_inputs => self.of_same_inputs(),
            None => vec![not_recorded()],
        };
        if causes.is_empty() {
            causes.extend(comparable.map(|(then, now)| self.further(then, now)).into_iter().flatten());
        }
        if causes.is_empty() {
            causes.push(self.last_resort());
        }
        causes
    }

    fn told_by(&self, then: &Basis, now: &Basis) -> Vec<Cause> {
        let mut causes = Vec::new();
        if then.law != now.law {
            causes.push(Cause::new(CauseKind::LawChanged, "what is recorded of the act is another"));
        }
        if then.bond != now.bond {
            causes.push(Cause::new(CauseKind::BondChanged, "what is recorded of membership or exceptions is another"));
        }
        causes.extend(self.of_records(then, now, true));
        causes.extend(self.of_rules());
        if then.law == now.law && then.bond == now.bond {
            causes.extend(self.of_standing(then, now));
        }
        causes.extend(self.of_time());
        causes
    }

    /// One of the two does not say what it rests on, and both rest on the same data, rules and knowledge: what the other
    /// says of the records holds for both.
    fn of_same_inputs(&self) -> Vec<Cause> {
        let ((before, then), (after, now)) = (self.before, self.after);
        let basis = now.basis.as_ref().or(then.basis.as_ref());
        let mut causes = basis.map_or(Vec::new(), |basis| self.of_records(basis, basis, true));
        let is = |verdict: Verdict| then.verdict == verdict || now.verdict == verdict;
        if then.verdict != now.verdict && (is(Verdict::NotInForce) || is(Verdict::Ended)) {
            causes.push(Cause::new(CauseKind::LawChanged, "the act stands on one of the two days alone").on(now.since));
        } else if then.verdict != now.verdict && is(Verdict::NotBound) {
            let text = "the state is bound on one of the two days alone";
            causes.push(Cause::new(CauseKind::BondChanged, text).on(now.since));
        }
        causes.extend(self.of_time());
        if causes.is_empty() && before.as_of != after.as_of {
            causes.push(not_recorded());
        }
        causes
    }

    /// What differs and was not seen to count.
    fn further(&self, then: &Basis, now: &Basis) -> Vec<Cause> {
        let mut causes = self.of_records(then, now, false);
        if then.silence != now.silence {
            let text = "another register counts, or it reaches further";
            causes.push(Cause::new(CauseKind::RegisterChanged, text));
        }
        causes
    }

    /// Records that are new, corrected, withdrawn, or dated between the two days; with `counting`, those alone on which
    /// one of the findings rests, and the steps of cases where the stage is another.
    fn of_records(&self, then: &Basis, now: &Basis, counting: bool) -> Vec<Cause> {
        let ((before, old), (after, new)) = (self.before, self.after);
        let staged = (old.enforcement, old.contested) != (new.enforcement, new.contested);
        let matters = |record: &Heard| {
            let step = staged && record.kind().is_some_and(EventKind::is_procedural);
            !counting || record.counts || step
        };
        let known = |list: &[Heard], record: &Heard| {
            list.iter().find(|one| one.id == record.id && one.last == record.last).cloned()
        };
        let lost: Vec<&Heard> = then.records.iter().filter(|one| known(&now.records, one).is_none()).collect();
        let mut causes = Vec::new();
        let mut corrected: Vec<&str> = Vec::new();
        for record in &now.records {
            let earlier = known(&then.records, record);
            let falls_between = record.may_fall_between(before.as_of, after.as_of);
            let counted = matters(record) || earlier.as_ref().is_some_and(&matters);
            match (earlier, lost.iter().find(|one| one.may_correct(record))) {
                (None, Some(old)) if matters(record) || matters(old) => {
                    corrected.push(&old.id);
                    causes.push(Cause::of(CauseKind::RecordCorrected, "a record now says: ", record));
                }
                (None, Some(_)) => {}
                _ if falls_between && counted => causes.push(Cause::of(acted(record), "", record)),
                (None, None) if counted => causes.push(Cause::of(CauseKind::RecordAdded, "newly recorded: ", record)),
                _ => {}
            }
        }
        let left_out = !after.assumed.is_empty() && before.corpus.digest == after.corpus.digest;
        let (kind, what) = match left_out {
            true => (CauseKind::Assumed, "left out for this run: "),
            false => (CauseKind::RecordWithdrawn, "no longer counted: "),
        };
        for record in lost.into_iter().filter(|one| matters(one) && !corrected.contains(&one.id.as_str())) {
            causes.push(Cause::of(kind, what, record));
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
        let decided = [&then.rule, &now.rule].into_iter().find(|row| differs(row)).cloned();
        let graded = || {
            let rows = old.rows.keys().chain(new.rows.keys());
            let mut graded = rows.filter(|row| row.starts_with("severity/") && differs(row));
            graded.next().filter(|_| then.severity != now.severity && then.verdict == now.verdict).cloned()
        };
        let row = decided.or_else(graded)?;
        Some(Cause::new(CauseKind::RuleChanged, format!("the row {row} is new, gone or another")))
    }

    /// The act or the bond is the same in the data, and time brought it into another state.
    fn of_standing(&self, then: &Basis, now: &Basis) -> Option<Cause> {
        if then.force != now.force {
            return Some(Cause::new(CauseKind::LawChanged, force(now.force)).on(self.after.1.since));
        }
        (then.bound != now.bound).then(|| Cause::new(CauseKind::BondChanged, bound(now.bound)).on(self.after.1.since))
    }

    /// What lies between the two days.
    fn of_time(&self) -> Vec<Cause> {
        let ((before, then), (after, now)) = (self.before, self.after);
        let mut causes = Vec::new();
        let missed = !matches!(now.verdict, Verdict::Met | Verdict::Encouraged | Verdict::Pending);
        if let Some(due) = now.due.filter(|due| before.as_of <= *due && *due < after.as_of && missed) {
            let text = format!("the deadline of {due} has passed");
            causes.push(Cause::new(CauseKind::DeadlinePassed, text).on(Some(due)));
        }
        if let (Verdict::PossibleGap, Some(proved)) = (now.verdict, now.evidence.last_confirmed)
            && then.verdict.is_gap()
            && before.as_of < after.as_of
        {
            let text = format!("the last evidence of the gap is of {proved}: it has grown stale");
            causes.push(Cause::new(CauseKind::SourceStale, text).on(now.since));
        }
        causes
    }

    /// Every digest is the same: only the day, or the program, is another.
    fn last_resort(&self) -> Cause {
        let ((before, then), (after, now)) = (self.before, self.after);
        if before.tool.version != after.tool.version {
            let text = format!("judged by acquis {}, before by {}", after.tool.version, before.tool.version);
            return Cause::new(CauseKind::ProgramChanged, text);
        }
        if before.corpus.rules_digest != after.corpus.rules_digest {
            return Cause::new(CauseKind::RuleChanged, "the decision tables are others");
        }
        if before.as_of == after.as_of {
            return not_recorded();
        }
        if then.enforcement.is_none() && now.enforcement.is_some() {
            return Cause::new(CauseKind::LawChanged, "the Commission may bring proceedings by now");
        }
        let text = match now.days_overdue {
            Some(days) => format!("time went by over a threshold of the rules: {days} days overdue"),
            None => format!("time went by from {} to {}, over a threshold of the rules", before.as_of, after.as_of),
        };
        Cause::new(CauseKind::ThresholdPassed, text)
    }
}

/// Nothing can be told.
pub(super) fn not_recorded() -> Cause {
    Cause::new(CauseKind::NotRecorded, "the earlier report does not carry what its findings rest on")
}

/// Who acted, where a record falls between the two days.
fn acted(record: &Heard) -> CauseKind {
    match record.kind() {
        Some(EventKind::AnnulledNationally | EventKind::Judgment | EventKind::Penalty) => CauseKind::CourtActed,
        Some(kind) if kind.is_procedural() => CauseKind::CommissionActed,
        Some(EventKind::Observed) | None => CauseKind::SourceFound,
        Some(EventKind::InForceForState) => CauseKind::BondChanged,
        Some(_) => CauseKind::StateActed,
    }
}

fn force(force: Force) -> &'static str {
    match force {
        Force::NotAdopted => "the act is not adopted on the later day",
        Force::NotInForce => "the act is not in force on the later day",
        Force::InForce => "the act has entered into force, or the duty has begun",
        Force::Ended => "the act has ended",
        Force::Void => "the act is void",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Yes => "the state has become bound",
        Bound::NotMember => "the state is not a member on the later day",
        Bound::NotAddressed => "the state is not addressed on the later day",
        Bound::OptedOut => "the state is outside by an exception on the later day",
        Bound::NotParty => "the treaty is not in force for the state on the later day",
    }
}
