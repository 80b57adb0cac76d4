//! Cells: each written as what it is, a text always as a text. A text that a spreadsheet would read as something else carries
//! the mark that it is one (`quotePrefix`), so that it stays a text when somebody edits the cell.

use crate::guard::guarded;
use crate::report::{ColumnKind, WorkCell, WorkColumn};
use crate::text::harmless;
use crate::time::Day;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};
use std::borrow::Cow;

/// Units of UTF-16 in a cell.
const LONGEST_TEXT: usize = 32_767;
/// Links on a sheet.
const MOST_LINKS: usize = 65_530;
/// Units of UTF-16 in an address.
const LONGEST_ADDRESS: usize = 2_079;
/// Points of one line of text.
const LINE_HEIGHT: f64 = 15.0;
/// Lines of the highest row: whoever needs more makes it higher.
const MOST_LINES: usize = 12;
/// What stands at the end of a text that was cut.
const CUT: &str = " […]";
/// The text colour of what is beside the point, and that of a link.
const GREY: Color = Color::RGB(0x4D_5B68);
const ACCENT: Color = Color::RGB(0x1D_4F91);
const HEAD_FILL: Color = Color::RGB(0xE9_EDF2);

/// How the cells of each kind look.
pub(super) struct Looks {
    heading: Format,
    heading_of_numbers: Format,
    text: Format,
    prose: Format,
    strong: Format,
    day: Format,
    number: Format,
    letter: Format,
    link: Format,
}

impl Looks {
    pub(super) fn new() -> Looks {
        let text = Format::new().set_align(FormatAlign::Top);
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_background_color(HEAD_FILL)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(GREY);
        Looks {
            heading_of_numbers: heading.clone().set_align(FormatAlign::Right),
            heading,
            prose: text.clone().set_text_wrap(),
            strong: text.clone().set_bold(),
            day: text.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            number: text.clone().set_align(FormatAlign::Right),
            letter: Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            link: text
                .clone()
                .set_text_wrap()
                .set_font_color(ACCENT)
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            text,
        }
    }
}

/// Writes the cells of one sheet.
pub(super) struct Pen<'p> {
    page: &'p mut Worksheet,
    looks: &'p Looks,
    links: usize,
}

impl<'p> Pen<'p> {
    pub(super) fn new(page: &'p mut Worksheet, looks: &'p Looks) -> Pen<'p> {
        Pen { page, looks, links: 0 }
    }

    pub(super) fn heading(&mut self, place: usize, column: &WorkColumn) -> Result<(), XlsxError> {
        let looks = self.looks;
        self.page.set_column_width(column_number(place), column.width)?;
        let look = if column.kind == ColumnKind::Number { &looks.heading_of_numbers } else { &looks.heading };
        self.text(0, column_number(place), &column.name, look)
    }

    /// Writes a row; one of totals is set apart from those above.
    pub(super) fn row(
        &mut self,
        place: usize,
        row: &[WorkCell],
        columns: &[WorkColumn],
        is_total: bool,
    ) -> Result<(), XlsxError> {
        for (at, (cell, column)) in row.iter().zip(columns).enumerate() {
            self.cell((row_number(place), column_number(at)), cell, column.kind, is_total)?;
        }
        self.height(place, row.iter().zip(columns).map(|(cell, column)| lines(cell, column)).max())
    }

    /// Makes the row as high as its longest text needs: not every program does so by itself.
    pub(super) fn height(&mut self, place: usize, lines: Option<usize>) -> Result<(), XlsxError> {
        if let Some(lines @ 2..) = lines {
            let points = LINE_HEIGHT * f64::from(u8::try_from(lines.min(MOST_LINES)).unwrap_or(1));
            self.page.set_row_height(row_number(place), points)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        (row, at): (u32, u16),
        cell: &WorkCell,
        kind: ColumnKind,
        is_total: bool,
    ) -> Result<(), XlsxError> {
        let looks = self.looks;
        let as_total = |look: &Format| {
            if is_total { look.clone().set_background_color(HEAD_FILL) } else { look.clone() }
        };
        match cell {
            WorkCell::Empty if is_total => self.page.write_blank(row, at, &as_total(&looks.text)).map(drop),
            WorkCell::Empty => Ok(()),
            WorkCell::Text(text) if breaks_lines(kind) => self.text(row, at, text, &looks.prose),
            WorkCell::Text(text) => self.text(row, at, text, &looks.text),
            WorkCell::Strong(text) => self.text(row, at, text, &as_total(&looks.strong)),
            WorkCell::Day(day) => match serial(*day) {
                Some(serial) => self.page.write_number_with_format(row, at, serial, &looks.day).map(drop),
                None => self.text(row, at, &day.to_string(), &looks.text),
            },
            WorkCell::Count(count) => {
                // up to 2^53, as far as a spreadsheet counts
                self.page.write_number_with_format(row, at, *count as f64, &as_total(&looks.number)).map(drop)
            }
            WorkCell::Decimal(text) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    self.page.write_number_with_format(row, at, number, &as_total(&looks.number)).map(drop)
                }
                _ => self.text(row, at, text, &looks.text),
            },
            WorkCell::Verdict(text, _) if kind == ColumnKind::Letter => self.text(row, at, text, &looks.letter),
            WorkCell::Verdict(text, _) => self.text(row, at, text, &looks.text),
            WorkCell::Link { text, address } => self.link(row, at, text, address),
        }
    }

    fn text(&mut self, row: u32, at: u16, text: &str, look: &Format) -> Result<(), XlsxError> {
        let text = shortened(&harmless(text), LONGEST_TEXT);
        if matches!(guarded(&text), Cow::Owned(_)) {
            let marked = look.clone().set_quote_prefix();
            return self.page.write_string_with_format(row, at, text, &marked).map(drop);
        }
        self.page.write_string_with_format(row, at, text, look).map(drop)
    }

    /// A link as far as there may be one; else the text alone.
    fn link(&mut self, row: u32, at: u16, text: &str, address: &str) -> Result<(), XlsxError> {
        let looks = self.looks;
        if self.links >= MOST_LINKS || !is_web_address(address) {
            return self.text(row, at, text, &looks.prose);
        }
        self.links += 1;
        let shown = shortened(&harmless(text), LONGEST_TEXT);
        self.page.write_url_with_options(row, at, Url::new(address), &shown, "", Some(&looks.link)).map(drop)
    }
}

