//! One row of the intervals, and the row with what is the same in all of them.

use crate::report::contract::iso;
use crate::report::page::Cell;
use crate::rules::{Severity, Verdict};
use crate::time::Day;
use serde::Serialize;

/// What holds for one (state, obligation) from one day until before another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct IntervalRow<'r> {
    /// `AT`.
    pub state: &'r str,
    /// `budapest`.
    pub instrument: &'r str,
    /// `ratification`.
    pub obligation: &'r str,
    /// First day.
    #[serde(with = "iso::day")]
    pub from: Day,
    /// First day of the next row; `None` where none is known to come.
    #[serde(with = "iso::day_or_null")]
    pub to: Option<Day>,
    /// The verdict.
    pub verdict: Verdict,
    /// In time or late; `None` where the question does not arise.
    pub when: Option<&'static str>,
    /// How severe.
    pub severity: Severity,
    /// Last good day.
    #[serde(with = "iso::day_or_null")]
    pub due: Option<Day>,
    /// Highest stage of the open cases.
    pub enforcement: Option<&'static str>,
    /// The weakest confidence of the records that count; `None` where nothing counts but silence.
    pub confidence: Option<&'static str>,
    /// The row of the verdict table that decided.
    pub rule: &'r str,
    /// Does the duty stand for its act?
    pub headline: bool,
    /// Does a comparison of all states show the state on these days, where none is named?
    pub shown_by_default: bool,
}

impl IntervalRow<'_> {
    /// Do both say the same, whatever their days?
    pub(super) fn says_what(&self, other: &IntervalRow) -> bool {
        IntervalRow { from: other.from, to: other.to, ..*self } == *other
    }
}

/// A row that can be read alone.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct IntervalLine<'r> {
    /// What differs from row to row.
    #[serde(flatten)]
    pub row: IntervalRow<'r>,
    /// Only what sources published by this day say.
    #[serde(with = "iso::day_or_null")]
    pub known_as_of: Option<Day>,
    /// Of the data files, as `sha256:` and 64 hexadecimal digits.
    pub data_digest: &'r str,
    /// Of the decision tables.
    pub rules_digest: &'r str,
    /// What the run assumes, each in words.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub assumed: &'r [String],
}

impl IntervalLine<'_> {
    /// The names of the columns, without that of what is assumed.
    pub const COLUMNS: [&'static str; 17] = [
        "state",
        "instrument",
        "obligation",
        "from",
        "to",
        "verdict",
        "when",
        "severity",
        "due",
        "enforcement",
        "confidence",
        "rule",
        "headline",
        "shown_by_default",
        "known_as_of",
        "data_digest",
        "rules_digest",
    ];

    /// The cells of the flat table: a last one says what is assumed, if anything is.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        let flag = |holds: bool| if holds { "true".to_owned() } else { String::new() };
        let row = &self.row;
        let texts = [
            row.state.to_owned(),
            row.instrument.to_owned(),
            row.obligation.to_owned(),
            row.from.to_string(),
            day(row.to),
            row.verdict.as_str().to_owned(),
            word(row.when),
            row.severity.as_str().to_owned(),
            day(row.due),
            word(row.enforcement),
            word(row.confidence),
            row.rule.to_owned(),
            flag(row.headline),
            flag(row.shown_by_default),
            day(self.known_as_of),
            self.data_digest.to_owned(),
            self.rules_digest.to_owned(),
        ];
        let assumed = (!self.assumed.is_empty()).then(|| self.assumed.join("; "));
        texts.into_iter().chain(assumed).map(Cell::plain).collect()
    }
}
