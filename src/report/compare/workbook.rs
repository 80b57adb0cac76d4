//! States side by side as a workbook: a matrix with one duty, act or objective per row and one state per column, counts beside
//! and below; then every finding.

use super::matrix::{self, MatrixColumn, label, letters};
use super::{Comparison, Grouping, columns, families, objective};
use crate::engine::Finding;
use crate::report::text::citation::article_of;
use crate::report::text::labels::due;
use crate::report::text::marks::{LETTERS, VerdictLetter, letter_of};
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};
use crate::time::Day;

/// Heading, kind and width of the columns before the states.
const HEAD: [(&str, ColumnKind, u16); 5] = [
    ("act", ColumnKind::Prose, 24),
    ("duty", ColumnKind::Prose, 40),
    ("article", ColumnKind::Prose, 15),
    ("due", ColumnKind::Day, 12),
    ("objective", ColumnKind::Number, 10),
];

impl<'a> Comparison<'a> {
    /// The matrix and the findings.
    pub fn work_sheets(&self) -> Vec<WorkSheet> {
        let shown = self.shown();
        let rows = match self.grouping {
            Grouping::Headline | Grouping::Obligation => columns(&shown, |finding| finding.duty()),
            Grouping::Instrument => matrix::by_act(&shown).into_iter().map(MatrixColumn::named_in_full).collect(),
            Grouping::Objective => columns(&shown, objective),
            Grouping::Family => families(&shown),
        };
        vec![self.matrix_sheet(rows), self.contract().work_sheet()]
    }

    fn matrix_sheet(&self, mut rows: Vec<MatrixColumn<'_, 'a>>) -> WorkSheet {
        rows.sort_by_key(|row| row.findings.first().map(|first| first.instrument.objective.unwrap_or(u8::MAX)));
        let (row_of, figures) = match self.grouping {
            Grouping::Headline => ("headline duty", "states"),
            Grouping::Obligation => ("duty", "states"),
            Grouping::Instrument => ("act, with the gravest of its headline duties", "states"),
            Grouping::Objective => ("objective; a number behind a letter counts duties", "findings"),
            Grouping::Family => ("family of acts; a number behind a letter counts duties", "findings"),
        };
        let holds = format!(
            "a row per {row_of}, a column per state; the numbers behind and below count {figures}, out of those under \"all\""
        );
        let mut sheet = WorkSheet::new("matrix", holds, 2);
        for (name, kind, width) in HEAD {
            sheet = sheet.column(name, kind, width);
        }
        for actor in &self.actors {
            let width = if matches!(self.grouping, Grouping::Objective | Grouping::Family) { 14 } else { 4 };
            sheet = sheet.column(&*actor.code, ColumnKind::Letter, width);
        }
        let found = || rows.iter().flat_map(|row| &row.findings).map(|finding| letter_of(finding));
        let occurs: Vec<VerdictLetter> =
            LETTERS.into_iter().filter(|letter| found().any(|one| one == *letter)).collect();
        sheet = sheet.column("all", ColumnKind::Number, 7);
        sheet.printed = u16::try_from(sheet.columns.len()).ok();
        for letter in &occurs {
            sheet = sheet.column(label(*letter), ColumnKind::Number, 10);
        }
        sheet = sheet.column("id", ColumnKind::Text, 40);
        sheet.rows = rows.iter().map(|row| self.matrix_row(row, &occurs)).collect();
        sheet.totals = self.totals(&rows, &occurs);
        sheet.without_empty_columns()
    }

    fn matrix_row(&self, row: &MatrixColumn<'_, 'a>, occurs: &[VerdictLetter]) -> Vec<WorkCell> {
        let mut cells = head(row, self.grouping).to_vec();
        for actor in &self.actors {
            let (text, gravest) = letters(&row.of(&actor.code));
            cells.push(gravest.map_or(WorkCell::Empty, |gravest| WorkCell::Verdict(text, gravest)));
        }
        cells.push(WorkCell::count(row.findings.len()));
        cells.extend(occurs.iter().map(|letter| counted(&row.findings, *letter)));
        cells.push(WorkCell::text(&*row.name));
        cells
    }

    /// A row for all, then one per letter that occurs: for each state, how many of the rows above.
    fn totals(&self, rows: &[MatrixColumn<'_, 'a>], occurs: &[VerdictLetter]) -> Vec<Vec<WorkCell>> {
        let all: Vec<&Finding> = rows.iter().flat_map(|row| row.findings.iter().copied()).collect();
        let line = |name: String, count: &dyn Fn(&[&Finding]) -> WorkCell| {
            let mut cells = vec![WorkCell::Empty; HEAD.len()];
            if let Some(cell) = cells.first_mut() {
                *cell = WorkCell::Strong(name);
            }
            for actor in &self.actors {
                let own: Vec<&Finding> = all.iter().copied().filter(|one| one.actor.code == actor.code).collect();
                cells.push(count(&own));
            }
            cells.push(count(&all));
            cells.resize(HEAD.len() + self.actors.len() + occurs.len() + 2, WorkCell::Empty);
            cells
        };
        let every = line("all".to_owned(), &|own| WorkCell::count(own.len()));
        let by_letter = occurs.iter().map(|letter| line(label(*letter), &|own| counted(own, *letter)));
        std::iter::once(every).chain(by_letter).collect()
    }
}

fn counted(findings: &[&Finding], letter: VerdictLetter) -> WorkCell {
    WorkCell::count(findings.iter().filter(|finding| letter_of(finding) == letter).count())
}

/// What all findings of a row have in common.
fn head(row: &MatrixColumn, grouping: Grouping) -> [WorkCell; HEAD.len()] {
    let Some(first) = row.findings.first() else { return [const { WorkCell::Empty }; HEAD.len()] };
    let objective = first.instrument.objective.map_or(WorkCell::Empty, |number| WorkCell::Count(number.into()));
    let nothing = || WorkCell::Empty;
    let act = || WorkCell::text(&*first.instrument.short_title);
    match grouping {
        Grouping::Objective => [WorkCell::text(&*row.name), nothing(), nothing(), nothing(), objective],
        Grouping::Family => [WorkCell::text(&*row.name), nothing(), nothing(), nothing(), nothing()],
        Grouping::Instrument => [act(), WorkCell::text(&*first.instrument.title), nothing(), nothing(), objective],
        Grouping::Headline | Grouping::Obligation => [
            act(),
            WorkCell::text(&*first.obligation.title),
            WorkCell::text(article_of(&first.obligation.article)),
            common_due(&row.findings),
            objective,
        ],
    }
}

/// The last good day where it is the same for all that have one; else the first and the last of them.
fn common_due(findings: &[&Finding]) -> WorkCell {
    let days: Vec<Day> = findings.iter().filter_map(|finding| due(&finding.judgement)).collect();
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first == last => WorkCell::Day(*first),
        (Some(first), Some(last)) => WorkCell::text(format!("{first} to {last}")),
        _ => WorkCell::Empty,
    }
}
