//! The table as it stands in its JSON file, and what its words mean. Strict: an unknown key, a missing one, a key given
//! twice and a word outside its list are refused with their line.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::amount::MOST;
use super::range::Range;
use super::{Amount, Better, Counted, Fault, Formula, Indicator, Indicators, Light, Measure, Target, check};
use crate::law::{EventKind, Kind};
use crate::rules::compile::{Comparison, json_error, unknown};
use crate::rules::error::{Problem, RuleError};
use crate::rules::read::{Pairs, is_slug, line_of};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicators {
    #[serde(rename = "$schema")]
    _schema: Option<IgnoredAny>,
    name: String,
    note: Option<String>,
    counted: RawCounted,
    long_overdue: RawLongOverdue,
    rank_by: String,
    indicators: Vec<RawIndicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCounted {
    kind: Vec<String>,
    fulfilled_by: Vec<String>,
    source: Option<String>,
    because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLongOverdue {
    months: i64,
    source: Option<String>,
    because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    id: String,
    label: String,
    title: String,
    formula: RawFormula,
    #[serde(default)]
    lights: Vec<Pairs<RawLimit>>,
    #[serde(default)]
    targets: Vec<Pairs<RawLimit>>,
    source: Option<String>,
    because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFormula {
    percentage: Option<String>,
    average: Option<String>,
    count: Option<String>,
    change: Option<String>,
    of: Option<String>,
}

/// A limit, or a word beside it.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawLimit {
    Number(f64),
    Word(String),
}

/// The other columns of the scoreboard, as a flat table has them; beside each indicator stands `ID-light`.
const COLUMNS: [&str; 11] = [
    "state",
    "member",
    "rank",
    "due",
    "known",
    "transposed",
    "outstanding",
    "partial",
    "unknown",
    "contested",
    "previous",
];

/// Reads and checks the table.
pub(super) fn indicators(json: &str) -> Result<Indicators, Vec<RuleError>> {
    let raw: RawIndicators = serde_json::from_str(json).map_err(|error| vec![json_error(Indicators::TABLE, &error)])?;
    let mut problems: Vec<(Option<(&str, usize)>, Problem)> = head(&raw).into_iter().map(|one| (None, one)).collect();
    let mut all: Vec<Indicator> = Vec::with_capacity(raw.indicators.len());
    for (place, one) in raw.indicators.iter().enumerate() {
        let before = raw.indicators.iter().take(place).filter(|other| other.id == one.id).count();
        let here = Some((one.id.as_str(), before));
        if before > 0 {
            problems.push((here, Problem::DuplicateRow));
        }
        if raw.indicators.iter().take(place).any(|other| other.label.trim() == one.label.trim()) {
            problems.push((here, Fault::Label(one.label.clone()).into()));
        }
        match indicator(one) {
            Ok(read) => all.push(read),
            Err(found) => problems.extend(found.into_iter().map(|problem| (here, problem))),
        }
    }
    let ranks = |one: &Indicator| {
        let is_one_state = !one.formula.is_overall_only() && !matches!(one.formula, Formula::Change(_));
        one.id == raw.rank_by && is_one_state && one.formula.better() != Better::Neither
    };
    if problems.is_empty() && !all.iter().any(ranks) {
        problems.push((None, Fault::Rank(raw.rank_by.clone()).into()));
    }
    if !problems.is_empty() {
        return Err(problems.into_iter().map(|(row, problem)| located(json, row, problem)).collect());
    }
    Ok(Indicators {
        counted: Counted {
            kinds: raw.counted.kind.iter().filter_map(|word| Kind::parse(word)).collect(),
            fulfilled_by: raw.counted.fulfilled_by.iter().filter_map(|word| EventKind::parse(word)).collect(),
            because: raw.counted.because,
            source: raw.counted.source,
        },
        note: raw.note,
        long_overdue_months: u32::try_from(raw.long_overdue.months).unwrap_or(u32::MAX),
        long_overdue_source: raw.long_overdue.source,
        long_overdue_because: raw.long_overdue.because,
        rank_by: raw.rank_by,
        all,
    })
}

fn located(json: &str, row: Option<(&str, usize)>, problem: Problem) -> RuleError {
    let line = row.and_then(|(id, occurrence)| line_of(json, id, occurrence, None));
    RuleError { table: Indicators::TABLE, line, row: row.map(|(id, _)| id.to_owned()), problem }
}

/// What is wrong with everything but the indicators.
fn head(raw: &RawIndicators) -> Vec<Problem> {
    if raw.name != Indicators::TABLE {
        return vec![Problem::OtherTable { found: raw.name.clone(), wanted: Indicators::TABLE }];
    }
    let mut problems = Vec::new();
    let lists = [("kind", raw.counted.kind.is_empty()), ("fulfilled_by", raw.counted.fulfilled_by.is_empty())];
    problems.extend(lists.iter().filter(|(_, empty)| *empty).map(|(name, _)| Fault::Empty(name).into()));
    let kinds = raw.counted.kind.iter().filter(|word| Kind::parse(word).is_none());
    problems.extend(kinds.map(|word| unknown("kind of duty", word, Kind::WORDS)));
    let events = raw.counted.fulfilled_by.iter().filter(|word| EventKind::parse(word).is_none());
    problems.extend(events.map(|word| unknown("event", word, EventKind::WORDS)));
    if !(1..=600).contains(&raw.long_overdue.months) {
        problems.push(Fault::Months(raw.long_overdue.months).into());
    }
    if raw.indicators.is_empty() {
        problems.push(Problem::NoRows);
    }
    problems
}

fn indicator(raw: &RawIndicator) -> Result<Indicator, Vec<Problem>> {
    let texts = [("id", &raw.id), ("label", &raw.label), ("title", &raw.title), ("because", &raw.because)];
    let empty = texts.iter().filter(|(_, text)| text.trim().is_empty());
    let mut problems: Vec<Problem> = empty.map(|(key, _)| Problem::Empty(key)).collect();
    problems.extend((!is_slug(&raw.id)).then(|| Problem::NoSlug(raw.id.clone())));
    let is_taken = COLUMNS.contains(&raw.id.as_str()) || raw.id.ends_with("-light");
    problems.extend(is_taken.then(|| Fault::Column(raw.id.clone()).into()));
    let formula = formula(&raw.formula).map_err(|problem| vec![problem])?;
    let (mut lights, mut targets) = (Vec::new(), Vec::new());
    for pairs in &raw.lights {
        match light(pairs, formula) {
            Ok(light) => lights.push(light),
            Err(problem) => problems.push(problem),
        }
    }
    for pairs in &raw.targets {
        match target(pairs, formula) {
            Ok(target) => targets.push(target),
            Err(problem) => problems.push(problem),
        }
    }
    let read = Indicator {
        id: raw.id.clone(),
        label: raw.label.clone(),
        title: raw.title.clone(),
        formula,
        lights,
        targets,
        source: raw.source.clone(),
        because: raw.because.clone(),
    };
    if problems.is_empty() {
        problems.extend(check::faults(&read).into_iter().map(Problem::from));
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

fn formula(raw: &RawFormula) -> Result<Formula, Problem> {
    let measure = |word: &String| Measure::parse(word).ok_or_else(|| unknown("measure", word, Measure::WORDS));
    match (&raw.percentage, &raw.average, &raw.count, &raw.change, &raw.of) {
        (Some(part), None, None, None, Some(of)) => Ok(Formula::Percentage(measure(part)?, measure(of)?)),
        (None, Some(sum), None, None, Some(of)) => Ok(Formula::Average(measure(sum)?, measure(of)?)),
        (None, None, Some(count), None, None) => Ok(Formula::Count(measure(count)?)),
        (None, None, None, Some(change), None) => Ok(Formula::Change(measure(change)?)),
        _ => Err(Fault::Formula.into()),
    }
}

fn light(Pairs(pairs): &Pairs<RawLimit>, formula: Formula) -> Result<(Light, Range), Problem> {
    let word = word(pairs, "light")?;
    let light = Light::parse(word).ok_or_else(|| unknown("light", word, Light::WORDS))?;
    Ok((light, range(pairs, "light", formula)?))
}

fn target(Pairs(pairs): &Pairs<RawLimit>, formula: Formula) -> Result<Target, Problem> {
    let source = word(pairs, "source")?.to_owned();
    Ok(Target { range: range(pairs, "source", formula)?, source })
}

/// The word that stands beside the limits.
fn word<'a>(pairs: &'a [(String, RawLimit)], wanted: &'static str) -> Result<&'a str, Problem> {
    let mut found = pairs.iter().filter(|(key, _)| key == wanted);
    match (found.next(), found.next()) {
        (Some((_, RawLimit::Word(word))), None) if !word.trim().is_empty() => Ok(word),
        _ => Err(Problem::Empty(wanted)),
    }
}

/// The limits beside the word: each at most once, and at least one.
fn range(pairs: &[(String, RawLimit)], beside: &'static str, formula: Formula) -> Result<Range, Problem> {
    let mut range = Range::default();
    let mut seen: Vec<&str> = Vec::new();
    for (key, limit) in pairs.iter().filter(|(key, _)| key != beside) {
        let comparison = Comparison::parse(key).ok_or_else(|| unknown("comparison", key, Comparison::WORDS))?;
        if seen.contains(&key.as_str()) {
            return Err(Problem::RepeatedFact(comparison.as_str()));
        }
        seen.push(key);
        range = range.narrowed(comparison, exact(limit, formula)?);
    }
    let range = if formula.is_whole() { range.of_whole_numbers() } else { range };
    match (seen.is_empty(), range.is_empty()) {
        (true, _) => Err(Fault::NoLimit(beside.to_owned()).into()),
        (false, true) => Err(Fault::NothingFits(range.to_string()).into()),
        (false, false) => Ok(range),
    }
}

fn exact(limit: &RawLimit, formula: Formula) -> Result<Amount, Problem> {
    let RawLimit::Number(number) = limit else { return Err(Fault::NoLimit("a comparison".to_owned()).into()) };
    if number.abs() > MOST as f64 {
        return Err(Fault::OutOfRange(format!("{number:e}")).into());
    }
    let amount = Amount::decimal(*number).ok_or_else(|| Problem::from(Fault::TooFine(number.to_string())))?;
    match formula.is_whole() && !amount.is_whole() {
        true => Err(Fault::NotWhole(number.to_string()).into()),
        false => Ok(amount),
    }
}
