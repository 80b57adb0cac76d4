//! Cases kept beside the rules: some facts, what a table must answer to them, and why.
//!
//! Lives here: reading such a file, and trying it. A fact that a case does not name may take any value, and the answer
//! must be the same for all of them: nothing is filled in. Not here: where the files lie (`load`).

use std::collections::{BTreeSet, HashSet};

use serde::Deserialize;
use serde_json::Value;

use super::compile::condition;
use super::condition::{Test, Wanted};
use super::error::{Hint, Problem};
use super::facts::DayCount;
use super::grid::{Axis, Band, Grid, RowSet};
use super::read::{Pairs, RawWanted};
use super::table::{HitPolicy, Outcome, Table};
use super::{Rules, Severity, Verdict, advice::Remedy};

/// The cases of one file, all about one table.
#[derive(Debug, Clone)]
pub struct RuleCases {
    /// The table they are about.
    pub table: String,
    /// The cases, in the order of the file.
    pub cases: Vec<RuleCase>,
}

/// One case.
#[derive(Debug, Clone)]
pub struct RuleCase {
    /// What it shows, in a few words; unique in its file.
    pub name: String,
    /// Which outcomes the table must give, sorted.
    pub expect: Vec<String>,
    /// Which rows must give them, in the order of the table; empty leaves it open.
    pub rows: Vec<String>,
    /// Why, in words that a lawyer can read.
    pub because: String,
    given: Vec<(String, RawWanted)>,
}

/// How a case came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Whether the table answers as expected, for every value of the facts not named.
    pub holds: bool,
    /// What it answers: for each different answer the outcomes, and the rows that give them.
    pub answers: Vec<(Vec<String>, Vec<String>)>,
}

/// Why a case cannot be tried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", case.as_ref().map_or(String::new(), |name| format!("case `{name}`: ")))]
pub struct CaseError {
    /// The case, where the problem lies in one.
    pub case: Option<String>,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCases {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    table: String,
    cases: Vec<RawCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    name: String,
    given: Pairs<Value>,
    expect: OneOrMore,
    rows: Option<OneOrMore>,
    because: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word],
            Self::More(words) => words,
        }
    }
}

impl RuleCases {
    /// Reads a file of cases.
    ///
    /// # Errors
    /// It is no such file, names no table that there is, has no case, or one without name or reason.
    pub fn read(json: &str) -> Result<Self, CaseError> {
        let whole = |message: String| CaseError { case: None, message };
        let raw: RawCases = serde_json::from_str(json).map_err(|error| whole(error.to_string()))?;
        if !Rules::TABLES.contains(&raw.table.as_str()) {
            let hint = Hint::for_word(&raw.table, Rules::TABLES);
            return Err(whole(format!("there is no table `{}`{hint}", raw.table)));
        }
        if raw.cases.is_empty() {
            return Err(whole("there are no cases".to_owned()));
        }
        let mut names = HashSet::new();
        let mut cases = Vec::new();
        for case in raw.cases {
            let blame = |message: &str| CaseError { case: Some(case.name.clone()), message: message.to_owned() };
            if case.name.trim().is_empty() || case.because.trim().is_empty() {
                return Err(blame("`name` and `because` must say something"));
            }
            if !names.insert(case.name.clone()) {
                return Err(blame("two cases have this name"));
            }
            let given: Result<Vec<_>, String> = case.given.0.into_iter().map(given).collect();
            let given = given.map_err(|message| CaseError { case: Some(case.name.clone()), message })?;
            let rows = case.rows.map(OneOrMore::list).unwrap_or_default();
            let mut expect = case.expect.list();
            expect.sort();
            cases.push(RuleCase { name: case.name, expect, rows, because: case.because, given });
        }
        Ok(Self { table: raw.table, cases })
    }
}

/// A fact of a case: a word, several of which any will do, a number of days, or bounds on one.
fn given((fact, value): (String, Value)) -> Result<(String, RawWanted), String> {
    let wrong = || format!("`{fact}` is a word, a list of words, a number of days or a threshold");
    let text = |word: &Value| word.as_str().map(str::to_owned).ok_or_else(wrong);
    let whole = |days: &Value| days.as_i64().ok_or_else(wrong);
    let wanted = match &value {
        Value::Array(words) => RawWanted::Words(words.iter().map(text).collect::<Result<_, _>>()?),
        Value::Number(_) => {
            let days = whole(&value)?;
            RawWanted::Days(Pairs(vec![("at-least".to_owned(), days), ("at-most".to_owned(), days)]))
        }
        Value::Object(bounds) => {
            let pairs = bounds.iter().map(|(word, days)| Ok((word.clone(), whole(days)?)));
            RawWanted::Days(Pairs(pairs.collect::<Result<_, String>>()?))
        }
        word => RawWanted::Words(vec![text(word)?]),
    };
    Ok((fact, wanted))
}

