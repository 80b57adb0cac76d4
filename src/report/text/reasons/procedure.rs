//! The open case that has come furthest, as its register shows it.

use super::reason::{Reason, Topic};
use crate::engine::{Finding, Question};
use crate::law::{CaseKind, Corpus, Event, Procedure, Record, Stage, Step};
use crate::report::run::Run;
use crate::report::text::record::{event_in_words, mark};
use crate::time::Day;

/// The last day of the register that a step cites, where it is kept up day by day and ended before a day.
pub fn register_ended(corpus: &Corpus, record: &Record, on: Day) -> Option<Day> {
    let register = corpus.source(record.source).filter(|source| source.continuous)?;
    register.through.filter(|through| *through < on)
}

/// `open case INFR(2011)2091 (Art. 258 TFEU)`; where its register ended before the day, nobody knows whether it still is.
pub fn open_case(corpus: &Corpus, record: &Record, step: &Step, on: Day) -> String {
    match register_ended(corpus, record, on) {
        Some(through) => format!("case{}, open when the register ended ({through})", case_of(step)),
        None => format!("open case{}", case_of(step)),
    }
}

/// The step at which a case of this finding stands that has reached a stage, the latest.
fn step_at<'a>(
    run: &Run,
    finding: &Finding<'a>,
    reached: Stage,
    kind: Option<CaseKind>,
) -> Option<(&'a Record, &'a Step)> {
    let corpus = run.engine.corpus;
    let question: &Question<'a> = &finding.question;
    let speaks = |record: &&Record| {
        record.concerns(question.obligation_ix, question.obligation)
            && corpus.is_known(record, run.engine.known_as_of)
            && corpus.last_possible_day(record) <= finding.on
    };
    let records = question.actor.records_of(question.instrument_ix).iter().filter(speaks);
    let steps = records.filter_map(|record| match &record.event {
        Event::Procedural(own, step) if *own == reached && kind.is_none_or(|kind| kind == step.kind) => {
            Some((record, step))
        }
        _ => None,
    });
    steps.max_by_key(|(record, _)| (corpus.last_possible_day(record), record.source))
}

/// The last day of the register that shows the case which has come furthest as open, where it ended before the day.
pub fn open_until_register_ended(run: &Run, finding: &Finding) -> Option<Day> {
    let (record, _) = step_at(run, finding, finding.judgement.enforcement?, None)?;
    register_ended(run.engine.corpus, record, finding.on)
}

/// The open case that has come furthest: its number, the step, its legal basis; and how far the source reaches.
pub fn procedure(run: &Run, finding: &Finding, reached: Stage) -> Vec<Reason> {
    let corpus = run.engine.corpus;
    let Some((record, step)) = step_at(run, finding, reached, None) else { return Vec::new() };
    let case = open_case(corpus, record, step, finding.on);
    let text = format!("{case}: {} {}{}", event_in_words(&record.event), record.on, mark(record));
    let mut reasons = vec![Reason::new(Topic::Procedure, text).citing([record.source])];
    reasons.extend(reach(finding, record));
    reasons
}

/// That the register of a case shows no later step by the day, or by its own last day. Other documents list no steps.
fn reach(finding: &Finding, record: &Record) -> Option<Reason> {
    let (question, corpus) = (&finding.question, finding.question.corpus);
    let source = corpus.source(record.source).filter(|source| !source.is_assumed() && source.continuous)?;
    let until = finding.on.min(source.through.unwrap_or(source.published.last()));
    let own = corpus.last_possible_day(record);
    let is_later = |other: &Record| {
        matches!(other.event, Event::Procedural(..) | Event::Ended { .. })
            && !std::ptr::eq(other, record)
            && other.concerns(question.obligation_ix, question.obligation)
            && corpus.is_known(other, question.known_as_of)
            && own < corpus.last_possible_day(other)
            && other.on.first() <= finding.on
    };
    if until < own || question.actor.records_of(question.instrument_ix).iter().any(is_later) {
        return None;
    }
    let text = |until: &str| format!("no later step by {until} in {}", source.name());
    if until == finding.on {
        return Some(Reason::on_day(Topic::Reach, until, text));
    }
    Some(Reason::new(Topic::Reach, text(&until.to_string())))
}

/// That the measures are said not to conform, and how far the case has come.
pub fn contested(run: &Run, finding: &Finding, reached: Stage) -> Reason {
    let at = step_at(run, finding, reached, Some(CaseKind::NonConformity));
    let ended = at.and_then(|(record, _)| register_ended(run.engine.corpus, record, finding.on));
    let ended = ended.map_or(String::new(), |day| format!("; the case was open when the register ended, {day}"));
    Reason::new(
        Topic::Procedure,
        format!("contested: the measures are said not to conform ({}{ended})", reached.as_str()),
    )
}

/// The case that a step belongs to: reproach, number, legal basis; `None` for what is no step.
pub fn case_of_record(record: &Record) -> Option<String> {
    let step = record.step()?;
    let reproach = match step.kind {
        CaseKind::NonCommunication => "non-communication",
        CaseKind::NonConformity => "non-conformity",
        CaseKind::BadApplication => "bad application",
    };
    Some(format!("{reproach} case{}", case_of(step)))
}

/// Number and legal basis of a case.
pub fn case_of(step: &Step) -> String {
    let number = step.case.as_ref().map_or(String::new(), |case| format!(" {case}"));
    let basis = match step.procedure {
        None => "",
        Some(Procedure::Art258) => " (Art. 258 TFEU)",
        Some(Procedure::Art260_2) => " (Art. 260(2) TFEU, after a judgment)",
        Some(Procedure::Art260_3) => " (Art. 260(3) TFEU)",
    };
    format!("{number}{basis}")
}
