//! The counts for people and spreadsheets. Every form ends with the total.

use super::count::{CaseTally, CountRow};
use super::{CaseGrouping, CaseMeasure, Infringements};
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet, Tone};
use crate::report::workbook::Workbook;
use serde::Serialize;

/// What stands in the place of a kind or a department that the data do not name.
const NOT_SAID: &str = "not said";
/// What stands in the place of an act.
const NO_ACT: &str = "attributed to no act";

impl Infringements<'_> {
    /// The flat table: what is counted, the group, how many; the last row is the total.
    pub(super) fn flat(&self) -> Sheet {
        let mut sheet = Sheet::with(&self.columns());
        sheet.rows.extend(self.rows().iter().map(|row| cells(&self.row_texts(row))));
        sheet.rows.push(cells(&self.total_texts()));
        sheet
    }

    fn columns(&self) -> Vec<&'static str> {
        let by = self.by.column();
        match (self.query.measure, self.by) {
            (CaseMeasure::Opened(_), CaseGrouping::Year) => vec!["year", "cases", "attributed", "unattributed"],
            (CaseMeasure::Opened(_), _) => vec!["opened_in", by, "cases", "attributed", "unattributed"],
            (CaseMeasure::OpenOn(_), _) => vec!["open_on", by, "cases", "attributed", "unattributed"],
            (CaseMeasure::Yearly, CaseGrouping::Year) => vec!["year", "new", "open", "open_on", "covered"],
            (CaseMeasure::Yearly, _) => vec!["year", by, "new", "open", "open_on", "covered"],
        }
    }

    fn row_texts(&self, row: &CountRow) -> Vec<String> {
        let group = row
            .group
            .clone()
            .unwrap_or_else(|| if self.by == CaseGrouping::Act { NO_ACT } else { NOT_SAID }.to_owned());
        let Some(year) = row.year else { return self.counted_texts(group, row.counted) };
        let mut texts = vec![year.to_string()];
        if self.by != CaseGrouping::Year {
            texts.push(group);
        }
        let covered = if self.covers_year(year) { "yes" } else { "no" };
        let counts = [row.counted.cases.to_string(), row.open.cases.to_string()];
        texts.extend(counts.into_iter().chain([self.end_of(year).to_string(), covered.to_owned()]));
        texts
    }

    fn counted_texts(&self, group: String, tally: CaseTally) -> Vec<String> {
        let first = match self.query.measure {
            CaseMeasure::Opened(year) if self.by != CaseGrouping::Year => Some(year.to_string()),
            CaseMeasure::OpenOn(day) => Some(day.to_string()),
            _ => None,
        };
        let counts = [tally.cases, tally.cases - tally.unattributed, tally.unattributed].map(|count| count.to_string());
        first.into_iter().chain([group]).chain(counts).collect()
    }

    fn total_texts(&self) -> Vec<String> {
        let total = CaseTally::of(self.counted());
        if self.query.measure != CaseMeasure::Yearly {
            return self.counted_texts("total".to_owned(), total);
        }
        let mut texts = vec!["total".to_owned(); self.columns().len() - 4];
        texts.extend([total.cases.to_string(), String::new(), String::new(), String::new()]);
        texts
    }

    /// The table of the page: what is the same in each row stands in the title.
    fn shown(&self) -> Sheet {
        let mut sheet = self.flat();
        if matches!(sheet.columns.first().map(String::as_str), Some("opened_in" | "open_on")) {
            sheet.columns.remove(0);
            sheet.rows.iter_mut().for_each(|row| drop(row.remove(0)));
        }
        if let Some(total) = sheet.rows.last_mut() {
            total.iter_mut().for_each(|cell| cell.tone = Tone::Strong);
        }
        sheet.columns.iter_mut().for_each(|name| *name = name.replace('_', " "));
        sheet
    }
}

fn cells(texts: &[String]) -> Vec<Cell> {
    texts.iter().map(Cell::plain).collect()
}

impl Report for Infringements<'_> {
    fn page(&self) -> Page {
        let text = |text: String, tone: Tone| Block::Text(Cell::toned(text, tone));
        let mut blocks = vec![Block::Table(self.shown()), text(self.sum(), Tone::Plain)];
        blocks.extend(self.remarks().into_iter().map(|one| text(one, Tone::Plain)));
        blocks.extend(self.warnings().into_iter().map(|one| text(one, Tone::Open)));
        blocks.extend(self.registers().map(|one| text(one, Tone::Plain)));
        blocks.push(text(self.run.sentence(), Tone::Faint));
        Page { title: self.title(), blocks }
    }

    fn sheet(&self) -> Sheet {
        self.flat().assuming(self.run.assumed())
    }

    fn data(&self) -> impl Serialize {
        self.contract()
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(self.as_workbook())
    }
}
