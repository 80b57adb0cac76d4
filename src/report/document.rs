//! A document for people who edit and print it, free of any format: a title, headings, paragraphs, lists and tables, and the
//! sources as numbered notes at its end. Not here: how it looks (`render::document`), and what is said.

use super::page::{Block, Cell, Page, Sheet, Tone};

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
pub type Sentence = Vec<Phrase>;

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// Words. Untrusted: each renderer escapes them for where they go.
    Words(Cell),
    /// The number of a note.
    Cited(usize),
}

impl Phrase {
    /// Words like the rest.
    pub fn plain(text: impl Into<String>) -> Phrase {
        Phrase::Words(Cell::plain(text))
    }

    /// Words with a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Phrase {
        Phrase::Words(Cell::toned(text, tone))
    }

    /// Words to be noticed.
    pub fn strong(text: impl Into<String>) -> Phrase {
        Phrase::toned(text, Tone::Strong)
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
        document.is_landscape = blocks.iter().any(is_wide);
        document.parts = blocks.into_iter().map(part).collect();
        document
    }
}

fn is_faint(block: &Block) -> bool {
    matches!(block, Block::Text(Cell { tone: Tone::Faint, .. }))
}

/// So many columns have room on an upright page.
const UPRIGHT: usize = 6;

fn is_wide(block: &Block) -> bool {
    matches!(block, Block::Table(sheet) if sheet.columns.len() > UPRIGHT)
}

/// The share of each column in hundredths, by the longest text in it within bounds.
fn shares(sheet: &Sheet) -> Vec<usize> {
    let longest = |(place, name): (usize, &String)| {
        let cells = sheet.rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.text.chars().count());
        cells.chain([name.chars().count()]).max().unwrap_or(0).clamp(11, 48)
    };
    let lengths: Vec<usize> = sheet.columns.iter().enumerate().map(longest).collect();
    let all = lengths.iter().sum::<usize>().max(1);
    lengths.iter().map(|length| (100 * length / all).max(1)).collect()
}

fn part(block: Block) -> DocumentPart {
    match block {
        Block::Heading(text) => DocumentPart::Heading(text),
        Block::Text(cell) => DocumentPart::Paragraph(vec![Phrase::Words(cell)]),
        Block::List(items) => DocumentPart::Points(items.into_iter().map(|one| vec![Phrase::Words(one)]).collect()),
        Block::Facts(facts) => {
            let fact = |(label, value)| vec![Phrase::strong(format!("{label}: ")), Phrase::Words(value)];
            DocumentPart::Points(facts.into_iter().map(fact).collect())
        }
        Block::Table(sheet) => {
            let shares = shares(&sheet);
            let row = |row: Vec<Cell>| row.into_iter().map(|cell| vec![vec![Phrase::Words(cell)]]).collect();
            DocumentPart::Grid(Grid {
                columns: sheet.columns.into_iter().zip(shares).collect(),
                rows: sheet.rows.into_iter().map(row).collect(),
            })
        }
    }
}
