//! A sheet as comma-separated values (RFC 4180, with plain newlines), safe to open in a spreadsheet.

use std::io::{self, Write};

use crate::guard::{guarded, is_iso_day, is_missing, is_value};
use crate::report::{Cell, Intervals, Sheet};
use crate::text::{MARK, harmless};

/// Columns that hold days, some of them known only by their month or year: these are texts, or a column would be half of
/// days and half of numbers.
const DAYS: [&str; 2] = ["on", "published"];

/// Columns that hold texts: what looks like a day or a number there is none. All others may hold values, and words of
/// closed lists.
const TEXTS: [&str; 31] = [
    "address",
    "also",
    "answers",
    "article",
    "because",
    "case",
    "finding",
    "for",
    "id",
    "instrument",
    "label",
    "locator",
    "name",
    "note",
    "numbers",
    "obligation",
    "owner",
    "reason",
    "reference",
    "short_title",
    "source",
    "sources",
    "text",
    "title",
    "uid",
    "urged_by",
    "waiver_owner",
    "waiver_reason",
    "what",
    "when",
    "expected",
];

/// Writes the names of the columns and the rows; with a byte order mark before them, if they go to a file.
pub(super) fn write(sheet: &Sheet, marked: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::begin(sheet, marked, out)?;
    sheet.rows.iter().try_for_each(|row| lines.add(row))?;
    lines.writer.flush()
}

/// Writes intervals in the same form, row by row.
pub(super) fn write_intervals(intervals: &Intervals, marked: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::begin(&intervals.empty_sheet(), marked, out)?;
    intervals.each(|row| lines.add(&intervals.cells(row)))?;
    lines.writer.flush()
}

/// A file of which the names of the columns are written.
struct Lines<'o> {
    writer: ::csv::Writer<&'o mut dyn Write>,
    checks: Vec<fn(&str) -> bool>,
}

impl<'o> Lines<'o> {
    fn begin(sheet: &Sheet, marked: bool, out: &'o mut dyn Write) -> io::Result<Lines<'o>> {
        if marked {
            out.write_all(MARK)?;
        }
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(sheet.columns.iter().map(|name| text(name))).map_err(plain)?;
        let checks = sheet.columns.iter().map(|name| check_of_values(name, sheet.is_of_letters)).collect();
        Ok(Lines { writer, checks })
    }

    fn add(&mut self, row: &[Cell]) -> io::Result<()> {
        let mut cells = Vec::with_capacity(row.len());
        for (cell, is_value) in row.iter().zip(&self.checks) {
            cells.push(if is_value(&cell.text) { cell.text.clone() } else { text(&cell.text) });
        }
        self.writer.write_record(cells).map_err(plain)
    }
}

/// The check of a column: does a cell hold a value, which is written as it is?
fn check_of_values(column: &str, is_of_letters: bool) -> fn(&str) -> bool {
    match column {
        "as_of" | "known_as_of" => is_iso_day,
        column if DAYS.contains(&column) => is_iso_day,
        column if is_of_letters || TEXTS.contains(&column) => |_| false,
        _ => |text| is_value(text) || is_missing(text),
    }
}

/// A text that no program takes for anything else.
fn text(text: &str) -> String {
    guarded(&harmless(text)).into_owned()
}

/// The writer's own error, so that a closed pipe is still known for what it is.
fn plain(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(sheet: &Sheet, marked: bool) -> String {
        let mut out = Vec::new();
        write(sheet, marked, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn commas_quotes_and_lines_are_kept_apart() {
        let mut sheet = Sheet::with(&["id", "title"]);
        sheet.rows.push(vec![Cell::plain("x"), Cell::plain("one, \"two\"\nthree")]);
        assert_eq!(written(&sheet, false), "id,title\nx,\"one, \"\"two\"\" three\"\n");
        assert_eq!(written(&sheet, true), "\u{FEFF}id,title\nx,\"one, \"\"two\"\" three\"\n");
    }

    #[test]
    fn columns_of_texts_are_guarded_and_columns_of_values_hold_values() {
        let mut sheet = Sheet::with(&["article", "days"]);
        for cell in ["36", "2-6", "2011-11-25", "-7", "x"] {
            sheet.rows.push(vec![Cell::plain(cell), Cell::plain(cell)]);
        }
        assert_eq!(written(&sheet, false), "article,days\n'36,36\n'2-6,'2-6\n'2011-11-25,2011-11-25\n'-7,-7\nx,x\n");
    }

    #[test]
    fn a_column_of_days_holds_whole_days_and_texts_and_a_word_of_a_list_is_itself() {
        let mut sheet = Sheet::with(&["published", "state", "note"]);
        for cell in ["2006", "2006-12", "2006-12-31", "NA", "None", "#N/A"] {
            sheet.rows.push(vec![Cell::plain(cell), Cell::plain(cell), Cell::plain(cell)]);
        }
        let expected = "published,state,note\n'2006,2006,'2006\n'2006-12,'2006-12,'2006-12\n\
            2006-12-31,2006-12-31,'2006-12-31\n'NA,NA,'NA\n'None,None,'None\n'#N/A,'#N/A,'#N/A\n";
        assert_eq!(written(&sheet, false), expected);
    }
}
