//! Decision tables proved, and what is wrong with them as problems with file, line and column. Finding it is the business
//! of `rules`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::load::{self, Problem, RuleTexts, listed};
use crate::rules::{self, Indicators, RuleError, Rules};

/// What tables say, proved.
#[derive(Debug)]
pub struct Tables {
    /// The decision tables.
    pub rules: Rules,
    /// The indicators of the scoreboard.
    pub indicators: Indicators,
}

/// Proves the tables; or says everything that is wrong with them, but for what `told` says of a table's JSON already.
///
/// # Errors
/// A table cannot be read, or leaves a combination without an answer.
pub fn prove(texts: &RuleTexts, told: &[Problem]) -> Result<Tables, Vec<Problem>> {
    let indicators = Indicators::parse(texts.get(Indicators::TABLE).unwrap_or_default());
    let errors: Vec<RuleError> = match (Rules::parse(|name| texts.get(name)), indicators) {
        (Ok(rules), Ok(indicators)) => return Ok(Tables { rules, indicators }),
        (rules, indicators) => [indicators.err(), rules.err()].into_iter().flatten().flatten().collect(),
    };
    let is_told = |error: &RuleError| {
        let path = texts.tables.get(error.table).map(|table| table.path.as_str());
        let is_shape = matches!(error.problem, rules::Problem::Json(_));
        path.is_none_or(|path| is_shape && told.iter().any(|problem| problem.file == path))
    };
    let mut by_table: BTreeMap<&str, Vec<&RuleError>> = BTreeMap::new();
    errors
        .iter()
        .filter(|error| !is_told(error))
        .for_each(|error| by_table.entry(error.table).or_default().push(error));
    Err(by_table.into_values().flat_map(|errors| listed(errors, |error| placed(texts, error))).collect())
}

/// The texts of the decision tables of these directories, each over those before it and over the embedded ones.
///
/// # Errors
/// They cannot be read.
pub fn overlaid(directories: &[&Path]) -> Result<RuleTexts, Vec<Problem>> {
    directories.iter().try_fold(load::embedded_rules(), |texts, directory| load::rules_over(directory, texts))
}

/// The directories whose tables override the embedded ones: that of the data if it has any, then that of the rules.
pub fn rules_directories<'p>(data: Option<&'p Path>, rules: Option<&'p Path>) -> Vec<&'p Path> {
    let data = data.filter(|data| data.join("rules").is_dir());
    data.into_iter().chain(rules).collect()
}

/// Rows that no finding reaches, and remedies that no row gives.
pub fn out_of_reach(texts: &RuleTexts, rules: &Rules) -> Vec<Problem> {
    rules.unreachable().iter().map(|error| placed(texts, error)).collect()
}

/// The error at its row, or at the list of rows where it lies in none.
fn placed(texts: &RuleTexts, error: &RuleError) -> Problem {
    let text = texts.get(error.table).unwrap_or_default();
    let row = error.row.as_ref().map_or(String::new(), |row| format!("row `{}`: ", row.escape_debug()));
    let problem = texts.problem((error.table, spot(text, error)), code(error), format!("{row}{}", error.problem));
    match error.help() {
        Some(help) => problem.with_help(help),
        None => problem,
    }
}

/// The byte of the table's text that an error is about.
fn spot(text: &str, error: &RuleError) -> usize {
    let of_row = |row: &String| {
        values(text, "id").find(|at| starts(text, *at, &serde_json::Value::from(row.as_str()).to_string()))
    };
    let rows = || text.find("\"rows\"");
    let found = match (&error.problem, error.line) {
        (_, Some(line)) => line_start(text, line),
        (rules::Problem::TwoHits { rows: both, .. } | rules::Problem::Clash { rows: both, .. }, None) => {
            both.last().and_then(of_row).or_else(rows)
        }
        (rules::Problem::Hole(_) | rules::Problem::NoRows | rules::Problem::NeverGiven(_), None) => rows(),
        _ => error.row.as_ref().and_then(of_row),
    };
    found.unwrap_or(0)
}

/// Where the values of a key begin.
fn values<'t>(text: &'t str, key: &str) -> impl Iterator<Item = usize> + 't {
    let key = format!("\"{key}\"");
    let ends: Vec<usize> = text.match_indices(&key).map(|(at, key)| at + key.len()).collect();
    ends.into_iter().filter_map(|end| {
        let rest = text.get(end..)?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start();
        Some(text.len() - value.len())
    })
}

fn starts(text: &str, at: usize, with: &str) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(with))
}

/// The first letter of a line, counted from 1.
fn line_start(text: &str, line: usize) -> Option<usize> {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(start..)?;
    Some(start + (rest.len() - rest.trim_start_matches([' ', '\t']).len()))
}

fn code(error: &RuleError) -> &'static str {
    match error.problem {
        rules::Problem::Hole(_) => "rule-hole",
        rules::Problem::TwoHits { .. } => "rule-two-hits",
        rules::Problem::DeadRow { .. } => "rule-never-reached",
        rules::Problem::UnknownWord { .. } => "rule-unknown-word",
        rules::Problem::Json(_) => "rule-table-shape",
        _ => "rule-broken",
    }
}
