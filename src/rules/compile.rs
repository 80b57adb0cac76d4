//! From the words of a table file to a compiled table: each word is checked against its list, or refused by name.
//!
//! Lives here: what makes a table well-formed. Not here: whether it answers every case (`verify`).

use std::collections::HashSet;

use super::columns::{FactColumn, TableInput};
use super::condition::{ComparisonOperator, Condition, Span, Test, WantedFact};
use super::error::{Hint, LocatedProblem, RuleError, RuleLocation, RuleProblem};
use super::facts::DayCount;
use super::read::{Pairs, RawRuleRow, RawRuleTable, RawWanted, escaped, is_slug};
use super::remedy::{PLACEHOLDERS, Urgency, placeholders};
use super::table::{HitPolicy, RuleRow, Table, TableOutcome, Wording};
use crate::text::is_blank;

/// No threshold is greater: the days from 1950 to 2100, the span of the data, are fewer.
const LIMIT: i32 = 60_000;

impl<O: TableOutcome> Table<O> {
    /// Reads a table without proving it: every word known, but perhaps not an answer for every case.
    ///
    /// # Errors
    /// All problems of the text: not JSON, a key unknown, missing or given twice, an unknown fact, value, comparison
    /// or outcome, two rows with one id, a condition that nothing can fulfil.
    pub fn read(json: &str) -> Result<Self, Vec<RuleError>> {
        let raw: RawRuleTable = serde_json::from_str(json).map_err(|error| vec![json_error(O::TABLE, &error)])?;
        let mut errors = Vec::new();
        let hit_policy = read_head::<O>(&raw).unwrap_or_else(|(location, problem)| {
            errors.push(RuleError { table: O::TABLE, location, row: None, problem });
            // any policy will do: the rows are read on for their own problems, and no table comes of it
            HitPolicy::First
        });
        if raw.note.as_deref().is_some_and(is_blank) {
            let location = RuleLocation::Value("/note".to_owned());
            errors.push(RuleError { table: O::TABLE, location, row: None, problem: RuleProblem::Empty("note") });
        }
        let mut compiled = Vec::with_capacity(raw.rows.len());
        let mut ids = HashSet::new();
        for (number, raw_row) in raw.rows.iter().enumerate() {
            let pointer = format!("/rows/{number}");
            let mut problems = Vec::new();
            if !ids.insert(raw_row.id.as_str()) {
                problems.push((RuleLocation::Value(format!("{pointer}/id")), RuleProblem::DuplicateRow));
            }
            match compile_row::<O>(raw_row, &pointer) {
                Ok(row) => compiled.push(row),
                Err(found) => problems.extend(found),
            }
            for (location, problem) in problems {
                errors.push(RuleError { table: O::TABLE, location, row: Some(raw_row.id.clone()), problem });
            }
        }
        if errors.is_empty() { Ok(Self::new(hit_policy, raw.note, compiled)) } else { Err(errors) }
    }
}

/// The problem that serde found, without the position, which has a place of its own.
pub(super) fn json_error(table: &'static str, error: &serde_json::Error) -> RuleError {
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
    let location = RuleLocation::Read(error.line(), error.column());
    RuleError { table, location, row: None, problem: RuleProblem::Json(message.to_owned()) }
}

/// The location at which a problem of one condition is shown: an unknown fact is a wrong key, everything else a wrong
/// value.
pub(super) fn location_of_condition(pointer: String, problem: &RuleProblem) -> RuleLocation {
    let is_key = match problem {
        RuleProblem::UnknownWord { noun, .. } => noun == "fact",
        RuleProblem::RepeatedFact(_) => true,
        _ => false,
    };
    if is_key { RuleLocation::Key(pointer) } else { RuleLocation::Value(pointer) }
}

