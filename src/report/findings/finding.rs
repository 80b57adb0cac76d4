//! One finding of the contract, and the words of its closed lists.

use super::CheckMark;
use crate::engine::Finding;
use crate::law::Stage;
use crate::report::contract::iso;
use crate::report::page::{Cell, Tone};
use crate::report::run::Run;
use crate::report::survey::{Basis, Laws};
use crate::report::text::labels::{confidence, due, is_headline, named, rule_id, when};
use crate::report::text::reasons::because;
use crate::time::Day;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
struct EvidenceData {
    confidence: Option<&'static str>,
    #[serde(with = "iso::day_or_null")]
    last_confirmed: Option<Day>,
    #[serde(skip_serializing_if = "is_no")]
    presumed: bool,
    #[serde(skip_serializing_if = "is_no")]
    approximate: bool,
}

/// One finding of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct FindingData<'a> {
    /// `AT/budapest/ratification`.
    pub id: String,
    state: &'a str,
    instrument: &'a str,
    obligation: &'a str,
    article: &'a str,
    duty: &'static str,
    headline: bool,
    verdict: &'static str,
    when: Option<&'static str>,
    severity: &'static str,
    #[serde(with = "iso::day_or_null")]
    due: Option<Day>,
    #[serde(skip_serializing_if = "is_no")]
    at_least: bool,
    #[serde(skip_serializing_if = "is_no")]
    due_open: bool,
    days_overdue: Option<i32>,
    #[serde(with = "iso::day_or_null")]
    since: Option<Day>,
    #[serde(with = "iso::day_or_null")]
    until: Option<Day>,
    enforcement: Option<&'static str>,
    contested: Option<&'static str>,
    evidence: EvidenceData,
    rule: String,
    /// Why, in sentences.
    pub because: Vec<String>,
    sources: Vec<&'a str>,
    basis: Basis,
    /// What a check adds to it.
    #[serde(flatten)]
    pub mark: Option<CheckMark>,
}

impl<'a> FindingData<'a> {
    /// The finding as the contract has it.
    pub fn new(run: &Run<'a>, finding: &Finding<'a>, laws: &Laws) -> FindingData<'a> {
        let judgement = &finding.judgement;
        let reasons = because(run, finding);
        FindingData {
            id: finding.id(),
            state: &finding.actor.code,
            instrument: &finding.instrument.id,
            obligation: &finding.obligation.id,
            article: &finding.obligation.article,
            duty: finding.obligation.duty.as_str(),
            headline: is_headline(finding),
            verdict: judgement.verdict.as_str(),
            when: when(judgement.when),
            severity: judgement.severity.as_str(),
            due: due(judgement),
            at_least: judgement.at_least,
            due_open: judgement.open,
            days_overdue: finding.days_overdue(),
            since: named(finding.since),
            until: named(finding.until),
            enforcement: judgement.enforcement.map(Stage::as_str),
            contested: judgement.contested.map(Stage::as_str),
            evidence: EvidenceData {
                confidence: finding.grounds.confidence.map(confidence),
                last_confirmed: named(finding.last_confirmed()),
                presumed: finding.grounds.presumed,
                approximate: finding.grounds.approximate,
            },
            rule: rule_id(run, finding),
            sources: crate::report::text::reasons::sources(run, &reasons),
            because: reasons.into_iter().map(|reason| reason.into_text_with_ids(run)).collect(),
            basis: laws.basis(finding),
            mark: None,
        }
    }

    /// As a row of the flat table.
    pub(super) fn row(&self, dates: &[String; 2]) -> Vec<Cell> {
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        let texts = [
            self.id.clone(),
            self.state.to_owned(),
            self.instrument.to_owned(),
            self.obligation.to_owned(),
            self.article.to_owned(),
            self.duty.to_owned(),
            self.verdict.to_owned(),
            word(self.when),
            self.severity.to_owned(),
            day(self.due),
            self.days_overdue.map_or(String::new(), |days| days.to_string()),
            day(self.since),
            day(self.until),
            word(self.enforcement),
            word(self.contested),
            word(self.evidence.confidence),
            day(self.evidence.last_confirmed),
            self.rule.clone(),
            self.because.join("; "),
            self.sources.join(" "),
        ];
        let marks = [self.headline, self.at_least, self.due_open, self.evidence.presumed, self.evidence.approximate];
        let marks = marks.map(|holds| if holds { "true".to_owned() } else { String::new() });
        texts
            .into_iter()
            .chain(dates.iter().cloned())
            .chain(marks)
            .map(|text| Cell { text, tone: Tone::Plain })
            .collect()
    }
}

/// For keys that are there only where they are true.
fn is_no(holds: &bool) -> bool {
    !holds
}
