//! How the cases kept beside the rules came out.

use super::Rulebook;
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::page::{Cell, Sheet};
use crate::report::text::labels::counted;
use crate::rules::{CaseError, RuleCases, Trial};
use std::collections::BTreeSet;

/// The cases of several files, tried.
pub struct Trials<'a> {
    book: &'a Rulebook<'a>,
    files: Vec<(&'a str, &'a RuleCases, Vec<Trial>)>,
}

impl<'a> Trials<'a> {
    /// Tries the cases of each file.
    ///
    /// # Errors
    /// Cases that cannot be tried, with the path of their file.
    pub fn new(book: &'a Rulebook, files: &'a [(String, RuleCases)]) -> Result<Trials<'a>, Vec<(String, CaseError)>> {
        let mut tried = Vec::new();
        let mut errors = Vec::new();
        for (path, cases) in files {
            match book.rules.trials(cases) {
                Ok(trials) => tried.push((path.as_str(), cases, trials)),
                Err(found) => errors.extend(found.into_iter().map(|error| (path.clone(), error))),
            }
        }
        if errors.is_empty() { Ok(Trials { book, files: tried }) } else { Err(errors) }
    }

    /// How many cases were tried.
    pub fn total(&self) -> usize {
        self.files.iter().map(|(.., trials)| trials.len()).sum()
    }

    /// How many of them do not hold.
    pub fn failed(&self) -> usize {
        self.files.iter().flat_map(|(.., trials)| trials).filter(|trial| !trial.holds).count()
    }

    /// The rows of the tables that no case expects.
    fn untried(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let cases = self.files.iter().flat_map(|(_, cases, _)| cases.cases.iter().map(|case| (&*cases.table, case)));
        let expected: BTreeSet<(&str, &str)> =
            cases.flat_map(|(table, case)| case.rows.iter().map(move |row| (table, row.as_str()))).collect();
        let rows = self.book.rules.row_ids();
        rows.into_iter().filter(move |row| !expected.contains(row))
    }

    /// The files with their counts, each case that does not hold and each row that no case expects; in CSV every case, whether it
    /// holds or not.
    pub fn fact_sheet(&self) -> FactSheet {
        let (total, failed) = (self.total(), self.failed());
        let title = format!("{} of {}", total - failed, counted(total, "case holds", "cases hold"));
        let files = self.files.iter().map(|(path, cases, trials)| {
            let failed = trials.iter().filter(|trial| !trial.holds).count() as u64;
            let count = trials.len() as u64;
            vec![
                FactValue::text(path),
                FactValue::text(&cases.table),
                FactValue::Count(count),
                FactValue::Count(failed),
            ]
        });
        let files = FactTable::new("files", &["file", "table", "cases", "failed"], files);
        let failures = FactTable::new(
            "failures",
            &["file", "case", "expected", "expected_rows", "answers", "because"],
            self.files.iter().flat_map(|(path, cases, trials)| {
                let failing = cases.cases.iter().zip(trials).filter(|(_, trial)| !trial.holds);
                failing.map(move |(case, trial)| {
                    vec![
                        FactValue::text(path),
                        FactValue::text(&case.name),
                        FactValue::texts(&case.expect),
                        FactValue::texts(&case.rows),
                        FactValue::texts(trial.answers.iter().map(answer)),
                        FactValue::text(&case.because),
                    ]
                })
            }),
        );
        let columns = &["table", "row"];
        let untried = self.untried().map(|(table, row)| vec![FactValue::text(table), FactValue::text(row)]);
        let untried = FactTable::new("rows_without_case", columns, untried);
        let facts = vec![("cases", FactValue::Count(total as u64)), ("failed", FactValue::Count(failed as u64))];
        let fact_sheet = FactSheet::of_rules(self.book.digest, "acquis/rules/1", "trials", title);
        fact_sheet.with(facts, vec![files, failures, untried]).flatly(self.sheet())
    }

    fn sheet(&self) -> Sheet {
        let columns = ["file", "table", "case", "holds", "expected", "expected_rows", "answers", "because"];
        let mut sheet = Sheet::with(&columns);
        for (path, cases, trials) in &self.files {
            sheet.rows.extend(cases.cases.iter().zip(trials).map(|(case, trial)| {
                let answers: Vec<String> = trial.answers.iter().map(answer).collect();
                let texts = [
                    (*path).to_owned(),
                    cases.table.clone(),
                    case.name.clone(),
                    if trial.holds { "yes" } else { "no" }.to_owned(),
                    case.expect.join(" "),
                    case.rows.join(" "),
                    answers.join("; "),
                    case.because.clone(),
                ];
                texts.map(Cell::plain).into()
            }));
        }
        sheet
    }
}

/// `overdue by deadline-passed-not-done`.
fn answer((outcomes, rows): &(Vec<String>, Vec<String>)) -> String {
    format!("{} by {}", outcomes.join(" and "), rows.join(" and "))
}
