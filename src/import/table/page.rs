//! Saved pages: every table with its rows; cells that span rows or columns repeat their text. The crate `html5gum` takes the
//! page apart as a browser does; of the elements only tables count here.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::bounds::{Measured, check_columns, check_rows, too_large};
use super::{RawRow, RawTable};
use crate::import::RowProblem;

/// Tables inside each other.
const DEEPEST_TABLE: usize = 16;
/// Letters of the text before a table that become its title.
const LONGEST_TITLE: usize = 600;
/// Letters of a heading that are kept for the tables below it.
const LONGEST_HEADING: usize = 200;
/// Elements whose text nobody sees.
const UNSEEN: [&str; 4] = ["script", "style", "template", "noscript"];
/// Elements inside a word: whatever else begins or ends is a space.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "label", "mark", "small", "span", "strong", "u"];

/// The tables of a page, in the order in which they begin to end.
///
/// # Errors
/// `no-table`, and what is too large.
pub(super) fn read(text: &str) -> Result<Vec<RawTable>, RowProblem> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = OpenPage::default();
    let (mut line, mut at) = (1, 0);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        // a text in memory cannot fail to be read
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let start = tag.span.start.max(at);
                let passed = text.as_bytes().get(at..start).unwrap_or_default();
                line += passed.iter().filter(|byte| **byte == b'\n').count();
                at = start;
                page.start(&tag, line)?;
            }
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name))?,
            Token::String(part) => page.text(&String::from_utf8_lossy(&part)),
            _ => {}
        }
    }
    page.finish()
}

/// A cell while it is read.
#[derive(Default)]
struct OpenCell {
    text: String,
    columns: usize,
    rows: usize,
}

/// A cell of an earlier row that reaches into the next ones.
struct Reaching {
    column: usize,
    rows: usize,
    text: String,
}

/// A heading, also a caption: it counts until one of its rank or above comes.
struct OpenHeading {
    rank: u8,
    text: String,
}

/// A table while it is read.
#[derive(Default)]
struct OpenGrid {
    title: String,
    caption: Option<String>,
    rows: Vec<RawRow>,
    row: Option<RawRow>,
    cell: Option<OpenCell>,
    reaching: Vec<Reaching>,
}

/// What has been read of the page.
#[derive(Default)]
struct OpenPage {
    open: Vec<OpenGrid>,
    done: Vec<RawTable>,
    before: String,
    heading: Option<OpenHeading>,
    above: Vec<OpenHeading>,
    unseen: Option<String>,
    measured: Measured,
}

