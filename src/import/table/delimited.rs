//! CSV: which delimiter a text has, and its rows with the lines on which they begin. The reader of the crate `csv` takes
//! a quote that is never closed for a cell up to the end of the file; here it is an error.

use csv::{ReaderBuilder, StringRecord};

use super::bounds::{Measured, check_columns, check_rows};
use super::{RawRow, RawTable};
use crate::import::RowProblem;

/// The delimiters that files have, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows from which the delimiter is recognised.
const SAMPLE: usize = 20;

/// The rows of a CSV text.
///
/// # Errors
/// `open-quote`, `stray-quote`, and what is too large.
pub(super) fn read(text: &str) -> Result<Vec<RawTable>, RowProblem> {
    let (text, skipped, named) = without_directive(text);
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    let lines = first_lines(text, delimiter)?;
    let mut reader = reader(text, delimiter);
    let (mut record, mut measured) = (StringRecord::new(), Measured::default());
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines.into_iter().map(|line| line + skipped) {
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        check_columns(record.len(), line)?;
        check_rows(rows.len() + 1)?;
        let cells = record.iter().map(|cell| {
            measured.cell(cell, line)?;
            Ok(cell.trim().to_owned())
        });
        rows.push(RawRow { line, cells: cells.collect::<Result<Vec<String>, RowProblem>>()? });
    }
    Ok(vec![RawTable { title: String::new(), rows }])
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The text without a first line `sep=;`, which names the delimiter for spreadsheets; how many lines that are, and it.
fn without_directive(text: &str) -> (&str, usize, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let named = first.strip_prefix("sep=").map(str::as_bytes);
    match named {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => (rest, 1, Some(*delimiter)),
        _ => (text, 0, None),
    }
}

/// The delimiter that splits most of the first rows into one number of cells.
fn delimiter(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let mut widths: Vec<usize> =
            reader(text, *delimiter).into_records().take(SAMPLE).filter_map(Result::ok).map(|row| row.len()).collect();
        widths.retain(|width| *width > 1);
        let alike = |width: &usize| (widths.iter().filter(|other| *other == width).count(), *width);
        widths.iter().map(alike).max().unwrap_or_default()
    };
    // of two that split alike, the first: max_by_key takes the last
    DELIMITERS.iter().rev().max_by_key(|delimiter| score(delimiter)).copied().unwrap_or(b',')
}

/// The lines on which the rows begin; empty lines are none.
fn first_lines(text: &str, delimiter: u8) -> Result<Vec<usize>, RowProblem> {
    let mut quotes = Quotes { delimiter, line: 1, at: Place::RowStart, opened: 0, rows: Vec::new() };
    for byte in text.bytes() {
        quotes.take(byte)?;
    }
    match quotes.at {
        Place::Quoted => Err(open_quote(quotes.opened)),
        _ => Ok(quotes.rows),
    }
}

/// Where in a text a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    RowStart,
    CellStart,
    Bare,
    Quoted,
    /// After a quote inside a quoted cell: the end of the cell, or one half of a doubled quote.
    Closing,
}

/// Follows the quotes of a text.
struct Quotes {
    delimiter: u8,
    line: usize,
    at: Place,
    opened: usize,
    rows: Vec<usize>,
}

impl Quotes {
    fn take(&mut self, byte: u8) -> Result<(), RowProblem> {
        if self.at == Place::RowStart && byte != b'\n' {
            self.rows.push(self.line);
        }
        self.at = match (self.at, byte) {
            (Place::Quoted, b'"') => Place::Closing,
            (Place::Quoted, _) => Place::Quoted,
            (Place::Closing, b'"') => Place::Quoted,
            (_, b'\n') => Place::RowStart,
            (_, other) if other == self.delimiter => Place::CellStart,
            // spaces after a closing quote are no text
            (Place::Closing, b' ') => Place::Closing,
            (Place::Closing, _) => return Err(stray_quote(self.opened, self.line)),
            (Place::RowStart | Place::CellStart, b'"') => {
                self.opened = self.line;
                Place::Quoted
            }
            _ => Place::Bare,
        };
        self.line += usize::from(byte == b'\n');
        Ok(())
    }
}

fn open_quote(line: usize) -> RowProblem {
    RowProblem::new("open-quote", format!("line {line}: the quote that begins a cell here is never closed"))
        .help("close it; a quote inside a quoted cell is written twice")
}

fn stray_quote(opened: usize, line: usize) -> RowProblem {
    let message = if opened == line {
        format!("line {line}: text follows the quote that ends a cell")
    } else {
        format!("line {line}: text follows the quote that ends a cell, which begins with a quote in line {opened}")
    };
    RowProblem::new("stray-quote", message).help("close the quote; one inside a quoted cell is written twice")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        read(text).unwrap().remove(0).rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn rows_keep_their_lines() {
        let rows = cells("a,b\n\n1,\"x\ny\"\n\n2,z\n3\n4,5,6\n");
        let lines: Vec<(usize, usize)> = rows.iter().map(|(line, cells)| (*line, cells.len())).collect();
        assert_eq!(lines, [(1, 2), (3, 2), (6, 2), (7, 1), (8, 3)]);
        assert_eq!(rows[1].1, ["1", "x\ny"]);
        assert_eq!(cells("sep=;\na;b\n")[0], (2, vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(cells("\"a\" ,b\n")[0].1, ["a", "b"]);
        assert_eq!(cells("\n\n").len(), 0);
    }

    #[test]
    fn the_delimiter_is_recognised() {
        for (text, first) in [
            ("a;b;c\n\"1,5\";2;3\n", "a"),
            ("a\tb, c\n1\t2\n", "a"),
            ("a|b\nx, y|2, 3\n", "a"),
            ("Title of the register, of 2020\na;b\n1;2\n", "Title of the register, of 2020"),
            ("a,b\n\"x;y;z\",2\n", "a"),
            ("alone\nx\n", "alone"),
        ] {
            assert_eq!(cells(text)[0].1[0], first, "{text}");
        }
    }

    #[test]
    fn a_quote_that_never_ends_is_named_with_its_line() {
        let open = read("a,b\n1,\"x\n2,y\n3,z\n").unwrap_err();
        assert_eq!((open.code, open.message.split(':').next()), ("open-quote", Some("line 2")));
        let swallowed = read("a,b\n1,\"x\n2,y\n3,\"z\"\n").unwrap_err();
        assert_eq!(swallowed.code, "stray-quote");
        assert!(swallowed.message.starts_with("line 4: ") && swallowed.message.ends_with("line 2"));
        assert_eq!(cells("a,b\n1,6\" pipe\n")[1].1[1], "6\" pipe");
        assert_eq!(cells("a,b\n1,\"say \"\"x\"\"\"\n")[1].1[1], "say \"x\"");
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert_eq!(read(&format!("a,{}\n", "x".repeat(70_000))).unwrap_err().code, "cell-too-long");
        assert_eq!(read(&format!("a{}\n", ",".repeat(1_001))).unwrap_err().code, "file-too-large");
    }
}
