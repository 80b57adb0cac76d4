//! One change as it stands in JSON, and its causes in one line.

use super::cause::Cause;
use super::compare::FindingChange;
use crate::law::Confidence;
use crate::report::contract::iso;
use crate::report::survey::Snapshot;
use crate::rules::{Enforcement, Severity, Verdict};
use crate::time::Day;
use serde::Serialize;

/// One change, as it stands in JSON.
#[derive(Debug, Serialize)]
pub struct ChangeData<'s> {
    id: &'s str,
    direction: &'static str,
    before: Option<StandData>,
    after: Option<StandData>,
    causes: &'s [Cause],
}

/// One side of a change.
#[derive(Debug, Serialize)]
struct StandData {
    verdict: Verdict,
    severity: Severity,
    when: Option<&'static str>,
    #[serde(with = "iso::day_or_null")]
    due: Option<Day>,
    #[serde(with = "iso::day_or_null")]
    since: Option<Day>,
    #[serde(with = "iso::day_or_null")]
    until: Option<Day>,
    enforcement: Option<Enforcement>,
    contested: Option<Enforcement>,
    confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    presumed: bool,
}

impl StandData {
    fn new(one: &Snapshot) -> StandData {
        StandData {
            verdict: one.verdict,
            severity: one.severity,
            when: one.when.map(|when| when.as_str()),
            due: one.due,
            since: one.since,
            until: one.until,
            enforcement: one.enforcement,
            contested: one.contested,
            confidence: one.evidence.confidence,
            presumed: one.evidence.presumed,
        }
    }
}

impl<'s> ChangeData<'s> {
    /// A change for JSON.
    pub fn new(change: &'s FindingChange<'s>) -> ChangeData<'s> {
        ChangeData {
            id: change.id,
            direction: change.direction.as_str(),
            before: change.before.map(StandData::new),
            after: change.after.map(StandData::new),
            causes: &change.causes,
        }
    }
}

/// The causes in one cell.
pub fn join_causes(causes: &[Cause]) -> String {
    causes.iter().map(|cause| format!("{}: {}", cause.kind, cause.text)).collect::<Vec<_>>().join("; ")
}
