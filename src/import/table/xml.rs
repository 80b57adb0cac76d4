//! XML: results of SPARQL queries, and rows in elements of that name, as the United Nations Treaty Collection hands out its
//! charts (`TGroup`, `Row`, `Entry`). Only the five entities of XML itself and numbered characters are read.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::bounds::{DEEPEST, Measured, check_area, check_columns, check_rows, too_large};
use super::{RawRow, RawTable};
use crate::import::RowProblem;

/// Names of elements that are rows, in lower case.
const ROWS: [&str; 7] = ["row", "tr", "record", "item", "result", "party", "contractingparty"];

/// Names of elements that hold all rows of one table.
const TABLES: [&str; 4] = ["table", "results", "rowset", "dataset"];

/// Letters of the text before a table that become its title.
const LONGEST_TITLE: usize = 600;

/// The tables of an XML text.
///
/// # Errors
/// `invalid-xml`, `xml-entity`, `no-table`, and what is too large.
pub(super) fn read(text: &str) -> Result<Vec<RawTable>, RowProblem> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut rows = ElementRows::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        rows.line.reach(text, at);
        match reader.read_event() {
            Ok(Event::Start(element)) => rows.open(&element)?,
            Ok(Event::Empty(element)) => {
                rows.open(&element)?;
                rows.close()?;
            }
            Ok(Event::End(_)) => rows.close()?,
            Ok(Event::Text(part)) => rows.text(&part.xml10_content()),
            Ok(Event::CData(part)) => rows.text(&part.xml10_content()),
            Ok(Event::GeneralRef(name)) => rows.entity(&name)?,
            Ok(Event::DocType(declared)) if declared.contains('[') || declared.contains("ENTITY") => {
                return Err(entity(rows.line.number, "the file declares entities"));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(invalid(rows.line.number, &error.to_string())),
        }
    }
    rows.finish()
}

fn invalid(line: usize, why: &str) -> RowProblem {
    RowProblem::new("invalid-xml", format!("line {line}: the file is no XML: {why}"))
        .help("check that it was saved completely")
}

fn entity(line: usize, what: &str) -> RowProblem {
    RowProblem::new("xml-entity", format!("line {line}: {what}, which are not read"))
        .help("no official export does; check where the file comes from")
}

/// The line that a place of the text is in.
struct LineCount {
    number: usize,
    at: usize,
}

impl LineCount {
    fn reach(&mut self, text: &str, at: usize) {
        let passed = text.as_bytes().get(self.at..at).unwrap_or_default();
        self.number += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = at.max(self.at);
    }
}

impl Default for LineCount {
    fn default() -> LineCount {
        LineCount { number: 1, at: 0 }
    }
}

/// One cell of a row: the name of its element or attribute, and its text.
#[derive(Clone, Default)]
struct ElementCell {
    name: String,
    text: String,
}

/// One row while it is read.
struct OpenRow {
    depth: usize,
    line: usize,
    cells: Vec<ElementCell>,
}

/// One table while it is read: its rows have cells with names.
#[derive(Default)]
struct OpenTable {
    title: String,
    header: Vec<String>,
    rows: Vec<(usize, Vec<ElementCell>)>,
}

/// What has been read of the file.
#[derive(Default)]
struct ElementRows {
    line: LineCount,
    path: Vec<String>,
    row: Option<OpenRow>,
    table: Option<OpenTable>,
    done: Vec<OpenTable>,
    before: String,
    measured: Measured,
}

