//! What a row of an official file says, before anybody has compared it with what is on record.

use serde_json::{Map, Value};

use crate::load::UnattributedStep;

/// Everything that one file says.
#[derive(Debug, Clone, Default)]
pub struct RowsRead {
    /// Names of the columns, as they stand in the file: the first line of the file of refused rows.
    pub header: Vec<String>,
    /// Headings of columns that are not read.
    pub unread: Vec<String>,
    /// Rows, in the order of the file.
    pub rows: Vec<ImportRow>,
    /// States that it names and the data do not have.
    pub states: Vec<NewState>,
    /// Acts that it names and the data do not have.
    pub acts: Vec<NewAct>,
    /// The last day of which the file says anything (the last decision of a register), where it has days.
    pub through: Option<String>,
}

/// One row, read.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// Where a reader finds it: line of a text, row of a sheet, number of an item, counted from 1.
    pub line: usize,
    /// Cells as they stand.
    pub cells: RowCells,
    /// What it says; or why it cannot be believed. Empty: nothing that becomes data, as the warnings say.
    pub says: Result<Vec<Proposal>, RowProblem>,
    /// What is unusual about it.
    pub warnings: Vec<RowProblem>,
}

/// The cells of a row in one text: a register has tens of thousands of rows, and few of them are looked at again. No
/// character stands between the cells: whatever it were, a cell could hold it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowCells {
    text: Box<str>,
    /// The byte at which each cell ends.
    ends: Box<[usize]>,
}

impl RowCells {
    /// The cells one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }
}

impl From<&[String]> for RowCells {
    fn from(cells: &[String]) -> RowCells {
        let ends = cells.iter().scan(0, |end, cell| {
            *end += cell.len();
            Some(*end)
        });
        RowCells { text: cells.concat().into(), ends: ends.collect() }
    }
}

/// How a register names the act of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepOrigin {
    /// CELEX number there.
    pub celex: Option<String>,
    /// Title of the case.
    pub title: Option<String>,
}

/// What is wrong with a row, or unusual about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowProblem {
    /// Name of the defect, by which rows are counted: `placeholder-date`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl RowProblem {
    /// A problem without advice.
    pub fn new(code: &'static str, message: impl Into<String>) -> RowProblem {
        RowProblem { code, message: message.into(), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> RowProblem {
        self.help = Some(help.into());
        self
    }
}

/// One thing that a row says.
#[derive(Debug, Clone, PartialEq)]
pub enum Proposal {
    /// A record of a state.
    Record(ProposedRecord),
    /// A step of a case that cannot be attributed to an act.
    Step(Box<UnattributedStep>),
    /// Facts about an act, as keys of its file; the act is one of [`RowsRead::acts`] or stands in the data.
    Act(String),
}

/// A record that a row proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedRecord {
    /// Code of the state; it may be one of [`RowsRead::states`].
    pub state: String,
    /// The act.
    pub act: ActOf,
    /// The entry of the state's file, with the keys of the schema, but without `instrument`; `source` and `confidence` only
    /// where the row itself says them, and then they count, and not those of the import. A row of our own table can also
    /// say `retracted`.
    pub entry: Map<String, Value>,
    /// Of a step of a case, what is kept of it beside the entry where the checks of all data refuse the record: such a step is
    /// never lost.
    pub otherwise: Option<Box<StepOrigin>>,
}

/// Which act a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActOf {
    /// An instrument of the data, by its id.
    Known(String),
    /// An act that the data do not have, by its CELEX number; one of [`RowsRead::acts`].
    New(String),
}

/// A state that a file names and the data do not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewState {
    /// Code of its file.
    pub code: String,
    /// ISO 3166-1 alpha-2, where it has one.
    pub iso: Option<String>,
    /// ISO 3166-1 alpha-3, where it has one.
    pub iso3: Option<String>,
    /// Name in English.
    pub name: String,
    /// The name as the file prints it, where that differs.
    pub names: Vec<String>,
}

/// An act that a file names and the data do not have.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAct {
    /// CELEX number, or another number by which it is found.
    pub celex: String,
    /// Id of its file.
    pub id: String,
    /// The instrument file, without `sources`.
    pub file: Map<String, Value>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_apart_whatever_they_hold() {
        for cells in [&["a\u{1f}b", "", "é", "\u{0}\n\u{1e}"][..], &[""], &[]] {
            let owned: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            assert!(RowCells::from(owned.as_slice()).iter().eq(cells.iter().copied()), "{cells:?}");
        }
    }
}
