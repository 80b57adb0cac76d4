//! Our own flat table of records back: what `list records` writes as CSV or XLSX, edited in a spreadsheet or not. Nothing that
//! it wrote is lost; what the words in it mean is checked later, as all data are.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::names::{Names, StateMatch, unknown_state};
use super::table::{Columns, RawRow, RawTable, Wanted};
use super::{ActOf, ImportRow, NewState, Proposal, ProposedRecord, RowProblem, RowsRead};
use crate::guard::unguarded;
use crate::law::Corpus;
use crate::load::{RECORD_COLUMNS, nearest_word};
use crate::time::UncertainDay;

/// Columns without which no record can be read.
const NEEDED_COLUMNS: [&str; 4] = ["state", "instrument", "event", "source"];

/// The records of a table; further sheets, which are no such tables, are ignored.
///
/// # Errors
/// No table has the columns that every record needs; or one has a column that is not known, which would be lost.
pub fn read(tables: &[RawTable], names: &Names, corpus: &Corpus) -> Result<RowsRead, RowProblem> {
    let wanted: Vec<Wanted> = columns().map(wanted).collect();
    let (mut read, mut reason) = (RowsRead::default(), None);
    let mut states: BTreeSet<NewState> = BTreeSet::new();
    for table in tables {
        let columns = match Columns::find(table, &wanted) {
            Ok(columns) => columns,
            Err(problem) => {
                reason.get_or_insert(problem);
                continue;
            }
        };
        refuse_unknown(&columns)?;
        if read.header.is_empty() {
            read.header = columns.header().to_vec();
        }
        let reader = RecordReader { columns: &columns, names, corpus };
        for row in columns.rows(table) {
            read.rows.push(reader.import_row(row, &mut states));
        }
    }
    match reason {
        Some(problem) if read.header.is_empty() => Err(problem),
        _ if read.header.is_empty() => Err(RowProblem::new("no-rows", "the file holds no table")),
        _ => Ok(RowsRead { states: states.into_iter().collect(), ..read }),
    }
}

fn columns() -> impl Iterator<Item = &'static str> {
    std::iter::once("state").chain(RECORD_COLUMNS)
}

fn wanted(name: &'static str) -> Wanted {
    if NEEDED_COLUMNS.contains(&name) { Wanted::required(name, &[]) } else { Wanted::optional(name, &[]) }
}

/// A column that nobody reads could hold what somebody believes to be recorded.
fn refuse_unknown(found: &Columns) -> Result<(), RowProblem> {
    let is_known = |heading: &str| {
        let plain = crate::law::names::normalize(heading);
        columns().any(|name| crate::law::names::normalize(name) == plain)
    };
    let Some(unknown) = found.header().iter().find(|heading| !heading.is_empty() && !is_known(heading)) else {
        return Ok(());
    };
    let cut: String = unknown.chars().take(60).collect();
    let help = match nearest_word(&cut, columns()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("remove it; the columns are {}", columns().collect::<Vec<_>>().join(", ")),
    };
    Err(RowProblem::new("unknown-column", format!("there is no column \"{cut}\" in a table of records")).help(help))
}

/// Reads the rows of one table.
struct RecordReader<'r, 'n> {
    columns: &'r Columns,
    names: &'r Names<'n>,
    corpus: &'r Corpus,
}

impl RecordReader<'_, '_> {
    fn import_row(&self, row: &RawRow, states: &mut BTreeSet<NewState>) -> ImportRow {
        let too_many = self.columns.check_width(row).filter(|problem| problem.code == "too-many-cells");
        let says = match too_many {
            Some(problem) => Err(problem),
            None => self.record(row, states).map(|record| vec![Proposal::Record(record)]),
        };
        ImportRow { line: row.line, cells: row.cells.as_slice().into(), says, warnings: Vec::new() }
    }

