//! The JSON contract `acquis/findings/1`: additive within its version, the same bytes for the same input.

use super::advice::Recommendation;
mod finding;

pub use finding::{FindingData, NO_ROW, confidence, due, is_headline, named, rule_id};

use super::change::{Cause, Laws, Scope, rows};
use super::check::{Status, WaiverData};
use super::iso;
use super::issues::Streamed;
use super::page::Sheet;
use super::run::{Counts, Run};
use super::second_clock::{UnknownAct, unknown_acts};
use crate::engine::Finding;
use crate::rules::Verdict;
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
    /// What the run assumes; left out where nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assumed: Vec<String>,
}

impl Header {
    /// The header of a run's output.
    pub fn new(run: &Run, schema: &'static str) -> Header {
        Header {
            schema,
            as_of: run.as_of,
            known_as_of: run.engine.known_as_of,
            tool: Tool::THIS,
            corpus: Digests::of(run),
            assumed: run.assumed().to_vec(),
        }
    }

    /// A flat table that says in each row what the run assumes, if it assumes anything.
    pub fn assuming(&self, sheet: Sheet) -> Sheet {
        sheet.assuming(&self.assumed)
    }

    /// As-of day and knowledge date, for the rows of a flat table.
    pub fn dates(&self) -> [String; 2] {
        [self.as_of.to_string(), self.known_as_of.map_or(String::new(), |day| day.to_string())]
    }
}

/// Everything a script gets.
#[derive(Serialize)]
pub struct FindingsReport<'a> {
    #[serde(flatten)]
    header: Header,
    scope: Scope,
    summary: Summary,
    totals: Totals,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown_acts: Vec<UnknownAct>,
    findings: Worded<'a>,
    recommendations: Vec<Recommendation>,
}

/// What a check adds to a finding.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Mark {
    /// How it stands to the earlier report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why it is another than before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverData>,
}

/// The findings, in the order of state, instrument, obligation. They are worded while they are written: those of a large
/// comparison would fill the memory.
struct Worded<'a> {
    run: Run<'a>,
    laws: Laws,
    printed: Vec<(&'a Finding<'a>, Option<Mark>)>,
}

impl Worded<'_> {
    fn word(&self, (finding, mark): &(&Finding, Option<Mark>)) -> FindingData {
        let mut data = FindingData::new(&self.run, finding, &self.laws);
        data.mark = mark.clone();
        data
    }

    fn each<E>(&self, take: impl FnMut(FindingData) -> Result<(), E>) -> Result<(), E> {
        Streamed::new(&self.printed, |one| self.word(one)).each(take)
    }
}

impl Serialize for Worded<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Streamed::new(&self.printed, |one| self.word(one)).serialize(to)
    }
}

/// What printed it.
#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This program.
    pub const THIS: Tool = Tool { name: "acquis", version: env!("CARGO_PKG_VERSION") };
}

/// Digests of data and rules; none of the data where none were read.
#[derive(Debug, Clone, Serialize)]
pub struct Digests {
    digest: Option<String>,
    rules_digest: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    rows: BTreeMap<String, String>,
}

impl Digests {
    /// Those of a run.
    pub fn of(run: &Run) -> Digests {
        Digests::new(Some(&run.engine.corpus.digest), run.rules_digest)
    }

    /// Those of rules alone, or of data and rules; hexadecimal.
    pub fn new(data: Option<&str>, rules: &str) -> Digests {
        let named = |digest: &str| format!("sha256:{digest}");
        Digests { digest: data.map(named), rules_digest: named(rules), rows: BTreeMap::new() }
    }
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

/// The denominators: how many findings were evaluated, how many of them are printed, how many rest on recalled records or on
/// what is presumed.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Totals {
    /// Findings evaluated.
    pub evaluated: usize,
    /// Findings printed.
    pub printed: usize,
    /// Findings evaluated that rest on at least one recalled record.
    pub recalled: usize,
    /// Findings evaluated that are done, and would be judged otherwise without what is presumed.
    pub presumed: usize,
    /// Findings evaluated that rest on what the run assumes; left out where nothing is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<usize>,
}

impl<'a> FindingsReport<'a> {
    /// The contract for the findings printed, out of those evaluated.
    pub fn new(run: &Run<'a>, scope: Scope, printed: Vec<&'a Finding<'a>>, evaluated: &Counts) -> FindingsReport<'a> {
        let mut header = Header::new(run, "acquis/findings/1");
        header.corpus.rows = rows(run.engine.rules);
        FindingsReport {
            header,
            unknown_acts: unknown_acts(run.engine.corpus, &scope.instruments, run.engine.known_as_of),
            scope,
            summary: Summary(Counts::of(printed.iter().copied())),
            totals: Totals {
                evaluated: evaluated.total(),
                printed: printed.len(),
                recalled: evaluated.recalled,
                presumed: evaluated.presumed,
                assumed: run.resting_on_assumed(evaluated),
            },
            findings: Worded {
                run: *run,
                laws: Laws::new(&run.engine),
                printed: printed.into_iter().map(|finding| (finding, None)).collect(),
            },
            recommendations: Vec::new(),
        }
    }

    /// The same with what a check found out, in the order of the findings.
    pub fn marked(mut self, marks: Vec<Mark>) -> FindingsReport<'a> {
        for (one, mark) in self.findings.printed.iter_mut().zip(marks) {
            one.1 = Some(mark);
        }
        self
    }

    /// The same with what is recommended.
    pub fn recommending(self, recommendations: Vec<Recommendation>) -> FindingsReport<'a> {
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
            "headline",
            "at_least",
            "due_open",
            "presumed",
            "approximate",
        ]);
        let dates = self.header.dates();
        let Ok(()) = self.findings.each(|finding| {
            sheet.rows.push(finding.row(&dates));
            Ok::<(), std::convert::Infallible>(())
        });
        self.header.assuming(sheet)
    }
}
