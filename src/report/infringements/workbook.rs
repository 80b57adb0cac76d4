//! The counts as a workbook: one sheet of figures, and one that says what they are.

use super::Infringements;
use crate::report::contract::Digests;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet, Workbook};

impl Infringements<'_> {
    pub(super) fn as_workbook(&self) -> Workbook {
        let title = self.title();
        let flat = self.flat();
        let kind = |name: &str| match name {
            "cases" | "attributed" | "unattributed" | "new" | "open" => ColumnKind::Number,
            "open_on" => ColumnKind::Day,
            _ => ColumnKind::Text,
        };
        let columns: Vec<(&str, ColumnKind, u16)> =
            flat.columns.iter().map(|name| (name.as_str(), kind(name), 14)).collect();
        let mut sheet = WorkSheet::new("cases", title.clone(), 1).taking(&flat, &columns);
        sheet.totals.extend(sheet.rows.pop());
        let foot = format!("{}. Computed by acquis, not legal advice.", self.run.sentence());
        Workbook { sheets: vec![sheet, self.about(&title)], title, day: self.run.as_of, foot }
    }

    fn about(&self, title: &str) -> WorkSheet {
        let mut about = WorkSheet { is_text: true, ..WorkSheet::new("about", "", 0) }
            .column("what", ColumnKind::Text, 24)
            .column("is", ColumnKind::Prose, 110);
        let digests = Digests::of(&self.run);
        let known = self.run.engine.known_as_of.map_or("no limit".to_owned(), |day| day.to_string());
        let mut lines = vec![
            ("counted", title.to_owned()),
            ("cases", self.sum()),
            ("as of", self.run.as_of.to_string()),
            ("known as of", known),
            ("digest of the data", digests.of_data().to_owned()),
        ];
        lines.extend(self.registers().map(|one| ("coverage", one)));
        lines.extend(self.remarks().into_iter().map(|one| ("note", one)));
        lines.extend(self.warnings().into_iter().map(|one| ("warning", one)));
        lines.extend(self.run.assumed().iter().map(|one| ("assumed", one.clone())));
        about.rows =
            lines.into_iter().map(|(what, is)| vec![WorkCell::Strong(what.to_owned()), WorkCell::text(is)]).collect();
        about
    }
}
