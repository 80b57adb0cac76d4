//! The counts for programs: `acquis/infringements/1`.

use super::count::{CaseTally, CountRow};
use super::{CaseGrouping, CaseMeasure, Infringements};
use crate::report::contract::Header;
use serde::Serialize;
use serde_json::{Map, Value, json};

#[derive(Serialize)]
pub(super) struct InfringementsData {
    #[serde(flatten)]
    header: Header,
    counts: &'static str,
    year: Option<i32>,
    on: Option<String>,
    kind: Option<&'static str>,
    departments: Vec<String>,
    states: Vec<String>,
    instruments: Vec<String>,
    by: &'static str,
    total: usize,
    attributed: usize,
    unattributed: usize,
    without_first_letter: usize,
    covered: bool,
    registers: Vec<CaseRegisterData>,
    warnings: Vec<String>,
    rows: Vec<Value>,
}

/// A register, and the days that it covers.
#[derive(Serialize)]
struct CaseRegisterData {
    source: String,
    reference: String,
    from: String,
    through: String,
}

impl Infringements<'_> {
    pub(super) fn contract(&self) -> InfringementsData {
        let CaseTally { cases, unattributed } = CaseTally::of(self.counted());
        let (counts, year, on) = match self.query.measure {
            CaseMeasure::Opened(year) => ("opened", Some(year), None),
            CaseMeasure::OpenOn(day) => ("open", None, Some(day.to_string())),
            CaseMeasure::Yearly => ("yearly", None, None),
        };
        let registers = self.periods.iter().map(|one| CaseRegisterData {
            source: one.source.id.to_string(),
            reference: one.source.name().to_owned(),
            from: one.from.to_string(),
            through: one.through.to_string(),
        });
        InfringementsData {
            header: Header::new(&self.run, "acquis/infringements/1"),
            counts,
            year,
            on,
            kind: self.query.kind.map(|kind| kind.as_str()),
            departments: self.query.departments.iter().map(|name| name.to_uppercase()).collect(),
            states: self.selection.actors.named().to_vec(),
            instruments: self.selection.instruments.named().to_vec(),
            by: self.by.column(),
            total: cases,
            attributed: cases - unattributed,
            unattributed,
            without_first_letter: self.without_letter(),
            covered: self.is_covered() && !self.periods.is_empty(),
            registers: registers.collect(),
            warnings: self.warnings(),
            rows: self.rows().iter().map(|row| self.row_data(row)).collect(),
        }
    }

    fn row_data(&self, row: &CountRow) -> Value {
        let mut map = Map::new();
        if let Some(year) = row.year {
            map.insert("year".to_owned(), json!(year));
        }
        if self.by != CaseGrouping::Year {
            map.insert(self.by.column().to_owned(), json!(row.group));
        } else if row.year.is_none() {
            map.insert("year".to_owned(), json!(row.group.as_deref().and_then(|year| year.parse::<i32>().ok())));
        }
        match row.year {
            None => {
                map.insert("cases".to_owned(), json!(row.counted.cases));
                map.insert("unattributed".to_owned(), json!(row.counted.unattributed));
            }
            Some(year) => {
                map.insert("new".to_owned(), json!(row.counted.cases));
                map.insert("open".to_owned(), json!(row.open.cases));
                map.insert("open_on".to_owned(), json!(self.end_of(year).to_string()));
                map.insert("covered".to_owned(), json!(self.covers_year(year)));
            }
        }
        Value::Object(map)
    }
}
