//! A document as Markdown: tables as GitHub reads them, the sources as its footnotes.

use super::web_address;
use crate::render::markdown::{escape, toned};
use crate::report::{Cell, Document, DocumentPart, Grid, Phrase, Sentence};
use std::io::{self, Write};

/// Writes a document.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escape(&document.title))?;
    if !document.subtitle.is_empty() {
        writeln!(out, "\n{}", line(&vec![Phrase::plain(&document.subtitle)]))?;
    }
    for part in &document.parts {
        writeln!(out)?;
        match part {
            DocumentPart::Heading(text) => writeln!(out, "## {}", escape(text))?,
            DocumentPart::Answer(sentence) | DocumentPart::Paragraph(sentence) => writeln!(out, "{}", line(sentence))?,
            DocumentPart::Points(points) => {
                for point in points {
                    writeln!(out, "- {}", line(point))?;
                }
            }
            DocumentPart::Grid(grid) => table(grid, out)?,
        }
    }
    if !document.notes.is_empty() {
        writeln!(out, "\n## Sources\n")?;
    }
    for (place, note) in document.notes.iter().enumerate() {
        let address = note.address.as_deref().map_or(String::new(), |address| match web_address(address) {
            Some(link) => format!(", <{link}>"),
            None => format!(", {}", escape(address)),
        });
        writeln!(out, "[^{}]: {}{address}", place + 1, escape(&note.text))?;
    }
    writeln!(out, "\n---")?;
    for last in [&document.foot, &document.warning].into_iter().filter(|last| !last.is_empty()) {
        writeln!(out, "\n{}", line(&vec![Phrase::plain(last)]))?;
    }
    Ok(())
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = grid.columns.iter().map(|(name, _)| escape(name)).collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))?;
    for row in &grid.rows {
        let cell = |cell: &Vec<Sentence>| cell.iter().map(sentence).collect::<Vec<_>>().join("<br>");
        let cells: Vec<String> = row.iter().map(cell).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn sentence(sentence: &Sentence) -> String {
    sentence.iter().map(phrase).collect()
}

/// The spaces round what is stressed stay outside the stars: inside, they would not be read as such.
fn phrase(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Cited(number) => format!("[^{number}]"),
        Phrase::Words(cell) => {
            let text = cell.text.as_str();
            let (before, after) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
            let inner = toned(&Cell { text: text.trim().to_owned(), tone: cell.tone });
            let (before, after) = (" ".repeat(before.min(1)), " ".repeat(after.min(1)));
            if inner.is_empty() { before } else { format!("{before}{inner}{after}") }
        }
    }
}

/// A sentence where a line begins: what would start a list, a heading or a quotation is taken as it stands.
fn line(words: &Sentence) -> String {
    let text = sentence(words);
    let text = text.trim_start();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ if text.starts_with(['-', '+', '#', '=']) => format!("\\{text}"),
        _ => text.to_owned(),
    }
}
