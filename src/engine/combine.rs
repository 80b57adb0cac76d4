//! Facts for the rules, one set for each way in which a span can be true on a day; and the verdicts of all worlds combined.
//! Not here: the worlds themselves (`assessment`).

use super::applicability::{LegalPosition, TimeLimit};
use super::conduct::{ConductSpan, DoneSince};
use super::{Judgement, Question};
use crate::law::{Duty, Limit, Stage};
use crate::rules::{Bill, Done, Due, Enforcement, Facts, Judged, Rules, Verdict, When};
use crate::time::Day;

/// What is done on a day in one of the ways in which a span can be true there: a span that may have ended already has two,
/// a run with an uncertain start two.
pub(super) struct ConductOnDay {
    done: Done,
    when: When,
    pub(super) gap_from: Option<Day>,
    /// An undoing that can have happened on any day up to the one asked began the gap.
    pub(super) is_new: bool,
    pub(super) proved_until: Option<Day>,
    bill: Bill,
    regressions: i32,
}

/// Every way in which a span can be true on a day.
pub(super) fn possible_conduct(
    question: &Question,
    span: &ConductSpan,
    position: &LegalPosition,
    day: Day,
) -> impl Iterator<Item = ConductOnDay> {
    let wanting = (span.done != Done::Yes).then(|| ConductOnDay::wanting(span, position, day));
    let done_since = if span.done == Done::Yes {
        span.done_since
    } else {
        // found done later, without saying since when: it may have been done already, on any day up to this one
        // (decision 4)
        let first = span.perhaps_from.filter(|first| *first <= day);
        first.map(|first| DoneSince { first: Some(first), last: day })
    };
    // an encouragement is never late
    let time_limit = if question.obligation.duty == Duty::Binding { position.time_limit } else { TimeLimit::None };
    let whens = done_since.map_or([None, None], |done_since| timeliness(done_since, time_limit));
    let done = whens.into_iter().flatten().map(|when| ConductOnDay::done(span, when));
    wanting.into_iter().chain(done)
}

/// In time or late, by the start of the run: both, where the start can be on either side of the deadline.
/// Where only an upper bound of the deadline is known, what began by then may have been late.
fn timeliness(done_since: DoneSince, time_limit: TimeLimit) -> [Option<When>; 2] {
    let (limit, early) = match time_limit {
        TimeLimit::None => return [Some(When::None), None],
        TimeLimit::Open => return [Some(When::Unsure), None],
        TimeLimit::Fixed(limit) => (limit, When::InTime),
        TimeLimit::PassedBy(limit) => (limit, When::Unsure),
    };
    match done_since.first {
        _ if !limit.has_passed(done_since.last) => [Some(early), None],
        // since when is not known: lateness is not presumed (decision 12)
        None => [Some(When::Unsure), None],
        Some(first) if limit.has_passed(first) => [Some(When::Late), None],
        Some(_) => [Some(early), Some(When::Late)],
    }
}

impl ConductOnDay {
    fn done(span: &ConductSpan, when: When) -> ConductOnDay {
        ConductOnDay {
            done: Done::Yes,
            when,
            gap_from: None,
            is_new: false,
            proved_until: None,
            bill: Bill::No,
            regressions: span.regressions,
        }
    }

    fn wanting(span: &ConductSpan, position: &LegalPosition, day: Day) -> ConductOnDay {
        let passed = position.time_limit.limit().filter(|limit| limit.has_passed(day) && span.done != Done::Unknown);
        // an undoing that can have happened already can have happened on the day itself
        let undone = span.undone_from.filter(|first| *first <= day).map(|_| day);
        let lost = span.lost.map(|(day, _)| day).max(undone).unwrap_or(Day::MIN);
        let gap_from = passed.map(|limit| limit.first_late_day().max(lost));
        let proved_until = span.proved_until.filter(|proved| *proved < day && span.done != Done::Unknown);
        let bill = if span.bill && span.done != Done::Unknown { Bill::Yes } else { Bill::No };
        let is_new = undone.is_some() && gap_from == Some(day);
        let (done, when, regressions) = (span.done, When::None, span.regressions);
        ConductOnDay { done, when, gap_from, is_new, proved_until, bill, regressions }
    }

    pub(super) fn facts(
        &self,
        question: &Question,
        position: &LegalPosition,
        enforcement: Option<Stage>,
        day: Day,
    ) -> Facts {
        let duty = question.obligation.duty;
        Facts {
            force: position.force,
            bound: position.bound,
            duty,
            kind: question.obligation.kind,
            due: due(position.time_limit, day),
            done: self.done,
            when: self.when,
            enforcement: stage_fact(enforcement),
            bill: self.bill,
            days_overdue: self.gap_from.map_or(0, |from| day.minus(from).saturating_add(1)),
            days_to_due: match position.time_limit {
                TimeLimit::Fixed(limit) => limit.0.minus(day).max(0),
                _ => 0,
            },
            evidence_age_days: self.proved_until.map_or(0, |proved| day.minus(proved)),
            regressions: self.regressions,
        }
    }
}

/// Whether the deadline has passed, as the tables know it.
fn due(time_limit: TimeLimit, day: Day) -> Due {
    if time_limit.is_open(day) {
        return Due::Open;
    }
    match time_limit.limit() {
        None => Due::None,
        Some(limit) if limit.has_passed(day) => Due::Passed,
        Some(_) => Due::Ahead,
    }
}

/// The stage as the tables know it.
pub(super) fn stage_fact(stage: Option<Stage>) -> Enforcement {
    stage.map_or(Enforcement::None, Enforcement::from)
}

