//! A document as Office Open XML, for whoever edits it: headings, lists and table texts are styles of the file
//! (`styles.xml`), which one change there restyles; the only fields are the numbers of the pages.

use super::{package, web_address};
use crate::report::{Cell, Document, DocumentPart, Grid, Phrase, Sentence, SourceNote, Tone};
use crate::text::harmless;
use docx_rs::{
    AbstractNumbering, Docx, Footer, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel, Level, LevelJc, LevelText,
    NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, PageOrientationType, Paragraph, Run, Shading,
    SpecialIndentType, Start, Tab, TabValueType, Table, TableCell, TableLayoutType, TableRow, WidthType,
};
use std::io::{self, Write};

/// A4 in twentieths of a point.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
/// 17 millimetres beside, 15 above and below.
const BESIDE: i32 = 964;
const ABOVE: i32 = 850;
const TO_FOOT: i32 = 454;

/// A row with a cell of more paragraphs may break across pages.
const MOST_UNBROKEN: usize = 6;

/// The bulleted list.
const BULLETS: usize = 2;

/// Writes a document.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut paragraphs = Paragraphs::default();
    let wide = if document.is_landscape { (LONG_SIDE, SHORT_SIDE) } else { (SHORT_SIDE, LONG_SIDE) };
    let width = wide.0 as usize - 2 * BESIDE as usize;
    let margin = PageMargin {
        top: ABOVE,
        bottom: ABOVE,
        left: BESIDE,
        right: BESIDE,
        header: TO_FOOT,
        footer: TO_FOOT,
        gutter: 0,
    };
    let mut docx = bullets(Docx::new()).page_size(wide.0, wide.1).page_margin(margin).footer(footer(
        &mut paragraphs,
        document,
        width,
    ));
    if document.is_landscape {
        docx = docx.page_orient(PageOrientationType::Landscape);
    }
    docx = docx.add_paragraph(paragraphs.styled("Title").add_run(words(&document.title)));
    if !document.subtitle.is_empty() {
        docx = docx.add_paragraph(paragraphs.styled("Subtitle").add_run(words(&document.subtitle)));
    }
    for part in &document.parts {
        docx = add(docx, part, width, &mut paragraphs);
    }
    if !document.notes.is_empty() {
        docx = docx.add_paragraph(paragraphs.styled("Heading1").add_run(words("Sources")));
    }
    for (place, note) in document.notes.iter().enumerate() {
        docx = docx.add_paragraph(source(&mut paragraphs, place + 1, note));
    }
    package::write(docx, &document.title, out)
}

/// Paragraphs with numbers of their own, counted anew in each document: the library counts on from the last one.
#[derive(Default)]
struct Paragraphs {
    count: u32,
}

impl Paragraphs {
    fn styled(&mut self, style: &str) -> Paragraph {
        self.count += 1;
        Paragraph::new().id(format!("{:08X}", self.count)).style(style)
    }

    fn sentence(&mut self, style: &str, sentence: &Sentence) -> Paragraph {
        sentence.iter().fold(self.styled(style), |paragraph, phrase| match phrase {
            Phrase::Words(cell) => paragraph.add_run(toned(cell)),
            Phrase::Cited(number) => paragraph.add_hyperlink(
                Hyperlink::new(anchor(*number), HyperlinkType::Anchor)
                    .add_run(words(&format!("[{number}]")).style("NoteNumber")),
            ),
        })
    }
}

