//! A workbook as Office Open XML (ISO/IEC 29500), as spreadsheets open it: days are days, headings stay in sight, lists can be
//! filtered, sources are links. Nothing that comes from data is ever a formula.
//!
//! One workbook gives the same bytes each time: it bears the day of the run, and no clock is read.

mod cells;
mod colours;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]
mod tests;

use crate::parallel::can_start;
use crate::report::{ColumnKind, WorkSheet, Workbook};
use crate::text::harmless;
use cells::{Looks, Pen, broken, column_number, row_number, shortened};
use colours::{letter_rules, verdict_rules};
use rust_xlsxwriter::{self as xlsx, DocProperties, ExcelDateTime, IgnoreError, Worksheet, XlsxError};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Rows that a sheet can hold.
const MOST_ROWS: usize = 1_048_576;
/// Columns that a sheet can hold.
const MOST_COLUMNS: usize = 16_384;
/// Characters in the name of a sheet.
const LONGEST_NAME: usize = 31;
/// Characters in a line at the head or the foot of a page.
const LONGEST_FOOT: usize = 200;
/// A4.
const PAPER: u8 = 9;
/// Characters that a page across shows side by side and still legibly.
const PAGE_WIDTH: u16 = 215;

/// Writes a workbook.
///
/// # Errors
/// A sheet has more rows or columns than a spreadsheet holds, or no thread can be started for it; whatever the writer refuses.
pub fn write(workbook: &Workbook, out: &mut dyn Write) -> io::Result<()> {
    workbook.sheets.iter().try_for_each(check_size)?;
    let sheets = workbook.sheets.len();
    if !can_start(sheets) {
        let help = "raise the limit of processes, or use csv or json";
        return Err(io::Error::other(format!("a workbook needs {sheets} threads, which cannot be started: {help}")));
    }
    out.write_all(&written(workbook).map_err(io::Error::other)?)
}

fn check_size(sheet: &WorkSheet) -> io::Result<()> {
    let rows = 1 + sheet.rows.len() + sheet.totals.len();
    let refused = |count: usize, most: usize, what: &str| {
        let name = harmless(&sheet.name).into_owned();
        let help = "ask for fewer states or acts, or use csv or json";
        io::Error::other(format!("the sheet {name} would have {count} {what}, and a spreadsheet holds {most}: {help}"))
    };
    match (rows, sheet.columns.len()) {
        (rows, _) if rows > MOST_ROWS => Err(refused(rows, MOST_ROWS, "rows")),
        (_, columns) if columns > MOST_COLUMNS => Err(refused(columns, MOST_COLUMNS, "columns")),
        _ => Ok(()),
    }
}

fn written(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = xlsx::Workbook::new();
    let title = shortened(&harmless(&workbook.title), LONGEST_FOOT);
    let properties = DocProperties::new().set_title(title).set_author(format!("acquis {}", env!("CARGO_PKG_VERSION")));
    file.set_properties(&properties.set_creation_datetime(&created(workbook)?));
    let looks = Looks::new();
    let mut names = BTreeSet::new();
    for sheet in &workbook.sheets {
        let page = file.add_worksheet();
        page.set_name(free_name(&sheet.name, &mut names))?;
        write_sheet(page, sheet, &looks)?;
        lay_out(page, sheet, &workbook.foot)?;
    }
    file.save_to_buffer()
}

/// Midnight of the day that the workbook bears; of one that a spreadsheet cannot name, the first that it can.
fn created(workbook: &Workbook) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    let day = workbook.day.to_naive();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    match u16::try_from(day.year()) {
        Ok(year @ 1900..=9999) => ExcelDateTime::from_ymd(year, part(day.month()), part(day.day())),
        _ => ExcelDateTime::from_ymd(1900, 1, 1),
    }
}

/// A name that a sheet may have and no other has: some signs are not allowed, and case does not count.
fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String =
        harmless(wanted).chars().map(|char| if "[]:*?/\\'".contains(char) { ' ' } else { char }).collect();
    let plain = if plain.trim().is_empty() { "sheet" } else { plain.trim() };
    let name = (1_u32..).map(|number| {
        let behind = if number == 1 { String::new() } else { format!(" {number}") };
        let mut left = LONGEST_NAME.saturating_sub(behind.len());
        let fits = |char: &char| {
            let fits = char.len_utf16() <= left;
            left = left.saturating_sub(char.len_utf16());
            fits
        };
        format!("{}{behind}", plain.chars().take_while(fits).collect::<String>().trim_end())
    });
    let mut free = name.skip_while(|name| taken.contains(&name.to_lowercase()));
    let name = free.next().unwrap_or_default();
    taken.insert(name.to_lowercase());
    name
}

fn write_sheet(page: &mut Worksheet, sheet: &WorkSheet, looks: &Looks) -> Result<(), XlsxError> {
    let mut pen = Pen::new(page, looks);
    for (place, column) in sheet.columns.iter().enumerate() {
        pen.heading(place, column)?;
    }
    pen.height(0, sheet.columns.iter().map(|column| broken(&column.name, column)).max())?;
    for (place, row) in sheet.rows.iter().enumerate() {
        pen.row(place + 1, row, &sheet.columns, false)?;
    }
    for (place, row) in sheet.totals.iter().enumerate() {
        pen.row(sheet.rows.len() + 1 + place, row, &sheet.columns, true)?;
    }
    let last = row_number(sheet.rows.len());
    if last == 0 {
        return Ok(());
    }
    for (place, column) in sheet.columns.iter().enumerate() {
        let place = column_number(place);
        match column.kind {
            ColumnKind::Letter => letter_rules()
                .iter()
                .try_for_each(|rule| page.add_conditional_format(1, place, last, place, rule).map(drop))?,
            ColumnKind::Verdict => verdict_rules()
                .iter()
                .try_for_each(|rule| page.add_conditional_format(1, place, last, place, rule).map(drop))?,
            _ => {}
        }
    }
    Ok(())
}

/// Headings that stay, filters, and how it is printed.
fn lay_out(page: &mut Worksheet, sheet: &WorkSheet, foot: &str) -> Result<(), XlsxError> {
    let Some(last_column) = sheet.columns.len().checked_sub(1).map(column_number) else { return Ok(()) };
    let last_row = row_number(sheet.rows.len());
    if !sheet.is_text {
        page.set_freeze_panes(1, sheet.frozen)?;
        page.autofilter(0, 0, last_row, last_column)?;
        page.set_landscape();
    }
    if last_row > 0 {
        page.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    }
    let printed = sheet.printed.unwrap_or(u16::MAX);
    if printed <= last_column {
        page.set_print_area(0, 0, row_number(sheet.rows.len() + sheet.totals.len()), printed.saturating_sub(1))?;
    }
    let widths = sheet.columns.iter().take(printed.into()).map(|column| column.width);
    let pages = widths.fold(0_u16, u16::saturating_add).div_ceil(PAGE_WIDTH).max(1);
    page.set_paper_size(PAPER).set_print_fit_to_pages(pages, 0).set_repeat_rows(0, 0)?;
    if let Some(last) = sheet.frozen.checked_sub(1).filter(|_| pages > 1) {
        page.set_repeat_columns(0, last)?;
    }
    let foot = shortened(&harmless(foot), LONGEST_FOOT).replace('&', "&&");
    page.set_footer(format!("&L&7{foot}&R&7&P / &N"));
    Ok(())
}
