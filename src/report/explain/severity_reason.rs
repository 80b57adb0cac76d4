//! What the severity of a finding rests on: the grade, the row of its table, how often what was done has been undone.

use crate::engine::Finding;
use crate::report::run::Run;
use crate::rules::{RuleRow, Severity, TableOutcome};
use serde::Serialize;

/// The grade and its reason.
#[derive(Debug, Clone, Serialize)]
pub struct SeverityReason {
    grade: &'static str,
    /// `severity/ROW`.
    rule: Option<String>,
    /// The conditions of the row, in words.
    when: Vec<String>,
    because: Option<String>,
    source: Option<String>,
    /// How often what was done has been undone by then; in several worlds the fewest.
    regressions: i32,
}

impl SeverityReason {
    /// Reads the row once more from the facts that the finding rests on.
    pub fn new(run: &Run, finding: &Finding) -> SeverityReason {
        let rules = run.engine.rules;
        let judged = finding.graded;
        let row: Option<&RuleRow<Severity>> = judged.as_ref().and_then(|judged| rules.severity.hit(judged));
        SeverityReason {
            grade: finding.judgement.severity.as_str(),
            rule: row.map(|row| format!("{}/{}", Severity::TABLE, row.id)),
            when: row.map_or(Vec::new(), |row| row.when.iter().map(ToString::to_string).collect()),
            because: row.map(|row| row.because.clone()),
            source: row.and_then(|row| row.source.clone()),
            regressions: judged.map_or(0, |judged| judged.facts.regressions),
        }
    }

    /// `high, severity/long-overdue: why [source]; undone 2 times (regressions)`.
    pub fn sentence(&self) -> String {
        let rule = self.rule.as_ref().map_or(String::new(), |rule| format!(", {rule}"));
        let because = self.because.as_ref().map_or(String::new(), |because| format!(": {because}"));
        let source = self.source.as_ref().map_or(String::new(), |source| format!(" [{source}]"));
        let undone = match self.regressions {
            0 => String::new(),
            1 => "; undone once (regressions: 1)".to_owned(),
            many => format!("; undone {many} times (regressions: {many})"),
        };
        format!("{}{rule}{because}{source}{undone}", self.grade)
    }
}
