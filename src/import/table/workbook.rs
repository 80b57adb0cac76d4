//! XLSX: every sheet, hidden ones too, as rows of text. Days become ISO days, merged cells repeat their value. How large a
//! workbook is, is found before it is read (`archive`).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::bounds::{MOST_MERGED, Measured, check_area, check_columns, check_rows, too_large};
use super::{RawRow, RawTable};
use crate::import::RowProblem;

type Sheets<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The cells of a sheet: by row, each with its column, in the order of the file.
type Cells = BTreeMap<u32, Vec<(u32, String)>>;

/// The sheets of a workbook.
///
/// # Errors
/// `invalid-workbook`, and what is too large.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawTable>, RowProblem> {
    // calamine counts places without looking whether the numbers in a file are possible ones, and stops where they are not
    let outcome = catch_unwind(|| read_sheets(bytes));
    outcome.unwrap_or_else(|_| Err(invalid("the place of a cell is none")))
}

fn read_sheets(bytes: &[u8]) -> Result<Vec<RawTable>, RowProblem> {
    let mut workbook: Sheets = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut measured = Measured::default();
    let mut tables = Vec::new();
    for name in workbook.sheet_names() {
        if let Some(cells) = sheet(&mut workbook, &name, &mut measured)? {
            tables.push(table(name, cells)?);
        }
    }
    Ok(tables)
}

/// The cells of one sheet; `None` for what is no sheet of cells, such as a chart.
fn sheet(workbook: &mut Sheets, name: &str, measured: &mut Measured) -> Result<Option<Cells>, RowProblem> {
    let merged = match workbook.merge_cells_by_sheet_name(name) {
        Ok(merged) => merged,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let text = shown(cell.get_value());
        put(&mut cells, (row, column), text, measured)?;
    }
    if merged.iter().map(area).fold(0, usize::saturating_add) > MOST_MERGED {
        return Err(too_large(format!("the sheet \"{name}\" has more than {MOST_MERGED} merged cells")));
    }
    for region in merged {
        repeat(&mut cells, &region, measured)?;
    }
    Ok(Some(cells))
}

fn put(cells: &mut Cells, (row, column): (u32, u32), text: String, measured: &mut Measured) -> Result<(), RowProblem> {
    let line = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
    measured.cell(&text, line)?;
    if text.is_empty() {
        return Ok(());
    }
    check_columns(usize::try_from(column).unwrap_or(usize::MAX).saturating_add(1), line)?;
    cells.entry(row).or_default().push((column, text));
    check_rows(cells.len())
}

/// The number of cells of a region; none if it ends before it begins.
fn area(region: &Dimensions) -> usize {
    let side = |from: u32, to: u32| to.checked_sub(from).and_then(|length| usize::try_from(length).ok());
    let side = |from: u32, to: u32| side(from, to).map_or(0, |length| length.saturating_add(1));
    side(region.start.0, region.end.0).saturating_mul(side(region.start.1, region.end.1))
}

/// The value of a merged region stands in its first cell: it holds for all of them.
fn repeat(cells: &mut Cells, region: &Dimensions, measured: &mut Measured) -> Result<(), RowProblem> {
    let ((top, left), (bottom, right)) = (region.start, region.end);
    let first = cells.get(&top).and_then(|row| row.iter().find(|(column, _)| *column == left));
    let Some((_, text)) = first.cloned() else { return Ok(()) };
    for place in (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))) {
        put(cells, place, text.clone(), measured)?;
    }
    Ok(())
}

fn table(title: String, cells: Cells) -> Result<RawTable, RowProblem> {
    let columns = cells.values().flatten().map(|(column, _)| *column);
    let width = columns.max().map_or(0, |last| usize::try_from(last).unwrap_or(usize::MAX).saturating_add(1));
    check_area(cells.len(), width)?;
    let row = |(at, given): (u32, Vec<(u32, String)>)| {
        let mut cells = vec![String::new(); width];
        for (column, text) in given {
            let place = usize::try_from(column).ok().and_then(|column| cells.get_mut(column));
            place.into_iter().for_each(|place| place.clone_from(&text));
        }
        RawRow { line: usize::try_from(at).unwrap_or(usize::MAX).saturating_add(1), cells }
    };
    Ok(RawTable { title, rows: cells.into_iter().map(row).collect() })
}

fn shown(value: &DataRef) -> String {
    match Data::from(value.clone()) {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_owned(),
        Data::Int(number) => number.to_string(),
        // Rust prints a whole number without a decimal point, and never in powers of ten
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(day) if day.is_datetime() => shown_day(&day),
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Error(error) => error.to_string(),
    }
}

/// The day; a time of day beside it is left out.
fn shown_day(day: &ExcelDateTime) -> String {
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

fn unreadable(error: XlsxError) -> RowProblem {
    invalid(&error.to_string())
}

fn invalid(why: &str) -> RowProblem {
    RowProblem::new("invalid-workbook", format!("the workbook cannot be read: {why}"))
        .help("open it in a spreadsheet and save it again as .xlsx, or as CSV")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime as WrittenDay, Format, Workbook};

    #[test]
    fn cells_become_text_and_merged_ones_repeat_it() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        sheet.set_name("Decisions").unwrap();
        sheet.merge_range(0, 0, 0, 1, "Decision", &Format::new()).unwrap();
        sheet.write(1, 0, "number").unwrap();
        sheet.write_with_format(1, 1, WrittenDay::from_ymd(2013, 4, 6).unwrap(), &day).unwrap();
        sheet.write(3, 0, 20_130_204).unwrap();
        sheet.write(3, 1, 0.1).unwrap();
        sheet.write(3, 2, true).unwrap();
        sheet.write_with_format(3, 3, 1.5, &day).unwrap();
        let hidden = workbook.add_worksheet();
        hidden.set_name("Notes").unwrap().set_hidden(true);
        hidden.write(0, 0, " x ").unwrap();
        let tables = read(&workbook.save_to_buffer().unwrap()).unwrap();
        let rows: Vec<(usize, Vec<&str>)> =
            tables[0].rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
        assert_eq!(tables[0].title, "Decisions");
        assert_eq!(
            rows,
            [
                (1, vec!["Decision", "Decision", "", ""]),
                (2, vec!["number", "2013-04-06", "", ""]),
                (4, vec!["20130204", "0.1", "true", "1900-01-01"]),
            ]
        );
        assert_eq!((tables[1].title.as_str(), tables[1].rows[0].cells[0].as_str()), ("Notes", "x"));
    }

    #[test]
    fn what_is_too_wide_is_refused() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 1_000, "x").unwrap();
        assert_eq!(read(&workbook.save_to_buffer().unwrap()).unwrap_err().code, "file-too-large");
    }
}
