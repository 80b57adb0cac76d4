//! A sheet as comma-separated values (RFC 4180, with plain newlines), safe to open in a spreadsheet.

use std::io::{self, Write};

use crate::guard::{guarded, is_value};
use crate::report::Sheet;
use crate::text::{MARK, harmless};

/// Columns that hold texts: what looks like a day or a number there is none. All others may hold values.
const TEXTS: [&str; 31] = [
    "address",
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
    "obligations",
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
    if marked {
        out.write_all(MARK)?;
    }
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(sheet.columns.iter().map(|name| text(name))).map_err(plain)?;
    let is_text = |name: &String| match name.as_str() {
        "as_of" | "known_as_of" => false,
        name => sheet.is_of_letters || TEXTS.contains(&name),
    };
    let is_text: Vec<bool> = sheet.columns.iter().map(is_text).collect();
    for row in &sheet.rows {
        let cells = row.iter().zip(&is_text).map(|(cell, is_text)| match !is_text && is_value(&cell.text) {
            true => cell.text.clone(),
            false => text(&cell.text),
        });
        writer.write_record(cells).map_err(plain)?;
    }
    writer.flush()
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
    use crate::report::Cell;

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
}
