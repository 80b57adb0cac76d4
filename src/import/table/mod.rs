//! Tables as files hold them: bytes to rows of cells. What a column means is not known here.

mod archive;
mod bounds;
mod columns;
mod delimited;
mod json;
mod page;
mod places;
mod text;
mod workbook;
mod xml;

pub use columns::{Columns, NoData, Wanted};

use crate::import::RowProblem;

/// One table of a file: a sheet, the table of a page, the lines of a CSV text, the items of a JSON list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawTable {
    /// Name of the sheet, or what stands above the table; empty if there is none.
    pub title: String,
    /// Rows, header lines among them.
    pub rows: Vec<RawRow>,
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawRow {
    /// Line of the text, row of the sheet, number of the item, counted from 1; 0 for a header that names of keys make.
    pub line: usize,
    /// Cells, trimmed.
    pub cells: Vec<String>,
}

/// The tables of a file: CSV, XLSX, a saved page, XML or JSON, as its content shows. The name is for messages alone.
///
/// ```
/// let tables = acquis::import::table::read(b"state;day\r\nAT;2013-04-06\r\n", "chart.txt").unwrap();
/// assert_eq!(tables[0].rows[1].cells, ["AT", "2013-04-06"]);
/// let problem = acquis::import::table::read(b"%PDF-1.7 ...", "chart.csv").unwrap_err();
/// assert_eq!(problem.message, "chart.csv is a PDF document, which has no tables that can be read");
/// ```
///
/// # Errors
/// The file is of a kind that is not read, is broken, or holds more than fits in memory.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<RawTable>, RowProblem> {
    if let Some(kind) = unreadable(bytes) {
        let message = format!("{name} is {kind}, which has no tables that can be read");
        return Err(RowProblem::new("unreadable-file", message).help(EXPECTED));
    }
    let tables = if bytes.starts_with(b"PK") { zipped(bytes, name)? } else { of_text(&text::decode(bytes)?)? };
    let is_empty = |table: &RawTable| table.rows.iter().all(|row| row.cells.iter().all(String::is_empty));
    if tables.iter().all(is_empty) {
        return Err(RowProblem::new("empty-file", format!("{name} is empty")).help(EXPECTED));
    }
    bounds::check_tables(&tables)?;
    Ok(tables)
}

const EXPECTED: &str = "expected: CSV, XLSX, a saved HTML page, XML or JSON";

/// What a file is by its first bytes, if it is none that can be read.
fn unreadable(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"%PDF", "a PDF document"),
        (b"\xD0\xCF\x11\xE0", "a workbook of an old or encrypted form (.xls)"),
        (b"\x1F\x8B", "a compressed file"),
        (b"\x89PNG", "a picture"),
        (b"{\\rtf", "a text of a word processor"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

fn zipped(bytes: &[u8], name: &str) -> Result<Vec<RawTable>, RowProblem> {
    let files = archive::check(bytes)?;
    if !files.iter().any(|file| file == "[Content_Types].xml" || file == "xl/workbook.xml") {
        let message = format!("{name} is an archive, and no workbook");
        return Err(RowProblem::new("unreadable-file", message).help("unpack it, or save the workbook as .xlsx"));
    }
    archive::check_places(bytes)?;
    workbook::read(bytes)
}

fn of_text(text: &str) -> Result<Vec<RawTable>, RowProblem> {
    let start = text.trim_start();
    if start.starts_with('<') {
        let head: String = start.chars().take(2_000).flat_map(char::to_lowercase).collect();
        let is_page = ["<html", "<!doctype html", "<body"].iter().any(|tag| head.contains(tag));
        // a part of a page, copied
        let is_part = ["<table", "<div", "<p", "<h1", "<h2"].iter().any(|tag| head.starts_with(tag));
        return if is_page || is_part { page::read(text) } else { xml::read(text) };
    }
    let after = start.get(1..).unwrap_or_default().trim_start();
    let is_list = start.starts_with('[') && (after.is_empty() || after.starts_with(['{', '[', ']']));
    if start.starts_with('{') || is_list { json::read(text) } else { delimited::read(text) }
}

#[cfg(test)]
mod tests;
