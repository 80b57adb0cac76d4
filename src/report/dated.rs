//! How dated cases came out: each asked of the engine, its answer held against what it expects.

use super::facts::{FactSheet, FactTable, FactValue};
use super::page::{Cell, Sheet};
use crate::engine::{Choice, Engine, Finding, Selection};
use crate::load::{DatedCase, Theme};
use crate::rules::When;
use crate::time::Day;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Findings by id, each with the keys that a case may expect.
pub type Answers = BTreeMap<String, Map<String, Json>>;

/// What a case expects and what came out instead, each in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it expects.
    pub expected: String,
    /// What came out, of the same keys.
    pub got: String,
}

/// The findings that a case is about: one, or that of each Member State of the day. The engine's own knowledge date is not
/// respected: the case names its own, or none.
pub fn answers(engine: Engine, case: &DatedCase) -> Answers {
    let day = |text: &str| Day::parse(text).ok();
    let Some(as_of) = day(&case.as_of) else { return Answers::new() };
    let engine = Engine { known_as_of: case.known_as_of.as_deref().and_then(day), ..engine };
    let [state, instrument, obligation] = case.asked();
    let members = || engine.corpus.actors.iter().filter(|actor| actor.is_member(as_of)).map(|one| one.code.to_string());
    let selection = Selection {
        actors: if case.is_about_a_set() { Choice::Only(members().collect()) } else { Choice::one(state) },
        instruments: Choice::one(instrument),
        obligations: Choice::one(format!("{instrument}/{obligation}")),
    };
    engine.findings(&selection, as_of).iter().map(|finding| (finding.id(), read_answer(finding))).collect()
}

fn read_answer(finding: &Finding) -> Map<String, Json> {
    let judgement = &finding.judgement;
    let iso = |day: Option<Day>| json!(day.map(|day| day.to_string()));
    let values = [
        ("verdict", json!(judgement.verdict)),
        ("due", iso(judgement.limit.map(|limit| limit.0))),
        ("when", json!(Some(judgement.when).filter(|when| *when != When::None))),
        ("days_overdue", json!(finding.days_overdue())),
        ("since", iso(finding.since)),
        ("until", iso(finding.until)),
        ("enforcement", json!(judgement.enforcement)),
        ("contested", json!(judgement.contested)),
        ("severity", json!(judgement.severity)),
        ("presumed", json!(finding.grounds.presumed)),
        ("approximate", json!(finding.grounds.approximate)),
        ("at_least", json!(judgement.at_least)),
        ("due_open", json!(judgement.open)),
    ];
    values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// What is wrong with an answer; `None`: it is as expected. Of a set, exactly these states must have each verdict named.
pub fn difference(case: &DatedCase, answers: &Answers) -> Option<Difference> {
    if case.is_about_a_set() {
        return different_sets(case, answers);
    }
    let expected = line(&case.expect);
    let Some(answer) = answers.get(&case.ask) else {
        return Some(Difference { expected, got: "no such finding".to_owned() });
    };
    let wrong = case.expect.iter().any(|(key, value)| answer.get(key) != Some(value));
    let asked = case.expect.keys().map(|key| (key.clone(), answer.get(key).cloned().unwrap_or_default())).collect();
    wrong.then(|| Difference { expected, got: line(&asked) })
}

fn different_sets(case: &DatedCase, answers: &Answers) -> Option<Difference> {
    let (mut expected, mut got) = (Vec::new(), Vec::new());
    for (verdict, states) in case.sets() {
        let found = states_with(answers, &verdict);
        if found != states {
            expected.push(format!("{verdict}: {}", states.join(" ")));
            got.push(format!("{verdict}: {}", found.join(" ")));
        }
    }
    (!got.is_empty()).then(|| Difference { expected: expected.join("; "), got: got.join("; ") })
}

/// The states whose finding has this verdict.
fn states_with(answers: &Answers, verdict: &str) -> Vec<String> {
    let has = |answer: &Map<String, Json>| answer.get("verdict").and_then(Json::as_str) == Some(verdict);
    let states = answers.iter().filter(|(_, answer)| has(answer)).filter_map(|(id, _)| id.split('/').next());
    states.map(str::to_owned).collect()
}

fn line(map: &Map<String, Json>) -> String {
    map.iter().map(|(key, value)| format!("{key} {value}")).collect::<Vec<_>>().join(", ")
}

/// A case, and what is wrong with its answer.
type CaseResult<'a> = (&'a DatedCase, Option<Difference>);

