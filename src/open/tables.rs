//! Decision tables read and proved, and what is wrong with them as problems with file, line and column. Finding it is the business
//! of `rules`.

use crate::load::{self, Problem, RuleTexts, TextLocation, listed};
use crate::rules::{Indicators, RuleError, RuleLocation, RuleProblem, Rules};
use std::collections::BTreeMap;
use std::path::Path;

/// What tables say.
#[derive(Debug)]
pub struct Tables {
    /// The decision tables.
    pub rules: Rules,
    /// The indicators of the scoreboard.
    pub indicators: Indicators,
}

/// Proves the tables; or says everything that is wrong with them, except what `reported` says of a table's JSON already.
///
/// # Errors
/// A table cannot be read, or leaves a combination without an answer.
pub fn prove(texts: &RuleTexts, reported: &[Problem]) -> Result<Tables, Vec<Problem>> {
    with_indicators(texts, Rules::parse(|name| texts.get(name)), reported)
}

/// Reads the tables that judge a run, and proves them unless they are the embedded ones, whose proof is the business of the
/// tests and of `acquis rules verify`; or says everything that is wrong with them, as [`prove`] does.
///
/// # Errors
/// A table cannot be read, or, where it is not embedded, leaves a combination without an answer.
pub fn settle(texts: &RuleTexts, reported: &[Problem]) -> Result<Tables, Vec<Problem>> {
    if !texts.embedded {
        return prove(texts, reported);
    }
    with_indicators(texts, Rules::proved_before(|name| texts.get(name)), reported)
}

/// The tables with the indicators beside them; or what is wrong with either, except what `reported` says already.
fn with_indicators(
    texts: &RuleTexts,
    rules: Result<Rules, Vec<RuleError>>,
    reported: &[Problem],
) -> Result<Tables, Vec<Problem>> {
    let indicators = Indicators::parse(texts.get(Indicators::TABLE).unwrap_or_default());
    let errors: Vec<RuleError> = match (rules, indicators) {
        (Ok(rules), Ok(indicators)) => return Ok(Tables { rules, indicators }),
        (rules, indicators) => [indicators.err(), rules.err()].into_iter().flatten().flatten().collect(),
    };
    let is_told = |error: &RuleError| {
        let path = texts.tables.get(error.table).map(|table| table.path.as_str());
        let is_shape = matches!(error.problem, RuleProblem::Json(_));
        path.is_none_or(|path| is_shape && reported.iter().any(|problem| problem.file == path))
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

/// The error at its place in the text of its table.
fn placed(texts: &RuleTexts, error: &RuleError) -> Problem {
    let row = error.row.as_ref().map_or(String::new(), |row| format!("row `{}`: ", row.escape_debug()));
    let at = (error.table, text_location(&error.location));
    let problem = texts.problem(at, code(error), format!("{row}{}", error.problem));
    match error.help() {
        Some(help) => problem.with_help(help),
        None => problem,
    }
}

/// A place in a table or a file of cases, as the reader of files finds it.
pub fn text_location(location: &RuleLocation) -> TextLocation<'_> {
    match location {
        RuleLocation::Read(line, column) => TextLocation::Read(*line, *column),
        RuleLocation::Key(pointer) => TextLocation::Key(pointer),
        RuleLocation::Value(pointer) => TextLocation::Value(pointer),
    }
}

fn code(error: &RuleError) -> &'static str {
    match error.problem {
        RuleProblem::Hole(_) => "rule-hole",
        RuleProblem::TwoHits { .. } => "rule-two-hits",
        RuleProblem::DeadRow { .. } => "rule-never-reached",
        RuleProblem::UnknownWord { .. } => "rule-unknown-word",
        RuleProblem::Json(_) => "rule-table-shape",
        _ => "rule-broken",
    }
}
