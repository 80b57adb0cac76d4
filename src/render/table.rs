//! A page as text for a terminal: fits the width it is given, coloured only where that is asked for.

use std::io::{self, Write};

use super::Look;
use super::layout::TableGrid;
use super::paint::paint;
use super::widths::Breaks;
use crate::report::{Block, Cell, Page, Sheet, Tone};
use crate::text::harmless;

/// Lines of prose are no longer than this, however wide the terminal.
const PROSE: usize = 100;
/// The least room in which the value of a fact is still read well beside its label.
const BESIDE: usize = 24;
/// Narrower terminals are treated as if they had this width.
const NARROWEST: usize = 20;

/// Writes a page.
pub(super) fn write(page: &Page, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let look = Look { width: look.width.max(NARROWEST), ..look };
    write_lines(out, &prose(&Cell::toned(&page.title, Tone::Strong), look))?;
    let mut after_heading = false;
    for block in &page.blocks {
        if !after_heading {
            writeln!(out)?;
        }
        after_heading = matches!(block, Block::Heading(_));
        match block {
            Block::Heading(text) => write_lines(out, &prose(&Cell::toned(text, Tone::Strong), look))?,
            Block::Text(cell) => write_lines(out, &prose(cell, look))?,
            Block::Facts(facts) => write_lines(out, &facts_lines(facts, look))?,
            Block::List(items) => write_lines(out, &list(items, look))?,
            Block::Table(sheet) if sheet.rows.is_empty() => {
                writeln!(out, "{}", paint("(none)", Tone::Faint, look.colour))?
            }
            Block::Table(sheet) => write_table(sheet, look, out)?,
        }
    }
    Ok(())
}

fn write_lines(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn prose(cell: &Cell, look: Look) -> Vec<String> {
    let rows = [vec![cell.clone()]];
    TableGrid { header: &[], rows: &rows, gap: 0, breaks: Breaks::Parts, is_labelled: false }
        .lines(look.width.min(PROSE), look.colour)
}

fn list(items: &[Cell], look: Look) -> Vec<String> {
    let rows: Vec<Vec<Cell>> = items.iter().map(|item| vec![Cell::plain("-"), item.clone()]).collect();
    TableGrid { header: &[], rows: &rows, gap: 1, breaks: Breaks::Parts, is_labelled: false }
        .lines(look.width.min(PROSE), look.colour)
}

/// Labels and values side by side, or, where there is no room, each value under its label.
fn facts_lines(facts: &[(String, Cell)], look: Look) -> Vec<String> {
    let width = look.width.min(PROSE);
    let longest = facts.iter().map(|(label, _)| harmless(label).chars().count()).max().unwrap_or(0);
    if longest + 2 + BESIDE <= width {
        let rows: Vec<Vec<Cell>> = facts.iter().map(|(label, value)| vec![Cell::plain(label), value.clone()]).collect();
        return TableGrid { header: &[], rows: &rows, gap: 2, breaks: Breaks::Parts, is_labelled: true }
            .lines(width, look.colour);
    }
    let mut lines = Vec::new();
    for (label, value) in facts {
        lines.extend(prose(&Cell::plain(label), look));
        let indented = [vec![Cell::plain(""), value.clone()]];
        lines.extend(
            TableGrid { header: &[], rows: &indented, gap: 1, breaks: Breaks::Parts, is_labelled: false }
                .lines(width, look.colour),
        );
    }
    lines
}

/// The table, its columns drawn together where room is short; one row under the other where that is not enough.
fn write_table(sheet: &Sheet, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for breaks in [Breaks::Words, Breaks::Parts] {
        let grid = |gap| TableGrid { header: &sheet.columns, rows: &sheet.rows, gap, breaks, is_labelled: false };
        let measures = grid(2).measures();
        if let Some(gap) = [2, 1].into_iter().find(|gap| grid(*gap).least_width(&measures) <= look.width) {
            let mut written = Ok(());
            grid(gap).each_part(&measures, (look.width, look.colour), |lines| {
                if written.is_ok() {
                    written = write_lines(out, &lines);
                }
            });
            return written;
        }
    }
    for (number, row) in sheet.rows.iter().enumerate() {
        let named = sheet.columns.iter().cloned().zip(row.iter().cloned());
        let facts: Vec<(String, Cell)> = named.filter(|(_, cell)| !cell.text.is_empty()).collect();
        if number > 0 {
            writeln!(out)?;
        }
        write_lines(out, &facts_lines(&facts, look))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let mut sheet = Sheet::with(&["obligation", "verdict", "due", "why"]);
        sheet.rows.push(vec![
            Cell::plain("swedish-initiative/transposition"),
            Cell::toned("overdue", Tone::Bad),
            Cell::plain("2008-12-18"),
            Cell::plain("binding, the deadline has passed, and the evidence says that it is not done"),
        ]);
        let facts =
            vec![("as of".to_owned(), Cell::plain("2011-11-25")), ("known as of".to_owned(), Cell::plain("today"))];
        Page {
            title: "Austria".into(),
            blocks: vec![
                Block::Facts(facts),
                Block::Heading("Gaps".into()),
                Block::Table(sheet),
                Block::List(vec![Cell::plain(
                    "ratify the Convention on Cybercrime, as the Strategy urges every Member State",
                )]),
            ],
        }
    }

    fn at(width: usize) -> String {
        let mut out = Vec::new();
        write(&page(), Look { width, colour: false, strict: false, compact: false, to_file: false }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_width_is_kept_and_no_line_ends_in_a_space() {
        for width in [40, 60, 80, 100, 200] {
            for line in at(width).lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }

    #[test]
    fn a_hundred_columns_hold_the_table_and_forty_stack_it() {
        assert!(at(100).contains("obligation                        verdict  due         why\n"), "{}", at(100));
        assert!(at(40).contains("verdict\n  overdue\n") || at(40).contains("verdict     overdue\n"), "{}", at(40));
    }

    #[test]
    fn nothing_printed_moves_the_terminal() {
        let page = Page { title: "a\u{1b}[2J\u{202e}".into(), blocks: vec![] };
        let mut out = Vec::new();
        write(&page, Look { width: 80, colour: false, strict: false, compact: false, to_file: false }, &mut out)
            .unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\u{FFFD}[2J\u{FFFD}\n");
    }
}