/// The cases of several files, tried.
#[derive(Debug, Default)]
pub struct DatedTrials<'a> {
    files: Vec<(&'a Theme, Vec<CaseResult<'a>>)>,
}

impl<'a> DatedTrials<'a> {
    /// Tries those cases of a file that are asked for.
    pub fn add(&mut self, engine: Engine, theme: &'a Theme, is_asked: impl Fn(&DatedCase) -> bool) {
        let asked = theme.cases.iter().filter(|case| is_asked(case));
        let tried: Vec<_> = asked.map(|case| (case, difference(case, &answers(engine, case)))).collect();
        if !tried.is_empty() {
            self.files.push((theme, tried));
        }
    }

    fn tried(&self) -> impl Iterator<Item = (&'a Theme, &'a DatedCase, Option<&Difference>)> {
        self.files.iter().flat_map(|(theme, cases)| cases.iter().map(|(case, wrong)| (*theme, *case, wrong.as_ref())))
    }

    /// How many cases were tried.
    pub fn total(&self) -> usize {
        self.tried().count()
    }

    /// How many of them do not hold.
    pub fn failed(&self) -> usize {
        self.tried().filter(|(.., wrong)| wrong.is_some()).count()
    }

    /// The files with their counts, and each case that does not hold; in CSV every case, whether it holds or not.
    pub fn fact_sheet(&self, digest: &str, rules_digest: &str) -> FactSheet {
        let (total, failed) = (self.total(), self.failed());
        let files = self.files.iter().map(|(theme, cases)| {
            let failed = cases.iter().filter(|(_, wrong)| wrong.is_some()).count() as u64;
            vec![FactValue::text(&theme.path), FactValue::Count(cases.len() as u64), FactValue::Count(failed)]
        });
        let files = FactTable::new("files", &["file", "cases", "failed"], files);
        let columns = &["file", "case", "ask", "as_of", "known_as_of", "given", "expected", "got", "because"];
        let failures = FactTable::new(
            "failures",
            columns,
            self.tried().filter_map(|(theme, case, wrong)| {
                let Difference { expected, got } = wrong?;
                let texts = [&theme.path, &case.name, &case.ask, &case.as_of].map(FactValue::text);
                let rest = [&case.given, expected, got, &case.because].map(FactValue::text);
                Some(texts.into_iter().chain([FactValue::maybe(case.known_as_of.as_ref())]).chain(rest).collect())
            }),
        );
        let facts = vec![("cases", FactValue::Count(total as u64)), ("failed", FactValue::Count(failed as u64))];
        let title = format!("{} of {total} dated cases hold", total - failed);
        let fact_sheet = FactSheet::without_day((digest, rules_digest), "acquis/test/1", "trials", title);
        fact_sheet.with(facts, vec![files, failures]).flatly(self.sheet())
    }

    fn sheet(&self) -> Sheet {
        let columns = ["file", "case", "ask", "as_of", "known_as_of", "holds", "given", "expected", "got", "because"];
        let mut sheet = Sheet::with(&columns);
        sheet.rows.extend(self.tried().map(|(theme, case, wrong)| {
            let holds = if wrong.is_none() { "yes" } else { "no" }.to_owned();
            let expected = wrong.map_or_else(|| line(&case.expect), |wrong| wrong.expected.clone());
            let got = wrong.map_or_else(|| expected.clone(), |wrong| wrong.got.clone());
            let known = case.known_as_of.clone().unwrap_or_default();
            let [path, name, ask, as_of] = [&theme.path, &case.name, &case.ask, &case.as_of].map(String::clone);
            let [given, because] = [&case.given, &case.because].map(String::clone);
            [path, name, ask, as_of, known, holds, given, expected, got, because].map(Cell::plain).into()
        }));
        sheet
    }
}
