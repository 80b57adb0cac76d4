//! How a report looks: one file per output format. A report comes as data (`serde`), as a flat [`Sheet`] and as a
//! [`Page`]; each format takes the one it needs and writes it to any writer.
//!
//! Deliberately not here: where the output goes, whether a terminal is there and wants colour (`cli`), and what is said
//! (`report`). Texts come from data that nobody here trusts: every format escapes them for the place they go to.

mod csv;
mod ics;
mod json;
mod layout;
mod markdown;
mod paint;
mod reports;
mod table;
mod text;
mod widths;

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::report::{Calendar, Page, Sheet};

/// What every report offers, whichever format is asked for.
pub trait Report {
    /// For people: headings, paragraphs, tables.
    fn page(&self) -> Page;
    /// For spreadsheets and scripts: one flat table, canonical identifiers, ISO days.
    fn sheet(&self) -> Sheet;
    /// For programs: the JSON contract.
    fn data(&self) -> impl Serialize;
    /// For calendar programs, where the report has days to come.
    fn calendar(&self) -> Option<Calendar> {
        None
    }
}

/// The formats a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Table,
    /// The JSON contract.
    Json,
    /// Comma-separated values (RFC 4180), guarded against formulas.
    Csv,
    /// Markdown with tables as GitHub reads them.
    Markdown,
    /// iCalendar (RFC 5545), for reports that have days to come.
    Ics,
}

impl Format {
    /// Every format with the name it has on the command line.
    pub const ALL: [(Format, &'static str); 5] = [
        (Format::Table, "table"),
        (Format::Json, "json"),
        (Format::Csv, "csv"),
        (Format::Markdown, "md"),
        (Format::Ics, "ics"),
    ];

    /// Which format has this name? Names are exact.
    #[must_use]
    pub fn parse(name: &str) -> Option<Format> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// Which format does the ending of a file's name ask for? `None` where it asks for none that is known.
    ///
    /// ```
    /// use acquis::render::Format;
    /// assert_eq!(Format::by_ending("out/AT.JSON".as_ref()), Some(Format::Json));
    /// assert_eq!(Format::by_ending("AT.docx".as_ref()), None);
    /// ```
    #[must_use]
    pub fn by_ending(file: &Path) -> Option<Format> {
        match file.extension()?.to_str()?.to_lowercase().as_str() {
            "txt" | "text" => Some(Format::Table),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "md" | "markdown" => Some(Format::Markdown),
            "ics" | "ical" => Some(Format::Ics),
            _ => None,
        }
    }
}

/// How a page is laid out as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal; nothing is wider, unless a single character is.
    pub width: usize,
    /// Are tones shown as ANSI colours?
    pub colour: bool,
}

/// Writes a report in a format. The same report and look give the same bytes.
///
/// # Errors
/// Whatever the writer refuses; [`io::ErrorKind::Unsupported`], with nothing written, where the report has no such form.
pub fn write(report: &impl Report, format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => table::write(&report.page(), look, out),
        Format::Json => json::write(&report.data(), out),
        Format::Csv => csv::write(&report.sheet(), out),
        Format::Markdown => markdown::write(&report.page(), out),
        Format::Ics => ics::write(&report.calendar().ok_or(io::ErrorKind::Unsupported)?, out),
    }
}

/// The names of the formats that a report has.
pub fn formats_of(report: &impl Report) -> Vec<&'static str> {
    let has = |format: Format| match format {
        Format::Table | Format::Json | Format::Csv | Format::Markdown => true,
        Format::Ics => report.calendar().is_some(),
    };
    Format::ALL.iter().filter(|(format, _)| has(*format)).map(|(_, name)| *name).collect()
}
