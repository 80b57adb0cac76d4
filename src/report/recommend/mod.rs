//! What a state is encouraged to do next: each finding laid before the table of recommendations, findings that one step
//! would answer joined, the step worded, and the source that urges it named.
//!
//! Not here: which step follows from a finding (`rules/recommendation.json`), and how the facts for it are found out
//! (`engine`).

mod answered;
mod exposure;
mod urged;
mod views;
mod wording;
mod workbook;

use super::contract::Recommendation;
use super::run::Run;
use super::text::reasons::open_until_register_ended;
use crate::engine::Finding;
use crate::rules::{Exposure, Remedy, TableOutcome, Urgency, Wording};
use crate::time::Day;
use answered::{Answered, AnsweredGroup};
use std::collections::BTreeMap;
use urged::Passages;

pub use exposure::{exposure, proceedings};
pub use views::{RecommendationList, by_objective, part, table, urged};
pub use wording::articles_of;
pub use workbook::work_sheet;

/// What is recommended in the light of these findings: by state in their order, then the most urgent first, then by
/// instrument and remedy.
pub fn recommendations(run: &Run, findings: &[Finding]) -> Vec<Recommendation> {
    let mut all = Vec::new();
    let passages = Passages::new(run);
    for of_actor in findings.chunk_by(|one, other| one.actor.code == other.actor.code) {
        let mut groups: BTreeMap<_, AnsweredGroup> = BTreeMap::new();
        for answered in of_actor.iter().flat_map(|finding| answered(run, finding)) {
            groups.entry(key(&answered)).or_default().push(answered);
        }
        let mut groups: Vec<AnsweredGroup> = groups.into_values().collect();
        groups.sort_by_key(|group| group.first().map(|first| (std::cmp::Reverse(urgency(group)), key(first))));
        all.extend(groups.iter().filter_map(|group| recommendation(run, &passages, group)));
    }
    all
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

fn urgency(group: &AnsweredGroup) -> Option<Urgency> {
    group.iter().map(|answered| answered.wording.urgency).max()
}

fn recommendation(run: &Run, passages: &Passages, group: &AnsweredGroup) -> Option<Recommendation> {
    let most = urgency(group);
    let leading = group.iter().find(|answered| Some(answered.wording.urgency) == most)?;
    let instrument = leading.finding.instrument;
    let exposure = group.iter().map(|answered| answered.outlook.exposure).max().filter(|most| *most > Exposure::None);
    let urged_by = if leading.row.then.answers_the_duty() { passages.urging(group) } else { Vec::new() };
    let first = urged_by.first();
    let ended = of_ended_register(run, group);
    Some(Recommendation {
        state: leading.finding.actor.code.to_string(),
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
        instrument: instrument.id.to_string(),
        act: instrument.short_title.to_string(),
        article: wording::articles(group),
        rule: format!("{}/{}", Remedy::TABLE, leading.row.id),
        because: leading.row.because.clone(),
        assumed: group.iter().any(|answered| answered.finding.is_assumed()),
        recalled: group.iter().any(|answered| answered.finding.grounds.recalled),
        presumed: group.iter().any(|answered| answered.finding.grounds.presumed),
    })
}
