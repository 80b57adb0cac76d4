//! A decision table: rows that map facts to an outcome, compiled so that asking costs some tens of nanoseconds.
//!
//! Lives here: the table and how it is asked. Not here: reading it (`read`, `compile`) and proving that it always has
//! exactly one answer (`verify`).

use super::columns::{Judged, TableInput};
use super::condition::{Condition, Test};
use super::facts::{DayCount, Facts, Severity, Verdict};
use super::remedy::Urgency;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What decides between rows that fit the same case, in the terms of the Decision Model and Notation.
    HitPolicy, "hit policy" {
        /// No two rows may fit the same case.
        Unique = "unique",
        /// The first row that fits answers; the order of the rows is part of the rule.
        First = "first",
        /// Every row that fits answers. Only for the table of recommendations: a finding can call for two steps.
        Collect = "collect",
    }
}

/// What a table may answer, and over which cases.
pub trait TableOutcome: Copy + PartialEq + 'static {
    /// The cases that such a table judges.
    type TableInput: TableInput;
    /// The name that the file of the table must have.
    const TABLE: &'static str;
    /// The words for its outcomes.
    const OUTCOMES: &'static [&'static str];
    /// Whether several rows may answer one case, under the hit policy `collect`.
    const COLLECTS: bool = false;

    /// Which outcome a word spells.
    fn from_word(word: &str) -> Option<Self>;

    /// Whether a row that answers this words it (`text`, `urgency`). Under `collect` an outcome that is not worded is
    /// "nothing", and stands alone.
    fn is_worded(self) -> bool {
        false
    }
}

impl TableOutcome for Verdict {
    type TableInput = Facts;
    const TABLE: &'static str = "verdict";
    const OUTCOMES: &'static [&'static str] = &Self::WORDS;

    fn from_word(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl TableOutcome for Severity {
    type TableInput = Judged;
    const TABLE: &'static str = "severity";
    const OUTCOMES: &'static [&'static str] = &Self::WORDS;

    fn from_word(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

/// One row: when it applies, what it answers, on which source, and why in words.
#[derive(Debug, Clone)]
pub struct RuleRow<O> {
    /// Name of the row, unique in the table; reads well after "because".
    pub id: String,
    /// All of these must hold; none means that it always fits.
    pub when: Vec<Condition>,
    /// What it answers.
    pub then: O,
    /// The article, judgment or document that it rests on, where there is one.
    pub source: Option<String>,
    /// The reason, in words that a lawyer can read.
    pub because: String,
    /// What is shown to the reader; only a recommendation has it.
    pub wording: Option<Wording>,
}

/// How a recommendation is worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The text; code fills the names between braces.
    pub text: String,
    /// How soon it asks to be followed.
    pub urgency: Urgency,
}

/// A compiled decision table.
#[derive(Debug, Clone)]
pub struct Table<O> {
    hit_policy: HitPolicy,
    note: Option<String>,
    rows: Vec<RuleRow<O>>,
    tests: Vec<Test>,
    thresholds: [Vec<i32>; DayCount::ALL.len()],
}

impl<O: TableOutcome> Table<O> {
    /// A table of rows with their tests; `compile` alone calls it.
    pub(super) fn new(hit_policy: HitPolicy, note: Option<String>, compiled: Vec<(RuleRow<O>, Test)>) -> Self {
        let (rows, tests): (Vec<_>, Vec<_>) = compiled.into_iter().unzip();
        let thresholds = DayCount::ALL.map(|count| {
            let mut flips: Vec<i32> = tests.iter().flat_map(|test: &Test| test.span(count).flips()).collect();
            flips.sort_unstable();
            flips.dedup();
            flips
        });
        Self { hit_policy, note, rows, tests, thresholds }
    }

    /// Name of the table.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        O::TABLE
    }

    /// What decides between rows of the table that fit the same case.
    #[must_use]
    pub const fn hit_policy(&self) -> HitPolicy {
        self.hit_policy
    }

    /// What its file says about the table as a whole.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Rows of the table, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[RuleRow<O>] {
        &self.rows
    }

    /// The row at a position that [`Self::position`] gave.
    #[must_use]
    pub fn row(&self, position: usize) -> Option<&RuleRow<O>> {
        self.rows.get(position)
    }

    /// Which row answers for a case, by its position; `None` only for a table that was not proved total.
    #[must_use]
    pub fn position(&self, case: &O::TableInput) -> Option<usize> {
        let (bits, days) = (case.bits(), case.days());
        self.tests.iter().position(|test| test.fits(bits, &days))
    }

    /// Which row answers for a case; `None` only for a table that was not proved total.
    #[must_use]
    pub fn hit(&self, case: &O::TableInput) -> Option<&RuleRow<O>> {
        self.rows.get(self.position(case)?)
    }

    /// Every row that fits a case, in the order of the file: under `collect`, its answers.
    pub fn hits(&self, case: &O::TableInput) -> impl Iterator<Item = &RuleRow<O>> {
        let (bits, days) = (case.bits(), case.days());
        self.rows.iter().zip(&self.tests).filter(move |(_, test)| test.fits(bits, &days)).map(|(row, _)| row)
    }

    /// On which day counts the answer may change, sorted: each is the first value on the far side of a condition.
    ///
    /// `over 1095` flips at 1096, `at-least 730` at 730, `under 730` at 730. A timeline cut on these days holds one
    /// answer between two cuts.
    #[must_use]
    pub fn thresholds(&self, count: DayCount) -> &[i32] {
        self.thresholds.get(count as usize).map_or(&[], Vec::as_slice)
    }

    /// The compiled tests, in the order of the rows, for the proof.
    pub(super) fn tests(&self) -> &[Test] {
        &self.tests
    }
}
