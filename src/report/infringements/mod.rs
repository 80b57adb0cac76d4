//! Infringement cases counted as the Commission counts them each year: new in a year, open on a day, by state, year, act, kind
//! or department. Cases under acts and cases attributed to no act are counted together; nobody is judged by them here.

mod case;
mod count;
mod coverage;
mod data;
mod notes;
mod views;
mod workbook;
mod years;

use std::collections::BTreeSet;

use super::run::Run;
use crate::engine::Selection;
use crate::law::CaseKind;
use crate::load::UnattributedStep;
use crate::time::Day;
use case::InfringementCase;
use coverage::CasePeriod;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseMeasure {
    /// Cases of which the first letter of formal notice under Art. 258 TFEU is of this year.
    Opened(i32),
    /// Cases with a first letter on or before this day, and neither a closing nor a withdrawal by it.
    OpenOn(Day),
    /// Both, for each year of which the data say anything.
    Yearly,
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseGrouping {
    /// States.
    State,
    /// Years of the first letter.
    Year,
    /// Acts, by id; what is attributed to none is one row.
    Act,
    /// What is reproached.
    Kind,
    /// Departments of the Commission.
    Department,
}

impl CaseGrouping {
    /// The name of its column.
    pub fn column(self) -> &'static str {
        match self {
            CaseGrouping::State => "state",
            CaseGrouping::Year => "year",
            CaseGrouping::Act => "act",
            CaseGrouping::Kind => "kind",
            CaseGrouping::Department => "department",
        }
    }
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct CaseQuery {
    /// What is counted.
    pub measure: CaseMeasure,
    /// What the rows are; `None`: states, or years where both measures are counted.
    pub by: Option<CaseGrouping>,
    /// Only cases of this kind.
    pub kind: Option<CaseKind>,
    /// Only cases of these departments, in capital or small letters; none: of all.
    pub departments: Vec<String>,
}

/// The counts, and what they rest on.
pub struct Infringements<'a> {
    run: Run<'a>,
    query: CaseQuery,
    by: CaseGrouping,
    selection: &'a Selection,
    /// The cases that are asked about, whether they are counted or not.
    cases: Vec<InfringementCase>,
    /// Are there steps attributed to no act in the data at all?
    has_unattributed: bool,
    /// The sources of which only a part was imported.
    parts: BTreeSet<String>,
    periods: Vec<CasePeriod<'a>>,
}

impl<'a> Infringements<'a> {
    /// The counts of the states and acts selected; of all states where none is named. Beside the data stand steps of no act,
    /// and the sources of which only a part was imported.
    pub fn new(
        run: Run<'a>,
        selection: &'a Selection,
        query: CaseQuery,
        (steps, parts): (&[UnattributedStep], BTreeSet<String>),
    ) -> Infringements<'a> {
        let usual = if query.measure == CaseMeasure::Yearly { CaseGrouping::Year } else { CaseGrouping::State };
        let by = query.by.unwrap_or(usual);
        let mut cases = case::cases(&run, steps);
        cases.retain(|one| is_asked(one, selection, &query));
        let periods = coverage::periods(&run);
        let has_unattributed = !steps.is_empty();
        Infringements { run, query, by, selection, cases, has_unattributed, parts, periods }
    }

    /// How many cases are counted, each once; where both measures are, those opened in the years shown.
    pub fn total(&self) -> usize {
        self.counted().count()
    }

    /// The cases counted.
    fn counted(&self) -> impl Iterator<Item = &InfringementCase> {
        self.cases.iter().filter(|one| match self.query.measure {
            CaseMeasure::Opened(year) => one.is_opened_in(year),
            CaseMeasure::OpenOn(day) => one.is_open_on(day),
            CaseMeasure::Yearly => one.first_letter.is_some(),
        })
    }

    /// Cases of which no first letter is in the data: they are neither new nor open by definition.
    fn without_letter(&self) -> usize {
        let begins = |one: &&InfringementCase| match self.query.measure {
            CaseMeasure::Opened(year) => one.first_step.year() == year,
            CaseMeasure::OpenOn(day) => one.first_step <= day && one.first_end.is_none_or(|end| end > day),
            CaseMeasure::Yearly => true,
        };
        let without = self.cases.iter().filter(|one| one.first_letter.is_none());
        without.filter(begins).count()
    }
}

fn is_asked(one: &InfringementCase, selection: &Selection, query: &CaseQuery) -> bool {
    let is_of_act = || one.acts.iter().any(|act| selection.instruments.takes(act));
    let is_of_department = || {
        let own = one.department.as_deref().unwrap_or_default();
        query.departments.iter().any(|name| name.eq_ignore_ascii_case(own))
    };
    selection.actors.takes(&one.state)
        && (selection.instruments.is_all() || is_of_act())
        && query.kind.is_none_or(|kind| one.kind.as_deref() == Some(kind.as_str()))
        && (query.departments.is_empty() || is_of_department())
}
