//! Each format read back by a reader of its own, and held against what the report says.

use std::collections::BTreeMap;
use std::io::Cursor;

use acquis::import::table;
use acquis::render::{self, Format, Look};
use acquis::report::chart::Picture;
use acquis::report::survey::{self, Survey};
use acquis::report::{Feed, FeedEntry, IntervalPart, Report, Sheet, WorkCell, Workbook};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::documents::assert_document;
use super::{commands, markdown, terminal};
use crate::deadlines::calendar::Entry;
use crate::note::package::assert_well_formed;

const LOOK: Look = Look { width: 80, colour: false, strict: true, compact: false, to_file: false };

fn written(report: &impl Report, format: Format, look: Look) -> Vec<u8> {
    let mut out = Vec::new();
    render::write(report, format, look, &mut out).unwrap_or_else(|error| panic!("{}: {error}", format.name()));
    out
}

fn text(report: &impl Report, format: Format, look: Look) -> String {
    String::from_utf8(written(report, format, look)).unwrap()
}

/// The report in every format that it has.
pub fn assert_read_back(name: &str, report: &impl Report) {
    for (format, _) in Format::ALL.into_iter().filter(|(format, _)| render::has(report, *format) && format.is_built()) {
        match format {
            Format::Json => assert_json(name, report),
            Format::Csv => assert_csv(name, report),
            Format::Table => assert_table(name, report),
            Format::Markdown => {
                let text = text(report, format, LOOK);
                assert_plain(name, &text);
                markdown::assert_page(name, &text, &report.page());
            }
            Format::Jsonl => assert_lines(name, report),
            Format::Sarif => assert_sarif(report),
            Format::Junit => assert_junit(report),
            Format::Ics => assert_calendar(report),
            Format::Xlsx => assert_workbook(&report.workbook().unwrap(), &written(report, format, LOOK)),
            Format::Docx => assert_document(name, &report.document().unwrap()),
            // `tests/columns.rs` reads columns back, where the program is built with them
            Format::Parquet => assert!(written(report, format, LOOK).starts_with(b"PAR1")),
            Format::Html | Format::Svg | Format::Png => panic!("nothing reads {name} as {} back", format.name()),
        }
        assert!(written(report, format, LOOK) == written(report, format, LOOK), "{name} as {}", format.name());
        commands::note(name, format);
    }
}

/// What must not reach a reader, after the list of `src/text.rs`; line breaks are for the format to judge.
fn is_harmful(char: char) -> bool {
    let is_of_direction =
        matches!(char, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_hidden =
        matches!(char, '\u{180E}' | '\u{200B}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}');
    let is_private = matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    let is_none = matches!(char, '\u{FDD0}'..='\u{FDEF}') || u32::from(char) & 0xFFFE == 0xFFFE;
    char.is_control() || is_of_direction || is_hidden || is_private || is_none
}

/// A text as it is shown on one line.
pub fn shown(text: &str) -> String {
    let one = |char: char| match char {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        char if is_harmful(char) => '\u{FFFD}',
        char => char,
    };
    text.chars().map(one).collect()
}

/// Nothing but line breaks in it moves a terminal or deceives a reader.
#[track_caller]
pub fn assert_plain(name: &str, text: &str) {
    let found = text.chars().find(|char| *char != '\n' && is_harmful(*char));
    assert!(found.is_none(), "{name}: {found:?} in {text}");
}

/// Narrow, usual and so wide that no cell is broken: what stands in it is what the page says.
fn assert_table(name: &str, report: &impl Report) {
    let page = report.page();
    for width in [20, 80, terminal::WIDE] {
        let text = text(report, Format::Table, Look { width, ..LOOK });
        assert_plain(name, &text);
        if width == terminal::WIDE {
            terminal::assert_page(name, &text, &page, report.columns().is_none());
        }
    }
}

fn assert_json(name: &str, report: &impl Report) {
    let said = serde_json::to_value(report.data()).unwrap();
    for compact in [false, true] {
        let text = text(report, Format::Json, Look { compact, ..LOOK });
        assert_plain(name, &text);
        let read: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
        assert!(read == said, "{name}: {read:#}\n{said:#}");
    }
}

fn assert_csv(name: &str, report: &impl Report) {
    let is_of_intervals = report.interval_part() == IntervalPart::Whole;
    let sheet = report.sheet();
    for to_file in [false, true] {
        let bytes = written(report, Format::Csv, Look { to_file, ..LOOK });
        assert_eq!(bytes.starts_with(b"\xEF\xBB\xBF"), to_file);
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        assert_plain(name, std::str::from_utf8(bytes).unwrap());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}"))).collect();
        if !is_of_intervals {
            assert_rows(name, &sheet, &rows);
        }
    }
}

fn assert_rows(name: &str, sheet: &Sheet, rows: &[csv::StringRecord]) {
    assert_eq!(rows.len(), sheet.rows.len() + 1, "{name}");
    let guarded = |cell: &str, text: &str| cell == text || cell.strip_prefix('\'') == Some(text);
    assert!(rows[0].iter().zip(&sheet.columns).all(|(cell, column)| guarded(cell, &shown(column))), "{:?}", rows[0]);
    for (row, said) in rows[1..].iter().zip(&sheet.rows) {
        assert_eq!((row.len(), said.len()), (sheet.columns.len(), sheet.columns.len()), "{name}: {row:?}");
        for (cell, said) in row.iter().zip(said) {
            assert!(guarded(cell, &shown(&said.text)), "{name}: {cell:?} for {:?}", said.text);
            let is_formula = cell.trim_start().starts_with(['=', '+', '@']) || cell.starts_with(['\t', '\r']);
            assert!(!is_formula, "{name}: {cell:?}");
        }
    }
}

