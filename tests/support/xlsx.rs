//! A workbook read back from its parts, as ISO/IEC 29500 describes them, by another reader than the one that wrote it.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    /// A number shown as a day, and that day.
    Day(String),
}

impl Value {
    /// As a person reads it.
    pub fn shown(&self) -> String {
        match self {
            Value::Text(text) | Value::Day(text) => text.clone(),
            Value::Number(number) => number.to_string(),
        }
    }
}

/// One sheet: its cells by row and column, from 0, and where its links lead.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub name: String,
    pub xml: String,
    pub cells: BTreeMap<(usize, usize), Value>,
    pub links: BTreeMap<(usize, usize), String>,
}

impl Page {
    /// The column with this heading.
    #[track_caller]
    pub fn column(&self, heading: &str) -> usize {
        let found = self.cells.iter().find(|((row, _), value)| *row == 0 && value.shown() == heading);
        found.unwrap_or_else(|| panic!("{} has no column {heading}", self.name)).0.1
    }

    /// The cell below this heading; rows count from 1.
    #[track_caller]
    pub fn cell(&self, row: usize, heading: &str) -> Option<&Value> {
        self.cells.get(&(row, self.column(heading)))
    }

    /// A cell as text; empty where nothing stands.
    #[track_caller]
    pub fn text(&self, row: usize, heading: &str) -> String {
        self.cell(row, heading).map_or(String::new(), Value::shown)
    }

    /// The number of the last row.
    pub fn last_row(&self) -> usize {
        self.cells.keys().map(|(row, _)| *row).max().unwrap_or_default()
    }
}

/// The parts of a workbook by name, and its sheets in their order.
pub struct Book {
    pub parts: BTreeMap<String, String>,
    pub pages: Vec<Page>,
}

impl Book {
    /// Reads a file.
    #[track_caller]
    pub fn open(file: &Path) -> Book {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
        let mut parts = BTreeMap::new();
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.insert(part.name().unwrap().into_owned(), text);
        }
        let texts = shared_texts(parts.get("xl/sharedStrings.xml").map_or("", String::as_str));
        let days = styles_of_days(&parts["xl/styles.xml"]);
        let names = attributes(&parts["xl/workbook.xml"], "sheet", "name");
        let pages = names.into_iter().enumerate().map(|(place, name)| {
            let file = format!("sheet{}.xml", place + 1);
            let rels = parts.get(&format!("xl/worksheets/_rels/{file}.rels")).map_or("", String::as_str);
            page(name, &parts[&format!("xl/worksheets/{file}")], &texts, &days, rels)
        });
        let pages = pages.collect();
        Book { parts, pages }
    }

    /// The sheet of this name.
    #[track_caller]
    pub fn page(&self, name: &str) -> &Page {
        self.pages.iter().find(|page| page.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    /// The names of the sheets.
    pub fn names(&self) -> Vec<&str> {
        self.pages.iter().map(|page| page.name.as_str()).collect()
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let own = element.attributes().map(Result::unwrap).find(|one| one.key.as_ref() == name)?;
    Some(own.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned())
}

/// An attribute of each element of this name.
fn attributes(xml: &str, element: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    events(xml, |event| {
        if let Event::Start(one) | Event::Empty(one) = event
            && one.local_name().as_ref() == element
        {
            found.push(attribute(one, name).unwrap_or_default());
        }
    });
    found
}

fn events(xml: &str, mut each: impl FnMut(&Event)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return,
            event => each(&event),
        }
    }
}

/// What a text or a reference inside an element says.
fn said(event: &Event) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.to_string()),
        Event::GeneralRef(name) => {
            let char = name.resolve_char_ref().unwrap();
            let known = || resolve_predefined_entity(name).unwrap().to_owned();
            Some(char.map_or_else(known, |char| char.to_string()))
        }
        _ => None,
    }
}

