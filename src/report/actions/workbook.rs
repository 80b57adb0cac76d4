//! The programme as a sheet of a workbook: a row per encouragement or commitment.

use super::Actions;
use crate::report::text::citation::linked;
use crate::report::workbook::{ColumnKind, WorkSheet};

use ColumnKind::{Day, Link, Number, Prose, Text};

/// Columns of the flat table, with the kind and width that each has here.
const COLUMNS: [(&str, ColumnKind, u16); 22] = [
    ("source", Link, 34),
    ("id", Text, 20),
    ("objective", Number, 10),
    ("also", Text, 8),
    ("addressee", Text, 16),
    ("text", Prose, 60),
    ("state_of_play", Text, 15),
    ("judged_by", Text, 13),
    ("due", Day, 12),
    ("bound", Number, 8),
    ("share", Number, 8),
    ("done", Prose, 30),
    ("partly", Prose, 20),
    ("not_done", Prose, 30),
    ("unknown", Prose, 30),
    ("outside", Prose, 20),
    ("delivered", Prose, 30),
    ("dropped", Prose, 30),
    ("because", Prose, 60),
    ("not_evaluable", Prose, 40),
    ("obligations", Prose, 34),
    ("assumed", Prose, 30),
];

impl Actions<'_> {
    /// The entries of the programme, a row each.
    pub(super) fn work_sheet(&self) -> WorkSheet {
        let holds = format!(
            "a row per entry of the programme; \"share\" is done out of those bound of whom it is known. {}",
            self.sentence()
        );
        let mut sheet = WorkSheet::new("programme", holds, 2).taking(&self.flat_table(), &COLUMNS);
        for (row, entry) in sheet.rows.iter_mut().zip(&self.entries) {
            if let Some(source) = row.first_mut() {
                *source = linked(entry.source, Some(&entry.places().join("; ")));
            }
        }
        sheet
    }
}