fn assert_lines(name: &str, report: &impl Report) {
    let text = text(report, Format::Jsonl, LOOK);
    assert_plain(name, &text);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().all(Value::is_object) && text.is_empty() == lines.is_empty(), "{name}: {text}");
    let said = serde_json::to_value(report.data()).unwrap();
    let findings = said["findings"].as_array().filter(|_| report.interval_part() != IntervalPart::Whole);
    for finding in findings.into_iter().flatten() {
        let line = lines.iter().find(|line| line["id"] == finding["id"]);
        let line = line.unwrap_or_else(|| panic!("{name}: no line says {}", finding["id"]));
        for key in ["verdict", "due", "because"] {
            assert_eq!(line[key], finding[key], "{name}: {key} of {}", finding["id"]);
        }
    }
}

fn assert_sarif(report: &impl Report) {
    let text = text(report, Format::Sarif, LOOK);
    assert_plain("sarif", &text);
    let log: Value = serde_json::from_str(&text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().all(|result| result["message"]["text"].as_str().is_some_and(|text| !text.is_empty())));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().map_or(0, Vec::len) as u64;
    assert!(results.iter().all(|result| result["ruleIndex"].as_u64().is_none_or(|index| index < rules)));
}

fn assert_junit(report: &impl Report) {
    let text = text(report, Format::Junit, LOOK);
    assert_plain("junit", &text);
    let elements = elements("junit", &text);
    let count = |name: &str| elements.iter().filter(|(known, _)| known == name).count();
    let (_, whole) = elements.iter().find(|(name, _)| name == "testsuites").unwrap();
    let said = |key: &str| whole[key].parse::<usize>().unwrap();
    assert_eq!(
        (count("testcase"), count("failure"), count("error")),
        (said("tests"), said("failures"), said("errors"))
    );
}

/// The elements of an XML text, with their attributes.
pub fn elements(name: &str, text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    assert_well_formed(name, text);
    let (mut reader, mut found) = (Reader::from_str(text), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|one| {
                    let one = one.unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
                    let value = one.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
                    (one.key.as_ref().to_owned(), value.into_owned())
                });
                found.push((start.name().as_ref().to_owned(), attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn assert_calendar(report: &impl Report) {
    let calendar = report.calendar().unwrap();
    let read = Entry::read(&written(report, Format::Ics, LOOK));
    assert_eq!(read.len(), calendar.events.len());
    for (read, said) in read.iter().zip(&calendar.events) {
        let digits = |day: acquis::time::Day| day.to_string().replace('-', "");
        assert_eq!(read.text("DTSTART;VALUE=DATE"), digits(said.on));
        assert_eq!(read.text("DTEND;VALUE=DATE"), digits(said.on.next()));
        assert!(read.text("UID").starts_with(&said.uid), "{}", read.text("UID"));
        assert_eq!(words(&read.text("SUMMARY")), words(&said.summary));
        assert_eq!(words(&read.text("DESCRIPTION")), words(&said.description));
    }
}

/// The workbook as the reader of the imports reads it (calamine).
fn assert_workbook(said: &Workbook, bytes: &[u8]) {
    let tables = table::read(bytes, "book.xlsx").unwrap_or_else(|problem| panic!("{problem:?}"));
    assert_eq!(tables.len(), said.sheets.len());
    for (table, sheet) in tables.iter().zip(&said.sheets) {
        assert!(table.rows.len() > sheet.rows.len() || sheet.rows.is_empty(), "{}", sheet.name);
        for (row, cells) in table.rows.iter().skip(1).zip(&sheet.rows) {
            for (place, cell) in cells.iter().enumerate() {
                let read = row.cells.get(place).map_or("", String::as_str);
                let expected = match cell {
                    WorkCell::Text(text) | WorkCell::Strong(text) | WorkCell::Link { text, .. } => text.clone(),
                    WorkCell::Day(day) => day.to_string(),
                    WorkCell::Count(count) => count.to_string(),
                    _ => continue,
                };
                assert_eq!(words(read), words(&expected), "{} of {:?}", sheet.name, row);
            }
        }
    }
}

/// The words of a text, without what must not reach a reader: formats leave it out, or put something in its place.
fn words(text: &str) -> Vec<String> {
    let shown: String = shown(text).chars().filter(|char| *char != '\u{FFFD}').collect();
    shown.split_whitespace().map(str::to_owned).collect()
}

pub fn assert_feed(feed: &Feed) {
    let mut out = Vec::new();
    let link = |entry: &FeedEntry| format!("{}.html", entry.state);
    render::write_feed(feed, Some("https://example.org/"), link, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_plain("feed", &text);
    assert_eq!(elements("feed", &text).iter().filter(|(name, _)| name == "entry").count(), feed.entries.len());
}

pub fn assert_picture(picture: Picture) {
    let svg = String::from_utf8(render::write_picture(&picture, Format::Svg).unwrap()).unwrap();
    assert_plain("picture", &svg);
    commands::note("chart", Format::Svg);
    elements("picture", &svg);
}

/// The survey as it is read back from a baseline.
pub fn assert_baseline(said: &Survey) -> Survey {
    let mut out = Vec::new();
    render::baseline(said, &mut out).unwrap();
    let read = survey::read_from(&mut Cursor::new(&out)).unwrap_or_else(|error| {
        assert!(said.findings.is_empty(), "{error}: {}", String::from_utf8_lossy(&out));
        said.clone()
    });
    assert!(&read == said, "{read:#?}\n{said:#?}");
    read
}
