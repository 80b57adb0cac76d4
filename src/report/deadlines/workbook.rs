//! What falls due as a sheet of a workbook.

use super::Deadlines;
use super::entry::DeadlineEntry;
use crate::report::text::citation::{article_of, first_and_others};
use crate::report::text::labels::counted;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};

use ColumnKind::{Day, Link, Number, Prose, Text};

/// Heading, kind and width of each column.
const COLUMNS: [(&str, ColumnKind, u16); 16] = [
    ("on", Day, 12),
    ("days", Number, 8),
    ("kind", Text, 10),
    ("certainty", Text, 11),
    ("state", Text, 7),
    ("name", Text, 16),
    ("act", Text, 26),
    ("what", Prose, 60),
    ("article", Prose, 16),
    ("case", Text, 14),
    ("because", Prose, 70),
    ("source", Link, 34),
    ("further sources", Prose, 34),
    ("recalled", Text, 10),
    ("presumed", Text, 11),
    ("findings", Text, 50),
];

impl Deadlines<'_> {
    /// What falls due, a row each.
    pub fn work_sheet(&self) -> WorkSheet {
        let evaluated = counted(self.findings.len(), "finding", "findings");
        let holds = format!(
            "what falls due from {} through {}, a row each: {}; {evaluated} evaluated",
            self.run.as_of,
            self.through,
            self.sentence()
        );
        let mut sheet = WorkSheet::new("deadlines", holds, 1);
        for (name, kind, width) in COLUMNS {
            sheet = sheet.column(name, kind, width);
        }
        sheet.rows = self.entries.iter().map(|entry| self.work_row(entry)).collect();
        sheet
    }

    fn work_row(&self, entry: &DeadlineEntry) -> Vec<WorkCell> {
        let because: Vec<&str> = entry.because.iter().map(|reason| reason.text.as_str()).collect();
        let sources: Vec<_> = entry.because.iter().flat_map(|reason| reason.sources.iter().copied()).collect();
        let [source, others] = first_and_others(self.run.engine.corpus, &sources);
        vec![
            WorkCell::day(Some(entry.day)),
            WorkCell::Count(entry.day.minus(self.run.as_of).into()),
            WorkCell::text(entry.kind.as_str()),
            WorkCell::text(entry.certainty.as_str()),
            WorkCell::text(&*entry.actor.code),
            WorkCell::text(&*entry.actor.name),
            WorkCell::text(&*entry.instrument.short_title),
            WorkCell::text(&*entry.what),
            WorkCell::maybe(entry.article.as_deref().map(article_of)),
            WorkCell::maybe(entry.case),
            WorkCell::text(because.join("; ")),
            source,
            others,
            WorkCell::yes(entry.marks.recalled),
            WorkCell::yes(entry.marks.presumed),
            WorkCell::text(entry.findings().join(" ")),
        ]
    }
}
