//! A file of cases as it stands in JSON, and what its words mean. Strict: an unknown key, a missing one and a fact given
//! twice are refused. Which facts, outcomes and rows a table has is asked where the cases are tried.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Value;

use super::case::{CaseError, RuleCase, RuleCases, WordList};
use crate::rules::error::{Hint, RuleLocation};
use crate::rules::indicators::Indicators;
use crate::rules::read::{Pairs, RawWanted, escaped};
use crate::rules::ruleset::Rules;
use crate::text::is_blank;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `table` and `cases`")]
struct RawCases {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    table: String,
    cases: Vec<RawCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a case with `name`, `given`, `expect` and `because`")]
struct RawCase {
    name: String,
    given: Pairs<Value>,
    expect: Value,
    rows: Option<Value>,
    because: String,
}

impl RuleCases {
    /// Reads a file of cases.
    ///
    /// # Errors
    /// It is no such file, names no table that there is, has no case, or some without name or reason.
    pub fn read(json: &str) -> Result<Self, Vec<CaseError>> {
        cases(json)
    }
}

/// The cases, or everything that is wrong with the form of the file.
fn cases(json: &str) -> Result<RuleCases, Vec<CaseError>> {
    let raw: RawCases = serde_json::from_str(json).map_err(|error| vec![broken(&error)])?;
    let whole = |key: &str, message: String| CaseError {
        case: None,
        location: RuleLocation::Value(format!("/{key}")),
        message,
    };
    let mut errors = Vec::new();
    if !Rules::TABLES.contains(&raw.table.as_str()) {
        errors.push(whole("table", no_table(&raw.table)));
    }
    if raw.cases.is_empty() {
        errors.push(whole("cases", "there are no cases".to_owned()));
    }
    let mut names = HashSet::new();
    let mut cases = Vec::new();
    for (place, raw) in raw.cases.into_iter().enumerate() {
        if !names.insert(raw.name.clone()) {
            errors.push(error_at(&raw, place, "name", "two cases have this name".to_owned()));
        }
        match case(raw, place) {
            Ok(case) => cases.push(case),
            Err(found) => errors.extend(found),
        }
    }
    if errors.is_empty() { Ok(RuleCases { table: raw.table, cases }) } else { Err(errors) }
}

/// What the reader of JSON says, without its own count of lines.
fn broken(error: &serde_json::Error) -> CaseError {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    // A list in the place of an object is counted by the reader, which says nothing to its author.
    let said =
        said.strip_prefix("invalid length ").and_then(|rest| rest.split_once(", ")).map_or(said, |(_, rest)| rest);
    CaseError { case: None, location: RuleLocation::Read(error.line(), error.column()), message: said.to_owned() }
}

fn error_at(raw: &RawCase, place: usize, key: &str, message: String) -> CaseError {
    let named = Some(raw.name.clone()).filter(|name| !is_blank(name));
    CaseError { case: named, location: RuleLocation::Value(format!("/cases/{place}/{key}")), message }
}

fn case(raw: RawCase, place: usize) -> Result<RuleCase, Vec<CaseError>> {
    let texts = [("name", &raw.name), ("because", &raw.because)];
    let silent = texts.iter().filter(|(_, text)| is_blank(text));
    let mut errors: Vec<CaseError> =
        silent.map(|(key, _)| error_at(&raw, place, key, format!("`{key}` must say something"))).collect();
    let mut facts = Vec::new();
    for (fact, value) in &raw.given.0 {
        match given(fact, value) {
            Ok(wanted) => facts.push((fact.clone(), wanted)),
            Err(message) => errors.push(error_at(&raw, place, &format!("given/{}", escaped(fact)), message)),
        }
    }
    let mut listed = |key: &str, value: &Value| {
        let words = WordList::of(value).filter(|listed| !listed.words.is_empty());
        if words.is_none() {
            errors.push(error_at(&raw, place, key, format!("`{key}` is a word or a list of words, one at least")));
        }
        words.unwrap_or_default()
    };
    let expected = listed("expect", &raw.expect);
    let rows = raw.rows.as_ref().map(|rows| listed("rows", rows)).unwrap_or_default();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut expect = expected.words.clone();
    expect.sort();
    Ok(RuleCase {
        name: raw.name,
        expect,
        rows: rows.words.clone(),
        because: raw.because,
        given: facts,
        place,
        listed: expected,
        listed_rows: rows,
    })
}

/// A fact of a case: a word, several of which any will do, a number of days, or bounds on one.
fn given(fact: &str, value: &Value) -> Result<RawWanted, String> {
    wanted(value).ok_or_else(|| format!("`{fact}` is a word, a list of words, a number of days or a threshold"))
}

fn wanted(value: &Value) -> Option<RawWanted> {
    let text = |word: &Value| word.as_str().map(str::to_owned);
    Some(match value {
        Value::Array(words) => RawWanted::Words(words.iter().map(text).collect::<Option<_>>()?),
        // an exact number of days is a threshold on both sides
        Value::Number(days) => {
            let days = days.as_i64()?;
            RawWanted::Days(Pairs(vec![("at-least".to_owned(), days), ("at-most".to_owned(), days)]))
        }
        Value::Object(bounds) => {
            let mut pairs = Vec::with_capacity(bounds.len());
            for (word, days) in bounds {
                pairs.push((word.clone(), days.as_i64()?));
            }
            RawWanted::Days(Pairs(pairs))
        }
        word => RawWanted::Words(vec![text(word)?]),
    })
}

/// The message about a table that has no cases.
pub(super) fn no_table(name: &str) -> String {
    if name == Indicators::TABLE {
        return "the indicators give figures and no outcomes, so they have no cases; rules verify checks them"
            .to_owned();
    }
    format!("there is no table `{name}`{}", Hint::for_word(name, Rules::TABLES))
}
