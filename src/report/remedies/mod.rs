//! What a state is encouraged to do next: each finding laid before the table of recommendations, findings that one step
//! would answer joined, the step worded, and the source that urges it named.
//!
//! Not here: which step follows from a finding (`rules/recommendation.json`), and how the facts for it are found out
//! (`engine`).

mod answered;
mod urged;
mod wording;

use super::contract::{Recommendation, Streamed};
use super::run::Run;
use super::text::reasons::open_until_register_ended;
use crate::engine::Finding;
use crate::parallel::*;
use crate::rules::{Exposure, Remedy, TableOutcome, Urgency, Wording};
use crate::time::Day;
use answered::{Answered, AnsweredGroup};
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;
use urged::Passages;

pub use answered::RecommendedStep;
pub use urged::{by_statements_only, note_of_statements};
pub use wording::articles_of;

/// What is recommended in the light of some findings: by state in their order, then the most urgent first, then by instrument
/// and remedy. The steps are worded one by one, while they are written.
pub struct RecommendedSteps<'f, 'a> {
    run: Run<'a>,
    passages: Passages<'a>,
    steps: Vec<RecommendedStep<'f, 'a>>,
}

impl<'f, 'a> RecommendedSteps<'f, 'a> {
    /// The steps that answer these findings, in the order of state, instrument, obligation.
    pub fn new(run: &Run<'a>, findings: &'f [Finding<'a>]) -> RecommendedSteps<'f, 'a> {
        let of_actors: Vec<&[Finding]> = findings.chunk_by(|one, other| one.actor.code == other.actor.code).collect();
        let of_actor = |findings: &&'f [Finding<'a>]| steps_of_actor(run, findings);
        let steps: Vec<Vec<RecommendedStep>> = if findings.len() < WORTH_THREADS {
            of_actors.iter().map(of_actor).collect()
        } else {
            of_actors.par_iter().map(of_actor).collect()
        };
        RecommendedSteps { run: *run, passages: Passages::new(run), steps: steps.into_iter().flatten().collect() }
    }

    /// The steps in words.
    pub fn worded<'s>(
        &'s self,
    ) -> Streamed<'s, RecommendedStep<'f, 'a>, impl Fn(&'s RecommendedStep<'f, 'a>) -> Recommendation<'a> + Sync> {
        Streamed::new(&self.steps, |step: &'s RecommendedStep| recommendation(&self.run, &self.passages, step))
    }
}

impl Serialize for RecommendedSteps<'_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.worded().serialize(to)
    }
}

/// What is recommended in the light of these findings, in words.
pub fn recommendations<'a>(run: &Run<'a>, findings: &[Finding<'a>]) -> Vec<Recommendation<'a>> {
    let steps = RecommendedSteps::new(run, findings);
    let mut all = Vec::with_capacity(steps.steps.len());
    let Ok(()) = steps.worded().each(|one| {
        all.push(one);
        Ok::<(), Infallible>(())
    });
    all
}

fn steps_of_actor<'f, 'a>(run: &Run<'a>, findings: &'f [Finding<'a>]) -> Vec<RecommendedStep<'f, 'a>> {
    let mut groups: BTreeMap<_, Vec<Answered>> = BTreeMap::new();
    for answered in findings.iter().flat_map(|finding| answered(run, finding)) {
        groups.entry(key(&answered)).or_default().push(answered);
    }
    let mut steps: Vec<RecommendedStep> = groups.into_values().filter_map(RecommendedStep::new).collect();
    steps.sort_by_key(|step| {
        let first = step.group.first().unwrap_or(&step.leading);
        (Reverse(step.leading.wording.urgency), key(first))
    });
    steps
}

fn answered<'f, 'a>(run: &Run<'a>, finding: &'f Finding<'a>) -> Vec<Answered<'f, 'a>> {
    let outlook = run.engine.outlook(finding);
    let hits = run.engine.rules.recommendation.hits(&outlook);
    hits.filter_map(|row| Some(Answered { finding, outlook, row, wording: row.wording.as_ref()? })).collect()
}

/// What is due in time is not joined with what is late, and no finding with one of which other words are true.
fn key<'a>(answered: &Answered<'_, 'a>) -> (&'a str, Remedy, bool, &'a str) {
    let Wording { urgency, text, .. } = answered.wording;
    (&answered.finding.instrument.id, answered.row.then, *urgency >= Urgency::Soon, text)
}

/// Where a step answers to a case: that nobody knows whether it is still open, if its register ended before the day.
fn of_ended_register(run: &Run, group: &AnsweredGroup) -> String {
    let answers_a_case = group.iter().all(|one| matches!(one.row.then, Remedy::Reply | Remedy::Pay));
    let ends: Option<Vec<Day>> = group.iter().map(|one| open_until_register_ended(run, one.finding)).collect();
    let last = ends.filter(|_| answers_a_case).and_then(|days| days.into_iter().max());
    last.map_or(String::new(), |day| format!(" (the case was open when the register ended, {day})"))
}

fn recommendation<'a>(
    run: &Run<'a>,
    passages: &Passages,
    RecommendedStep { leading, group }: &RecommendedStep<'_, 'a>,
) -> Recommendation<'a> {
    let instrument = leading.finding.instrument;
    let exposure = group.iter().map(|answered| answered.outlook.exposure).max().filter(|most| *most > Exposure::None);
    let urged_by = if leading.row.then.answers_the_duty() { passages.urging(group) } else { Vec::new() };
    let first = urged_by.first();
    let ended = of_ended_register(run, group);
    Recommendation {
        state: &leading.finding.actor.code,
        objective: first.and_then(|one| one.objective).or(instrument.objective),
        text: format!("{}{ended}", wording::filled(&leading.wording.text, group)),
        lasting: wording::lasting(&leading.wording.text, group).map(|text| format!("{text}{ended}")),
        answers: group.iter().map(|answered| answered.finding.id()).collect(),
        source: first.map(|one| one.source.clone()),
        locator: first.map(|one| one.locator.clone()),
        urged_by,
        remedy: leading.row.then.as_str(),
        urgency: leading.wording.urgency.as_str(),
        exposure: exposure.map(Exposure::as_str),
        instrument: &instrument.id,
        act: &instrument.short_title,
        article: wording::articles(group),
        rule: format!("{}/{}", Remedy::TABLE, leading.row.id),
        because: &leading.row.because,
        assumed: group.iter().any(|answered| answered.finding.is_assumed()),
        recalled: group.iter().any(|answered| answered.finding.grounds.recalled),
        presumed: group.iter().any(|answered| answered.finding.grounds.presumed),
    }
}
