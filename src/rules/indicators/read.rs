//! Reads the table: what its words mean, and each unknown one refused by name and place.

use std::collections::HashSet;

use super::check;
use super::indicator::{Better, Counted, Formula, Indicator, Indicators, Light, Measure, Target};
use super::range::Range;
use super::raw::{RawFormula, RawIndicator, RawIndicators, RawLimit};
use crate::law::{EventKind, Kind};
use crate::rules::amount::{Amount, MOST};
use crate::rules::compile::{json_error, unknown_word};
use crate::rules::condition::ComparisonOperator;
use crate::rules::error::{IndicatorProblem, LocatedProblem, RuleError, RuleLocation, RuleProblem};
use crate::rules::read::{Pairs, is_slug};
use crate::text::is_blank;

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

impl Indicators {
    /// Reads the table and checks it.
    ///
    /// # Errors
    /// Words that are in no list, formulas that divide a measure by one of which it is no part, limits that leave a
    /// value without a light or with two, lights that become better as things become worse, limits beyond all values,
    /// targets that contradict the lights.
    pub fn parse(json: &str) -> Result<Self, Vec<RuleError>> {
        indicators(json)
    }
}

fn indicators(json: &str) -> Result<Indicators, Vec<RuleError>> {
    let raw: RawIndicators = serde_json::from_str(json).map_err(|error| vec![json_error(Indicators::TABLE, &error)])?;
    let mut errors: Vec<RuleError> =
        head(&raw).into_iter().map(|(location, problem)| error(location, None, problem)).collect();
    let mut all: Vec<Indicator> = Vec::with_capacity(raw.indicators.len());
    let (mut ids, mut labels) = (HashSet::new(), HashSet::new());
    for (number, one) in raw.indicators.iter().enumerate() {
        let mut problems = Vec::new();
        if !ids.insert(one.id.as_str()) {
            problems.push(("id".to_owned(), RuleProblem::DuplicateRow));
        }
        if !labels.insert(one.label.trim()) {
            problems.push(("label".to_owned(), IndicatorProblem::Label(one.label.clone()).into()));
        }
        match indicator(one) {
            Ok(read) => all.push(read),
            Err(found) => problems.extend(found),
        }
        for (key, problem) in problems {
            let location = RuleLocation::Value(format!("/indicators/{number}/{key}"));
            errors.push(error(location, Some(one.id.clone()), problem));
        }
    }
    if errors.is_empty() && !all.iter().any(|one| one.id == raw.rank_by && ranks_states(one)) {
        let problem = IndicatorProblem::Rank(raw.rank_by.clone()).into();
        errors.push(error(RuleLocation::Value("/rank_by".to_owned()), None, problem));
    }
    if !errors.is_empty() {
        return Err(errors);
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

fn error(location: RuleLocation, row: Option<String>, problem: RuleProblem) -> RuleError {
    RuleError { table: Indicators::TABLE, location, row, problem }
}

/// Can states be ranked by it? It is a figure of each state, is no change, and less or more of it is better.
fn ranks_states(one: &Indicator) -> bool {
    let is_one_state = !one.formula.is_overall_only() && !matches!(one.formula, Formula::Change(_));
    is_one_state && one.formula.better() != Better::Neither
}

/// What is wrong with everything but the indicators.
fn head(raw: &RawIndicators) -> Vec<LocatedProblem> {
    let at = |pointer: &str| RuleLocation::Value(pointer.to_owned());
    if raw.name != Indicators::TABLE {
        let problem = RuleProblem::OtherTable { found: raw.name.clone(), wanted: Indicators::TABLE };
        return vec![(at("/name"), problem)];
    }
    let mut problems = Vec::new();
    for (key, list) in [("kind", &raw.counted.kind), ("fulfilled_by", &raw.counted.fulfilled_by)] {
        if list.is_empty() {
            problems.push((at(&format!("/counted/{key}")), IndicatorProblem::Empty(key).into()));
        }
    }
    for (number, word) in raw.counted.kind.iter().enumerate().filter(|(_, word)| Kind::parse(word).is_none()) {
        problems.push((at(&format!("/counted/kind/{number}")), unknown_word("kind of duty", word, Kind::WORDS)));
    }
    let texts = [
        ("/note", raw.note.as_deref()),
        ("/counted/source", raw.counted.source.as_deref()),
        ("/counted/because", Some(&*raw.counted.because)),
        ("/long_overdue/source", raw.long_overdue.source.as_deref()),
        ("/long_overdue/because", Some(&*raw.long_overdue.because)),
    ];
    for (pointer, _) in texts.into_iter().filter(|(_, text)| text.is_some_and(is_blank)) {
        let key = pointer.rsplit('/').next().unwrap_or(pointer);
        problems.push((at(pointer), RuleProblem::Empty(key)));
    }
    let events = raw.counted.fulfilled_by.iter().enumerate();
    for (number, word) in events.filter(|(_, word)| EventKind::parse(word).is_none()) {
        let problem = unknown_word("event", word, EventKind::WORDS);
        problems.push((at(&format!("/counted/fulfilled_by/{number}")), problem));
    }
    if !(1..=600).contains(&raw.long_overdue.months) {
        problems.push((at("/long_overdue/months"), IndicatorProblem::Months(raw.long_overdue.months).into()));
    }
    if raw.indicators.is_empty() {
        problems.push((RuleLocation::Key("/indicators".to_owned()), RuleProblem::NoRows));
    }
    problems
}

/// One indicator; each problem with the rest of the pointer from the indicator on.
fn indicator(raw: &RawIndicator) -> Result<Indicator, Vec<(String, RuleProblem)>> {
    let mut problems = of_texts(raw);
    let formula = match formula(&raw.formula) {
        Ok(formula) => formula,
        Err(problem) => return Err(vec![("formula".to_owned(), problem)]),
    };
    let (mut lights, mut targets) = (Vec::new(), Vec::new());
    for (number, pairs) in raw.lights.iter().enumerate() {
        match light(pairs, formula) {
            Ok(light) => lights.push(light),
            Err(problem) => problems.push((format!("lights/{number}"), problem)),
        }
    }
    for (number, pairs) in raw.targets.iter().enumerate() {
        match target(pairs, formula) {
            Ok(target) => targets.push(target),
            Err(problem) => problems.push((format!("targets/{number}"), problem)),
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
        let found = check::problems(&read);
        problems.extend(found.into_iter().map(|(key, problem)| (key.to_owned(), problem.into())));
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

/// What is wrong with the texts and the id of an indicator.
fn of_texts(raw: &RawIndicator) -> Vec<(String, RuleProblem)> {
    let mut problems = Vec::new();
    let texts = [
        ("id", Some(&raw.id)),
        ("label", Some(&raw.label)),
        ("title", Some(&raw.title)),
        ("source", raw.source.as_ref()),
        ("because", Some(&raw.because)),
    ];
    let silent = texts.into_iter().filter(|(_, text)| text.is_some_and(|text| is_blank(text)));
    problems.extend(silent.map(|(key, _)| (key.to_owned(), RuleProblem::Empty(key))));
    if !is_slug(&raw.id) {
        problems.push(("id".to_owned(), RuleProblem::NoSlug(raw.id.clone())));
    }
    if COLUMNS.contains(&raw.id.as_str()) || raw.id.ends_with("-light") {
        problems.push(("id".to_owned(), IndicatorProblem::FactColumn(raw.id.clone()).into()));
    }
    problems
}

fn formula(raw: &RawFormula) -> Result<Formula, RuleProblem> {
    let measure = |word: &String| Measure::parse(word).ok_or_else(|| unknown_word("measure", word, Measure::WORDS));
    match (&raw.percentage, &raw.average, &raw.count, &raw.change, &raw.of) {
        (Some(part), None, None, None, Some(of)) => Ok(Formula::Percentage(measure(part)?, measure(of)?)),
        (None, Some(sum), None, None, Some(of)) => Ok(Formula::Average(measure(sum)?, measure(of)?)),
        (None, None, Some(count), None, None) => Ok(Formula::Count(measure(count)?)),
        (None, None, None, Some(change), None) => Ok(Formula::Change(measure(change)?)),
        _ => Err(IndicatorProblem::Formula.into()),
    }
}

fn light(Pairs(pairs): &Pairs<RawLimit>, formula: Formula) -> Result<(Light, Range), RuleProblem> {
    let word = word(pairs, "light")?;
    let light = Light::parse(word).ok_or_else(|| unknown_word("light", word, Light::WORDS))?;
    Ok((light, range(pairs, "light", formula)?))
}

fn target(Pairs(pairs): &Pairs<RawLimit>, formula: Formula) -> Result<Target, RuleProblem> {
    let source = word(pairs, "source")?.to_owned();
    Ok(Target { range: range(pairs, "source", formula)?, source })
}

/// The word that stands beside the limits.
fn word<'a>(pairs: &'a [(String, RawLimit)], wanted: &'static str) -> Result<&'a str, RuleProblem> {
    let mut found = pairs.iter().filter(|(key, _)| key == wanted);
    match (found.next(), found.next()) {
        (Some((_, RawLimit::Word(word))), None) if !is_blank(word) => Ok(word),
        _ => Err(RuleProblem::Empty(wanted)),
    }
}

/// The limits beside the word: each at most once, and at least one.
fn range(pairs: &[(String, RawLimit)], beside: &'static str, formula: Formula) -> Result<Range, RuleProblem> {
    let mut range = Range::default();
    let mut seen: Vec<&str> = Vec::new();
    for (key, limit) in pairs.iter().filter(|(key, _)| key != beside) {
        let comparison =
            ComparisonOperator::parse(key).ok_or_else(|| unknown_word("comparison", key, ComparisonOperator::WORDS))?;
        if seen.contains(&key.as_str()) {
            return Err(RuleProblem::RepeatedFact(comparison.as_str()));
        }
        seen.push(key);
        range = range.narrowed(comparison, exact(limit, formula)?);
    }
    let range = if formula.is_whole() { range.of_whole_numbers() } else { range };
    if seen.is_empty() {
        return Err(IndicatorProblem::NoLimit(beside.to_owned()).into());
    }
    if range.is_empty() {
        return Err(IndicatorProblem::NothingFits(range.to_string()).into());
    }
    Ok(range)
}

fn exact(limit: &RawLimit, formula: Formula) -> Result<Amount, RuleProblem> {
    let RawLimit::Number(number) = limit else {
        return Err(IndicatorProblem::NoLimit("a comparison".to_owned()).into());
    };
    if number.abs() > MOST as f64 {
        return Err(IndicatorProblem::OutOfRange(format!("{number:e}")).into());
    }
    let amount =
        Amount::decimal(*number).ok_or_else(|| RuleProblem::from(IndicatorProblem::TooFine(number.to_string())))?;
    if formula.is_whole() && !amount.is_whole() {
        return Err(IndicatorProblem::NotWhole(number.to_string()).into());
    }
    Ok(amount)
}
