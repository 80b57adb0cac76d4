//! The timeline of one (state, obligation): the few days on which anything changes, and the judgement between them.
//! In each world the rules judge the facts; here the worlds are combined.

use std::rc::Rc;

use super::Judgement;
use super::Question;
use super::applicability::{Applicability, LegalPosition};
use super::assessment::Assessment;
use super::combine::{Combined, WorldVerdict, views};
use super::conduct::ConductSpan;
use crate::law::{Limit, Stage};
use crate::rules::{DayCount, Done, Rules};
use crate::time::Day;

/// A judgement and the first day for which it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// First day; the first segment begins with the beginning of time.
    pub from: Day,
    /// What holds from then on.
    pub judgement: Judgement,
}

/// Every change of a (state, obligation), in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline(Vec<Segment>);

impl Timeline {
    /// Evaluates a question once for all days.
    pub fn new(question: &Question, rules: &Rules) -> Timeline {
        let case = Assessment::new(question);
        let mut segments: Vec<Segment> = Vec::with_capacity(8);
        for from in case.changes(rules) {
            let judgement = case.judge(question, rules, from);
            if segments.last().is_none_or(|last| last.judgement != judgement) {
                segments.push(Segment { from, judgement });
            }
        }
        Timeline(segments)
    }

    /// Every segment, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The segment that holds on a day.
    pub fn on(&self, day: Day) -> Option<&Segment> {
        let after = self.0.partition_point(|segment| segment.from <= day);
        self.0.get(after.checked_sub(1)?)
    }

    /// First day of the verdict that holds on a day, and first day of the next one; `None` where it is open.
    pub fn verdict_around(&self, day: Day) -> (Option<Day>, Option<Day>) {
        let after = self.0.partition_point(|segment| segment.from <= day);
        let (past, future) = self.0.split_at(after);
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
    /// Days on which any judgement may change, in order, from the beginning of time on.
    fn changes(&self, rules: &Rules) -> Vec<Day> {
        let mut days = Vec::with_capacity(16);
        days.push(Day::MIN);
        days.extend(self.stages.iter().map(|stages| stages.from));
        days.extend(self.enforceable_from.filter(|_| !self.stages.is_empty()));
        let mut told: Option<&Rc<Applicability>> = None;
        for alternative in &self.alternatives {
            if told.is_none_or(|told| !Rc::ptr_eq(told, &alternative.applicability)) {
                days.extend(&alternative.applicability.changes);
                days.extend(alternative.applicability.limits().flat_map(|limit| notices(limit, rules)));
                told = Some(&alternative.applicability);
            }
            days.extend(alternative.failures.iter().flat_map(|failure| [failure.until, failure.until.next()]));
            for (span, next) in alternative.spans.iter().zip(ends(&alternative.spans)) {
                days.push(span.from);
                days.extend(span.perhaps_from);
                days.extend(span.undone_from);
                let stretch = BoundedSpan { span, end: next, rules };
                stretch.ages(&mut days);
                for limit in alternative.applicability.limits() {
                    stretch.delays(limit, &mut days);
                }
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    fn judge(&self, question: &Question, rules: &Rules, day: Day) -> Judgement {
        let (enforcement, contested) = self.stages_on(day);
        // A case has at least one world and a world at least one span from the beginning of time, so this is never empty.
        let combined = self.combined(question, rules, day);
        combined.map_or_else(Judgement::unjudged, |combined| combined.judgement(rules, enforcement, contested))
    }

    /// What the rules say in all worlds together on a day.
    pub fn combined(&self, question: &Question, rules: &Rules, day: Day) -> Option<Combined> {
        let (enforcement, _) = self.stages_on(day);
        let mut combined: Option<Combined> = None;
        let mut current: Option<(&Rc<Applicability>, LegalPosition)> = None;
        // worlds that follow each other mostly say the same of one day
        let mut said: Vec<(ConductSpan, LegalPosition)> = Vec::new();
        for alternative in &self.alternatives {
            let own = &alternative.applicability;
            let known =
                current.filter(|(applicability, _)| Rc::ptr_eq(applicability, own)).map(|(_, position)| position);
            let position = known.unwrap_or_else(|| own.on(question, day));
            current = Some((own, position));
            let Some(span) = alternative.span_on(day, &position) else { continue };
            if said.iter().rev().take(NEIGHBOURS).any(|known| *known == (span, position)) {
                continue;
            }
            said.push((span, position));
            for view in views(question, &span, &position, day) {
                let facts = view.facts(question, &position, enforcement, day);
                let (verdict, rule) = rules.judge(&facts);
                let one = WorldVerdict {
                    verdict,
                    rule,
                    facts,
                    position,
                    gap_from: view.gap_from,
                    is_new: view.is_new,
                    proved_until: view.proved_until,
                };
                match &mut combined {
                    Some(combined) => combined.add(one),
                    none => *none = Some(Combined::new(one, day)),
                }
            }
        }
        combined
    }

    fn stages_on(&self, day: Day) -> (Option<Stage>, Option<Stage>) {
        let after = self.stages.partition_point(|stages| stages.from <= day);
        let Some(stages) = after.checked_sub(1).and_then(|ix| self.stages.get(ix)) else { return (None, None) };
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

    fn ages(&self, days: &mut Vec<Day>) {
        let Some(proved) = self.span.proved_until else { return };
        let ages = thresholds(self.rules, DayCount::EvidenceAgeDays).chain([1]);
        days.extend(ages.map(|age| proved.plus_days(age)).filter(|day| self.is_inside(*day)));
    }

    fn delays(&self, limit: Limit, days: &mut Vec<Day>) {
        if matches!(self.span.done, Done::Yes | Done::Unknown) {
            return;
        }
        let gap_from = limit.first_late_day().max(self.span.lost.map_or(Day::MIN, |(day, _)| day));
        let delays = thresholds(self.rules, DayCount::DaysOverdue).map(|late| gap_from.plus_days(late - 1));
        days.extend(delays.filter(|day| self.is_inside(*day)));
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