/// What the head of the file says: the right table, rows at all, and its hit policy.
fn read_head<O: TableOutcome>(raw: &RawRuleTable) -> Result<HitPolicy, LocatedProblem> {
    if raw.name != O::TABLE {
        let problem = RuleProblem::OtherTable { found: raw.name.clone(), wanted: O::TABLE };
        return Err((RuleLocation::Value("/name".to_owned()), problem));
    }
    if raw.rows.is_empty() {
        return Err((RuleLocation::Key("/rows".to_owned()), RuleProblem::NoRows));
    }
    let at = || RuleLocation::Value("/hit_policy".to_owned());
    match HitPolicy::parse(&raw.hit_policy) {
        // a case has one verdict and one severity; only recommendations can be several
        Some(HitPolicy::Collect) if !O::COLLECTS => Err((at(), RuleProblem::Reserved)),
        Some(policy) => Ok(policy),
        None => {
            let right = [HitPolicy::Unique, HitPolicy::First].map(HitPolicy::as_str);
            Err((at(), unknown_word("hit policy", &raw.hit_policy, right)))
        }
    }
}

/// A word that is not in its list.
pub(super) fn unknown_word(noun: &str, word: &str, right: impl IntoIterator<Item = &'static str>) -> RuleProblem {
    RuleProblem::UnknownWord { noun: noun.to_owned(), word: word.to_owned(), hint: Hint::for_word(word, right) }
}

