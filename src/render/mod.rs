//! How a report looks: one file per output format. A report comes as data (`serde`), as a flat [`Sheet`](crate::report::Sheet) and as a
//! [`Page`](crate::report::Page); each format takes the one it needs and writes it to any writer.
//!
//! Deliberately not here: where the output goes, whether a terminal is there and wants colour (`cli`), and what is said
//! (`report`). Texts come from data that nobody here trusts: every format escapes them for the place they go to.

mod atom;
mod baseline;
mod chart;
mod csv;
mod document;
mod dossier;
mod html;
mod ics;
mod json;
mod jsonl;
mod junit;
mod layout;
mod markdown;
mod paint;
#[cfg(feature = "parquet")]
mod parquet;
mod problem;
mod sarif;
mod table;
mod widths;
mod xlsx;

pub use atom::write as write_feed;
pub use baseline::baseline;
pub use chart::{PICTURE_FORMATS, write_picture};
pub use document::{DOCUMENT_FORMATS, write_document};
pub use dossier::{PageLink, StateInPage, page as dossier_page};
pub use json::line as json_line;
pub use problem::render_problem;
pub use xlsx::write as workbook;

use crate::report::{IntervalPart, Intervals, Issues, Report};
use json::JsonForm;
use std::io::{self, Write};
use std::path::Path;

/// The formats a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Table,
    /// The JSON contract.
    Json,
    /// Comma-separated values (RFC 4180); no text is taken for a day, a number or a formula.
    Csv,
    /// Markdown with tables as GitHub reads them.
    Markdown,
    /// One finding per line of JSON.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit's XML.
    Junit,
    /// iCalendar (RFC 5545), for reports that have days to come.
    Ics,
    /// A page that asks nothing of a network.
    Html,
    /// A workbook (Office Open XML).
    Xlsx,
    /// A document (Office Open XML).
    Docx,
    /// A picture.
    Svg,
    /// A picture in pixels, where the program was built with the feature `png`.
    Png,
    /// Columns (Apache Parquet), where the program was built with the feature `parquet`.
    Parquet,
}

impl Format {
    /// Every format with the name it has on the command line.
    pub const ALL: [(Format, &'static str); 14] = [
        (Format::Table, "table"),
        (Format::Json, "json"),
        (Format::Csv, "csv"),
        (Format::Markdown, "md"),
        (Format::Jsonl, "jsonl"),
        (Format::Sarif, "sarif"),
        (Format::Junit, "junit"),
        (Format::Ics, "ics"),
        (Format::Html, "html"),
        (Format::Xlsx, "xlsx"),
        (Format::Docx, "docx"),
        (Format::Svg, "svg"),
        (Format::Png, "png"),
        (Format::Parquet, "parquet"),
    ];

    /// Which format has this name? Names are exact.
    #[must_use]
    pub fn parse(name: &str) -> Option<Format> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// The name of the format on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, _)| *format == self).map_or("", |(_, name)| *name)
    }

