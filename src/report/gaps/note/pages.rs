//! Whether a note has room on two pages, reckoned from its text: heights in points, as `render::document` sets them. Letters
//! are taken as wider than they are, so that what fits here fits on paper.

use crate::report::document::{Document, DocumentPart, Grid, Phrase, Sentence};
use crate::report::text::room::wrapped;

/// Between the margins of an A4 page.
const WIDTH: f64 = 499.0;
const HEIGHT: f64 = 735.0;
/// Rows and headings that do not break across pages leave some of the first page empty.
const LOST: f64 = 70.0;

/// Size of the letters, from one line to the next, and the space after a paragraph.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    line: f64,
    after: f64,
}

const ANSWER: Type = Type { size: 11.0, line: 13.0, after: 6.0 };
const BODY: Type = Type { size: 9.0, line: 10.6, after: 3.0 };
const TABLE: Type = Type { size: 8.0, line: 9.4, after: 1.0 };
const NOTES: Type = Type { size: 7.5, line: 8.8, after: 1.0 };
const HEADING: f64 = 24.0;
const TITLE: f64 = 50.0;
/// The mean width of a letter, as a part of its size.
const LETTER: f64 = 0.5;
/// Beside and over the text of a cell.
const CELL_WIDTH: f64 = 8.0;
const CELL_HEIGHT: f64 = 4.0;

/// Does the note fit on two pages?
pub fn fits(document: &Document) -> bool {
    height(document) <= 2.0 * HEIGHT - LOST
}

fn height(document: &Document) -> f64 {
    let parts: f64 = document.parts.iter().map(of_part).sum();
    let notes = document.notes.iter().map(|note| {
        let address = note.address.as_deref().map_or(0, |address| address.chars().count());
        let text = format!("{} {}", note.text, "x".repeat(address));
        of_text(&text, WIDTH - 20.0, NOTES)
    });
    TITLE + parts + if document.notes.is_empty() { 0.0 } else { HEADING } + notes.sum::<f64>()
}

fn of_part(part: &DocumentPart) -> f64 {
    match part {
        DocumentPart::Answer(sentence) => of_sentence(sentence, WIDTH, ANSWER),
        DocumentPart::Heading(_) => HEADING,
        DocumentPart::Paragraph(sentence) => of_sentence(sentence, WIDTH, BODY),
        DocumentPart::Points(points) => points.iter().map(|one| of_sentence(one, WIDTH - 12.0, BODY)).sum(),
        DocumentPart::Grid(grid) => of_grid(grid),
    }
}

fn of_grid(grid: &Grid) -> f64 {
    let width = |share: usize| WIDTH * share as f64 / 100.0 - CELL_WIDTH;
    let row = |row: &Vec<Vec<Sentence>>| {
        let cells = grid.columns.iter().zip(row).map(|((_, share), cell)| {
            cell.iter().map(|sentence| of_sentence(sentence, width(*share), TABLE)).sum::<f64>()
        });
        CELL_HEIGHT + cells.fold(TABLE.line, f64::max)
    };
    let head = CELL_HEIGHT + 2.0 * TABLE.line;
    head + grid.rows.iter().map(row).sum::<f64>() + BODY.after
}

fn of_sentence(sentence: &Sentence, width: f64, set: Type) -> f64 {
    let text: String = sentence
        .iter()
        .map(|phrase| match phrase {
            Phrase::Words(cell) => cell.text.clone(),
            Phrase::Cited(number) => format!("[{number}]"),
        })
        .collect();
    of_text(&text, width, set)
}

fn of_text(text: &str, width: f64, set: Type) -> f64 {
    let letters = (width / (set.size * LETTER)).floor().max(1.0) as usize;
    wrapped(text, letters) as f64 * set.line + set.after
}
