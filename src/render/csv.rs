//! A sheet as comma-separated values (RFC 4180, with plain newlines), safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::report::Sheet;
use crate::text::harmless;

/// Writes the names of the columns and the rows.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(sheet.columns.iter().map(|name| guarded(name).into_owned())).map_err(plain)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| guarded(&cell.text).into_owned())).map_err(plain)?;
    }
    writer.flush()
}

/// The writer's own error, so that a closed pipe is still known for what it is.
fn plain(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The text with an apostrophe before whatever a spreadsheet would take for a formula: after any spaces, a cell that
/// begins with `=`, `+`, `-` or `@`, their full-width forms included, and one that begins with a tab or a carriage
/// return. A plain number with its minus is no formula.
fn guarded(text: &str) -> Cow<'_, str> {
    let begins = |list: &[char]| text.trim_start().starts_with(list);
    let is_formula = begins(&['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r']);
    match is_formula && !is_negative(text) {
        true => Cow::Owned(format!("'{}", harmless(text))),
        false => harmless(text),
    }
}

/// A minus, digits, and perhaps a point and digits; nothing else.
fn is_negative(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = text.strip_prefix('-') else { return false };
    number.split_once('.').map_or(digits(number), |(whole, places)| digits(whole) && digits(places))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Cell;

    #[test]
    fn formulas_are_guarded_and_everything_else_is_left() {
        for formula in
            ["=1+1", "+1", "-1+2", "--1", "-", "-.5", "-1 ", "-1e9", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"]
        {
            assert!(guarded(formula).starts_with('\''), "{formula:?}");
        }
        for plain in ["", "-7", "-7.25", "2011-11-25", "AT/budapest/ratification", "a=b", "'quoted'"] {
            assert_eq!(guarded(plain), plain);
        }
    }

    #[test]
    fn commas_quotes_and_lines_are_kept_apart() {
        let mut sheet = Sheet::with(&["id", "title"]);
        sheet.rows.push(vec![Cell::plain("x"), Cell::plain("one, \"two\"\nthree")]);
        let mut out = Vec::new();
        write(&sheet, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "id,title\nx,\"one, \"\"two\"\" three\"\n");
    }
}
