//! A survey: every finding of a scope on one day, each reduced.

use super::content::{Content, ContentDigest};
use super::digest::Digest;
use super::fingerprint;
use super::snapshot::{Snapshot, Snapshots, day_or_never};
use crate::engine::Finding;
use crate::load;
use crate::report::contract::{Digests, Streamed, Tool, iso};
use crate::report::run::Run;
use crate::report::scope::{Scope, parts};
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;

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
    /// Digest of its source; empty in reports, and in baselines of versions that did not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub build: String,
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
    /// Digest of the waivers of the run; none where no file of them was given, and in reports.
    #[serde(default, skip_serializing_if = "Digest::is_none")]
    pub waivers: Digest,
    /// First day on which any finding of a baseline may differ, but for the number of days of a gap; [`Day::MAX`] where no
    /// such day is known, `None` where nothing is said of it.
    #[serde(default, with = "day_or_never", skip_serializing_if = "Option::is_none")]
    pub next: Option<Day>,
    /// What a baseline says of itself; `None` in reports, in baselines of versions that did not say, and once it was held
    /// against what is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// The findings, in the order of state, instrument, obligation.
    pub findings: Vec<Snapshot>,
}

/// Name and version of a baseline.
pub const BASELINE: &str = "acquis/baseline/1";

impl Survey {
    /// The findings of a run, each with what it was computed from. They must be all of the scope, or what is left out
    /// would look resolved.
    pub fn new(run: &Run, scope: Scope, findings: &[Finding]) -> Survey {
        let snapshots = Snapshots::new(*run);
        let mut survey = Survey::empty(run, scope);
        survey.findings.reserve_exact(findings.len());
        let word = |finding| Snapshot { basis: Some(snapshots.basis(finding)), ..snapshots.bare(finding) };
        let Ok(()) = Streamed::new(findings, word).each(|one| {
            survey.findings.push(one);
            Ok::<(), Infallible>(())
        });
        survey
    }

    /// A survey of a run, without its findings.
    pub fn empty(run: &Run, scope: Scope) -> Survey {
        Survey {
            schema: BASELINE.to_owned(),
            as_of: run.as_of,
            known_as_of: run.engine.known_as_of,
            tool: Tool::this(),
            build: Survey::this_build(),
            corpus: Digests { rows: fingerprint::rows(run.engine.rules), ..Digests::of(run) },
            scope: Some(scope),
            assumed: run.assumed().to_vec(),
            stale_waivers: Vec::new(),
            waivers: Digest::NONE,
            next: None,
            content: None,
            findings: Vec::new(),
        }
    }

    /// Digest of the source of this program.
    pub fn this_build() -> String {
        load::source_digest().chars().take(16).collect()
    }

    /// All but the findings, and what they must be.
    pub fn head(&self) -> Survey {
        Survey {
            schema: self.schema.clone(),
            tool: self.tool.clone(),
            build: self.build.clone(),
            corpus: self.corpus.clone(),
            scope: self.scope.clone(),
            assumed: self.assumed.clone(),
            stale_waivers: self.stale_waivers.clone(),
            content: None,
            findings: Vec::new(),
            ..*self
        }
    }

    /// The digest of a baseline with its head, and no finding yet: without what it must hold.
    ///
    /// # Errors
    /// None but those of the serializer.
    pub fn head_digest(&self) -> serde_json::Result<ContentDigest> {
        Ok(ContentDigest::new(&serde_json::to_vec(&self.head())?))
    }

    /// Hands on the findings as they are written, one after the other, in order.
    ///
    /// # Errors
    /// Those of whoever takes them, and of the serializer.
    pub fn each_written<E: From<serde_json::Error>>(
        &self,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        Streamed::new(&self.findings, serde_json::to_vec).each(|written: serde_json::Result<Vec<u8>>| take(&written?))
    }

    /// What a baseline of it must hold.
    ///
    /// # Errors
    /// None but those of the serializer.
    pub fn content(&self) -> serde_json::Result<Content> {
        let mut digest = self.head_digest()?;
        self.each_written(|written| {
            digest.add(written);
            Ok::<(), serde_json::Error>(())
        })?;
        Ok(digest.content())
    }

    /// The finding of this id.
    pub fn find(&self, id: &str) -> Option<&Snapshot> {
        let place = self.findings.binary_search_by(|one| one.parts().cmp(&parts(id))).ok()?;
        self.findings.get(place)
    }
}
