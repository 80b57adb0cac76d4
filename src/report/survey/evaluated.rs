//! Surveys that are evaluated to be compared: each finding is reduced as soon as it is there, and only one that differs
//! from that of the other side says what it was computed from, for digests cost more than judgements.

use super::basis::Basis;
use super::pairs::{InOrder, SnapshotPairs, parts_of};
use super::snapshot::{Snapshot, Snapshots};
use super::whole::Survey;
use crate::engine::{Finding, Question, Timeline};
use crate::parallel::in_parts;
use crate::report::run::Run;
use crate::report::scope::Scope;
use std::cmp::Ordering;

/// What a run is asked: its questions, in the order of state, instrument, obligation.
pub struct SurveyQuestions<'a> {
    /// Data, tables, days.
    pub run: Run<'a>,
    /// What is looked at.
    pub scope: Scope,
    /// Every question of it.
    pub questions: Vec<Question<'a>>,
}

impl<'a> SurveyQuestions<'a> {
    /// The findings as a survey, to be compared with another one.
    pub fn survey_against(&self, other: &Survey) -> Survey {
        self.survey(Some(other))
    }

    fn survey(&self, other: Option<&Survey>) -> Survey {
        let snapshots = Snapshots::new(self.run);
        let mut survey = Survey::empty(&self.run, self.scope.clone());
        let answer = |part: &[Question<'a>]| -> Vec<Snapshot> {
            let mut others = InOrder::starting_at(other, part.first());
            let findings = part.iter().filter_map(|question| finding(&self.run, question));
            let reduced = findings.map(|finding| {
                let mut own = snapshots.bare(&finding);
                let differs = others.find(&finding.question).is_some_and(|other| !other.stands_as(&own));
                own.basis = differs.then(|| snapshots.basis(&finding));
                own
            });
            reduced.collect()
        };
        in_parts(&self.questions, answer, |mut part| survey.findings.append(&mut part));
        survey
    }

    /// Are both sides judged from the same data, by the same tables and on the same knowledge?
    fn differs_by_day_alone(&self, other: &SurveyQuestions) -> bool {
        let (own, other) = (&self.run.engine, &other.run.engine);
        std::ptr::eq(own.corpus, other.corpus)
            && std::ptr::eq(own.rules, other.rules)
            && own.known_as_of == other.known_as_of
    }
}

fn finding<'a>(run: &Run<'a>, question: &Question<'a>) -> Option<Finding<'a>> {
    run.engine.answer(question, run.as_of)
}

/// Two runs as surveys, to be compared with each other.
pub fn both<'a>(before: &SurveyQuestions<'a>, after: &SurveyQuestions<'a>) -> (Survey, Survey) {
    if before.differs_by_day_alone(after) {
        return of_two_days(before, after);
    }
    let mut then = before.survey(None);
    let now = after.survey(Some(&then));
    explain(before, &mut then, &now);
    (then, now)
}

/// Says of each finding that differs from that of the other survey what it was computed from.
fn explain(asked: &SurveyQuestions, own: &mut Survey, other: &Survey) {
    let differs = |(own, other): (Option<&Snapshot>, Option<&Snapshot>)| {
        let own = own?;
        Some(other.is_some_and(|other| !other.stands_as(own)))
    };
    let differing = SnapshotPairs::new(&own.findings, &other.findings).filter_map(differs).enumerate();
    let places: Vec<usize> = differing.filter(|(_, differs)| *differs).map(|(place, _)| place).collect();
    let snapshots = Snapshots::new(asked.run);
    let mut explained: Vec<(usize, Box<Basis>)> = Vec::with_capacity(places.len());
    let basis = |place: &usize| {
        let [state, instrument, obligation] = own.findings.get(*place)?.parts();
        let question = asked.run.engine.question(state, instrument, obligation)?;
        Some((*place, snapshots.basis(&finding(&asked.run, &question)?)))
    };
    in_parts(&places, |part| part.iter().filter_map(basis).collect::<Vec<_>>(), |mut part| explained.append(&mut part));
    for (place, basis) in explained {
        if let Some(one) = own.findings.get_mut(place) {
            one.basis = Some(basis);
        }
    }
}

/// A question, and on which of the two days it is asked.
type AskedOn<'a> = (Question<'a>, [bool; 2]);

/// Two days of one corpus: each question is evaluated once, and its timeline asked for both days.
fn of_two_days<'a>(before: &SurveyQuestions<'a>, after: &SurveyQuestions<'a>) -> (Survey, Survey) {
    let runs = [before.run, after.run];
    let snapshots = runs.map(Snapshots::new);
    let [mut then, mut now] = [before, after].map(|one| Survey::empty(&one.run, one.scope.clone()));
    let answer = |part: &[AskedOn<'a>]| {
        let mut done = [Vec::with_capacity(part.len()), Vec::with_capacity(part.len())];
        for (question, on) in part {
            let timeline = Timeline::new(question, before.run.engine.rules);
            let mut sides = [0, 1].map(|side: usize| {
                let (run, snapshots) = (runs.get(side)?, snapshots.get(side)?);
                let finding =
                    run.engine.finding(question, &timeline, run.as_of).filter(|_| on.get(side) == Some(&true))?;
                Some((snapshots.bare(&finding), finding, snapshots))
            });
            if let [Some((then, then_by, of_then)), Some((now, now_by, of_now))] = &mut sides
                && !then.stands_as(now)
            {
                (then.basis, now.basis) = (Some(of_then.basis(then_by)), Some(of_now.basis(now_by)));
            }
            for (done, side) in done.iter_mut().zip(sides) {
                done.extend(side.map(|(snapshot, ..)| snapshot));
            }
        }
        done
    };
    in_parts(&asked_on(&before.questions, &after.questions), answer, |[mut earlier, mut later]| {
        then.findings.append(&mut earlier);
        now.findings.append(&mut later);
    });
    (then, now)
}

/// The questions of both days, each once, in their order.
fn asked_on<'a>(mut before: &[Question<'a>], mut after: &[Question<'a>]) -> Vec<AskedOn<'a>> {
    let mut all = Vec::with_capacity(before.len().max(after.len()));
    loop {
        let order = match (before.first(), after.first()) {
            (None, None) => return all,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(then), Some(now)) => parts_of(then).cmp(&parts_of(now)),
        };
        let then = if order.is_le() { before.split_off_first() } else { None };
        let now = if order.is_ge() { after.split_off_first() } else { None };
        all.extend(then.or(now).map(|question| (*question, [then.is_some(), now.is_some()])));
    }
}
