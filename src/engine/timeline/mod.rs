//! The timeline of one (state, obligation): the few days on which anything changes, and the judgement between them.
//! In each world the rules judge the facts; here the worlds are combined.

mod assessed;
mod known_then;

pub use assessed::BoundSince;
pub(super) use assessed::{AroundDay, Assessed};
pub use known_then::{Edition, KnownSegment, editions, known_then};

use std::sync::Arc;

use crate::engine::Judgement;
use crate::engine::Question;
use crate::engine::applicability::{Applicability, LawOnDay, LegalPosition};
use crate::engine::assessment::Assessment;
use crate::engine::combine::{Combined, WorldVerdict, possible_conduct};
use crate::engine::conduct::ConductSpan;
use crate::law::{Limit, Stage};
use crate::rules::{DayCount, Done, Judged, Rules};
use crate::time::Day;

/// A judgement and the first day for which it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// First day; the first segment begins with the beginning of time.
    pub from: Day,
    /// What holds from then on.
    pub judgement: Judgement,
    /// The facts by which the severity was read from its table, as they stood on the first day; `None` where no world could
    /// be judged.
    pub graded: Option<Judged>,
}

/// Every change of a (state, obligation), in order.
#[derive(Debug)]
pub struct Timeline {
    segments: Vec<Segment>,
    /// What all segments were judged from.
    pub(super) assessed: Assessed,
}

impl Timeline {
    /// Evaluates a question once for all days.
    pub fn new(question: &Question, rules: &Rules) -> Timeline {
        let assessed = Assessed::new(question);
        let segments = assessed.assessment.segments(question, rules, (Day::MIN, None));
        Timeline { segments, assessed }
    }

    /// Every segment, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The segment that holds on a day.
    pub fn on(&self, day: Day) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.from <= day);
        self.segments.get(after.checked_sub(1)?)
    }

    /// Days on which the finding, with what it rests on, may differ from the day before, in order: those of every judgement
    /// and those of the evidence.
    pub fn days_of_change(&self, question: &Question, rules: &Rules) -> Vec<Day> {
        let mut days = Vec::new();
        self.assessed.each_change(question, rules, |day| days.push(day));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The segment that holds on a day, with the days around it that a finding names.
    pub(super) fn around(&self, day: Day) -> Option<AroundDay> {
        let (since, until) = self.verdict_around(day);
        Some(AroundDay { segment: *self.on(day)?, since, until })
    }

    /// First day of the verdict that holds on a day, and first day of the next one; `None` where it is open.
    pub fn verdict_around(&self, day: Day) -> (Option<Day>, Option<Day>) {
        let after = self.segments.partition_point(|segment| segment.from <= day);
        let (past, future) = self.segments.split_at(after);
        let Some(verdict) = past.last().map(|segment| segment.judgement.verdict) else { return (None, None) };
        let done_since = past.iter().rev().take_while(|segment| segment.judgement.verdict == verdict).last();
        let since = done_since.map(|segment| segment.from).filter(|from| *from > Day::MIN);
        let until = future.iter().find(|segment| segment.judgement.verdict != verdict).map(|segment| segment.from);
        (since, until)
    }
}

/// How many different worlds are looked back at for one that says the same.
const NEIGHBOURS: usize = 4;

