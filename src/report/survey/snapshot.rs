//! A survey: every finding of a scope on one day, reduced to what a later comparison needs. The present run makes one,
//! an earlier report is read as one, and a baseline is one in a file.

use super::basis::Basis;
use super::fingerprint;
use crate::engine::Finding;
use crate::law::{Corpus, Instrument};
use crate::report::contract::{Digests, Streamed, Tool, iso};
use crate::report::run::Run;
use crate::report::scope::{Scope, parts};
use crate::report::text::labels::{due, named, rule_id};
use crate::rules::{Enforcement, Severity, Verdict, When};
use crate::time::Day;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::sync::OnceLock;

/// What a baseline must hold, so that one that was cut or changed is noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// How many findings.
    pub findings: usize,
    /// SHA-256 over everything that is read of it.
    pub digest: String,
}

/// Every finding of a scope on one day. The digest of a baseline covers what is written of it: a key that comes later
/// must be left out where it has nothing to say, or baselines of earlier versions could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Name and version of the format.
    pub schema: String,
    /// The day judged.
    #[serde(with = "iso::day")]
    pub as_of: Day,
    /// What was known by this day; `None`: no limit.
    #[serde(with = "iso::day_or_null")]
    pub known_as_of: Option<Day>,
    /// The program that judged.
    pub tool: Tool,
    /// Data and rules.
    pub corpus: Digests,
    /// What was looked at; `None`: the report does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// What was assumed, as it was typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// Waivers that had run out or served nothing, by their number in the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale_waivers: Vec<String>,
    /// What a baseline says of itself; `None` in reports, in baselines of versions that did not say, and once it was held
    /// against what is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// The findings, in the order of state, instrument, obligation.
    pub findings: Vec<Snapshot>,
}

/// One finding, reduced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// `AT/budapest/ratification`.
    pub id: String,
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
    pub rule: String,
    /// What it was computed from; `None` in reports of versions that did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Did a waiver name it, whatever its verdict?
    #[serde(default, alias = "waiver", deserialize_with = "is_there", skip_serializing_if = "std::ops::Not::not")]
    pub waived: bool,
}

/// How well it is proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proved {
    /// Read, recalled; `None` where nothing is known.
    pub confidence: Option<String>,
    /// Would the verdict differ without what is presumed?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub presumed: bool,
    /// The last day for which evidence proves a negative verdict.
    #[serde(with = "iso::day_or_null")]
    pub last_confirmed: Option<Day>,
}

/// Is there anything? A report of `check` carries the waiver itself.
fn is_there<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    serde_json::Value::deserialize(from)
        .map(|value| !matches!(value, serde_json::Value::Null | serde_json::Value::Bool(false)))
}

/// Name and version of a baseline.
pub const BASELINE: &str = "acquis/baseline/1";

impl Survey {
    /// The findings of a run, each with what it was computed from. They must be all of the scope, or what is left out
    /// would look resolved.
    pub fn new(run: &Run, scope: Scope, findings: &[Finding]) -> Survey {
        Survey::with_basis_where(run, scope, findings, |_| true)
    }

    /// The findings of a run, with what they were computed from only where it is asked for: digests cost more than
    /// judgements, and only a finding that differs from an earlier one is asked why.
    pub fn with_basis_where(
        run: &Run,
        scope: Scope,
        findings: &[Finding],
        is_asked: impl Fn(&Snapshot) -> bool + Sync,
    ) -> Survey {
        let laws = Laws::new(run.engine.corpus);
        let mut snapshots = Vec::with_capacity(findings.len());
        let snapshot = |finding| {
            let mut snapshot = Snapshot::new(run, finding);
            if is_asked(&snapshot) {
                snapshot.basis = Some(laws.basis(finding));
            }
            snapshot
        };
        let Ok(()) = Streamed::new(findings, snapshot).each(|one| {
            snapshots.push(one);
            Ok::<(), Infallible>(())
        });
        Survey {
            schema: BASELINE.to_owned(),
            as_of: run.as_of,
            known_as_of: run.engine.known_as_of,
            tool: Tool::this(),
            corpus: Digests { rows: fingerprint::rows(run.engine.rules), ..Digests::of(run) },
            scope: Some(scope),
            assumed: run.assumed().to_vec(),
            stale_waivers: Vec::new(),
            content: None,
            findings: snapshots,
        }
    }

    /// All but the findings.
    pub fn without_findings(&self) -> Survey {
        Survey {
            schema: self.schema.clone(),
            tool: self.tool.clone(),
            corpus: self.corpus.clone(),
            scope: self.scope.clone(),
            assumed: self.assumed.clone(),
            stale_waivers: self.stale_waivers.clone(),
            content: self.content.clone(),
            findings: Vec::new(),
            ..*self
        }
    }

    /// What a baseline of it must hold.
    ///
    /// # Errors
    /// None but those of the serializer.
    pub fn content(&self) -> serde_json::Result<Content> {
        let mut hash = Sha256::new();
        // without its own digest, and finding by finding: the text of a whole survey is never held at once
        hash.update(serde_json::to_vec(&Survey { content: None, ..self.without_findings() })?);
        for finding in &self.findings {
            hash.update(b"\n");
            hash.update(serde_json::to_vec(finding)?);
        }
        let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Content { findings: self.findings.len(), digest: format!("sha256:{digest}") })
    }

    /// Does this finding differ from the one of its id here? Where there is none of its id, there is nothing to explain.
    pub fn differs_from(&self, other: &Snapshot) -> bool {
        self.find(&other.id).is_some_and(|own| !own.stands_as(other))
    }

    /// The finding of this id.
    pub fn find(&self, id: &str) -> Option<&Snapshot> {
        // part by part, as they are sorted: as text, `a-b/c` comes before `a/c`
        let place = self.findings.binary_search_by(|one| one.parts().cmp(&parts(id))).ok()?;
        self.findings.get(place)
    }
}

impl Snapshot {
    fn new(run: &Run, finding: &Finding) -> Snapshot {
        let judgement = &finding.judgement;
        Snapshot {
            id: finding.id(),
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
                confidence: finding.grounds.confidence.map(|one| one.as_str().to_owned()),
                presumed: finding.grounds.presumed,
                last_confirmed: named(finding.last_confirmed()),
            },
            rule: rule_id(run, finding),
            basis: None,
            waived: false,
        }
    }

    /// State, instrument, obligation.
    pub fn parts(&self) -> [&str; 3] {
        parts(&self.id)
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

/// The digests of the obligations of one corpus as known on one day, each reckoned when first asked for, once for all
/// states.
pub struct Laws(Vec<Vec<OnceLock<String>>>);

impl Laws {
    /// Room for every obligation of the corpus.
    pub fn new(corpus: &Corpus) -> Laws {
        let of = |instrument: &Instrument| instrument.obligations.iter().map(|_| OnceLock::new()).collect();
        Laws(corpus.instruments.iter().map(of).collect())
    }

    /// What a finding was computed from.
    pub fn basis(&self, finding: &Finding) -> Basis {
        Basis::new(finding, |question| {
            let digest = || fingerprint::law(question.instrument, question.obligation, question.known_as_of);
            let own = self.0.get(question.instrument_ix.0 as usize);
            let own = own.and_then(|own| own.get(usize::from(question.obligation_ix.0)));
            own.map_or_else(digest, |own| own.get_or_init(digest).clone())
        })
    }
}
