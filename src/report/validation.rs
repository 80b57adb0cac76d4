//! What a check of data counted. Deliberately not here: the problems, which go beside the result.

use super::output::Report;
use super::page::{Block, Cell, Page, Sheet};
use serde::Serialize;

/// What was checked, and how much of it.
#[derive(Serialize)]
pub struct Validation {
    /// Name and version of the contract.
    pub schema: &'static str,
    /// The directory, or `embedded`.
    pub data: String,
    /// How many instruments.
    pub instruments: usize,
    /// How many states and institutions.
    pub states: usize,
    /// How many sources.
    pub sources: usize,
    /// How many decision tables of the directory, or of the binary.
    pub rules: usize,
    /// How many tables of the binary judge the directory beside its own.
    pub embedded_rules: usize,
    /// How many cases beside the tables.
    pub rule_cases: usize,
    /// How many dated cases.
    pub dated_cases: usize,
    /// How many records.
    pub records: usize,
    /// How many steps of cases that are attributed to no act.
    pub unattributed: usize,
    /// How many errors; a report with errors is not printed.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Digest of the data.
    pub digest: String,
    /// Digest of the tables.
    pub rules_digest: String,
    /// The files that `--fix` rewrote.
    pub rewritten: Vec<String>,
}

impl Validation {
    fn facts(&self) -> Vec<(String, String)> {
        let files = self.instruments + self.states + self.sources + self.rules;
        let parts = format!(
            "{} instruments, {} states and institutions, {} sources, {} decision tables",
            self.instruments, self.states, self.sources, self.rules
        );
        let embedded = match self.embedded_rules {
            0 => String::new(),
            1 => "1 more, inside the binary".to_owned(),
            more => format!("{more} more, inside the binary"),
        };
        let unattributed = if self.unattributed == 0 { String::new() } else { self.unattributed.to_string() };
        let facts = [
            ("data", self.data.clone()),
            ("files", format!("{files}: {parts}")),
            ("decision tables", embedded),
            ("records", self.records.to_string()),
            ("steps of no act", unattributed),
            ("cases", format!("{} of the tables, {} dated", self.rule_cases, self.dated_cases)),
            ("errors", self.errors.to_string()),
            ("warnings", self.warnings.to_string()),
            ("rewritten", self.rewritten.join(", ")),
            ("digest", self.digest.clone()),
            ("rules digest", self.rules_digest.clone()),
        ];
        let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
        known.map(|(label, value)| (label.to_owned(), value)).collect()
    }
}

impl Report for Validation {
    fn page(&self) -> Page {
        let facts = self.facts().into_iter().map(|(label, value)| (label, Cell::plain(value))).collect();
        Page { title: "the data are valid".to_owned(), blocks: vec![Block::Facts(facts)] }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&["fact", "value"]);
        sheet.rows =
            self.facts().into_iter().map(|(label, value)| vec![Cell::plain(label), Cell::plain(value)]).collect();
        sheet
    }

    fn data(&self) -> impl Serialize {
        self
    }
}
