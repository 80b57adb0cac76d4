//! One finding, reduced to what a later comparison needs, and how it is made of a finding.

use super::basis::Basis;
use super::laws::Laws;
use crate::engine::Finding;
use crate::law::Confidence;
use crate::report::contract::iso;
use crate::report::run::Run;
use crate::report::scope::parts;
use crate::report::text::labels::{NO_ROW, due, named};
use crate::rules::{Enforcement, Severity, Verdict, When};
use crate::time::Day;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use std::cmp::Ordering;
use std::sync::Arc;

/// One finding, reduced; read with what it was computed from, or without.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot<B = Box<Basis>> {
    /// `AT/budapest/ratification`.
    pub id: Box<str>,
    /// What holds.
    pub verdict: Verdict,
    /// In time or late.
    pub when: Option<When>,
    /// How grave.
    pub severity: Severity,
    /// Last good day.
    #[serde(with = "iso::day_or_null")]
    pub due: Option<Day>,
    /// Days of the present gap.
    pub days_overdue: Option<i32>,
    /// First day of the present verdict.
    #[serde(with = "iso::day_or_null")]
    pub since: Option<Day>,
    /// First day of the next one.
    #[serde(with = "iso::day_or_null")]
    pub until: Option<Day>,
    /// Stage of the open case that has come furthest.
    pub enforcement: Option<Enforcement>,
    /// Stage of an open non-conformity case.
    pub contested: Option<Enforcement>,
    /// What it rests on, for the reader.
    pub evidence: Proved,
    /// The row that decided.
    #[serde(with = "shared")]
    pub rule: Arc<str>,
    /// What it was computed from; `None` in reports of versions that did not say.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub basis: Option<B>,
    /// Did a waiver name it, whatever its verdict?
    #[serde(default, alias = "waiver", deserialize_with = "is_there", skip_serializing_if = "std::ops::Not::not")]
    pub waived: bool,
    /// First day on which anything here may differ, but for the number of days of a gap; [`Day::MAX`] where no such day is
    /// known, `None` where nothing is said of it. A baseline says it, no other report does.
    #[serde(default, with = "day_or_never", skip_serializing_if = "Option::is_none")]
    pub next: Option<Day>,
}

/// How well it is proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proved {
    /// Read, recalled; `None` where nothing is known.
    pub confidence: Option<Confidence>,
    /// Would the verdict differ without what is presumed?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub presumed: bool,
    /// The last day for which evidence proves a negative verdict.
    #[serde(with = "iso::day_or_null")]
    pub last_confirmed: Option<Day>,
}

/// Of any type, whether it has a default or not.
fn none<B>() -> Option<B> {
    None
}

/// Is there anything? A report of `check` carries the waiver itself.
fn is_there<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    serde_json::Value::deserialize(from)
        .map(|value| !matches!(value, serde_json::Value::Null | serde_json::Value::Bool(false)))
}

/// A text that many findings share.
mod shared {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::borrow::Cow;
    use std::sync::Arc;

    pub fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        <Cow<'de, str>>::deserialize(from).map(Arc::from)
    }
}

/// A day that is said; null where it is said that there is none.
pub(super) mod day_or_never {
    use crate::report::contract::iso;
    use crate::time::Day;
    use serde::{Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
        iso::day_or_null::serialize(&day.filter(|day| *day != Day::MAX), to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
        iso::day_or_null::deserialize(from).map(|day| Some(day.unwrap_or(Day::MAX)))
    }
}

impl Snapshot<IgnoredAny> {
    /// The finding without what it was computed from.
    pub(super) fn without_basis(self) -> Snapshot {
        let Snapshot { id, verdict, when, severity, due, days_overdue, since, until, .. } = self;
        let Snapshot { enforcement, contested, evidence, rule, waived, next, .. } = self;
        Snapshot {
            id,
            verdict,
            when,
            severity,
            due,
            days_overdue,
            since,
            until,
            enforcement,
            contested,
            evidence,
            rule,
            basis: None,
            waived,
            next,
        }
    }
}

impl Snapshot {
    /// State, instrument, obligation.
    pub fn parts(&self) -> [&str; 3] {
        parts(&self.id)
    }

    /// In the order of state, instrument, obligation: part by part, for as text `a-b/c` comes before `a/c`.
    pub fn order(&self, other: &Snapshot) -> Ordering {
        self.parts().cmp(&other.parts())
    }

    /// All but what it was computed from.
    pub fn bare(&self) -> Snapshot {
        let (id, evidence, rule) = (self.id.clone(), self.evidence.clone(), self.rule.clone());
        Snapshot { id, evidence, rule, basis: None, ..*self }
    }

    /// Nothing that a reader would act on differs: counts of days and the row that decided may.
    pub fn stands_as(&self, other: &Snapshot) -> bool {
        let shown = |one: &Snapshot| {
            let judged = (one.verdict, one.when, one.severity, one.enforcement, one.contested);
            (judged, one.due, one.since, one.until)
        };
        // the last day proved moves with every edition of a register; whether it was read is what a reader acts on
        shown(self) == shown(other) && self.evidence.confidence == other.evidence.confidence
    }
}

/// Makes the snapshots of a run: what they have in common is made once.
pub struct Snapshots<'a> {
    rules: Vec<Arc<str>>,
    no_row: Arc<str>,
    laws: Laws,
    run: Run<'a>,
}

impl<'a> Snapshots<'a> {
    /// For the findings of a run.
    pub fn new(run: Run<'a>) -> Snapshots<'a> {
        let rows = run.engine.rules.verdict.rows().iter();
        Snapshots {
            rules: rows.map(|row| format!("verdict/{}", row.id).into()).collect(),
            no_row: NO_ROW.into(),
            laws: Laws::new(run.engine.corpus),
            run,
        }
    }

    /// A finding, reduced, without what it was computed from.
    pub fn bare(&self, finding: &Finding) -> Snapshot {
        let judgement = &finding.judgement;
        let row = judgement.rule.and_then(|row| self.rules.get(usize::from(row)));
        Snapshot {
            id: finding.id().into(),
            verdict: judgement.verdict,
            // where the question does not arise the report says nothing
            when: Some(judgement.when).filter(|when| *when != When::None),
            severity: judgement.severity,
            due: due(judgement),
            days_overdue: finding.days_overdue(),
            since: named(finding.since),
            until: named(finding.until),
            enforcement: judgement.enforcement.map(Enforcement::from),
            contested: judgement.contested.map(Enforcement::from),
            evidence: Proved {
                confidence: finding.grounds.confidence,
                presumed: finding.grounds.presumed,
                last_confirmed: named(finding.last_confirmed()),
            },
            rule: row.unwrap_or(&self.no_row).clone(),
            basis: None,
            waived: false,
            next: None,
        }
    }

    /// What a finding was computed from.
    pub fn basis(&self, finding: &Finding) -> Box<Basis> {
        Box::new(self.laws.basis(finding))
    }

    /// The run whose findings they are.
    pub fn run(&self) -> &Run<'a> {
        &self.run
    }
}
