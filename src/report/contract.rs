//! The JSON contract `acquis/findings/1`: additive within its version, the same bytes for the same input.

use super::advice::Recommendation;
use super::because::because;
use super::change::{Basis, Cause, Laws, Scope, rows};
use super::check::WaiverData;
use super::iso;
use super::page::{Cell, Sheet, Tone};
use super::run::{Counts, Run};
use crate::engine::Finding;
use crate::law::{Confidence, Stage};
use crate::rules::{Verdict, When};
use crate::time::Day;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// What every JSON output of ours begins with.
#[derive(Debug, Clone, Serialize)]
pub struct Header {
    schema: &'static str,
    #[serde(with = "iso::day")]
    as_of: Day,
    #[serde(with = "iso::day_or_null")]
    known_as_of: Option<Day>,
    tool: Tool,
    corpus: Digests,
}

impl Header {
    /// The header of a run's output.
    pub fn new(run: &Run, schema: &'static str) -> Header {
        Header {
            schema,
            as_of: run.as_of,
            known_as_of: run.engine.known_as_of,
            tool: Tool { name: "acquis", version: env!("CARGO_PKG_VERSION") },
            corpus: Digests {
                digest: format!("sha256:{}", run.engine.corpus.digest),
                rules_digest: format!("sha256:{}", run.rules_digest),
                rows: BTreeMap::new(),
            },
        }
    }

    /// As-of day and knowledge date, for the rows of a flat table.
    pub fn dates(&self) -> [String; 2] {
        [self.as_of.to_string(), self.known_as_of.map_or(String::new(), |day| day.to_string())]
    }
}

/// Everything a script gets.
#[derive(Debug, Clone, Serialize)]
pub struct FindingsReport {
    #[serde(flatten)]
    header: Header,
    scope: Scope,
    summary: Summary,
    totals: Totals,
    /// The findings, in the order of state, instrument, obligation.
    pub findings: Vec<FindingData>,
    recommendations: Vec<Recommendation>,
}

#[derive(Debug, Clone, Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct Digests {
    digest: String,
    rules_digest: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    rows: BTreeMap<String, String>,
}

/// Counts of the findings printed, all eleven keys.
#[derive(Debug, Clone)]
pub struct Summary(pub Counts);

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(Verdict::ALL.len()))?;
        for (verdict, count) in self.0.each() {
            map.serialize_entry(verdict.as_str(), &count)?;
        }
        map.end()
    }
}

/// The denominators: how many findings were evaluated, how many of them are printed, how many rest on recalled records.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Totals {
    /// Findings evaluated.
    pub evaluated: usize,
    /// Findings printed.
    pub printed: usize,
    /// Findings evaluated that rest on at least one recalled record.
    pub recalled: usize,
}

#[derive(Debug, Clone, Serialize)]
struct EvidenceData {
    confidence: Option<&'static str>,
    #[serde(with = "iso::day_or_null")]
    last_confirmed: Option<Day>,
}

/// One finding of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct FindingData {
    /// `AT/budapest/ratification`.
    pub id: String,
    state: String,
    instrument: String,
    obligation: String,
    article: String,
    duty: &'static str,
    verdict: &'static str,
    when: Option<&'static str>,
    severity: &'static str,
    #[serde(with = "iso::day_or_null")]
    due: Option<Day>,
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
    sources: Vec<String>,
    basis: Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<Cause>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiver: Option<WaiverData>,
}

impl FindingsReport {
    /// The contract for the findings printed, out of those evaluated.
    pub fn new(run: &Run, scope: Scope, printed: &[&Finding], evaluated: &Counts) -> FindingsReport {
        let laws = Laws::new(&run.engine);
        let mut header = Header::new(run, "acquis/findings/1");
        header.corpus.rows = rows(run.engine.rules);
        FindingsReport {
            header,
            scope,
            summary: Summary(Counts::of(printed.iter().copied())),
            totals: Totals { evaluated: evaluated.total(), printed: printed.len(), recalled: evaluated.recalled },
            findings: printed.iter().map(|finding| FindingData::new(run, finding, &laws)).collect(),
            recommendations: Vec::new(),
        }
    }

    /// The same with what is recommended.
    pub fn recommending(self, recommendations: Vec<Recommendation>) -> FindingsReport {
        FindingsReport { recommendations, ..self }
    }

    /// The findings as a flat table: canonical identifiers, ISO days.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&[
            "id",
            "state",
            "instrument",
            "obligation",
            "article",
            "duty",
            "verdict",
            "when",
            "severity",
            "due",
            "days_overdue",
            "since",
            "until",
            "enforcement",
            "contested",
            "confidence",
            "last_confirmed",
            "rule",
            "because",
            "sources",
            "as_of",
            "known_as_of",
        ]);
        sheet.rows = self.findings.iter().map(|finding| finding.row(self)).collect();
        sheet
    }
}

impl FindingData {
    fn new(run: &Run, finding: &Finding, laws: &Laws) -> FindingData {
        let judgement = &finding.judgement;
        let reasons = because(run, finding);
        FindingData {
            id: finding.id(),
            state: finding.actor.code.to_string(),
            instrument: finding.instrument.id.to_string(),
            obligation: finding.obligation.id.to_string(),
            article: finding.obligation.article.to_string(),
            duty: finding.obligation.duty.as_str(),
            verdict: judgement.verdict.as_str(),
            when: when(judgement.when),
            severity: judgement.severity.as_str(),
            due: judgement.limit.map(|limit| limit.0),
            days_overdue: finding.days_overdue(),
            since: finding.since,
            until: finding.until,
            enforcement: judgement.enforcement.map(stage),
            contested: judgement.contested.map(stage),
            evidence: EvidenceData {
                confidence: finding.grounds.confidence.map(confidence),
                last_confirmed: finding.last_confirmed(),
            },
            rule: rule_id(run, finding),
            because: reasons.iter().map(|reason| reason.text.clone()).collect(),
            sources: super::because::sources(run, &reasons),
            basis: laws.basis(finding),
            status: None,
            causes: Vec::new(),
            waiver: None,
        }
    }

    /// Adds what a check found out.
    pub fn mark(&mut self, status: Option<&'static str>, causes: &[Cause], waiver: Option<WaiverData>) {
        (self.status, self.causes, self.waiver) = (status, causes.to_vec(), waiver);
    }

    fn row(&self, report: &FindingsReport) -> Vec<Cell> {
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        let texts = [
            self.id.clone(),
            self.state.clone(),
            self.instrument.clone(),
            self.obligation.clone(),
            self.article.clone(),
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
        texts.into_iter().chain(report.header.dates()).map(|text| Cell { text, tone: Tone::Plain }).collect()
    }
}

/// What stands for a row where none decided.
pub const NO_ROW: &str = "worlds/gap-in-some";

/// The row that decided, as `verdict/ROW`; where worlds differ and only some show a gap, no row did.
pub fn rule_id(run: &Run, finding: &Finding) -> String {
    let row = finding.judgement.rule.and_then(|row| run.engine.rules.verdict.row(row.into()));
    row.map_or(NO_ROW.to_owned(), |row| format!("verdict/{}", row.id))
}

fn when(when: When) -> Option<&'static str> {
    match when {
        When::None => None,
        known => Some(known.as_str()),
    }
}

/// Read or recalled.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Read => "read",
        Confidence::Recalled => "recalled",
    }
}

/// A stage of procedure.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::FormalNotice => "formal-notice",
        Stage::ReasonedOpinion => "reasoned-opinion",
        Stage::Referral => "referral",
        Stage::Judgment => "judgment",
        Stage::Penalty => "penalty",
    }
}