impl ElementRows {
    fn open(&mut self, element: &BytesStart) -> Result<(), RowProblem> {
        let name = element.local_name().as_ref().to_owned();
        let lower = name.to_lowercase();
        let depth = self.path.len();
        if depth >= DEEPEST {
            return Err(too_large(format!("line {}: elements stand more than {DEEPEST} deep", self.line.number)));
        }
        self.path.push(lower.clone());
        if let Some(row) = &mut self.row {
            // an element directly in the row is a cell; whatever stands inside it belongs to its text
            if depth == row.depth + 1 {
                check_columns(row.cells.len() + 1, row.line)?;
                let named = attribute(element, "name")?.unwrap_or(name);
                row.cells.push(ElementCell { name: named, text: String::new() });
            } else if let Some(cell) = row.cells.last_mut() {
                cell.text.push(' ');
            }
        } else if lower == "variable" {
            let name = attribute(element, "name")?.unwrap_or_default();
            self.table().header.push(name);
        } else if ROWS.contains(&lower.as_str()) {
            let cells = attributes(element)?;
            self.row = Some(OpenRow { depth, line: self.line.number, cells });
        } else if TABLES.contains(&lower.as_str()) && self.table.as_ref().is_some_and(|table| !table.rows.is_empty()) {
            self.done.extend(self.table.take());
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), RowProblem> {
        let name = self.path.pop().unwrap_or_default();
        if self.row.as_ref().is_some_and(|row| row.depth == self.path.len()) {
            self.end_row()?;
        } else if let Some(row) = &mut self.row {
            if self.path.len() > row.depth + 1
                && let Some(cell) = row.cells.last_mut()
            {
                cell.text.push(' ');
            }
        } else if TABLES.contains(&name.as_str()) {
            self.done.extend(self.table.take());
        } else {
            self.before.push(' ');
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), RowProblem> {
        let Some(row) = self.row.take() else { return Ok(()) };
        let mut cells = row.cells;
        for cell in &mut cells {
            cell.text = plain(&cell.text);
            self.measured.cell(&cell.text, row.line)?;
        }
        let table = self.table();
        check_rows(table.rows.len() + 1)?;
        table.rows.push((row.line, cells));
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match &mut self.row {
            Some(row) if self.path.len() > row.depth + 1 => {
                if let Some(cell) = row.cells.last_mut() {
                    cell.text.push_str(text);
                }
            }
            Some(_) => {}
            None => self.before.push_str(text),
        }
    }

    fn entity(&mut self, name: &BytesRef) -> Result<(), RowProblem> {
        let number = name.resolve_char_ref().map_err(|error| invalid(self.line.number, &error.to_string()))?;
        if let Some(char) = number {
            self.text(char.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        let char = match name.xml10_content().as_ref() {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            other => {
                return Err(entity(self.line.number, &format!("the file names the entity \"{other}\"; such entities")));
            }
        };
        self.text(char);
        Ok(())
    }

    /// The table that is being read, or a new one.
    fn table(&mut self) -> &mut OpenTable {
        let title = if self.table.is_none() { title(&std::mem::take(&mut self.before)) } else { String::new() };
        self.table.get_or_insert_with(|| OpenTable { title, ..OpenTable::default() })
    }

    fn finish(mut self) -> Result<Vec<RawTable>, RowProblem> {
        if !self.path.is_empty() {
            return Err(invalid(self.line.number, "it ends inside an element"));
        }
        self.done.extend(self.table.take());
        let tables: Vec<RawTable> = self.done.into_iter().map(OpenTable::close).collect::<Result<_, RowProblem>>()?;
        if tables.is_empty() {
            let message = "the XML holds no rows";
            let help = "expected: SPARQL results, or elements Row, record or item";
            return Err(RowProblem::new("no-table", message).help(help));
        }
        Ok(tables)
    }
}

impl OpenTable {
    /// The rows in their order, if the names of their cells say nothing; else under a header of the names.
    fn close(self) -> Result<RawTable, RowProblem> {
        if self.rows.iter().any(|(_, cells)| has_one_name_twice(cells)) {
            let texts = |cells: Vec<ElementCell>| cells.into_iter().map(|cell| cell.text).collect();
            let rows = self.rows.into_iter().map(|(line, cells)| RawRow { line, cells: texts(cells) });
            return Ok(RawTable { title: self.title, rows: rows.collect() });
        }
        let mut header = self.header;
        for (line, cells) in &self.rows {
            for cell in cells {
                if !header.contains(&cell.name) {
                    header.push(cell.name.clone());
                    check_columns(header.len(), *line)?;
                }
            }
        }
        check_area(self.rows.len(), header.len())?;
        let cell = |cells: &[ElementCell], name: &String| {
            cells.iter().find(|cell| cell.name == *name).map(|cell| cell.text.clone()).unwrap_or_default()
        };
        let row = |(line, cells): (usize, Vec<ElementCell>)| RawRow {
            line,
            cells: header.iter().map(|name| cell(&cells, name)).collect(),
        };
        let rows: Vec<RawRow> = self.rows.into_iter().map(row).collect();
        let head = RawRow { line: 0, cells: header };
        Ok(RawTable { title: self.title, rows: std::iter::once(head).chain(rows).collect() })
    }
}

fn has_one_name_twice(cells: &[ElementCell]) -> bool {
    let mut names: Vec<&str> = cells.iter().map(|cell| cell.name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

/// The value of one attribute of an element.
fn attribute(element: &BytesStart, wanted: &str) -> Result<Option<String>, RowProblem> {
    Ok(attributes(element)?.into_iter().find(|cell| cell.name == wanted).map(|cell| cell.text))
}

/// The attributes of an element; `<row Participant="Albania"/>` has its cells there.
fn attributes(element: &BytesStart) -> Result<Vec<ElementCell>, RowProblem> {
    let mut cells = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| invalid(0, &error.to_string()))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| invalid(0, &error.to_string()))?;
        let name = attribute.key.local_name().as_ref().to_owned();
        if attribute.key.prefix().is_none() && name != "xmlns" {
            cells.push(ElementCell { name, text: value.into_owned() });
        }
    }
    Ok(cells)
}

/// The text of a cell: one space between words; marks of a footnote that stand in it as text become a space.
fn plain(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        kept.push_str(before);
        let is_tag = tag.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/');
        match tag.split_once('>').filter(|_| is_tag) {
            Some((_, after)) => {
                kept.push(' ');
                rest = after;
            }
            None => {
                kept.push('<');
                rest = tag;
            }
        }
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The last words before a table.
fn title(before: &str) -> String {
    let words = before.split_whitespace().collect::<Vec<&str>>().join(" ");
    let start = words.char_indices().rev().nth(LONGEST_TITLE).map_or(0, |(at, _)| at);
    words.get(start..).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().remove(0).rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn results_of_queries_are_a_table() {
        let text = r#"<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>
            <variable name="b"/></head><results><result><binding name="b"><literal>x &amp; y</literal></binding></result>
            <result><binding name="a"><uri>http://e/1</uri></binding></result></results></sparql>"#;
        assert_eq!(rows(text), [["a", "b"], ["", "x & y"], ["http://e/1", ""]]);
    }

    #[test]
    fn the_chart_of_the_united_nations_is_a_table() {
        let text = "<Treaties><Treaty><Header><Name>CHAPTER XXVII 7. d</Name></Header><Participants><Table><TGroup><Thead>\n\
            <Rows><Row><Entry>Participant</Entry><Entry>Signature</Entry></Row></Rows></Thead><Tbody><Rows>\n\
            <Row><Entry>China&lt;superscript&gt;3&lt;/superscript&gt;</Entry><Entry>22 Apr\t 2016 </Entry></Row>\n\
            <Row><Entry>C&#244;te<superscript>4</superscript></Entry><Entry/></Row></Rows></Tbody></TGroup></Table>\n\
            </Participants><Declarations><Table><Row><Entry>x</Entry><Entry>y</Entry></Row></Table></Declarations></Treaty></Treaties>";
        let tables = read(text).unwrap();
        assert_eq!(tables.len(), 2);
        assert_eq!(tables[0].title, "CHAPTER XXVII 7. d");
        assert_eq!(rows(text), [["Participant", "Signature"], ["China 3", "22 Apr 2016"], ["Côte 4", ""]]);
        assert_eq!(tables[0].rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn rows_of_named_cells_are_a_table() {
        let text =
            "<x><record><State>AT</State><Day>1</Day></record><record><Day>2</Day><More>a<b>c</b></More></record></x>";
        assert_eq!(rows(text), [["State", "Day", "More"], ["AT", "1", ""], ["", "2", "a c"]]);
        assert_eq!(rows("<x><row a='1' b='2'/><row b='3'/></x>"), [["a", "b"], ["1", "2"], ["", "3"]]);
    }

    #[test]
    fn hostile_xml_is_refused() {
        let deep = "<a>".repeat(10_000);
        for (text, code) in [
            ("<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><x><row><b>&c;</b></row></x>", "xml-entity"),
            ("<!DOCTYPE x SYSTEM \"file:///etc/passwd\" [ ]><x/>", "xml-entity"),
            ("<x><row><b>&unknown;</b></row></x>", "xml-entity"),
            ("<x><row><b>1</b></row>", "invalid-xml"),
            ("<x><row><b>1</row></b></x>", "invalid-xml"),
            ("<x><y>1</y></x>", "no-table"),
            (deep.as_str(), "file-too-large"),
        ] {
            assert_eq!(read(text).unwrap_err().code, code, "{}", text.get(..60).unwrap_or(text));
        }
    }
}
