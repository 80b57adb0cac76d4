//! What every JSON output begins with: dates, program, digests, counts with their denominators.

use super::iso;
use crate::report::page::Sheet;
use crate::report::run::{Counts, Run};
use crate::rules::Verdict;
use crate::time::Day;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
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
            tool: Tool::this(),
            corpus: Digests::of(run),
            assumed: run.assumed().to_vec(),
        }
    }

    /// The header with the digest of each row of the tables.
    #[must_use]
    pub fn with_rows(mut self, rows: BTreeMap<String, String>) -> Header {
        self.corpus.rows = rows;
        self
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

/// The program that wrote an output.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tool {
    /// `acquis`.
    pub name: String,
    /// The version of the program.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Tool {
        Tool { name: "acquis".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// Digests of data and rules, each as `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Digests {
    /// Of the data files; `None` where none were read.
    pub digest: Option<String>,
    /// Of the tables.
    pub rules_digest: String,
    /// Of each row that gives verdicts and severities, as `verdict/ROW`; empty where the report does not carry them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<String, String>,
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

    /// The digest of the data; empty where none were read.
    pub fn of_data(&self) -> &str {
        self.digest.as_deref().unwrap_or_default()
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
