//! Trying a case: the answers of its table for every value of the facts that it leaves open.

use std::collections::{BTreeSet, HashSet};

use super::case::{CaseError, RuleCase, RuleCases};
use super::read::no_table;
use crate::rules::compile::{compile_condition, location_of_condition};
use crate::rules::condition::{Test, WantedFact};
use crate::rules::error::{Hint, RuleLocation, RuleProblem};
use crate::rules::facts::{DayCount, Severity, Verdict};
use crate::rules::proof::grid::{Axis, Band, FactGrid, RowSet};
use crate::rules::read::escaped;
use crate::rules::remedy::Remedy;
use crate::rules::ruleset::Rules;
use crate::rules::table::{HitPolicy, Table, TableOutcome};

/// How a case came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Whether the table answers as expected, for every value of the facts not named.
    pub holds: bool,
    /// What it answers: for each different answer the outcomes, and the rows that give them.
    pub answers: Vec<(Vec<String>, Vec<String>)>,
}

impl Rules {
    /// Tries the cases of a file, each on its table.
    ///
    /// # Errors
    /// Cases that name a fact, a value, an outcome or a row which the table does not know; every one of them.
    pub fn trials(&self, cases: &RuleCases) -> Result<Vec<Trial>, Vec<CaseError>> {
        let trial = |case: &RuleCase| match cases.table.as_str() {
            Verdict::TABLE => trial(&self.verdict, case),
            Severity::TABLE => trial(&self.severity, case),
            Remedy::TABLE => trial(&self.recommendation, case),
            other => Err(vec![case.error(RuleLocation::Value("/table".to_owned()), no_table(other))]),
        };
        let mut trials = Vec::new();
        let mut errors = Vec::new();
        for case in &cases.cases {
            match trial(case) {
                Ok(tried) => trials.push(tried),
                Err(found) => errors.extend(found),
            }
        }
        if errors.is_empty() { Ok(trials) } else { Err(errors) }
    }
}

fn trial<O: TableOutcome>(table: &Table<O>, case: &RuleCase) -> Result<Trial, Vec<CaseError>> {
    let (test, mut errors) = given::<O>(case);
    errors.extend(unknown_words(table, case));
    if !errors.is_empty() {
        return Err(errors);
    }
    let grid = FactGrid::of(table);
    let mut walk = TrialWalk {
        grid: &grid,
        given: &test,
        collects: table.hit_policy() == HitPolicy::Collect,
        seen: HashSet::new(),
        answers: BTreeSet::new(),
    };
    walk.step(grid.all_rows(), 0);
    let answers: Vec<(Vec<String>, Vec<String>)> = walk.answers.iter().map(|rows| answer(table, rows)).collect();
    let is_expected = |(outcomes, rows): &(Vec<String>, Vec<String>)| {
        *outcomes == case.expect && (case.rows.is_empty() || *rows == case.rows)
    };
    Ok(Trial { holds: !answers.is_empty() && answers.iter().all(is_expected), answers })
}

/// The facts given as a test, and those that the table does not know or that are given twice.
fn given<O: TableOutcome>(case: &RuleCase) -> (Test, Vec<CaseError>) {
    let (mut test, mut named, mut errors) = (Test::ANY, HashSet::new(), Vec::new());
    for (fact, wanted) in &case.given {
        let at = case.pointer(&format!("given/{}", escaped(fact)));
        match compile_condition::<O::TableInput>(fact, wanted, &mut test) {
            Ok(known) if named.insert(known.fact) => {}
            Ok(known) => {
                let problem = RuleProblem::RepeatedFact(known.fact);
                errors.push(case.error(location_of_condition(at, &problem), problem.to_string()));
            }
            Err(problem) => errors.push(case.error(location_of_condition(at, &problem), problem.to_string())),
        }
    }
    (test, errors)
}

/// Outcomes and rows that the table does not have.
fn unknown_words<O: TableOutcome>(table: &Table<O>, case: &RuleCase) -> Vec<CaseError> {
    let outcomes = case.listed.words.iter().filter(|word| O::from_word(word).is_none());
    let outcomes = outcomes.map(|word| {
        let hint = Hint::for_word(word, O::OUTCOMES.iter().copied());
        let location = RuleLocation::Value(case.pointer(&case.listed.pointer("expect", word)));
        case.error(location, format!("unknown outcome `{word}`{hint}"))
    });
    let rows = case.listed_rows.words.iter().filter(|id| !table.rows().iter().any(|row| row.id == **id));
    let rows = rows.map(|id| {
        let away = |row: &&str| strsim::osa_distance(row, id);
        let near = table.rows().iter().map(|row| row.id.as_str()).min_by_key(away);
        let near = near.filter(|row| away(row) <= 2.max(id.chars().count() / 3));
        let hint = near.map_or(String::new(), |row| format!(", did you mean `{row}`?"));
        let location = RuleLocation::Value(case.pointer(&case.listed_rows.pointer("rows", id)));
        case.error(location, format!("the table `{}` has no row `{id}`{hint}", table.name()))
    });
    outcomes.chain(rows).collect()
}

/// Outcomes, sorted, and the rows that give them.
fn answer<O: TableOutcome>(table: &Table<O>, rows: &[usize]) -> (Vec<String>, Vec<String>) {
    let rows: Vec<_> = rows.iter().filter_map(|row| table.row(*row)).collect();
    let word = |then: O| O::OUTCOMES.iter().find(|word| O::from_word(word) == Some(then)).copied().unwrap_or_default();
    let mut outcomes: Vec<String> = rows.iter().map(|row| word(row.then).to_owned()).collect();
    outcomes.sort();
    (outcomes, rows.iter().map(|row| row.id.clone()).collect())
}

/// The search through all cases that agree with what is given.
struct TrialWalk<'a> {
    grid: &'a FactGrid,
    given: &'a Test,
    collects: bool,
    seen: HashSet<(usize, RowSet)>,
    answers: BTreeSet<Vec<usize>>,
}

impl TrialWalk<'_> {
    fn step(&mut self, remaining: &RowSet, depth: usize) {
        let grid = self.grid;
        let first = remaining.first();
        let is_settled = !self.collects && first.is_some_and(|first| grid.settled(depth).holds(first));
        // under `collect` each further fact can still rule a row out, so only the end of the facts settles an answer
        if is_settled || depth >= grid.axes.len() || first.is_none() {
            let rows = (0..grid.rows).filter(|row| remaining.holds(*row));
            self.answers.insert(rows.take(if self.collects { usize::MAX } else { 1 }).collect());
        } else if self.seen.insert((depth, remaining.clone())) {
            let Some(axis) = grid.axes.get(depth) else { return };
            let given = self.given;
            for band in axis.bands.iter().filter(|band| agrees(given, axis, band)) {
                self.step(&remaining.and(&band.rows), depth + 1);
            }
        }
    }
}

/// Is some value of a band among those given?
fn agrees(given: &Test, axis: &Axis, band: &Band) -> bool {
    match &band.values {
        WantedFact::OneOf(_) => axis.bits(band).any(|bit| given.fits_bits(bit)),
        WantedFact::Days(span) => DayCount::parse(axis.fact).is_some_and(|count| given.span(count).meets(*span)),
    }
}
