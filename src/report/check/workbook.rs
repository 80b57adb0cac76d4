//! A check as a workbook: the findings with what became of each, then what is no longer there and the waivers to look at, where
//! there are any.

use super::{Check, Item};
use crate::load::Waiver;
use crate::report::change::join_causes;
use crate::report::workbook::{ColumnKind, WorkCell, WorkColumn, WorkSheet};

use ColumnKind::{Day, Prose, Text};

/// What a check adds to a finding: heading, kind and width.
const MARKS: [(&str, ColumnKind, u16); 5] = [
    ("status", Text, 11),
    ("why it changed", Prose, 50),
    ("waived by", Text, 16),
    ("why it is waived", Prose, 40),
    ("waived until", Day, 13),
];

impl Check<'_> {
    /// The findings, what is gone, the waivers to look at.
    pub(super) fn work_sheets(&self) -> Vec<WorkSheet> {
        let mut sheets = vec![self.findings_sheet()];
        let gone = self.gone_shown();
        if !gone.is_empty() {
            let mut sheet =
                WorkSheet::new("no longer there", "findings of the earlier report that are not there any more", 1)
                    .column("finding", Text, 44)
                    .column("why", Prose, 80);
            sheet
                .rows
                .extend(gone.iter().map(|one| vec![WorkCell::text(one.id), WorkCell::text(join_causes(&one.causes))]));
            sheets.push(sheet);
        }
        if self.stale_shown().next().is_some() {
            let mut sheet = WorkSheet::new("waivers", "waivers that have run out or serve nothing", 1)
                .column("finding", Text, 44)
                .column("state", Text, 16)
                .column("owner", Text, 20)
                .column("until", Day, 12)
                .column("because", Prose, 60)
                .column("reason", Prose, 60);
            sheet.rows.extend(self.stale_shown().map(|one| {
                vec![
                    WorkCell::text(&*one.waiver.finding),
                    WorkCell::text(one.why.as_str()),
                    WorkCell::text(&*one.waiver.owner),
                    WorkCell::day(one.waiver.until),
                    WorkCell::text(one.in_words()),
                    WorkCell::text(&*one.waiver.reason),
                ]
            }));
            sheets.push(sheet);
        }
        sheets
    }

    /// The findings with the marks of the check behind the verdict.
    fn findings_sheet(&self) -> WorkSheet {
        let mut sheet = self.report().work_sheet();
        sheet.holds = format!("{}; {}", sheet.holds, self.sentence());
        let place = sheet.columns.iter().position(|column| column.kind == ColumnKind::Verdict);
        let place = place.map_or(sheet.columns.len(), |place| place + 1);
        let columns = MARKS.map(|(name, kind, width)| WorkColumn::new(name, kind, width));
        insert(&mut sheet.columns, place, columns);
        for (row, (_, item)) in sheet.rows.iter_mut().zip(self.printed()) {
            insert(row, place, marks(item));
        }
        sheet
    }
}

fn marks(item: &Item) -> [WorkCell; MARKS.len()] {
    let waiver = |pick: fn(&Waiver) -> &str| WorkCell::maybe(item.waiver.map(pick));
    [
        WorkCell::maybe(item.status.map(|status| status.as_str())),
        WorkCell::text(join_causes(&item.causes)),
        waiver(|waiver| &waiver.owner),
        waiver(|waiver| &waiver.reason),
        WorkCell::day(item.waiver.and_then(|waiver| waiver.until)),
    ]
}

/// Puts these before what stands in the place.
fn insert<T>(list: &mut Vec<T>, place: usize, new: impl IntoIterator<Item = T>) {
    let behind = list.split_off(place.min(list.len()));
    list.extend(new);
    list.extend(behind);
}
