//! Cases to rows: how many of each state, year, act, kind or department.

use super::case::InfringementCase;
use super::{CaseGrouping, CaseMeasure, Infringements};
use std::collections::BTreeMap;

/// How many cases, and how many of them are attributed to no act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CaseTally {
    pub(super) cases: usize,
    pub(super) unattributed: usize,
}

impl CaseTally {
    pub(super) fn add(&mut self, one: &InfringementCase) {
        self.cases += 1;
        self.unattributed += usize::from(one.acts.is_empty());
    }

    /// That of these cases.
    pub(super) fn of<'c>(cases: impl Iterator<Item = &'c InfringementCase>) -> CaseTally {
        let mut tally = CaseTally::default();
        cases.for_each(|one| tally.add(one));
        tally
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CountRow {
    /// The year, where each year has rows of its own.
    pub(super) year: Option<i32>,
    /// State, act, kind, department or year; `None` where the data do not say it.
    pub(super) group: Option<String>,
    /// Cases opened in the year, or those counted where only one measure is.
    pub(super) counted: CaseTally,
    /// Cases open at the end of the year, where both measures are counted.
    pub(super) open: CaseTally,
}

impl Infringements<'_> {
    /// The rows, in the order of years and groups; what the data do not say comes last.
    pub(super) fn rows(&self) -> Vec<CountRow> {
        if self.query.measure == CaseMeasure::Yearly {
            return self.years().into_iter().flat_map(|year| rows_of_year(self, year)).collect();
        }
        let mut groups = Groups::named(self);
        self.counted().for_each(|one| groups.add(self.by, one, |row| &mut row.counted));
        groups.rows(None)
    }
}

fn rows_of_year(report: &Infringements, year: i32) -> Vec<CountRow> {
    let end = report.end_of(year);
    let opened = report.cases.iter().filter(|one| one.is_opened_in(year));
    let open = report.cases.iter().filter(|one| one.is_open_on(end));
    if report.by == CaseGrouping::Year {
        let (counted, open) = (CaseTally::of(opened), CaseTally::of(open));
        return vec![CountRow { year: Some(year), group: Some(year.to_string()), counted, open }];
    }
    let mut groups = Groups::default();
    opened.for_each(|one| groups.add(report.by, one, |row| &mut row.counted));
    open.for_each(|one| groups.add(report.by, one, |row| &mut row.open));
    groups.rows(Some(year))
}

/// Rows by their group; whether it is said comes first, so that what is not said sorts last.
#[derive(Default)]
struct Groups(BTreeMap<(bool, String), CountRow>);

impl Groups {
    /// A row for each state that is named, so that one without a case is seen to have none.
    fn named(report: &Infringements) -> Groups {
        let mut groups = Groups::default();
        if report.by == CaseGrouping::State {
            for code in report.selection.actors.named() {
                groups.row(Some(code.clone()));
            }
        }
        groups
    }

    fn row(&mut self, group: Option<String>) -> &mut CountRow {
        let empty = CaseTally::default();
        let row = CountRow { year: None, group: group.clone(), counted: empty, open: empty };
        self.0.entry((group.is_none(), group.unwrap_or_default())).or_insert(row)
    }

    /// Adds a case to the rows of its group; a case under several acts stands in the row of each.
    fn add(&mut self, by: CaseGrouping, one: &InfringementCase, place: fn(&mut CountRow) -> &mut CaseTally) {
        let groups: Vec<Option<String>> = match by {
            CaseGrouping::State => vec![Some(one.state.clone())],
            CaseGrouping::Year => vec![one.first_letter.map(|day| day.year().to_string())],
            CaseGrouping::Act if one.acts.is_empty() => vec![None],
            CaseGrouping::Act => one.acts.iter().cloned().map(Some).collect(),
            CaseGrouping::Kind => vec![one.kind.clone()],
            CaseGrouping::Department => vec![one.department.clone()],
        };
        for group in groups {
            place(self.row(group)).add(one);
        }
    }

    fn rows(self, year: Option<i32>) -> Vec<CountRow> {
        self.0.into_values().map(|row| CountRow { year, ..row }).collect()
    }
}