/// What the rules said in one world.
#[derive(Clone, Copy)]
pub(super) struct WorldVerdict {
    pub verdict: Verdict,
    pub rule: usize,
    pub facts: Facts,
    pub position: LegalPosition,
    pub gap_from: Option<Day>,
    pub is_new: bool,
    pub proved_until: Option<Day>,
}

/// What they said in all worlds so far.
pub(super) struct Combined {
    best: WorldVerdict,
    any_gap: bool,
    any_open: bool,
    all_gap: bool,
    mixed_when: bool,
    day: Day,
    due: Option<(Limit, LegalPosition)>,
    /// In the world with the fewest.
    regressions: i32,
    gap_from: Option<Day>,
    is_new: bool,
    proved_until: Option<Day>,
}

impl Combined {
    pub fn new(one: WorldVerdict, day: Day) -> Combined {
        let gap = one.verdict.is_gap();
        Combined {
            best: one,
            any_gap: gap,
            any_open: one.verdict == Verdict::PossibleGap,
            all_gap: gap,
            mixed_when: false,
            day,
            due: due_of(&one),
            regressions: one.facts.regressions,
            gap_from: one.gap_from,
            is_new: one.is_new,
            proved_until: one.proved_until,
        }
    }

    pub fn add(&mut self, one: WorldVerdict) {
        let gap = one.verdict.is_gap();
        self.any_gap |= gap;
        self.all_gap &= gap;
        self.any_open |= one.verdict == Verdict::PossibleGap;
        if is_met(one.verdict) && is_met(self.best.verdict) {
            self.mixed_when |= one.facts.when != self.best.facts.when;
        }
        let due = due_of(&one);
        if due.map(|(limit, _)| limit) > self.due.map(|(limit, _)| limit) {
            self.due = due;
        }
        self.regressions = self.regressions.min(one.facts.regressions);
        self.gap_from = self.gap_from.max(one.gap_from);
        self.is_new |= one.is_new;
        self.proved_until = [self.proved_until, one.proved_until].into_iter().flatten().min();
        if precedence(one.verdict) < precedence(self.best.verdict) {
            self.best = one;
        }
    }

    /// A gap in every world is a gap; in some, a possible one; else the first verdict in the order of precedence.
    fn verdict(&self) -> Verdict {
        let differ = self.any_gap && !self.all_gap;
        // a gap in some worlds only is not established
        if differ || self.any_open { Verdict::PossibleGap } else { self.best.verdict }
    }

    /// The verdict and the facts by which it is graded: those of the world that leads, with the fewest undoings and the
    /// fewest days of the present gap in any.
    pub fn judged(&self) -> Judged {
        let verdict = self.verdict();
        let mut facts = Facts { regressions: self.regressions, ..self.best.facts };
        if self.mixed_when && is_met(verdict) {
            facts.when = When::Unsure;
        }
        // where worlds differ on the start of the gap, the fewest days count (design, section 9)
        if let Some(from) = self.gap_from.filter(|_| verdict.is_gap())
            && let Some(own) = self.best.gap_from
        {
            facts.days_overdue -= from.minus(own);
        }
        Judged { facts, verdict }
    }

    /// What holds, with the rule that decided where one did.
    pub fn judgement(self, rules: &Rules, enforcement: Option<Stage>, contested: Option<Stage>) -> Judgement {
        let Judged { facts, verdict } = self.judged();
        // done in every world, in time in some and late in others
        let is_unsure = self.mixed_when && is_met(verdict);
        let rule = if is_unsure { rules.judge(&facts).1 } else { self.best.rule };
        let one_row_decides = verdict == self.best.verdict;
        let outside = verdict.is_outside();
        let due = self.due.filter(|_| !outside);
        let gap_from = self.gap_from.filter(|_| verdict.is_gap());
        // the gap is a day old on each day on which the undoing can have happened
        let is_new = self.is_new && gap_from.is_some();
        let done = is_met(verdict);
        let wanting = !done && !outside && verdict != Verdict::Unknown;
        Judgement {
            verdict,
            rule: u16::try_from(rule).ok().filter(|_| one_row_decides),
            severity: rules.severity(&facts, verdict),
            when: if done { facts.when } else { When::None },
            limit: due.map(|(limit, _)| limit),
            deadline_origin: due.map_or(self.best.position.deadline_origin, |(_, position)| position.deadline_origin),
            at_least: due.is_some_and(|(_, position)| matches!(position.time_limit, TimeLimit::PassedBy(_))),
            open: !outside && self.best.position.time_limit.is_open(self.day),
            gap_from: gap_from.filter(|_| !is_new),
            is_new,
            proved_until: self.proved_until.filter(|_| wanting),
            force: self.best.position.force,
            bound: self.best.position.bound,
            enforcement,
            contested,
        }
    }
}

fn is_met(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Met | Verdict::MetLate)
}

fn due_of(one: &WorldVerdict) -> Option<(Limit, LegalPosition)> {
    one.position.time_limit.limit().map(|limit| (limit, one.position))
}

/// Which world's verdict leads: gaps (`overdue` unless all are partial), then what may be one, then the order of
/// pending, encouraged, unknown, met, met-late, and what is outside the duty.
fn precedence(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Overdue => 0,
        Verdict::Partial => 1,
        Verdict::PossibleGap => 2,
        Verdict::Pending => 3,
        Verdict::Encouraged => 4,
        Verdict::Unknown => 5,
        Verdict::Met => 6,
        Verdict::MetLate => 7,
        Verdict::NotBound => 8,
        Verdict::NotInForce => 9,
        Verdict::Ended => 10,
    }
}
