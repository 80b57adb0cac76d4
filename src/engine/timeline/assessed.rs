//! A question that was assessed, asked about one day: the changes around that day alone are judged, where a timeline judges
//! all of them.

use std::sync::OnceLock;

use super::Segment;
use crate::engine::assessment::Assessment;
use crate::engine::{Judgement, Question};
use crate::rules::{Judged, Rules};
use crate::time::Day;

/// What everything about a question is judged from.
#[derive(Debug)]
pub(in crate::engine) struct Assessed {
    /// The evidence, and what it means in each world.
    pub(in crate::engine) assessment: Assessment,
    /// The assessment without presumptions; made when somebody first asks for it.
    without_presumptions: OnceLock<Assessment>,
}

/// The segment that holds on a day, with the days around it that a finding names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::engine) struct AroundDay {
    /// The segment.
    pub segment: Segment,
    /// First day of its verdict; `None` if it has no beginning.
    pub since: Option<Day>,
    /// First day of the next verdict; `None` if none is known.
    pub until: Option<Day>,
}

/// The first day of the uninterrupted time for which a state is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoundSince {
    /// The earliest that is possible.
    pub first: Day,
    /// The latest that is possible; `None` where the state may not be bound at all.
    pub last: Option<Day>,
}

impl Assessed {
    /// Assesses a question.
    pub fn new(question: &Question) -> Assessed {
        Assessed { assessment: Assessment::new(question), without_presumptions: OnceLock::new() }
    }

    /// What holds on a day.
    pub fn judgement(&self, question: &Question, rules: &Rules, day: Day) -> Option<Judgement> {
        let days = self.assessment.changes(rules);
        let from = days.get(days.partition_point(|change| *change <= day).checked_sub(1)?)?;
        Some(self.assessment.judge(question, rules, *from).judgement)
    }

    /// What holds on a day, since when and until when.
    pub fn around(&self, question: &Question, rules: &Rules, day: Day) -> Option<AroundDay> {
        let days = self.assessment.changes(rules);
        let (past, future) = days.split_at(days.partition_point(|change| *change <= day));
        let judge = |day: &Day| self.assessment.judge(question, rules, *day);
        let mut earlier = past.iter().rev();
        let mut segment = judge(earlier.next()?);
        let verdict = segment.judgement.verdict;
        let differs = |day: &&Day| judge(day).judgement.verdict != verdict;
        let until = future.iter().find(differs).copied();
        let (mut since, mut is_one_segment) = (segment.from, true);
        for day in earlier {
            let one = judge(day);
            if one.judgement.verdict != verdict {
                break;
            }
            since = *day;
            is_one_segment &= one.judgement == segment.judgement;
            segment = if is_one_segment { one } else { segment };
        }
        Some(AroundDay { segment, since: Some(since).filter(|from| *from > Day::MIN), until })
    }

    /// The first day of the time for which the state is bound on a day, in the worlds in which it is; `None` where it is in
    /// none.
    pub fn bound_since(&self, day: Day) -> Option<BoundSince> {
        let mut since: Option<BoundSince> = None;
        let mut is_in_all = true;
        for alternative in &self.assessment.alternatives {
            let Some(first) = alternative.applicability.bound_since(day) else {
                is_in_all = false;
                continue;
            };
            let known = since.unwrap_or(BoundSince { first, last: Some(first) });
            since = Some(BoundSince { first: known.first.min(first), last: known.last.max(Some(first)) });
        }
        since.map(|since| BoundSince { last: since.last.filter(|_| is_in_all), ..since })
    }

    /// Tells each day on which the finding, with what it rests on, may differ from the day before, in any order.
    pub fn each_change(&self, question: &Question, rules: &Rules, mut tell: impl FnMut(Day)) {
        // whether it is presumed that something is done rests on what holds without presumptions
        let proved = self.assessment.presumes.then(|| self.without_presumptions(question));
        for assessment in std::iter::once(&self.assessment).chain(proved) {
            assessment.each_change(rules, &mut tell);
            let evidence = assessment.evidence.iter();
            evidence.flat_map(|one| [one.first, one.last, one.last.next()]).for_each(&mut tell);
        }
    }

    /// What the rules would say on a day without what is only presumed.
    pub fn proved(&self, question: &Question, rules: &Rules, day: Day) -> Option<Judged> {
        self.without_presumptions(question).combined(question, rules, day).map(|combined| combined.judged())
    }

    fn without_presumptions(&self, question: &Question) -> &Assessment {
        self.without_presumptions.get_or_init(|| Assessment::proved(question))
    }
}
