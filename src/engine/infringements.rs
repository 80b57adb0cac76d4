//! Infringement cases: how far the open ones have come on each day. An uncertain step or closing counts from its last
//! possible day: no state is reported as before the Court before that is certain.

use super::Question;
use crate::law::{CaseKind, Event, Nature, Record, Stage, Step};
use crate::time::Day;

/// Where the open cases stand from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stages {
    /// First day.
    pub from: Day,
    /// Highest stage among the open cases, each taken at its latest step.
    pub highest: Option<Stage>,
    /// Highest stage among the open non-conformity cases.
    pub contested: Option<Stage>,
}

/// One case, after the steps evaluated so far.
struct CaseProgress<'a> {
    number: Option<&'a str>,
    kind: CaseKind,
    stage: Option<Stage>,
}

/// The stages over time; empty if no step is known.
pub fn stages(question: &Question) -> Vec<Stages> {
    let mut steps = steps(question);
    steps.sort_by_key(|(day, stage, ..)| (*day, *stage));
    let mut cases: Vec<CaseProgress> = Vec::new();
    let mut course: Vec<Stages> = Vec::new();
    for (day, stage, kind, number) in steps {
        match cases.iter_mut().find(|case| case.number == number) {
            // the latest step counts, also where it ranks lower: after a judgment a new letter opens the second
            // procedure (Art. 260(2) TFEU)
            Some(case) => (case.stage, case.kind) = (stage, kind),
            None => cases.push(CaseProgress { number, kind, stage }),
        }
        let highest = cases.iter().filter_map(|case| case.stage).max();
        let conformity = cases.iter().filter(|case| case.kind == CaseKind::NonConformity);
        let contested = conformity.filter_map(|case| case.stage).max();
        course.retain(|known| known.from != day);
        course.push(Stages { from: day, highest, contested });
    }
    course
}

type DatedStep<'a> = (Day, Option<Stage>, CaseKind, Option<&'a str>);

/// Steps in order; on one day a closing (no stage) counts as before the others.
fn steps<'a>(question: &Question<'a>) -> Vec<DatedStep<'a>> {
    let step = |(day, record): (Day, &'a Record)| match &record.event {
        Event::Procedural(stage, step) => Some((day, Some(*stage), step.kind, step.case.as_deref())),
        Event::Ended { step, .. } => Some((day, None, step.kind, step.case.as_deref())),
        _ => None,
    };
    records(question).filter_map(step).collect()
}

/// The records of cases that touch the obligation and are known, each with the day from which it counts.
pub fn records<'a>(question: &Question<'a>) -> impl Iterator<Item = (Day, &'a Record)> + use<'a> {
    let question = *question;
    let records = question.records().iter();
    let mine = records.filter(move |record| record.concerns(question.obligation_ix, question.obligation));
    mine.filter(move |record| record.event.kind().is_procedural())
        .filter(move |record| question.corpus.is_known(record, question.known_as_of))
        .map(move |record| (question.corpus.last_possible_day(record), record))
}

/// The step at which an open case stands.
#[derive(Debug, Clone, Copy)]
pub struct OpenInfringement<'a> {
    /// How far it has come.
    pub stage: Stage,
    /// Case, legal basis, reproach.
    pub step: &'a Step,
    /// The day from which it counts.
    pub counts_from: Day,
    /// The record of the step.
    pub record: &'a Record,
}

/// The cases that are open on a day, each at its latest step up to then. What comes later does not count, whoever knows
/// of it.
pub fn open_cases<'a>(question: &Question<'a>, on: Day) -> Vec<OpenInfringement<'a>> {
    let mut steps: Vec<(Day, &Record)> = records(question).filter(|(day, _)| *day <= on).collect();
    steps.sort_by_key(|(day, record)| (*day, stage_of(record)));
    let mut cases: Vec<OpenInfringement> = Vec::new();
    for (counts_from, record) in steps {
        let (Event::Procedural(_, step) | Event::Ended { step, .. }) = &record.event else { continue };
        cases.retain(|open| open.step.case != step.case);
        cases.extend(stage_of(record).map(|stage| OpenInfringement { stage, step, counts_from, record }));
    }
    cases
}

/// The open cases whose letter waits for a reply: those that stand at a formal notice or a reasoned opinion on a day.
pub fn letters<'a>(question: &Question<'a>, on: Day) -> Vec<OpenInfringement<'a>> {
    let mut cases = open_cases(question, on);
    cases.retain(|open| matches!(open.stage, Stage::FormalNotice | Stage::ReasonedOpinion));
    cases
}

/// The stage that a step reaches; a closing reaches none.
fn stage_of(record: &Record) -> Option<Stage> {
    match record.event {
        Event::Procedural(stage, _) => Some(stage),
        _ => None,
    }
}

/// First day on which the instrument can be enforced at all; `None`: no proceedings are available under a treaty.
pub fn enforceable_from(question: &Question) -> Option<Day> {
    match question.instrument.nature {
        // over the former third pillar the Commission has its powers from 1 December 2014 on (Protocol (No 36), Art.
        // 10)
        Nature::UnionAct { enforceable_from } => Some(enforceable_from.unwrap_or(question.instrument.adopted)),
        Nature::Treaty { .. } => None,
    }
}
