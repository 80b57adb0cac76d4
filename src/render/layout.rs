//! Cells side by side, as lines. The lines, with their words wrapped, are comfy-table's; how wide each column becomes is
//! settled in `widths`.

use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width};

use super::paint::paint;
use super::widths::{Breaks, CellMeasure, break_words, columns, widths};
use crate::parallel::in_parts;
use crate::report::{Cell, Tone};
use crate::text::harmless;

/// Stands between two cells of a line until they are painted. Private characters: `harmless` lets none through.
const BETWEEN: char = '\u{E000}';
/// Fills the line under the header.
const UNDER_HEADER: char = '\u{E001}';
/// Fills the line between two rows.
const BETWEEN_ROWS: char = '\u{E002}';

const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(BETWEEN))
    .header_separator(LineStyle::none().fill(UNDER_HEADER).junction(UNDER_HEADER))
    .content_lines(ContentLineStyle::none().junction(BETWEEN))
    .row_separator(LineStyle::none().fill(BETWEEN_ROWS).junction(BETWEEN_ROWS));

/// Rows of cells with or without names above them.
pub(super) struct TableGrid<'a> {
    /// Names of the columns; empty where they have none.
    pub(super) header: &'a [String],
    /// The rows, each as long as the others.
    pub(super) rows: &'a [Vec<Cell>],
    /// Spaces between two columns.
    pub(super) gap: usize,
    /// Where a line may be broken.
    pub(super) breaks: Breaks,
    /// Is the first column never broken? For labels.
    pub(super) is_labelled: bool,
}

impl TableGrid<'_> {
    /// The lines at this width, painted where colour is wanted, without spaces at their ends.
    pub(super) fn lines(&self, width: usize, colour: bool) -> Vec<String> {
        let mut lines = Vec::new();
        self.each_part(&self.measures(), (width, colour), |mut part| lines.append(&mut part));
        lines
    }

    /// How wide it is at least, if nothing is broken but where it may be.
    pub(super) fn least_width(&self, measures: &[CellMeasure]) -> usize {
        measures.iter().map(|measure| measure.need).sum::<usize>() + self.gaps(measures.len())
    }

    /// Hands on the lines in their order, those of some rows at a time: laid out, a table takes many times as much room.
    pub(super) fn each_part(
        &self,
        measures: &[CellMeasure],
        (width, colour): (usize, bool),
        take: impl FnMut(Vec<String>),
    ) {
        let room = width.saturating_sub(self.gaps(measures.len())).max(measures.len());
        let widths = widths(measures, room);
        let mut take = take;
        // the header stands above the first row
        let (first, others) = self.rows.split_at(self.rows.len().min(1));
        take(self.lines_of(self.header, first, &widths, colour));
        in_parts(others, |rows| self.lines_of(&[], rows, &widths, colour), take);
    }

    fn lines_of(&self, header: &[String], rows: &[Vec<Cell>], widths: &[usize], colour: bool) -> Vec<String> {
        let mut lines = Vec::new();
        let mut row = if header.is_empty() { 1 } else { 0 };
        for line in build_table(header, rows, widths).lines() {
            if line.starts_with(UNDER_HEADER) {
                lines.push(self.draw_rule(widths, colour));
                row += 1;
            } else if line.starts_with(BETWEEN_ROWS) {
                row += 1;
            } else {
                let cells = usize::checked_sub(row, 1).and_then(|row| rows.get(row));
                lines.push(self.paint_line(&line, cells.map(Vec::as_slice), colour));
            }
        }
        lines
    }

    fn gaps(&self, columns: usize) -> usize {
        columns.saturating_sub(1) * self.gap
    }

    /// How much room each column needs and wants.
    pub(super) fn measures(&self) -> Vec<CellMeasure> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0).max(self.header.len());
        let mut measures = vec![CellMeasure::default(); columns];
        for (measure, name) in measures.iter_mut().zip(self.header) {
            measure.add(name, self.breaks);
        }
        for row in self.rows {
            for (measure, cell) in measures.iter_mut().zip(row) {
                measure.add(&cell.text, self.breaks);
            }
        }
        let mut measures: Vec<CellMeasure> = measures.into_iter().map(|measure| measure.finish(self.breaks)).collect();
        if let Some(label) = measures.first_mut().filter(|_| self.is_labelled) {
            label.keep_whole();
        }
        measures
    }

    fn draw_rule(&self, widths: &[usize], colour: bool) -> String {
        let strokes: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        paint(&strokes.join(&" ".repeat(self.gap)), Tone::Faint, colour)
    }

    /// One line with the tones of its row; without cells that of the header.
    fn paint_line(&self, line: &str, cells: Option<&[Cell]>, colour: bool) -> String {
        let mut whole = String::new();
        let mut owed = 0;
        for (place, part) in line.split(BETWEEN).enumerate() {
            let tone = match cells {
                Some(cells) => cells.get(place).map_or(Tone::Plain, |cell| cell.tone),
                None => Tone::Strong,
            };
            let text = part.trim_end();
            if !text.is_empty() {
                whole.push_str(&" ".repeat(owed));
                whole.push_str(&paint(text, tone, colour));
                owed = 0;
            }
            owed += columns(part) - columns(text) + self.gap;
        }
        whole
    }
}

/// Rows as comfy-table lays them out.
fn build_table(header: &[String], rows: &[Vec<Cell>], widths: &[usize]) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    if !header.is_empty() {
        table.set_header(header.iter().map(|name| harmless(name)));
    }
    for row in rows {
        table.add_row(row.iter().zip(widths).map(|(cell, width)| break_words(&cell.text, *width)));
    }
    let columns = |width: &usize| u16::try_from(*width).unwrap_or(u16::MAX);
    for (column, width) in table.column_iter_mut().zip(widths.iter().map(columns)) {
        column.set_padding((0, 0)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    table.set_width(u16::MAX);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|&text| Cell::plain(text)).collect()
    }

    #[test]
    fn words_wrap_and_no_line_ends_in_a_space() {
        let header = ["state".to_owned(), "what".to_owned(), "x".to_owned()];
        let rows = [row(&["AT", "ratify the Convention on Cybercrime", ""]), row(&["EL", "", ""])];
        let grid = TableGrid { header: &header, rows: &rows, gap: 2, breaks: Breaks::Words, is_labelled: false };
        let lines = grid.lines(26, false);
        assert_eq!(
            lines,
            [
                "state  what              x",
                "─────  ────────────────  ─",
                "AT     ratify the",
                "       Convention on",
                "       Cybercrime",
                "EL",
            ]
        );
    }

    #[test]
    fn colour_changes_no_position() {
        let rows = [vec![Cell::toned("overdue", Tone::Bad), Cell::plain("x")]];
        let grid = TableGrid { header: &[], rows: &rows, gap: 2, breaks: Breaks::Words, is_labelled: false };
        assert_eq!(grid.lines(40, true), ["\u{1b}[1m\u{1b}[31moverdue\u{1b}[0m  x"]);
    }

    #[test]
    fn wide_letters_count_as_wide() {
        let rows = [row(&["日本", "x"]), row(&["ab", "y"])];
        let grid = TableGrid { header: &[], rows: &rows, gap: 1, breaks: Breaks::Words, is_labelled: false };
        assert_eq!(grid.lines(40, false), ["日本 x", "ab   y"]);
    }
}
