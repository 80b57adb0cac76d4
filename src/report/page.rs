//! A page for people, free of any format: headings, paragraphs and tables, with tones instead of colours.

use crate::rules::Verdict;

/// How a cell or a paragraph should strike the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Like the rest.
    #[default]
    Plain,
    /// Done.
    Good,
    /// Due, encouraged, or not certain.
    Open,
    /// A gap.
    Bad,
    /// Not known.
    Unknown,
    /// Beside the point: not bound, ended.
    Faint,
    /// To be noticed.
    Strong,
}

impl From<Verdict> for Tone {
    fn from(verdict: Verdict) -> Tone {
        match verdict {
            Verdict::Met | Verdict::MetLate => Tone::Good,
            Verdict::Pending | Verdict::Encouraged | Verdict::PossibleGap => Tone::Open,
            Verdict::Partial | Verdict::Overdue => Tone::Bad,
            Verdict::Unknown => Tone::Unknown,
            Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => Tone::Faint,
        }
    }
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says. Untrusted: each renderer escapes it for where it goes.
    pub text: String,
    /// How it strikes.
    pub tone: Tone,
}

impl Cell {
    /// A plain cell.
    pub fn plain(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), tone: Tone::Plain }
    }

    /// A cell with a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell { text: text.into(), tone }
    }
}

/// A table: named columns, rows of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Are its cells letters of verdicts, whatever they look like? `-25` is a letter with a count.
    pub is_of_letters: bool,
}

impl Sheet {
    /// An empty table with these columns.
    pub fn with(columns: &[&str]) -> Sheet {
        Sheet { columns: columns.iter().map(|&name| name.to_owned()).collect(), ..Sheet::default() }
    }

    /// The table with a last column that says in each row what the run assumes; as it is where nothing is assumed.
    pub fn assuming(mut self, assumed: &[String]) -> Sheet {
        if !assumed.is_empty() {
            self.columns.push("assumed".to_owned());
            self.rows.iter_mut().for_each(|row| row.push(Cell::plain(assumed.join("; "))));
        }
        self
    }

    /// The table without columns in which no row says anything.
    pub fn without_empty_columns(self) -> Sheet {
        let says = |place: usize| self.rows.iter().any(|row| row.get(place).is_some_and(|cell| !cell.text.is_empty()));
        let kept: Vec<bool> = (0..self.columns.len()).map(says).collect();
        let mut keep = kept.iter().cycle();
        let columns = self.columns.into_iter().filter(|_| keep.next() == Some(&true)).collect();
        let rows = self
            .rows
            .into_iter()
            .map(|row| row.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell).collect());
        let rows = rows.collect();
        Sheet { columns, rows, is_of_letters: self.is_of_letters }
    }
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside the page.
    Heading(String),
    /// A paragraph.
    Text(Cell),
    /// Label and value pairs, one a line.
    Facts(Vec<(String, Cell)>),
    /// A bulleted list.
    List(Vec<Cell>),
    /// A table.
    Table(Sheet),
}

/// A whole page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// First line.
    pub title: String,
    /// What follows.
    pub blocks: Vec<Block>,
}
