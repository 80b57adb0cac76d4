//! What is recommended to a state under one act, over time: asked anew on each day on which the findings, a threshold of the
//! rules, the proceedings that are available or a source that urges it can change it.

use super::code::{merged, plain};
use super::course::{DutyCourse, run_on};
use super::data::RecommendationData;
use super::knowledge::{Knowledge, days_of_words};
use super::query::Frame;
use crate::engine::{Finding, Judgement, Question};
use crate::law::{Corpus, Nature};
use crate::report::contract::Recommendation;
use crate::report::recommend::exposure;
use crate::report::remedies::recommendations;
use crate::report::text::labels::capitalised;
use crate::report::text::record::ASSUMED;
use crate::rules::{DayCount, Rules, Urgency};
use crate::time::Day;

/// What is recommended from a day on.
pub(super) type RecommendedFrom = (Day, Vec<RecommendationData>);

/// The Treaty of Lisbon entered into force: other proceedings are available from then on.
const LISBON: (i32, u32, u32) = (2009, 12, 1);

/// What is recommended in the light of the courses of one state under one act.
pub(super) fn recommended<'a>(
    frame: &Frame<'a>,
    knowledge: Knowledge,
    duties: &[(Question<'a>, &DutyCourse<'a>)],
) -> Vec<RecommendedFrom> {
    let mut days: Vec<Day> = Day::from_ymd(LISBON.0, LISBON.1, LISBON.2).into_iter().collect();
    for (question, course) in duties {
        days.extend(days_of_words(question));
        days.extend(old_steps(frame.run.engine.rules, question));
        if let Nature::UnionAct { enforceable_from } = question.instrument.nature {
            days.extend(enforceable_from);
        }
        for piece in &course.pieces {
            days.push(piece.from);
            days.extend(thresholds(frame.run.engine.rules, &piece.finding.judgement));
        }
    }
    let sources = frame.run.engine.corpus.sources.iter();
    days.extend(sources.filter(|source| !source.urges.is_empty()).map(|source| source.published.last()));
    let pieces = frame.days(days).into_iter().map(|day| {
        let findings = duties.iter().filter_map(|(_, course)| course.finding_on(day, knowledge));
        let findings: Vec<Finding> = findings.collect();
        (day, on_day(frame, knowledge, day, &findings))
    });
    merged(pieces)
}

fn on_day<'a>(frame: &Frame<'a>, knowledge: Knowledge, day: Day, findings: &[Finding<'a>]) -> Vec<RecommendationData> {
    let run = run_on(&frame.run, knowledge, day);
    let all = recommendations(&run, findings);
    all.iter().map(|one| data(run.engine.corpus, one, day)).collect()
}

/// Days on which a count in the table of recommendations crosses a threshold, and the day after the last good one.
fn thresholds(rules: &Rules, judgement: &Judgement) -> Vec<Day> {
    let of = |count: DayCount| rules.recommendation.thresholds(count).iter().copied();
    let mut days = Vec::new();
    if let Some(gap) = judgement.gap_from {
        days.extend(of(DayCount::DaysOverdue).map(|count| gap.plus_days(count - 1)));
    }
    if let Some(limit) = judgement.limit {
        days.extend(of(DayCount::DaysToDue).map(|count| limit.0.plus_days(1 - count)));
        days.push(limit.first_late_day());
    }
    if let Some(proved) = judgement.proved_until {
        days.extend(of(DayCount::EvidenceAgeDays).map(|count| proved.plus_days(count)));
    }
    days
}

/// Days on which a step of a case crosses a threshold of age.
fn old_steps(rules: &Rules, question: &Question) -> Vec<Day> {
    let ages = rules.recommendation.thresholds(DayCount::EvidenceAgeDays);
    let steps = question.records().iter().filter(|record| record.event.kind().is_procedural());
    let days = steps.map(|record| question.corpus.last_possible_day(record));
    days.flat_map(|day| ages.iter().map(move |age| day.plus_days(*age))).collect()
}

fn data(corpus: &Corpus, one: &Recommendation, day: Day) -> RecommendationData {
    let text = one.lasting.as_ref().unwrap_or(&one.text);
    let assumed = if one.assumed { ASSUMED } else { "" };
    let urged = match (one.source.as_ref().and_then(|id| corpus.find_source(id)), &one.locator) {
        (Some(ix), Some(locator)) => corpus.source(ix).map(|source| format!("{}, {locator}", source.name())),
        _ => None,
    };
    RecommendationData {
        urgency: urgency(one),
        text: plain(&capitalised(&one.marks_shown().behind(&format!("{text}{assumed}")))),
        urged: plain(&urged.unwrap_or_default()),
        exposure: one.exposure.map_or(String::new(), |_| format!("a failure is open to {}", exposure(one, day))),
    }
}

/// 0 for what is most urgent.
fn urgency(one: &Recommendation) -> u8 {
    let place =
        Urgency::parse(one.urgency).and_then(|urgency| Urgency::ALL.iter().rev().position(|known| *known == urgency));
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or_default()
}