fn shared_texts(xml: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut is_text = false;
    events(xml, |event| match event {
        Event::Start(one) if one.local_name().as_ref() == "si" => texts.push(String::new()),
        Event::Start(one) if one.local_name().as_ref() == "t" => is_text = true,
        Event::End(one) if one.local_name().as_ref() == "t" => is_text = false,
        other if is_text => texts.last_mut().unwrap().push_str(&said(other).unwrap_or_default()),
        _ => {}
    });
    texts.iter().map(|text| unescaped(text)).collect()
}

/// `_x000D_` stands for a carriage return (ISO/IEC 29500-1, 22.4.2.4).
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code =
            rest.get(at + 2..at + 6).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (kept, behind) = rest.split_at(at);
        plain.push_str(kept);
        match code.filter(|_| behind.get(6..7) == Some("_")) {
            Some(char) => {
                plain.push(char);
                rest = &behind[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &behind[2..];
            }
        }
    }
    plain + rest
}

/// The styles of cells, by place, that show a number as a day.
fn styles_of_days(xml: &str) -> Vec<bool> {
    let formats: BTreeMap<String, String> =
        attributes(xml, "numFmt", "numFmtId").into_iter().zip(attributes(xml, "numFmt", "formatCode")).collect();
    let (mut styles, mut is_inside) = (Vec::new(), false);
    events(xml, |event| match event {
        Event::Start(one) if one.local_name().as_ref() == "cellXfs" => is_inside = true,
        Event::End(one) if one.local_name().as_ref() == "cellXfs" => is_inside = false,
        Event::Start(one) | Event::Empty(one) if is_inside && one.local_name().as_ref() == "xf" => {
            let format = attribute(one, "numFmtId").and_then(|id| formats.get(&id));
            styles.push(format.is_some_and(|format| format == "yyyy-mm-dd"));
        }
        _ => {}
    });
    styles
}

fn page(name: String, xml: &str, texts: &[String], days: &[bool], rels: &str) -> Page {
    let mut page = Page { name, xml: xml.to_owned(), ..Page::default() };
    let targets: BTreeMap<String, String> =
        attributes(rels, "Relationship", "Id").into_iter().zip(attributes(rels, "Relationship", "Target")).collect();
    let mut open: Option<((usize, usize), Option<String>, usize)> = None;
    events(xml, |event| match event {
        Event::Start(one) if one.local_name().as_ref() == "c" => {
            let style = attribute(one, "s").map_or(0, |style| style.parse().unwrap());
            open = Some((place(&attribute(one, "r").unwrap()), attribute(one, "t"), style));
        }
        Event::Start(one) | Event::Empty(one) if one.local_name().as_ref() == "hyperlink" => {
            let target = targets[&attribute(one, "r:id").unwrap()].clone();
            let anchor = attribute(one, "location").map_or(String::new(), |place| format!("#{place}"));
            page.links.insert(place(&attribute(one, "ref").unwrap()), target + &anchor);
        }
        Event::Text(text) if open.is_some() => {
            let (at, kind, style) = open.clone().unwrap();
            let text = text.to_string();
            let value = match kind.as_deref() {
                Some("s") => Value::Text(texts[text.parse::<usize>().unwrap()].clone()),
                None if days[style] => Value::Day(day(text.parse().unwrap())),
                None => Value::Number(text.parse().unwrap()),
                Some(other) => panic!("a cell of the kind {other}"),
            };
            page.cells.insert(at, value);
        }
        Event::End(one) if one.local_name().as_ref() == "c" => open = None,
        _ => {}
    });
    page
}

/// `AB12` as row 11 and column 27.
fn place(reference: &str) -> (usize, usize) {
    let letters = reference.trim_end_matches(|char: char| char.is_ascii_digit());
    let column = letters.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
    (reference[letters.len()..].parse::<usize>().unwrap() - 1, column - 1)
}

/// 1 March 1900 is 61: a spreadsheet counts from the end of 1899 and takes 1900 for a leap year.
fn day(serial: i32) -> String {
    acquis::time::Day::from_ymd(1900, 3, 1).unwrap().plus_days(serial - 61).to_string()
}
