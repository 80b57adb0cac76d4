//! What no finding can reach although each table is sound alone: a row whose conditions never come together, a remedy
//! that no row gives.
//!
//! Lives here: the verdict table compared with those that build on it. What goes together at all, as the engine
//! computes it, is in `possible`. Not here: what one table proves by itself (`verify`).

use super::columns::{Judged, TableInput};
use super::condition::Test;
use super::error::{Combination, RuleError, RuleLocation, RuleProblem};
use super::facts::DayCount;
use super::facts::Severity;
use super::outlook::Outlook;
use super::proof::possible::{Possible, of_outlooks, of_verdicts};
use super::remedy::Remedy;
use super::ruleset::Rules;
use super::table::{HitPolicy, Table, TableOutcome};

impl Rules {
    /// The rows that no finding can reach, and the remedies that no row gives.
    ///
    /// A table with such a row still judges rightly, so it is loaded; `acquis rules verify` refuses it. Not looked at: how
    /// stage, confidence and the way in which something was undone go with the other facts, and with each other.
    #[must_use]
    pub fn unreachable(&self) -> Vec<RuleError> {
        let judged = of_verdicts(&self.verdict);
        let mut errors = out_of_reach::<Severity>(&self.severity, &judged);
        errors.extend(out_of_reach::<Remedy>(&self.recommendation, &of_outlooks(&judged)));
        errors.extend(never_given(&self.recommendation));
        errors
    }
}

fn out_of_reach<O: TableOutcome>(table: &Table<O>, possible: &[Possible]) -> Vec<RuleError> {
    let mut errors = Vec::new();
    for (number, (row, test)) in table.rows().iter().zip(table.tests()).enumerate() {
        if possible.iter().any(|facts| fits::<O::TableInput>(test, facts)) {
            continue;
        }
        let named = row.when.iter().map(|one| (one.fact, one.wanted.to_string()));
        let problem = RuleProblem::NoFinding(Combination(named.collect()));
        errors.push(RuleError {
            table: O::TABLE,
            location: RuleLocation::id_of_row(number),
            row: Some(row.id.clone()),
            problem,
        });
    }
    errors
}

/// Can a row answer some of these facts?
fn fits<C: TableInput>(test: &Test, facts: &Possible) -> bool {
    let words = C::COLUMNS.iter().all(|column| test.leaves(facts.bits, column));
    words && DayCount::ALL.into_iter().zip(facts.spans).all(|(count, span)| test.span(count).meets(span))
}

fn never_given<O: TableOutcome>(table: &Table<O>) -> Vec<RuleError> {
    let is_given = |word: &str| table.rows().iter().any(|row| O::from_word(word) == Some(row.then));
    let missing = O::OUTCOMES.iter().filter(|word| table.hit_policy() == HitPolicy::Collect && !is_given(word));
    let errors = missing.map(|word| {
        let location = RuleLocation::Key("/rows".to_owned());
        RuleError { table: O::TABLE, location, row: None, problem: RuleProblem::NeverGiven(word) }
    });
    errors.collect()
}

// `possible` lists what holds between the columns of both tables: a new column needs a sentence there
const _: () = assert!(Judged::COLUMNS.len() == 10 && Outlook::COLUMNS.len() == 7);