    /// The usual ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Table => "txt",
            Format::Junit => "xml",
            named => named.name(),
        }
    }

    /// Is it no text, so that a terminal could not show it?
    #[must_use]
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Docx | Format::Png | Format::Parquet)
    }

    /// Can the program as it was built write it?
    #[must_use]
    pub fn is_built(self) -> bool {
        (self != Format::Png || cfg!(feature = "png")) && (self != Format::Parquet || cfg!(feature = "parquet"))
    }

    /// Endings by which other programs know what is in a file, and that acquis does not write.
    const OF_OTHERS: [&str; 6] = ["xls", "ods", "doc", "odt", "pdf", "tsv"];

    /// May a file with this name hold the format? Not if its ending says that something else is in it; an ending that says
    /// nothing may stand on any.
    #[must_use]
    pub fn may_be_in(self, file: &Path) -> bool {
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match Self::by_ending(file) {
            Some(format) => format == self,
            None => !Self::OF_OTHERS.contains(&&*ending),
        }
    }

    /// Which format does the ending of a file's name ask for? `None` where it asks for none that is known. GitHub takes
    /// `.sarif.json` for SARIF too.
    ///
    /// ```
    /// use acquis::render::Format;
    /// assert_eq!(Format::by_ending("out/AT.JSON".as_ref()), Some(Format::Json));
    /// assert_eq!(Format::by_ending("AT.odt".as_ref()), None);
    /// ```
    #[must_use]
    pub fn by_ending(file: &Path) -> Option<Format> {
        let name = file.file_name()?.to_str()?.to_lowercase();
        if name.ends_with(".sarif.json") {
            return Some(Format::Sarif);
        }
        match Path::new(&name).extension()?.to_str()? {
            "txt" | "text" => Some(Format::Table),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "md" | "markdown" => Some(Format::Markdown),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "sarif" => Some(Format::Sarif),
            "xml" => Some(Format::Junit),
            "ics" | "ical" => Some(Format::Ics),
            "html" | "htm" => Some(Format::Html),
            "xlsx" => Some(Format::Xlsx),
            "docx" => Some(Format::Docx),
            "svg" => Some(Format::Svg),
            "png" => Some(Format::Png),
            "parquet" => Some(Format::Parquet),
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
    /// Is what nobody knows an error (junit), or listed at all (sarif)?
    pub strict: bool,
    /// Is JSON written on one line, without indentation?
    pub compact: bool,
    /// Does it go to a file? Then csv begins with a byte order mark, by which spreadsheets know UTF-8.
    pub to_file: bool,
}

/// Writes a report in a format. The same report and look give the same bytes.
///
/// # Errors
/// Whatever the writer refuses; `Unsupported`, before anything is written, for a format that the report does not have.
pub fn write(report: &impl Report, format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => {
            let width = report.columns().map_or(look.width, |most| look.width.min(most));
            table::write(&report.page(), Look { width, ..look }, out)
        }
        Format::Json => json::report(report, if look.compact { JsonForm::Compact } else { JsonForm::Indented }, out),
        Format::Csv => match whole_intervals(report) {
            Some(intervals) => csv::write_intervals(&intervals, look.to_file, out),
            None => csv::write(&report.sheet(), look.to_file, out),
        },
        Format::Markdown => markdown::write(&report.page(), out),
        Format::Jsonl => match whole_intervals(report) {
            Some(intervals) => jsonl::write_intervals(&intervals, out),
            None => jsonl::write(&issues(report)?, out),
        },
        Format::Sarif => sarif::write(&issues(report)?, look.strict, out),
        Format::Junit => junit::write(&issues(report)?, look.strict, out),
        Format::Ics => ics::write(&report.calendar().ok_or(io::ErrorKind::Unsupported)?, out),
        Format::Xlsx => xlsx::write(&report.workbook().ok_or(io::ErrorKind::Unsupported)?, out),
        Format::Docx => document::write_document(&report.document().ok_or(io::ErrorKind::Unsupported)?, format, out),
        #[cfg(feature = "parquet")]
        Format::Parquet => parquet::write(&report.intervals().ok_or(io::ErrorKind::Unsupported)?, out),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// The intervals of a report that shows nothing else.
fn whole_intervals(report: &impl Report) -> Option<Intervals<'_>> {
    if report.interval_part() == IntervalPart::Whole { report.intervals() } else { None }
}

/// The formats that a report has, by name.
pub fn formats_of(report: &impl Report) -> Vec<&'static str> {
    Format::ALL.iter().filter(|(format, _)| has(report, *format)).map(|(_, name)| *name).collect()
}

/// Does a report have this format?
pub fn has(report: &impl Report, format: Format) -> bool {
    match format {
        Format::Table | Format::Json | Format::Csv | Format::Markdown => true,
        Format::Jsonl if report.interval_part() == IntervalPart::Whole => true,
        Format::Jsonl | Format::Sarif | Format::Junit => report.issues().is_some(),
        Format::Parquet => report.interval_part() != IntervalPart::None,
        Format::Ics => report.calendar().is_some(),
        Format::Xlsx => report.has_workbook(),
        Format::Docx => report.document().is_some(),
        Format::Html | Format::Svg | Format::Png => false,
    }
}

fn issues(report: &impl Report) -> io::Result<Issues<'_>> {
    report.issues().ok_or_else(|| io::ErrorKind::Unsupported.into())
}