impl Rules {
    /// Tries the cases of a file, each on its table.
    ///
    /// # Errors
    /// Cases that name a fact, a value or an outcome which the table does not know.
    pub fn trials(&self, cases: &RuleCases) -> Result<Vec<Trial>, Vec<CaseError>> {
        let trial = |case: &RuleCase| match cases.table.as_str() {
            Verdict::TABLE => trial(&self.verdict, case),
            Severity::TABLE => trial(&self.severity, case),
            Remedy::TABLE => trial(&self.recommendation, case),
            other => Err(format!("there is no table `{other}`")),
        };
        let mut trials = Vec::new();
        let mut errors = Vec::new();
        for case in &cases.cases {
            match trial(case) {
                Ok(tried) => trials.push(tried),
                Err(message) => errors.push(CaseError { case: Some(case.name.clone()), message }),
            }
        }
        if errors.is_empty() { Ok(trials) } else { Err(errors) }
    }
}

fn trial<O: Outcome>(table: &Table<O>, case: &RuleCase) -> Result<Trial, String> {
    let mut test = Test::ANY;
    let mut named = HashSet::new();
    for (fact, wanted) in &case.given {
        let known = condition::<O::Case>(fact, wanted, &mut test).map_err(|problem| problem.to_string())?;
        if !named.insert(known.fact) {
            return Err(Problem::RepeatedFact(known.fact).to_string());
        }
    }
    if let Some(word) = case.expect.iter().find(|word| O::from_word(word).is_none()) {
        let hint = Hint::for_word(word, O::OUTCOMES.iter().copied());
        return Err(format!("unknown outcome `{word}`{hint}"));
    }
    let grid = Grid::of(table);
    let mut walk = Walk {
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

/// Outcomes, sorted, and the rows that give them.
fn answer<O: Outcome>(table: &Table<O>, rows: &[usize]) -> (Vec<String>, Vec<String>) {
    let rows: Vec<_> = rows.iter().filter_map(|row| table.row(*row)).collect();
    let word = |then: O| O::OUTCOMES.iter().find(|word| O::from_word(word) == Some(then)).copied().unwrap_or_default();
    let mut outcomes: Vec<String> = rows.iter().map(|row| word(row.then).to_owned()).collect();
    outcomes.sort();
    (outcomes, rows.iter().map(|row| row.id.clone()).collect())
}

/// A walk through all cases that agree with what is given.
struct Walk<'a> {
    grid: &'a Grid,
    given: &'a Test,
    collects: bool,
    seen: HashSet<(usize, RowSet)>,
    answers: BTreeSet<Vec<usize>>,
}

impl Walk<'_> {
    fn step(&mut self, standing: &RowSet, depth: usize) {
        let grid = self.grid;
        let first = standing.first();
        let is_settled = !self.collects && first.is_some_and(|first| grid.settled(depth).holds(first));
        if is_settled || depth >= grid.axes.len() || first.is_none() {
            let rows = (0..grid.rows).filter(|row| standing.holds(*row));
            self.answers.insert(rows.take(if self.collects { usize::MAX } else { 1 }).collect());
        } else if self.seen.insert((depth, standing.clone())) {
            let Some(axis) = grid.axes.get(depth) else { return };
            let given = self.given;
            for band in axis.bands.iter().filter(|band| agrees(given, axis, band)) {
                self.step(&standing.and(&band.rows), depth + 1);
            }
        }
    }
}

/// Whether some value of a band is among those given.
fn agrees(given: &Test, axis: &Axis, band: &Band) -> bool {
    match &band.values {
        Wanted::OneOf(_) => axis.bits(band).any(|bit| given.fits_bits(bit)),
        Wanted::Days(span) => DayCount::parse(axis.fact).is_some_and(|count| given.span(count).meets(*span)),
    }
}