/// Are long texts of such a column broken into lines? In a column of days they are those that are no exact day.
fn breaks_lines(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Prose | ColumnKind::Day)
}

/// How many lines the cell takes where lines are broken.
fn lines(cell: &WorkCell, column: &WorkColumn) -> usize {
    match cell {
        WorkCell::Text(text) | WorkCell::Link { text, .. } if breaks_lines(column.kind) => broken(text, column),
        WorkCell::Link { text, .. } => broken(text, column),
        _ => 1,
    }
}

/// Lines are broken at blanks, so that some room is lost in each.
pub(super) fn broken(text: &str, column: &WorkColumn) -> usize {
    let room = usize::from(column.width.max(1));
    let length = text.chars().count();
    if length <= room {
        return 1;
    }
    let widest = text.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
    let used = if widest * 2 > room { room.div_ceil(2) } else { room.saturating_sub(widest / 2) };
    length.div_ceil(used.max(1))
}

/// The number by which a spreadsheet knows the day. It takes 1900 for a leap year: before March of that year its days differ,
/// and such a day stays a text.
pub(super) fn serial(day: Day) -> Option<f64> {
    let (first, zero) = (Day::from_ymd(1900, 3, 1)?, Day::from_ymd(1899, 12, 30)?);
    (first <= day && !day.is_end_of_time()).then(|| f64::from(day.minus(zero)))
}

/// Does the address lead to the web, and may it stand in a link as it is? Printable ASCII without quotes, brackets or blanks,
/// a host behind the scheme, nobody's name before it, and not longer than a spreadsheet takes.
pub(super) fn is_web_address(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-:".contains(&byte);
    address.len() <= LONGEST_ADDRESS
        && address.bytes().all(is_plain)
        && host.starts_with(|first: char| first.is_ascii_alphanumeric())
        && host.bytes().all(is_host)
}

/// The text, cut with a mark where it is longer than so many units of UTF-16.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(CUT.encode_utf16().count());
    let fits = |char: &char| {
        let fits = char.len_utf16() <= left;
        left = left.saturating_sub(char.len_utf16());
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    kept + CUT
}

/// The number of a row; that there are not too many was checked.
pub(super) fn row_number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The number of a column; that there are not too many was checked.
pub(super) fn column_number(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
