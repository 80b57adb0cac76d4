//! What became of each row of an import, and of all of them together.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::{RowCells, RowProblem};
use crate::load::DraftDefect;

/// What became of a row, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowVerdict {
    /// What it says is on record now.
    Accepted,
    /// What it says is on record now, or kept, and something about it deserves a look.
    Warned,
    /// Nothing of it is on record.
    Refused,
}

/// One row after the import.
#[derive(Debug, Clone)]
pub struct RowOutcome {
    /// Which of the files, by its place.
    pub file: usize,
    /// Where in the file.
    pub line: usize,
    /// What became of it.
    pub verdict: RowVerdict,
    /// What is wrong with it, or unusual.
    pub problems: Vec<RowProblem>,
    /// Cells, for the file of refused rows.
    pub cells: RowCells,
}

impl RowOutcome {
    /// Notes a warning; one of each kind and wording is enough.
    pub(super) fn warn(&mut self, problem: RowProblem) {
        self.verdict = self.verdict.max(RowVerdict::Warned);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Notes why nothing of it is believed; the reason comes before any warning.
    pub(super) fn refuse(&mut self, problem: RowProblem) {
        self.verdict = RowVerdict::Refused;
        self.problems.insert(0, problem);
    }
}

/// What an import changes in the data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Records that are new.
    pub added: usize,
    /// Facts that were on record already.
    pub known: usize,
    /// Records that say more than before: a key that was missing, `read` where it was recalled.
    pub completed: usize,
    /// Records whose day or content the file gives otherwise than before, in words.
    pub corrected: Vec<String>,
    /// Records that the file no longer has, in words.
    pub withdrawn: Vec<String>,
    /// Steps of cases that are kept without an act, in all.
    pub unattributed: usize,
    /// Why steps of this import are kept without an act, and how many.
    pub kept_because: BTreeMap<String, usize>,
    /// Codes of states that are new.
    pub states: BTreeSet<String>,
    /// Ids of instruments that are new.
    pub instruments: BTreeSet<String>,
    /// The last day that the register covers now, where that moved.
    pub through: Option<String>,
}

/// An import as it would be written.
#[derive(Debug)]
pub struct ImportPlan {
    /// Every row of every file, in their order.
    pub rows: Vec<RowOutcome>,
    /// What changes in the data.
    pub changes: Changes,
    /// The files that change: path and text.
    pub files: BTreeMap<String, String>,
}

impl ImportPlan {
    /// How many rows came to this.
    pub fn count(&self, verdict: RowVerdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }
}

/// Why nothing can be imported.
#[derive(Debug, Clone)]
pub enum PlanFailure {
    /// The data would be invalid, and no row is to blame.
    Invalid(Vec<DraftDefect>),
    /// The record that is to be replaced is not there.
    NothingReplaced,
}