    /// The cell of a column, without the guard that `list records` puts before what a spreadsheet would misread.
    fn cell<'c>(&self, row: &'c RawRow, column: &str) -> &'c str {
        unguarded(self.columns.get(row, column))
    }

    fn record(&self, row: &RawRow, states: &mut BTreeSet<NewState>) -> Result<ProposedRecord, RowProblem> {
        if let Some(column) = NEEDED_COLUMNS.into_iter().find(|column| self.cell(row, column).is_empty()) {
            return Err(RowProblem::new("empty-cell", format!("\"{column}\" is empty")).help("every record needs it"));
        }
        let state = self.state(self.cell(row, "state"), states)?;
        let act = self.names.act(self.cell(row, "instrument"))?;
        let mut entry = Map::new();
        for column in RECORD_COLUMNS.into_iter().filter(|column| *column != "instrument") {
            let cell = self.cell(row, column);
            match column {
                "on" => drop(entry.insert("on".to_owned(), self.day(row)?)),
                "after" | "by" | "retracted_on" => {}
                "retracted_reason" => {
                    entry.extend(self.retraction(row)?.map(|retraction| ("retracted".to_owned(), retraction)));
                }
                _ if cell.is_empty() => {}
                "pending" | "amends" => {
                    entry.extend(is_yes(column, cell)?.then(|| (column.to_owned(), json!(true))));
                }
                "obligations" => drop(entry.insert(column.to_owned(), obligations(cell))),
                _ => drop(entry.insert(column.to_owned(), json!(cell))),
            }
        }
        Ok(ProposedRecord { state, act: ActOf::Known(act.id.to_string()), entry, otherwise: None })
    }

    /// Our own codes first: COM is the Commission here.
    fn state(&self, written: &str, states: &mut BTreeSet<NewState>) -> Result<String, RowProblem> {
        if self.corpus.find_actor(written).is_some() {
            return Ok(written.to_owned());
        }
        match self.names.state(written) {
            StateMatch::Known(code) => Ok(code),
            StateMatch::New(state) => {
                let code = state.code.clone();
                states.insert(state);
                Ok(code)
            }
            StateMatch::Unknown => Err(unknown_state(written)),
        }
    }

    /// A day, month or year; or the bounds that stand in its place.
    fn day(&self, row: &RawRow) -> Result<Value, RowProblem> {
        let [on, after, by] = ["on", "after", "by"].map(|column| self.cell(row, column));
        for cell in [on, after, by].into_iter().filter(|cell| !cell.is_empty()) {
            UncertainDay::parse(cell).map_err(|error| {
                RowProblem::new("not-a-date", error.to_string()).help("write 2013-07-25, 2013-07 or 2013")
            })?;
        }
        let bounds = [("after", after), ("by", by)].into_iter().filter(|(_, cell)| !cell.is_empty());
        let bounds: Map<String, Value> = bounds.map(|(key, cell)| (key.to_owned(), json!(cell))).collect();
        match (on.is_empty(), bounds.is_empty()) {
            (false, true) => Ok(json!(on)),
            (true, false) => Ok(Value::Object(bounds)),
            (true, true) => Err(RowProblem::new("missing-date", "the day is missing")
                .help("fill in \"on\", or \"after\" and \"by\" where the day is not known exactly")),
            (false, false) => Err(RowProblem::new("two-dates", "a day and bounds do not go together")
                .help("leave \"on\" or \"after\" and \"by\" empty")),
        }
    }

    fn retraction(&self, row: &RawRow) -> Result<Option<Value>, RowProblem> {
        let [on, reason] = ["retracted_on", "retracted_reason"].map(|column| self.cell(row, column));
        match (on.is_empty(), reason.is_empty()) {
            (true, true) => Ok(None),
            (false, false) => Ok(Some(json!({"on": on, "reason": reason}))),
            _ => Err(RowProblem::new("half-a-retraction", "a retraction has a day and a reason")
                .help("fill in both \"retracted_on\" and \"retracted_reason\", or neither")),
        }
    }
}

fn is_yes(column: &str, cell: &str) -> Result<bool, RowProblem> {
    match cell.to_lowercase().as_str() {
        "yes" | "true" | "1" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(RowProblem::new("not-yes-or-no", format!("\"{column}\" is yes or empty, and not \"{cell}\""))),
    }
}

fn obligations(cell: &str) -> Value {
    cell.split(';').map(str::trim).filter(|id| !id.is_empty()).collect()
}
