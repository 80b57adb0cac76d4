//! The scoreboard as a sheet of a workbook: a row per state, the indicators with their lights beside them.

use super::Scoreboard;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};

impl Scoreboard<'_> {
    /// A row per state, and below them the line of all Member States shown.
    pub fn work_sheet(&self) -> WorkSheet {
        let flat = self.flat_table();
        let text = |name: &str| name == "state" || name == "member" || name.ends_with("-light");
        let shown = flat.columns.iter().filter(|name| !STAMPS.contains(&name.as_str()));
        let columns: Vec<(&str, ColumnKind, u16)> = shown
            .map(|name| {
                let kind = if text(name) { ColumnKind::Text } else { ColumnKind::Number };
                (name.as_str(), kind, if name == "state" { 7 } else { 14 })
            })
            .collect();
        let now = self.editions.now;
        let mut holds = vec![format!(
            "a row per state, acts counted: deadlines to {}, notifications to {}; \"known\" are the acts due of which it is \
             known whether they are transposed",
            now.deadline, now.notification
        )];
        holds.extend(self.indicators.all.iter().map(|one| format!("{}: {}", one.id, one.formula)));
        holds.extend(self.what_counts().into_iter().map(|cell| cell.text));
        let mut sheet = WorkSheet::new("scoreboard", holds.join("; "), 1).taking(&flat, &columns);
        if let Some(all) = sheet.rows.pop() {
            let first = std::iter::once(WorkCell::Strong("all".to_owned()));
            sheet.totals.push(first.chain(all.into_iter().skip(1)).collect());
        }
        sheet.without_empty_columns()
    }
}

/// Columns that say the same in each row; the last sheet of the workbook has them.
const STAMPS: [&str; 4] = ["as_of", "notified_by", "previous", "known_as_of"];
