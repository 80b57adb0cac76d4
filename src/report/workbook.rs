//! A workbook, free of any format: sheets with columns of one kind each, and cells that are texts, days, numbers, verdicts or
//! links. Deliberately not here: how it looks, and the limits of the programs that open it (`render`).

use super::page::Sheet;
use crate::guard::{is_iso_day, is_value};
use crate::rules::Verdict;
use crate::time::Day;

/// What a column holds, and so how it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Short texts: codes, words, numbers of articles.
    Text,
    /// Sentences, on several lines.
    Prose,
    /// Days.
    Day,
    /// Numbers.
    Number,
    /// Verdicts by their letter.
    Letter,
    /// Verdicts by their word.
    Verdict,
    /// Texts that lead to an address.
    Link,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkColumn {
    /// The heading.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// How wide it is, in characters.
    pub width: u16,
}

impl WorkColumn {
    /// A column of this kind and width.
    pub fn new(name: impl Into<String>, kind: ColumnKind, width: u16) -> WorkColumn {
        WorkColumn { name: name.into(), kind, width }
    }
}

/// One cell. Texts are untrusted: whoever writes them takes care that they stay texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum WorkCell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A text to be noticed.
    Strong(String),
    /// A day that is known exactly.
    Day(Day),
    /// A whole number.
    Count(i64),
    /// A number with decimals, as it is written: `12.5`.
    Decimal(String),
    /// A verdict as a letter or a word, with whatever marks stand behind it.
    Verdict(String, Verdict),
    /// A text, and where it leads.
    Link {
        /// What is shown.
        text: String,
        /// The address.
        address: String,
    },
}

impl WorkCell {
    /// A text; nothing where it is empty.
    pub fn text(text: impl Into<String>) -> WorkCell {
        let text = text.into();
        if text.is_empty() { WorkCell::Empty } else { WorkCell::Text(text) }
    }

    /// The text, if there is one.
    pub fn maybe(text: Option<impl Into<String>>) -> WorkCell {
        text.map_or(WorkCell::Empty, WorkCell::text)
    }

    /// The day, if there is one.
    pub fn day(day: Option<Day>) -> WorkCell {
        day.map_or(WorkCell::Empty, WorkCell::Day)
    }

    /// How many.
    pub fn count(count: usize) -> WorkCell {
        WorkCell::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// `yes`, or nothing.
    pub fn yes(holds: bool) -> WorkCell {
        if holds { WorkCell::text("yes") } else { WorkCell::Empty }
    }

    /// The text, leading to the address where there is one.
    pub fn link(text: impl Into<String>, address: Option<String>) -> WorkCell {
        match address {
            Some(address) => WorkCell::Link { text: text.into(), address },
            None => WorkCell::text(text),
        }
    }

    /// What a column of this kind makes of a text of a flat table: a text that is no exact day, or no number, stays a text.
    fn of_kind(kind: ColumnKind, text: &str) -> WorkCell {
        match kind {
            ColumnKind::Day if is_iso_day(text) => {
                Day::parse_computed(text).map_or_else(|_| WorkCell::text(text), WorkCell::Day)
            }
            ColumnKind::Number if is_value(text) => {
                text.parse().map_or_else(|_| WorkCell::Decimal(text.to_owned()), WorkCell::Count)
            }
            ColumnKind::Verdict => Verdict::parse(text)
                .map_or_else(|| WorkCell::text(text), |verdict| WorkCell::Verdict(text.to_owned(), verdict)),
            _ => WorkCell::text(text),
        }
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkSheet {
    /// The name of the sheet.
    pub name: String,
    /// What it holds, and of what its figures are counted.
    pub holds: String,
    /// The columns.
    pub columns: Vec<WorkColumn>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<WorkCell>>,
    /// Rows below that count the others, and stay where these are sorted or filtered.
    pub totals: Vec<Vec<WorkCell>>,
    /// How many columns stay where the others are scrolled.
    pub frozen: u16,
    /// How many columns are printed; `None`: all.
    pub printed: Option<u16>,
    /// Is it text to be read, and no list to be sorted and filtered?
    pub is_text: bool,
}

impl WorkSheet {
    /// A sheet without rows.
    pub fn new(name: &str, holds: impl Into<String>, frozen: u16) -> WorkSheet {
        WorkSheet { name: name.to_owned(), holds: holds.into(), frozen, ..WorkSheet::default() }
    }

    /// The sheet with one more column.
    #[must_use]
    pub fn column(mut self, name: impl Into<String>, kind: ColumnKind, width: u16) -> WorkSheet {
        self.columns.push(WorkColumn::new(name, kind, width));
        self
    }

    /// The sheet with those columns of a flat table that are named, in the order in which they are; `_` in names of columns
    /// becomes a space.
    #[must_use]
    pub fn taking(mut self, flat: &Sheet, columns: &[(&str, ColumnKind, u16)]) -> WorkSheet {
        let place = |wanted: &str| flat.columns.iter().position(|name| name == wanted);
        let known: Vec<(usize, ColumnKind)> =
            columns.iter().filter_map(|(name, kind, _)| Some((place(name)?, *kind))).collect();
        let there = columns.iter().filter(|(name, ..)| place(name).is_some());
        self.columns.extend(there.map(|(name, kind, width)| WorkColumn::new(name.replace('_', " "), *kind, *width)));
        let cell = |row: &Vec<super::page::Cell>, (place, kind): &(usize, ColumnKind)| {
            row.get(*place).map_or(WorkCell::Empty, |cell| WorkCell::of_kind(*kind, &cell.text))
        };
        self.rows.extend(flat.rows.iter().map(|row| known.iter().map(|one| cell(row, one)).collect()));
        self
    }

    /// The sheet without columns in which no row says anything.
    #[must_use]
    pub fn without_empty_columns(mut self) -> WorkSheet {
        let says = |place: usize| {
            let mut rows = self.rows.iter().chain(&self.totals);
            rows.any(|row| row.get(place).is_some_and(|cell| *cell != WorkCell::Empty))
        };
        let kept: Vec<bool> = (0..self.columns.len()).map(says).collect();
        let left_of = |count: u16| {
            let left = kept.iter().take(count.into()).filter(|kept| **kept).count();
            u16::try_from(left).unwrap_or(count)
        };
        (self.frozen, self.printed) = (left_of(self.frozen), self.printed.map(left_of));
        retain(&mut self.columns, &kept);
        self.rows.iter_mut().chain(&mut self.totals).for_each(|row| retain(row, &kept));
        self
    }
}

/// Keeps those in whose place `true` stands.
fn retain<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut keep = kept.iter();
    list.retain(|_| keep.next() == Some(&true));
}

/// Several sheets in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// What it is about.
    pub title: String,
    /// The day that it bears: that of the run, so that the same question gives the same bytes.
    pub day: Day,
    /// The line at the foot of each printed page.
    pub foot: String,
    /// The sheets in their order.
    pub sheets: Vec<WorkSheet>,
}
