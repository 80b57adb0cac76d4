//! Charts of signatures and ratifications, as depositaries hand them out: one row a party. What a row says becomes records of
//! the party. Not here: whether a day can be true beside what is on record (the plan of an import).

mod cell;
mod layout;
mod row;
mod treaty;
mod twice;

use std::collections::BTreeMap;

use crate::import::names::Names;
use crate::import::table::{RawRow, RawTable};
use crate::import::{ImportRow, NewState, RowProblem, RowsRead};
use layout::ChartLayout;
use row::ChartParty;

/// What is said about a chart beside its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartOptions {
    /// Id, name or number of the treaty, for a chart that prints no number.
    pub instrument: Option<String>,
    /// Are parties that the data do not have added?
    pub create_states: bool,
}

/// The rows of the charts in these tables.
///
/// # Errors
/// No table is a chart; the treaty is not named, not in the data, no treaty, or not the one that was asked for.
pub fn read(tables: &[RawTable], names: &Names, options: &ChartOptions) -> Result<RowsRead, RowProblem> {
    let mut charts = Vec::new();
    let mut refused: Option<(usize, RowProblem)> = None;
    for table in tables {
        match ChartLayout::find(table) {
            Ok(layout) => charts.push((table, layout)),
            // of the tables of a page the one with most rows is the one that was meant
            Err(problem) if refused.as_ref().is_none_or(|(rows, _)| *rows < table.rows.len()) => {
                refused = Some((table.rows.len(), problem));
            }
            Err(_) => {}
        }
    }
    if charts.is_empty() {
        let none = || RowProblem::new("no-chart", "the file holds no table");
        return Err(refused.map_or_else(none, |(_, problem)| problem));
    }
    let printed: Vec<String> = charts.iter().map(|(table, layout)| above(table, layout)).collect();
    let treaty = treaty::find(&printed, names, options.instrument.as_deref())?;
    let mut read =
        RowsRead { through: printed.iter().find_map(|text| treaty::status_day(text)), ..RowsRead::default() };
    let mut states = BTreeMap::new();
    let mut last = None;
    let reading = ChartReading { names, create_states: options.create_states, treaty: &treaty };
    for (table, layout) in &charts {
        if read.header.is_empty() {
            read.header = layout.columns.header().to_vec();
        }
        for row in layout.columns.rows(table).filter(|row| is_of_party(row, layout, names)) {
            let (row, latest) = read_row(row, layout, &reading, &mut states);
            last = last.max(latest);
            read.rows.push(row);
        }
    }
    twice::settle(&mut read.rows);
    read.states = states.into_values().collect();
    read.through = read.through.or_else(|| last.map(|day| day.to_string()));
    Ok(read)
}

/// What the rows of a file have in common.
struct ChartReading<'a, 'corpus> {
    names: &'a Names<'corpus>,
    create_states: bool,
    treaty: &'a str,
}

/// One row, and the latest day in it.
fn read_row(
    row: &RawRow,
    layout: &ChartLayout,
    reading: &ChartReading,
    states: &mut BTreeMap<String, NewState>,
) -> (ImportRow, Option<crate::time::Day>) {
    let mut warnings: Vec<RowProblem> = layout.columns.check_width(row).into_iter().collect();
    let mut latest = None;
    let party = ChartParty::find(row::party_cell(row, layout), reading.names, reading.create_states);
    // a party that did nothing needs no file to say so
    if matches!(&party, Err(problem) if problem.code == "unknown-party") && row::is_idle(row, layout) {
        let row = ImportRow { line: row.line, cells: row.cells.as_slice().into(), says: Ok(Vec::new()), warnings };
        return (row, None);
    }
    let says = party.and_then(|party| {
        let events = row::events(row, layout, &mut warnings)?;
        latest = events.iter().filter_map(row::ChartEvent::day).max();
        let code = party.code().to_owned();
        if let ChartParty::New(state) = party {
            let names = state.names.clone();
            let known = states.entry(code.clone()).or_insert(*state);
            known.names.extend(names);
            known.names.sort_unstable();
            known.names.dedup();
        }
        Ok(events.into_iter().map(|event| event.into_proposal(&code, reading.treaty)).collect())
    });
    (ImportRow { line: row.line, cells: row.cells.as_slice().into(), says, warnings }, latest)
}

/// The words above a table, and in the lines above its header.
fn above(table: &RawTable, layout: &ChartLayout) -> String {
    let lines = table.rows.iter().take_while(|row| row.cells != layout.columns.header());
    let words = lines.take(20).flat_map(|row| &row.cells).map(String::as_str);
    std::iter::once(table.title.as_str()).chain(words).collect::<Vec<&str>>().join(" ")
}

/// Is this the row of a party? Headings of groups, sums and footnotes stand alone in their row, and name no state.
fn is_of_party(row: &RawRow, layout: &ChartLayout, names: &Names) -> bool {
    let party = row::party_cell(row, layout);
    let says_more = row.cells.iter().any(|cell| !cell.is_empty() && cell != party);
    let lower = party.to_lowercase();
    let is_sum = lower.starts_with("total ") || lower.starts_with("number of ");
    !is_sum && (says_more || row::is_state(party, names))
}

#[cfg(test)]
mod tests;