fn bullets(docx: Docx) -> Docx {
    let level = Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"));
    let level = level.indent(Some(240), Some(SpecialIndentType::Hanging(240)), None, None);
    docx.add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

fn add(docx: Docx, part: &DocumentPart, width: usize, paragraphs: &mut Paragraphs) -> Docx {
    match part {
        DocumentPart::Answer(sentence) => docx.add_paragraph(paragraphs.sentence("Answer", sentence)),
        DocumentPart::Heading(text) => docx.add_paragraph(paragraphs.styled("Heading1").add_run(words(text))),
        DocumentPart::Paragraph(sentence) => docx.add_paragraph(paragraphs.sentence("Normal", sentence)),
        DocumentPart::Points(points) => points.iter().fold(docx, |docx, point| {
            let paragraph = paragraphs.sentence("ListBullet", point);
            docx.add_paragraph(paragraph.numbering(NumberingId::new(BULLETS), IndentLevel::new(0)))
        }),
        // what follows a table needs a paragraph to stand apart from it
        DocumentPart::Grid(grid) => {
            docx.add_table(table(grid, width, paragraphs)).add_paragraph(paragraphs.styled("TableText"))
        }
    }
}

/// The table; its first row is repeated on each page, and only tall rows break across pages.
fn table(grid: &Grid, width: usize, paragraphs: &mut Paragraphs) -> Table {
    let widths: Vec<usize> = grid.columns.iter().map(|(_, share)| width * share / 100).collect();
    let head = grid.columns.iter().zip(&widths).map(|((name, _), width)| {
        let name = paragraphs.styled("TableHead").add_run(words(name));
        TableCell::new().width(*width, WidthType::Dxa).shading(Shading::new().fill("EEF0F2")).add_paragraph(name)
    });
    let mut rows = vec![package::repeated(TableRow::new(head.collect()))];
    for row in &grid.rows {
        let mut cells = Vec::new();
        for (cell, width) in row.iter().zip(&widths) {
            let empty = TableCell::new().width(*width, WidthType::Dxa);
            let own = cell.iter().map(|sentence| paragraphs.sentence("TableText", sentence));
            let own: Vec<Paragraph> = own.collect();
            cells.push(if own.is_empty() {
                empty.add_paragraph(paragraphs.styled("TableText"))
            } else {
                own.into_iter().fold(empty, TableCell::add_paragraph)
            });
        }
        // a row that would leave much of a page empty may break
        let is_tall = row.iter().any(|cell| cell.len() > MOST_UNBROKEN);
        let row = TableRow::new(cells);
        rows.push(if is_tall { row } else { row.cant_split() });
    }
    Table::without_borders(rows)
        .style("NoteTable")
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
}

/// Dates, versions and the number of the page; under them what the document is not.
fn footer(paragraphs: &mut Paragraphs, document: &Document, width: usize) -> Footer {
    let first = paragraphs
        .styled("Footer")
        .add_tab(Tab::new().val(TabValueType::Right).pos(width))
        .add_run(words(&document.foot).add_tab())
        .add_run(words("Page "))
        .add_page_num(PageNum::new())
        .add_run(words(" of "))
        .add_num_pages(NumPages::new());
    let footer = Footer::new().add_paragraph(first);
    if document.warning.is_empty() {
        return footer;
    }
    footer.add_paragraph(paragraphs.styled("Footer").add_run(words(&document.warning)))
}

/// A numbered note: the number can be reached from what cites it; the address, if it is one of the web, can be opened.
fn source(paragraphs: &mut Paragraphs, number: usize, note: &SourceNote) -> Paragraph {
    let paragraph = paragraphs
        .styled("SourceNote")
        .add_bookmark_start(number, anchor(number))
        .add_run(words(&format!("[{number}]")))
        .add_bookmark_end(number)
        .add_run(Run::new().add_tab().add_text(&*harmless(&note.text)));
    let Some(address) = &note.address else { return paragraph };
    let paragraph = paragraph.add_run(words(", "));
    let Some(link) = web_address(address) else { return paragraph.add_run(words(address)) };
    let mut hyperlink = Hyperlink::new(link, HyperlinkType::External);
    if let HyperlinkData::External { rid, .. } = &mut hyperlink.link {
        // the library counts on from the last document
        *rid = format!("rIdSource{number:04}");
    }
    paragraph.add_hyperlink(hyperlink.add_run(words(link).style("Hyperlink")))
}

fn anchor(number: usize) -> String {
    format!("source_{number}")
}

/// Text on one line, in which nothing deceives; the library escapes it for XML.
fn words(text: &str) -> Run {
    Run::new().add_text(&*harmless(text))
}

fn toned(cell: &Cell) -> Run {
    let run = words(&cell.text);
    match cell.tone {
        Tone::Plain | Tone::Good => run,
        Tone::Strong => run.style("Strong"),
        Tone::Bad => run.style("GapWords"),
        Tone::Open => run.style("OpenWords"),
        Tone::Unknown | Tone::Faint => run.style("UnknownWords"),
    }
}