/// One row, compiled; `pointer` leads to it.
fn compile_row<O: TableOutcome>(raw: &RawRuleRow, pointer: &str) -> Result<(RuleRow<O>, Test), Vec<LocatedProblem>> {
    let at = |key: &str| RuleLocation::Value(format!("{pointer}/{key}"));
    let mut problems = Vec::new();
    let texts = [("id", Some(&raw.id)), ("source", raw.source.as_ref()), ("because", Some(&raw.because))];
    let silent = texts.into_iter().filter(|(_, text)| text.is_some_and(|text| is_blank(text)));
    problems.extend(silent.map(|(key, _)| (at(key), RuleProblem::Empty(key))));
    if !is_blank(&raw.id) && !is_slug(&raw.id) {
        problems.push((at("id"), RuleProblem::NoSlug(raw.id.clone())));
    }
    let (when, test) = compile_conditions::<O::TableInput>(raw, pointer, &mut problems);
    // without an outcome it is not known whether text and urgency belong here
    let Some(then) = O::from_word(&raw.then) else {
        problems.push((at("then"), unknown_word("outcome", &raw.then, O::OUTCOMES.iter().copied())));
        return Err(problems);
    };
    let wording = read_wording(raw, then.is_worded()).unwrap_or_else(|found| {
        problems.extend(found.into_iter().map(|(key, problem)| (at(key), problem)));
        None
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let (id, source, because) = (raw.id.clone(), raw.source.clone(), raw.because.clone());
    Ok((RuleRow { id, when, then, source, because, wording }, test))
}

/// The conditions of a row, and the test that they amount to.
fn compile_conditions<C: TableInput>(
    raw: &RawRuleRow,
    pointer: &str,
    problems: &mut Vec<LocatedProblem>,
) -> (Vec<Condition>, Test) {
    let mut test = Test::ANY;
    let mut when: Vec<Condition> = Vec::new();
    for (fact, wanted) in &raw.when.0 {
        let problem = match compile_condition::<C>(fact, wanted, &mut test) {
            Ok(condition) if when.iter().any(|other| other.fact == condition.fact) => {
                RuleProblem::RepeatedFact(condition.fact)
            }
            Ok(condition) => {
                when.push(condition);
                continue;
            }
            Err(problem) => problem,
        };
        let pointer = format!("{pointer}/when/{}", escaped(fact));
        problems.push((location_of_condition(pointer, &problem), problem));
    }
    (when, test)
}

/// Text and urgency: both where the outcome is worded, neither elsewhere. A problem comes with the key that holds it.
fn read_wording(raw: &RawRuleRow, is_worded: bool) -> Result<Option<Wording>, Vec<(&'static str, RuleProblem)>> {
    let (text, urgency) = match (&raw.text, &raw.urgency) {
        (None, None) if !is_worded => return Ok(None),
        (text, _) if !is_worded => {
            return Err(vec![(if text.is_some() { "text" } else { "urgency" }, RuleProblem::NotWorded)]);
        }
        (Some(text), Some(urgency)) => (text, urgency),
        (text, _) => {
            return Err(vec![("then", RuleProblem::Unworded(if text.is_none() { "text" } else { "urgency" }))]);
        }
    };
    let wrong = placeholders(text).filter(|name| !PLACEHOLDERS.contains(name));
    let mut problems: Vec<_> = wrong.map(|name| ("text", unknown_word("placeholder", name, PLACEHOLDERS))).collect();
    if is_blank(text) {
        problems.push(("text", RuleProblem::Empty("text")));
    }
    match Urgency::parse(urgency) {
        Some(urgency) if problems.is_empty() => Ok(Some(Wording { text: text.clone(), urgency })),
        Some(_) => Err(problems),
        None => {
            problems.push(("urgency", unknown_word("urgency", urgency, Urgency::WORDS)));
            Err(problems)
        }
    }
}

/// One condition, added to the test of its row.
pub(super) fn compile_condition<C: TableInput>(
    fact: &str,
    wanted: &RawWanted,
    test: &mut Test,
) -> Result<Condition, RuleProblem> {
    if let Some(column) = C::COLUMNS.iter().find(|column| column.name == fact) {
        let wanted = compile_words(column, wanted, test)?;
        return Ok(Condition { fact: column.name, wanted });
    }
    if let Some(count) = DayCount::parse(fact) {
        let span = compile_days(count, wanted)?;
        test.demand_days(count, span);
        return Ok(Condition { fact: count.as_str(), wanted: WantedFact::Days(span) });
    }
    Err(unknown_word("fact", fact, C::COLUMNS.iter().map(|column| column.name).chain(DayCount::WORDS)))
}

fn compile_words(column: &FactColumn, wanted: &RawWanted, test: &mut Test) -> Result<WantedFact, RuleProblem> {
    let RawWanted::Words(found) = wanted else {
        return Err(RuleProblem::WordWanted { fact: column.name, hint: Hint::OneOf(column.words.to_vec()) });
    };
    let (mut bits, mut words) = (0_u64, Vec::with_capacity(found.len()));
    for word in found {
        let Some((position, known)) = (0_u32..).zip(column.words).find(|(_, known)| *known == word) else {
            return Err(unknown_word(&format!("value of `{}`", column.name), word, column.words.iter().copied()));
        };
        // a word twice is most likely a second word misspelt
        if bits & column.bit(position) != 0 {
            return Err(RuleProblem::RepeatedWord { fact: column.name, word: known });
        }
        bits |= column.bit(position);
        words.push(*known);
    }
    // a row that nothing can fit would be dead without anybody having meant it
    if words.is_empty() {
        return Err(RuleProblem::NothingFits(column.name));
    }
    test.demand_words(column, bits);
    Ok(WantedFact::OneOf(words))
}

fn compile_days(count: DayCount, wanted: &RawWanted) -> Result<Span, RuleProblem> {
    let fact = count.as_str();
    let RawWanted::Days(Pairs(bounds)) = wanted else {
        return Err(RuleProblem::DaysWanted(fact));
    };
    if bounds.is_empty() {
        return Err(RuleProblem::DaysWanted(fact));
    }
    let mut span = Span::ANY;
    for (word, number) in bounds {
        let Some(comparison) = ComparisonOperator::parse(word) else {
            return Err(unknown_word("comparison", word, ComparisonOperator::WORDS));
        };
        let in_range = i32::try_from(*number).ok().filter(|days| (-LIMIT..=LIMIT).contains(days));
        let days = in_range.ok_or(RuleProblem::OutOfRange { fact, days: *number, limit: LIMIT })?;
        match comparison {
            ComparisonOperator::Over => span.min = span.min.max(days + 1),
            ComparisonOperator::AtLeast => span.min = span.min.max(days),
            ComparisonOperator::Under => span.max = span.max.min(days - 1),
            ComparisonOperator::AtMost => span.max = span.max.min(days),
        }
    }
    if span.min > span.max { Err(RuleProblem::NothingFits(fact)) } else { Ok(span) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::rules::facts::Verdict;

    /// The messages about a verdict table with these rows.
    fn messages_of(rows: &str) -> Vec<String> {
        let json = format!("{{\"name\": \"verdict\", \"hit_policy\": \"first\", \"rows\": [\n{rows}\n]}}");
        let errors = Table::<Verdict>::read(&json).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect()
    }

    /// The messages about one row with these conditions.
    fn messages_of_row(when: &str) -> String {
        messages_of(&format!("{{\"id\": \"a\", \"when\": {when}, \"then\": \"met\", \"because\": \"b\"}}")).join("; ")
    }

    #[test]
    fn misspelt_words_are_named_with_the_nearest_right_one() {
        let unknown = |noun: &str, word: &str, right: &str| {
            format!("rules/verdict.json: row `a`: unknown {noun} `{word}`, did you mean `{right}`?")
        };
        assert_eq!(messages_of_row(r#"{"forse": "void"}"#), unknown("fact", "forse", "force"));
        assert_eq!(
            messages_of_row(r#"{"evidence-age": {"over": 9}}"#),
            unknown("fact", "evidence-age", "evidence_age_days")
        );
        assert_eq!(messages_of_row(r#"{"force": "in_force"}"#), unknown("value of `force`", "in_force", "in-force"));
        assert_eq!(
            messages_of_row(r#"{"days_overdue": {"atleast": 1}}"#),
            unknown("comparison", "atleast", "at-least")
        );
        let row = r#"{"id": "a", "when": {}, "then": "met_late", "because": "b"}"#;
        assert_eq!(messages_of(row), [unknown("outcome", "met_late", "met-late")]);
        assert!(messages_of_row(r#"{"duty": "perhaps"}"#).ends_with("`perhaps`, write binding or encouraged"));
        assert!(messages_of_row(r#"{"verdict": "met"}"#).contains("unknown fact `verdict`"));
    }

    #[test]
    fn words_and_days_are_not_mixed_up() {
        assert!(messages_of_row(r#"{"days_overdue": "no"}"#).contains("is a count"));
        assert!(messages_of_row(r#"{"days_overdue": {}}"#).contains("is a count"));
        assert!(messages_of_row(r#"{"duty": {"over": 3}}"#).contains("`duty` is a word, not a count"));
        assert!(messages_of_row(r#"{"days_overdue": 3}"#).starts_with("rules/verdict.json:2: invalid type"));
    }

    #[test]
    fn conditions_that_nothing_fulfils_or_that_repeat_are_refused() {
        assert!(messages_of_row(r#"{"done": []}"#).contains("no value of `done` fits"));
        assert!(
            messages_of_row(r#"{"days_to_due": {"over": 4, "under": 5}}"#).contains("no value of `days_to_due` fits")
        );
        assert!(messages_of_row(r#"{"days_to_due": {"over": 60001}}"#).contains("60001 days is out of range"));
        assert!(messages_of_row(r#"{"done": ["no", "no"]}"#).contains("`done` lists `no` twice"));
        assert!(messages_of_row(r#"{"done": "no", "done": "yes"}"#).contains("the fact `done` is given twice"));
    }

    #[test]
    fn rows_and_heads_are_checked() {
        let row = r#"{"id": "a", "when": {}, "then": "met", "because": "b"}"#;
        assert_eq!(messages_of(&format!("{row},\n{row}")), ["rules/verdict.json: row `a`: two rows have this id"]);
        assert_eq!(messages_of(""), ["rules/verdict.json: the table has no rows"]);
        let twice = r#"{"id": "a", "id": "a", "when": {}, "then": "met", "because": "b"}"#;
        assert!(messages_of(twice).join("").contains("duplicate field `id`"));
        let empty = r#"{"id": "a", "when": {}, "then": "met", "because": " "}"#;
        assert!(messages_of(empty).join("").contains("`because` is empty"));
        for (name, policy, message) in [
            ("severity", "first", "holds the table `severity`"),
            ("verdict", "collect", "reserved"),
            ("verdict", "frist", "did you mean `first`?"),
        ] {
            let json = format!("{{\"name\": \"{name}\", \"hit_policy\": \"{policy}\", \"rows\": [{row}]}}");
            let errors = Table::<Verdict>::read(&json).unwrap_err();
            assert!(errors.iter().any(|error| error.to_string().contains(message)), "{errors:?}");
        }
    }

    #[test]
    fn several_problems_are_all_reported() {
        let problems = messages_of_row(r#"{"forse": "void", "done": "nope"}"#);
        assert!(problems.contains("forse") && problems.contains("nope"), "{problems}");
    }
}
