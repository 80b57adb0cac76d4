//! What a state is encouraged to do next: each finding laid before the table of recommendations, findings that one step
//! would answer joined, the step worded, and the source that urges it named.
//!
//! Not here: which step follows from a finding (`rules/recommendation.json`), and how the facts for it are found out
//! (`engine`).

mod beyond;
mod shown;
mod urged;
mod words;

use serde::Serialize;

use super::because::open_until_register_ended;
use super::marks::Marks;
use super::run::Run;
use std::collections::BTreeMap;

use crate::engine::Finding;
use crate::rules::{Exposure, Outlook, Remedy, RuleRow, TableOutcome, Urgency, Wording};
use crate::time::Day;
pub use shown::{Advice, by_objective, exposure, table, urged};
use urged::urgings;

/// One step that is recommended to one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recommendation {
    /// Code of the state or institution.
    pub state: String,
    /// Objective of the Internal Security Strategy: that of the urging, else that of the instrument.
    pub objective: Option<u8>,
    /// What to do.
    pub text: String,
    /// Ids of the findings that it answers.
    #[serde(rename = "for")]
    pub answers: Vec<String>,
    /// The source that urges it; `None`: no source does.
    pub source: Option<String>,
    /// Where in that source.
    pub locator: Option<String>,
    /// Every urging of it, the latest first.
    pub urged_by: Vec<UrgedBy>,
    /// What sort of step it is.
    pub remedy: &'static str,
    /// How soon.
    pub urgency: &'static str,
    /// Which proceedings are available against a failure on that day; `None`: none.
    pub exposure: Option<&'static str>,
    /// The instrument.
    pub instrument: String,
    /// Its short title.
    pub act: String,
    /// The articles of the obligations.
    pub article: String,
    /// The row of the table, as `recommendation/ROW`.
    pub rule: String,
    /// Why, as the row says.
    pub because: String,
    /// Does a finding that it answers rest on what the run assumes? Left out where none does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
    /// Does one of them rest on a record that was not read in its source? Left out where none does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recalled: bool,
    /// Is one of them done only if a presumption holds? Left out where none is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub presumed: bool,
}

impl Recommendation {
    /// What a reader should know of the findings behind it.
    pub fn marks(&self) -> Marks {
        Marks { unsure: false, recalled: self.recalled, presumed: self.presumed }
    }

    /// The marks that the text needs: one that asks to confirm what is only recalled says so itself.
    pub fn marks_shown(&self) -> Marks {
        let marks = self.marks();
        Marks { recalled: marks.recalled && !self.text.contains("recalled"), ..marks }
    }

    /// Is it to be done at once?
    pub fn is_at_once(&self) -> bool {
        self.urgency == Urgency::AtOnce.as_str()
    }
}

/// A passage of a source that urges a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UrgedBy {
    /// Its id, such as `iss-2011/3/ms-3`.
    pub id: String,
    /// The source.
    pub source: String,
    /// Where in it.
    pub locator: String,
    /// The objective under which it stands.
    pub objective: Option<u8>,
    /// Ids of the findings whose obligations it urges, of those that the step answers.
    pub covers: Vec<String>,
}

/// One finding and the row that answers it.
struct Answered<'f, 'a> {
    finding: &'f Finding<'a>,
    outlook: Outlook,
    row: &'a RuleRow<Remedy>,
    wording: &'a Wording,
}

/// Findings of one state under one instrument that call for one remedy in the same words.
type Group<'f, 'a> = Vec<Answered<'f, 'a>>;

/// What is recommended in the light of these findings: by state in their order, then the most urgent first, then by
/// instrument and remedy.
pub fn recommendations(run: &Run, findings: &[Finding]) -> Vec<Recommendation> {
    let mut all = Vec::new();
    for of_actor in findings.chunk_by(|one, other| one.actor.code == other.actor.code) {
        let mut groups: BTreeMap<_, Group> = BTreeMap::new();
        for answered in of_actor.iter().flat_map(|finding| answered(run, finding)) {
            groups.entry(key(&answered)).or_default().push(answered);
        }
        let mut groups: Vec<Group> = groups.into_values().collect();
        groups.sort_by_key(|group| group.first().map(|first| (std::cmp::Reverse(urgency(group)), key(first))));
        all.extend(groups.iter().filter_map(|group| recommendation(run, group)));
    }
    all
}

fn answered<'f, 'a>(run: &Run<'a>, finding: &'f Finding<'a>) -> impl Iterator<Item = Answered<'f, 'a>> {
    let outlook = run.engine.outlook(finding).into_iter();
    let table = &run.engine.rules.recommendation;
    outlook.flat_map(move |outlook| {
        table
            .hits(&outlook)
            .filter_map(move |row| row.wording.as_ref().map(|wording| Answered { finding, outlook, row, wording }))
            .collect::<Vec<_>>()
    })
}

/// What is due in time is not joined with what is late, and no finding with one of which other words are true.
fn key<'a>(answered: &Answered<'_, 'a>) -> (&'a str, Remedy, bool, &'a str) {
    let Wording { urgency, text, .. } = answered.wording;
    (&answered.finding.instrument.id, answered.row.then, *urgency >= Urgency::Soon, text)
}

/// Where a step answers to a case: that nobody knows whether it is still open, if its register ended before the day.
fn of_ended_register(run: &Run, group: &Group) -> String {
    let answers_a_case = group.iter().all(|one| matches!(one.row.then, Remedy::Reply | Remedy::Pay));
    let ends: Option<Vec<Day>> = group.iter().map(|one| open_until_register_ended(run, one.finding)).collect();
    let last = ends.filter(|_| answers_a_case).and_then(|days| days.into_iter().max());
    last.map_or(String::new(), |day| format!(" (the case was open when the register ended, {day})"))
}

fn urgency(group: &Group) -> Option<Urgency> {
    group.iter().map(|answered| answered.wording.urgency).max()
}

fn recommendation(run: &Run, group: &Group) -> Option<Recommendation> {
    let most = urgency(group);
    let leading = group.iter().find(|answered| Some(answered.wording.urgency) == most)?;
    let instrument = leading.finding.instrument;
    let exposure = group.iter().map(|answered| answered.outlook.exposure).max().filter(|most| *most > Exposure::None);
    let urged_by = match leading.row.then.answers_the_duty() {
        true => urgings(run, group),
        false => Vec::new(),
    };
    let first = urged_by.first();
    Some(Recommendation {
        state: leading.finding.actor.code.to_string(),
        objective: first.and_then(|one| one.objective).or(instrument.objective),
        text: format!("{}{}", words::filled(&leading.wording.text, group), of_ended_register(run, group)),
        answers: group.iter().map(|answered| answered.finding.id()).collect(),
        source: first.map(|one| one.source.clone()),
        locator: first.map(|one| one.locator.clone()),
        urged_by,
        remedy: leading.row.then.as_str(),
        urgency: leading.wording.urgency.as_str(),
        exposure: exposure.map(Exposure::as_str),
        instrument: instrument.id.to_string(),
        act: instrument.short_title.to_string(),
        article: words::articles(group),
        rule: format!("{}/{}", Remedy::TABLE, leading.row.id),
        because: leading.row.because.clone(),
        assumed: group.iter().any(|answered| answered.finding.is_assumed()),
        recalled: group.iter().any(|answered| answered.finding.grounds.recalled),
        presumed: group.iter().any(|answered| answered.finding.grounds.presumed),
    })
}
