//! A document for people who edit and print it, free of any format: a title, headings, paragraphs, lists and tables, and the
//! sources as numbered notes at its end. Not here: how it looks (`render::document`), and what is said.

use super::page::{Block, Cell, Page, Tone};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// The line under the title: which day, as known when.
    pub subtitle: String,
    /// Is the paper turned, for a wide table?
    pub is_landscape: bool,
    /// What it says.
    pub parts: Vec<DocumentPart>,
    /// The sources, in the order of their numbers, from 1.
    pub notes: Vec<SourceNote>,
    /// The foot of each page: dates, version, digests.
    pub foot: String,
    /// The last line of the foot: what the document is not.
    pub warning: String,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentPart {
    /// The answer, before everything else.
    Answer(Sentence),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Sentence),
    /// A bulleted list.
    Points(Vec<Sentence>),
    /// A table.
    Grid(Grid),
}

/// Text with what is stressed in it, and with the numbers of its notes.
pub type Sentence = Vec<Span>;

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words. Untrusted: each renderer escapes them for where they go.
    Words(Cell),
    /// The number of a note.
    Cited(usize),
}

impl Span {
    /// Words like the rest.
    pub fn plain(text: impl Into<String>) -> Span {
        Span::Words(Cell::plain(text))
    }

    /// Words with a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Span {
        Span::Words(Cell::toned(text, tone))
    }

    /// Words to be noticed.
    pub fn strong(text: impl Into<String>) -> Span {
        Span::toned(text, Tone::Strong)
    }
}

/// A table whose cells hold paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The columns: name, and share of the width in hundredths.
    pub columns: Vec<(String, usize)>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Sentence>>>,
}

/// A source, as a numbered note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNote {
    /// Number, title, day of publication.
    pub text: String,
    /// Where it can be opened.
    pub address: Option<String>,
}

impl Document {
    /// A page as a document. Its last paragraph that is beside the point becomes the foot.
    pub fn of_page(page: Page) -> Document {
        let mut document = Document { title: page.title, ..Document::default() };
        let mut blocks = page.blocks;
        if let Some(Block::Text(cell)) = blocks.pop_if(|last| is_faint(last)) {
            document.foot = cell.text;
        }
        document.parts = blocks.into_iter().map(part).collect();
        document
    }
}

fn is_faint(block: &Block) -> bool {
    matches!(block, Block::Text(Cell { tone: Tone::Faint, .. }))
}

fn part(block: Block) -> DocumentPart {
    match block {
        Block::Heading(text) => DocumentPart::Heading(text),
        Block::Text(cell) => DocumentPart::Paragraph(vec![Span::Words(cell)]),
        Block::List(items) => DocumentPart::Points(items.into_iter().map(|one| vec![Span::Words(one)]).collect()),
        Block::Facts(facts) => {
            let fact = |(label, value)| vec![Span::strong(format!("{label}: ")), Span::Words(value)];
            DocumentPart::Points(facts.into_iter().map(fact).collect())
        }
        Block::Table(sheet) => {
            let share = 100 / sheet.columns.len().max(1);
            let row = |row: Vec<Cell>| row.into_iter().map(|cell| vec![vec![Span::Words(cell)]]).collect();
            DocumentPart::Grid(Grid {
                columns: sheet.columns.into_iter().map(|name| (name, share)).collect(),
                rows: sheet.rows.into_iter().map(row).collect(),
            })
        }
    }
}
