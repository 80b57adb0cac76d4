//! What no finding can reach although each table is sound by itself: a row whose conditions go with no verdict, a remedy
//! that no row gives.
//!
//! Lives here: the verdict table laid beside those that build on it. A gap in some worlds only is a possible gap, so that
//! verdict goes with the facts of any gap. Not here: what one table proves by itself (`verify`).

use super::advice::Remedy;
use super::columns::{Case, VERDICT};
use super::condition::{Span, Test, Wanted};
use super::error::{Combination, Problem, RuleError};
use super::facts::{DayCount, Facts, Verdict};
use super::grid::{Axis, Band, Grid, RowSet};
use super::table::{HitPolicy, Outcome, Table};
use super::{Rules, Severity};

/// Values that go together: for each fact the bits or the days it may have.
#[derive(Clone)]
enum Values {
    Bits(Vec<u64>),
    Days(DayCount, Span),
}

/// Facts that get one verdict.
struct Judgeable {
    verdict: Verdict,
    values: Vec<Values>,
}

impl Rules {
    /// The rows that no finding can reach, and the remedies that no row gives.
    ///
    /// A table with such a row still judges rightly, so it is loaded; `acquis rules verify` refuses it.
    #[must_use]
    pub fn unreachable(&self) -> Vec<RuleError> {
        let judgeable = judgeable(&self.verdict);
        let mut errors = stranded::<Severity>(&self.severity, &judgeable);
        errors.extend(stranded::<Remedy>(&self.recommendation, &judgeable));
        errors.extend(never_given(&self.recommendation));
        errors
    }
}

/// Everything that the verdict table tells apart, with its verdict.
fn judgeable(table: &Table<Verdict>) -> Vec<Judgeable> {
    let grid = Grid::of(table);
    let mut open = vec![(grid.all_rows().clone(), Vec::new())];
    for axis in &grid.axes {
        let bands: Vec<(&RowSet, Values)> = axis.bands.iter().map(|band| (&band.rows, values(axis, band))).collect();
        let wider = open.iter().flat_map(|(rows, values): &(RowSet, Vec<Values>)| {
            bands.iter().map(move |(band, more)| {
                (rows.and(band), values.iter().cloned().chain([more.clone()]).collect::<Vec<Values>>())
            })
        });
        open = wider.collect();
    }
    let judged = open.into_iter().filter_map(|(rows, values)| {
        let verdict = table.row(rows.first()?)?.then;
        Some(Judgeable { verdict, values })
    });
    judged.collect()
}

fn values(axis: &Axis, band: &Band) -> Values {
    match &band.values {
        Wanted::Days(span) => Values::Days(DayCount::parse(axis.fact).unwrap_or(DayCount::DaysOverdue), *span),
        Wanted::OneOf(_) => Values::Bits(axis.bits(band).collect()),
    }
}

fn stranded<O: Outcome>(table: &Table<O>, judgeable: &[Judgeable]) -> Vec<RuleError> {
    let rows = table.rows().iter().zip(table.tests());
    let lost = rows.filter(|(_, test)| !judgeable.iter().any(|facts| fits(test, facts)));
    let blame = lost.map(|(row, _)| {
        let known = |fact: &str| fact == "verdict" || Facts::COLUMNS.iter().any(|column| column.name == fact);
        let named = row.when.iter().filter(|condition| known(condition.fact));
        let combination = Combination(named.map(|one| (one.fact, one.wanted.to_string())).collect());
        let problem = Problem::NoFinding(combination);
        RuleError { table: O::TABLE, line: None, row: Some(row.id.clone()), problem }
    });
    blame.collect()
}

/// Whether a row takes some of these facts with their verdict; what the verdict table does not know may be anything.
fn fits(test: &Test, facts: &Judgeable) -> bool {
    let takes = |verdict: Verdict| test.fits_bits(VERDICT.bit(verdict as u32));
    let verdict = takes(facts.verdict) || (facts.verdict.is_gap() && takes(Verdict::PossibleGap));
    verdict
        && facts.values.iter().all(|values| match values {
            Values::Bits(bits) => bits.iter().any(|bit| test.fits_bits(*bit)),
            Values::Days(count, span) => test.span(*count).meets(*span),
        })
}

fn never_given<O: Outcome>(table: &Table<O>) -> Vec<RuleError> {
    let is_given = |word: &str| table.rows().iter().any(|row| O::from_word(word) == Some(row.then));
    let missing = O::OUTCOMES.iter().filter(|word| table.hit_policy() == HitPolicy::Collect && !is_given(word));
    let blame =
        missing.map(|word| RuleError { table: O::TABLE, line: None, row: None, problem: Problem::NeverGiven(word) });
    blame.collect()
}