impl OpenPage {
    fn start(&mut self, tag: &StartTag<usize>, line: usize) -> Result<(), RowProblem> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if self.unseen.is_some() {
            return Ok(());
        }
        if UNSEEN.contains(&name.as_str()) && !tag.self_closing {
            self.unseen = Some(name);
            return Ok(());
        }
        if let Some(rank) = rank(&name) {
            self.end_heading();
            self.heading = Some(OpenHeading { rank, text: String::new() });
        }
        if name == "table" {
            return self.open_table(line);
        }
        let Some(grid) = self.open.last_mut() else {
            self.space(&name);
            return Ok(());
        };
        match name.as_str() {
            "tr" => {
                grid.end_row(&mut self.measured)?;
                grid.row = Some(RawRow { line, cells: Vec::new() });
            }
            "td" | "th" => {
                grid.end_cell(&mut self.measured)?;
                grid.row.get_or_insert_with(|| RawRow { line, cells: Vec::new() });
                let (columns, rows) = (span(tag, b"colspan", 1_000), span(tag, b"rowspan", 65_534));
                // none means: to the end of the table
                let rows = if rows == 0 { 65_534 } else { rows };
                grid.cell = Some(OpenCell { text: String::new(), columns: columns.max(1), rows });
            }
            "caption" => grid.caption = Some(String::new()),
            _ => self.space(&name),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), RowProblem> {
        if let Some(unseen) = &self.unseen {
            if unseen == name {
                self.unseen = None;
            }
            return Ok(());
        }
        if rank(name).is_some() {
            self.end_heading();
        }
        match (name, self.open.last_mut()) {
            ("table", Some(_)) => self.close_table()?,
            ("tr" | "thead" | "tbody" | "tfoot", Some(grid)) => grid.end_row(&mut self.measured)?,
            ("td" | "th", Some(grid)) => grid.end_cell(&mut self.measured)?,
            ("caption", Some(grid)) => {
                let caption = grid.caption.take().unwrap_or_default();
                grid.title = words(&format!("{} {caption}", grid.title));
            }
            _ => self.space(name),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        match self.open.last_mut() {
            None => self.before.push_str(text),
            Some(OpenGrid { cell: Some(cell), .. }) => cell.text.push_str(text),
            Some(OpenGrid { caption: Some(caption), .. }) => caption.push_str(text),
            Some(_) => {}
        }
    }

    /// The space that an element makes in the text around it: `<br>`, a paragraph, the number of a footnote.
    fn space(&mut self, element: &str) {
        if !INLINE.contains(&element) {
            self.text(" ");
        }
    }

    fn open_table(&mut self, line: usize) -> Result<(), RowProblem> {
        if self.open.len() >= DEEPEST_TABLE {
            return Err(too_large(format!("line {line}: tables stand more than {DEEPEST_TABLE} deep")));
        }
        self.end_heading();
        let all = words(&std::mem::take(&mut self.before));
        let start = all.char_indices().rev().nth(LONGEST_TITLE).map_or(0, |(at, _)| at);
        let near = all.get(start..).unwrap_or_default();
        let far = self.above.iter().map(|heading| heading.text.as_str()).filter(|text| !near.contains(text));
        let title = words(&far.chain([near]).collect::<Vec<&str>>().join(" "));
        self.open.push(OpenGrid { title, ..OpenGrid::default() });
        Ok(())
    }

    fn end_heading(&mut self) {
        let Some(OpenHeading { rank, text }) = self.heading.take() else { return };
        let text: String = words(&text).chars().take(LONGEST_HEADING).collect();
        if !text.is_empty() {
            self.above.retain(|above| above.rank < rank);
            self.above.push(OpenHeading { rank, text });
        }
    }

    fn close_table(&mut self) -> Result<(), RowProblem> {
        let Some(mut grid) = self.open.pop() else { return Ok(()) };
        grid.end_row(&mut self.measured)?;
        if !grid.rows.is_empty() {
            self.done.push(RawTable { title: grid.title, rows: grid.rows });
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<RawTable>, RowProblem> {
        while !self.open.is_empty() {
            self.close_table()?;
        }
        if self.done.is_empty() {
            let help =
                "some pages fill their table after loading: save the page as the browser shows it, as \"complete\"";
            return Err(RowProblem::new("no-table", "the page has no table").help(help));
        }
        Ok(self.done)
    }
}

impl OpenGrid {
    fn end_cell(&mut self, measured: &mut Measured) -> Result<(), RowProblem> {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else { return Ok(()) };
        let text = words(&cell.text);
        fill(row, &mut self.reaching, measured)?;
        let column = row.cells.len();
        check_columns(column + cell.columns, row.line)?;
        for place in column..column + cell.columns {
            measured.cell(&text, row.line)?;
            row.cells.push(text.clone());
            if cell.rows > 1 {
                self.reaching.push(Reaching { column: place, rows: cell.rows, text: text.clone() });
            }
        }
        Ok(())
    }

    fn end_row(&mut self, measured: &mut Measured) -> Result<(), RowProblem> {
        self.end_cell(measured)?;
        let Some(mut row) = self.row.take() else { return Ok(()) };
        fill(&mut row, &mut self.reaching, measured)?;
        for one in &mut self.reaching {
            one.rows -= 1;
        }
        self.reaching.retain(|one| one.rows > 0);
        self.rows.push(row);
        check_rows(self.rows.len())
    }
}

/// Puts the cells of earlier rows where the next cells of this row would stand.
fn fill(row: &mut RawRow, reaching: &mut [Reaching], measured: &mut Measured) -> Result<(), RowProblem> {
    while let Some(above) = reaching.iter().find(|one| one.column == row.cells.len()) {
        check_columns(row.cells.len() + 1, row.line)?;
        measured.cell(&above.text, row.line)?;
        row.cells.push(above.text.clone());
    }
    Ok(())
}

/// The rank of a heading; a caption stands below all others.
fn rank(element: &str) -> Option<u8> {
    let ranks = [("h1", 1), ("h2", 2), ("h3", 3), ("h4", 4), ("h5", 5), ("h6", 6), ("caption", 7)];
    ranks.into_iter().find(|(name, _)| *name == element).map(|(_, rank)| rank)
}

/// How many rows or columns a cell covers.
fn span(tag: &StartTag<usize>, name: &[u8], most: usize) -> usize {
    let value = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).trim().to_owned());
    value.and_then(|value| value.parse::<usize>().ok()).map_or(1, |value| value.min(most))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().remove(0).rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn tables_become_rows() {
        let page = "<!DOCTYPE html><html><head><title>Chart</title><script>if (a<b) document.write('<table>')</script></head>\n\
                    <body><h1>Treaty 185</h1><p>Status as of <b>27</b>/08/2026</p>\n<table><caption>CETS No. 185</caption>\n\
                    <thead><tr><th></th><th>Signature<th>Notes</thead>\n<tbody><tr><td>C&ocirc;te<br>d&#39;Ivoire\
                    <td> 1 <td>x<sup>2</sup></tr><tr><td>Germany<sup>3</sup><td>4</table></body></html>";
        let table = read(page).unwrap().remove(0);
        assert_eq!(table.title, "Chart Treaty 185 Status as of 27/08/2026 CETS No. 185");
        let expected = [vec!["", "Signature", "Notes"], vec!["Côte d'Ivoire", "1", "x 2"], vec!["Germany 3", "4"]];
        assert_eq!(rows(page), expected);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5, 5]);
    }

    #[test]
    fn cells_that_span_repeat_their_text() {
        let page = "<table><tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td>d</tr><tr><td rowspan=0>e</tr><tr><td>f</table>";
        assert_eq!(rows(page), [vec!["a", "b", "b"], vec!["a", "c", "d"], vec!["e"], vec!["e", "f"]]);
        let odd = "<table><tr><td colspan=2>a<td rowspan=-1 colspan=x>b</table>";
        assert_eq!(rows(odd)[0], ["a", "a", "b"]);
    }

    #[test]
    fn a_heading_counts_until_the_next() {
        let page = "<h1>Treaty 201</h1><p>Status</p><table><caption>Legend</caption><tr><td>a</table><p>Members</p>\
                    <table><tr><td>b</table><h2>Others</h2><table><tr><td>c</table><h1>Treaty 185<table><tr><td>d</table>";
        let titles: Vec<String> = read(page).unwrap().into_iter().map(|table| table.title).collect();
        let expected = ["Treaty 201 Status Legend", "Treaty 201 Legend Members", "Treaty 201 Others", "Treaty 185"];
        assert_eq!(titles, expected);
        let long = format!("<h2>Treaty 201</h2><p>{}</p><table><tr><td>a</table>", "words ".repeat(500));
        assert!(read(&long).unwrap()[0].title.starts_with("Treaty 201 "));
    }

    #[test]
    fn tables_inside_tables_are_their_own() {
        let page = "<table><tr><td>a<table><tr><td>inner</table>b<td>c</table>";
        let tables = read(page).unwrap();
        assert_eq!(tables[0].rows[0].cells, ["inner"]);
        assert_eq!(tables[1].rows[0].cells, ["ab", "c"]);
        assert_eq!(read(&"<table><tr><td>".repeat(20)).unwrap_err().code, "file-too-large");
        assert_eq!(read("<html><p>nothing</html>").unwrap_err().code, "no-table");
    }

    #[test]
    fn cells_that_span_without_end_are_refused() {
        let wide = format!("<table><tr>{}</table>", "<td colspan=1000>x".repeat(2));
        assert_eq!(read(&wide).unwrap_err().code, "file-too-large");
        let long = "y".repeat(60_000);
        let many = format!("<table><tr><td colspan=1000 rowspan=0>{long}</tr>{}</table>", "<tr></tr>".repeat(100));
        assert_eq!(read(&many).unwrap_err().code, "file-too-large");
    }
}