impl Assessment {
    /// What holds from a day on, until before another.
    pub fn segments(&self, question: &Question, rules: &Rules, (from, to): (Day, Option<Day>)) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::with_capacity(8);
        let later = self.changes(rules).into_iter().filter(|day| *day > from && to.is_none_or(|to| *day < to));
        for day in std::iter::once(from).chain(later) {
            let segment = self.judge(question, rules, day);
            if segments.last().is_none_or(|last| last.judgement != segment.judgement) {
                segments.push(segment);
            }
        }
        segments
    }

    /// Days on which any judgement may change, in order, from the beginning of time on.
    fn changes(&self, rules: &Rules) -> Vec<Day> {
        let mut days = Vec::with_capacity(16);
        days.push(Day::MIN);
        self.each_change(rules, &mut |day| days.push(day));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Names each day on which any judgement may change, in any order and some of them several times.
    fn each_change(&self, rules: &Rules, name: &mut impl FnMut(Day)) {
        self.stages.iter().for_each(|stages| name(stages.from));
        self.enforceable_from.filter(|_| !self.stages.is_empty()).into_iter().for_each(&mut *name);
        let mut last: Option<&Arc<Applicability>> = None;
        for alternative in &self.alternatives {
            if last.is_none_or(|last| !Arc::ptr_eq(last, &alternative.applicability)) {
                alternative.applicability.changes.iter().copied().for_each(&mut *name);
                let notices = alternative.applicability.limits().flat_map(|limit| notices(limit, rules));
                notices.for_each(&mut *name);
                last = Some(&alternative.applicability);
            }
            let failures = alternative.failures.iter().flat_map(|failure| [failure.until, failure.until.next()]);
            failures.for_each(&mut *name);
            for (span, next) in alternative.spans.iter().zip(ends(&alternative.spans)) {
                let begins = [Some(span.from), span.perhaps_from, span.undone_from];
                begins.into_iter().flatten().for_each(&mut *name);
                let stretch = BoundedSpan { span, end: next, rules };
                stretch.ages().for_each(&mut *name);
                for limit in alternative.applicability.limits() {
                    stretch.delays(limit).for_each(&mut *name);
                }
            }
        }
    }

    fn judge(&self, question: &Question, rules: &Rules, from: Day) -> Segment {
        let (enforcement, contested) = self.stages_on(from);
        // there is at least one world, and each has a span from the beginning of time on, so this is never empty
        let Some(combined) = self.combined(question, rules, from) else {
            return Segment { from, judgement: Judgement::unjudged(), graded: None };
        };
        let graded = Some(combined.judged());
        Segment { from, judgement: combined.judgement(rules, enforcement, contested), graded }
    }

    /// What the rules say in all worlds together on a day.
    pub fn combined(&self, question: &Question, rules: &Rules, day: Day) -> Option<Combined> {
        let (enforcement, _) = self.stages_on(day);
        let mut combined: Option<Combined> = None;
        for (position, span) in self.states_on(question, day) {
            for conduct in possible_conduct(question, &span, &position, day) {
                let facts = conduct.facts(question, &position, enforcement, day);
                let (verdict, rule) = rules.judge(&facts);
                let one = WorldVerdict {
                    verdict,
                    rule,
                    facts,
                    position,
                    gap_from: conduct.gap_from,
                    is_new: conduct.is_new,
                    proved_until: conduct.proved_until,
                };
                match &mut combined {
                    Some(combined) => combined.add(one),
                    none => *none = Some(Combined::new(one, day)),
                }
            }
        }
        combined
    }

    /// Both sides of each world on a day. Worlds that follow each other mostly give the same, which is left out where a few
    /// of its neighbours already gave it: combining it again would change nothing.
    fn states_on(&self, question: &Question, day: Day) -> Vec<(LegalPosition, ConductSpan)> {
        let law = LawOnDay::new(question, day);
        let mut states: Vec<(LegalPosition, ConductSpan)> = Vec::new();
        let mut last: Option<(&Arc<Applicability>, LegalPosition)> = None;
        for alternative in &self.alternatives {
            let own = &alternative.applicability;
            let position = match last {
                // most worlds share one law's side
                Some((known, position)) if Arc::ptr_eq(known, own) => position,
                _ => own.on_day(day, law),
            };
            last = Some((own, position));
            let Some(span) = alternative.span_on(day, &position) else { continue };
            if !states.iter().rev().take(NEIGHBOURS).any(|known| *known == (position, span)) {
                states.push((position, span));
            }
        }
        states
    }

    fn stages_on(&self, day: Day) -> (Option<Stage>, Option<Stage>) {
        let after = self.stages.partition_point(|stages| stages.from <= day);
        let Some(stages) = after.checked_sub(1).and_then(|ix| self.stages.get(ix)) else { return (None, None) };
        // before the Commission has its powers over the act no stage is shown (Protocol (No 36), Art. 10)
        let enforceable = self.enforceable_from.is_some_and(|from| from <= day);
        (stages.highest.filter(|_| enforceable), stages.contested)
    }
}

/// For each span the first day of the next.
fn ends(spans: &[ConductSpan]) -> impl Iterator<Item = Option<Day>> {
    spans.iter().skip(1).map(|span| Some(span.from)).chain(std::iter::once(None))
}

/// A span and the first day of the next one: the days inside it on which a count of days crosses a threshold.
struct BoundedSpan<'a> {
    span: &'a ConductSpan,
    end: Option<Day>,
    rules: &'a Rules,
}

impl BoundedSpan<'_> {
    fn is_inside(&self, day: Day) -> bool {
        day > self.span.from && self.end.is_none_or(|end| day < end)
    }

    fn ages(&self) -> impl Iterator<Item = Day> {
        let proved = self.span.proved_until;
        // evidence is a day old on the day after it: until then it proves the day itself
        let ages = thresholds(self.rules, DayCount::EvidenceAgeDays).chain([1]);
        ages.filter_map(move |age| Some(proved?.plus_days(age))).filter(|day| self.is_inside(*day))
    }

    fn delays(&self, limit: Limit) -> impl Iterator<Item = Day> {
        // nothing that is done, and nothing unknown, is overdue
        let may_be_overdue = !matches!(self.span.done, Done::Yes | Done::Unknown);
        let gap_from = limit.first_late_day().max(self.span.lost.map_or(Day::MIN, |(day, _)| day));
        let delays = thresholds(self.rules, DayCount::DaysOverdue).filter(move |_| may_be_overdue);
        delays.map(move |late| gap_from.plus_days(late - 1)).filter(|day| self.is_inside(*day))
    }
}

/// Days before a deadline on which the count of days left crosses a threshold.
fn notices(limit: Limit, rules: &Rules) -> impl Iterator<Item = Day> {
    thresholds(rules, DayCount::DaysToDue).map(move |left| limit.0.plus_days(1 - left))
}

/// The counts of days at which a verdict or a severity may change.
fn thresholds(rules: &Rules, count: DayCount) -> impl Iterator<Item = i32> {
    rules.verdict.thresholds(count).iter().chain(rules.severity.thresholds(count)).copied()
}
