//! How much a file may hold. What is larger is refused with a message, before memory runs out.

use super::RawTable;
use crate::import::RowProblem;

/// Rows of one table.
pub(super) const MOST_ROWS: usize = 1_000_000;
/// Cells of one row.
pub(super) const MOST_COLUMNS: usize = 1_000;
/// Bytes of one cell.
pub(super) const LONGEST_CELL: usize = 64 * 1024;
/// Cells of all tables of one file, merged ones counted as often as they are repeated.
pub(super) const MOST_CELLS: usize = 10_000_000;
/// Cells that merged ones are repeated in, in one workbook.
pub(super) const MOST_MERGED: usize = 500_000;
/// Bytes of all cells of one file.
pub(super) const MOST_TEXT: usize = 256 << 20;
/// Elements inside each other, of pages, XML and JSON.
pub(super) const DEEPEST: usize = 128;

/// What has been read so far, measured.
#[derive(Debug, Default)]
pub(super) struct Measured {
    cells: usize,
    text: usize,
}

impl Measured {
    /// Counts one cell.
    ///
    /// # Errors
    /// The cell is too long, or the file as a whole too large.
    pub(super) fn cell(&mut self, text: &str, line: usize) -> Result<(), RowProblem> {
        if text.len() > LONGEST_CELL {
            let message = format!("line {line}: a cell is longer than {} KiB", LONGEST_CELL / 1024);
            return Err(RowProblem::new("cell-too-long", message).help("look for a quote that is not closed"));
        }
        self.cells += 1;
        self.text += text.len();
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            return Err(too_large(format!(
                "line {line}: the file holds more than {MOST_CELLS} cells or 256 MiB of text"
            )));
        }
        Ok(())
    }
}

/// Refuses a table that has more rows than a register can have.
pub(super) fn check_rows(rows: usize) -> Result<(), RowProblem> {
    if rows > MOST_ROWS {
        return Err(too_large(format!("the file has more than {MOST_ROWS} rows")));
    }
    Ok(())
}

/// Refuses a row that has more cells than a table can have columns.
pub(super) fn check_columns(columns: usize, line: usize) -> Result<(), RowProblem> {
    if columns > MOST_COLUMNS {
        return Err(too_large(format!("line {line}: a row has more than {MOST_COLUMNS} cells")));
    }
    Ok(())
}

/// Refuses a table whose rows are made as wide as its header if that is more than fits in memory.
pub(super) fn check_area(rows: usize, columns: usize) -> Result<(), RowProblem> {
    if rows.saturating_mul(columns) > MOST_CELLS {
        return Err(too_large(format!(
            "a table of {rows} rows and {columns} columns has more than {MOST_CELLS} cells"
        )));
    }
    Ok(())
}

/// Checks tables that were read as a whole.
pub(super) fn check_tables(tables: &[RawTable]) -> Result<(), RowProblem> {
    let mut measured = Measured::default();
    for table in tables {
        check_rows(table.rows.len())?;
        for row in &table.rows {
            check_columns(row.cells.len(), row.line)?;
            for cell in &row.cells {
                measured.cell(cell, row.line)?;
            }
        }
    }
    Ok(())
}

/// What is said of a file that is too large.
pub(super) fn too_large(message: String) -> RowProblem {
    RowProblem::new("file-too-large", message).help("split the file, and check where it comes from")
}
