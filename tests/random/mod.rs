//! Random corpora: a directive, a treaty, a member state and an associate, any mix of events, uncertain days and extents,
//! cases, registers, ends, exceptions and deadlines. What is made is lawful; it need not be plausible.

pub mod law;
pub mod records;

use acquis::time::Day;
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Instruments, states and sources.
pub type Corpus = (Vec<Value>, Vec<Value>, Vec<Value>);

pub fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2008, 1, 1).unwrap() + Days::new(u64::from(number))
}

/// A day of 2008 to 2015, often one of a few, so that events meet on one day.
pub fn date() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        (0u32..2900).prop_map(day),
        prop::sample::select(vec![100u32, 700, 701, 1200, 1201, 1500]).prop_map(day)
    ]
}

fn exact() -> impl Strategy<Value = Value> {
    date().prop_map(|date| json!(date.to_string()))
}

/// When something happened: mostly an exact day, else a month, a year, or bounds.
fn on() -> impl Strategy<Value = Value> {
    prop_oneof![
        7 => exact(),
        1 => (2008i32..2015, 1u32..13).prop_map(|(year, month)| json!(format!("{year}-{month:02}"))),
        1 => (2008i32..2015).prop_map(|year| json!(year.to_string())),
        1 => (date(), 1u64..500).prop_map(|(after, length)| {
            json!({"after": after.to_string(), "by": (after + Days::new(length)).to_string()})
        }),
    ]
}

pub fn is_exact(record: &Value) -> bool {
    record["on"].as_str().is_some_and(|text| text.len() == 10)
}

/// A state that succeeds another did not ratify besides, nor twice.
fn one_succession(records: Vec<Value>) -> Vec<Value> {
    let consents = |record: &Value| record["event"] == "ratification";
    let Some(succession) = records.iter().find(|record| record["consent"] == "succession").cloned() else {
        return records;
    };
    records.into_iter().filter(|record| !consents(record) || *record == succession).collect()
}

/// Neither a record twice, nor two findings of one day that contradict each other, nor more open choices than the naive
/// evaluator can try one by one.
fn lawful(records: Vec<Value>) -> Option<Vec<Value>> {
    let mut seen = BTreeSet::new();
    let name = |record: &Value| match record["event"] == "observed" {
        true => format!("{} found {}", record["instrument"], record["on"]),
        false => record.to_string(),
    };
    let records: Vec<Value> = records.into_iter().filter(|record| seen.insert(name(record))).collect();
    let records = one_succession(records);
    let uncertain = records.iter().filter(|record| !is_exact(record)).count();
    let unsaid = records.iter().filter(|record| record["extent"] == "unsaid").count();
    (uncertain <= 2 && unsaid <= 2 && uncertain + unsaid <= 3).then_some(records)
}

fn records() -> impl Strategy<Value = Vec<Value>> {
    (vec(records::record(), 0..7), vec(records::deferral(), 0..2))
        .prop_filter_map("few open choices, or the naive evaluator takes for ever", |(records, deferrals)| {
            lawful(records.into_iter().chain(deferrals).collect())
        })
}

fn membership() -> impl Strategy<Value = Value> {
    let from = prop::sample::select(vec!["1995-01-01", "1995-01-01", "2010-05-01"]);
    let to = prop::sample::select(vec![
        (None, None),
        (None, None),
        (Some("2013-07-01"), None),
        (Some("2013-07-01"), Some("2014-07-01")),
    ]);
    (from, to).prop_map(|(from, (to, union_law_to))| {
        let mut membership = json!({"from": from, "basis": "accession"});
        if let Some(to) = to {
            membership["to"] = json!(to);
        }
        if let Some(union_law_to) = union_law_to {
            membership["union_law_to"] = json!(union_law_to);
        }
        membership
    })
}

/// No judgment is given against who is not bound, and the page does not say which deadline one speaks of that was given
/// between two times of being bound.
fn never_judged(records: Vec<Value>) -> Vec<Value> {
    let judges = |record: &Value| record["event"] == "judgment" || record["event"] == "penalty";
    records.into_iter().filter(|record| !judges(record)).collect()
}

pub fn corpus() -> impl Strategy<Value = Corpus> {
    (law::act(), law::pact(), membership(), records(), records()).prop_map(|(act, pact, membership, ours, theirs)| {
        let in_and_out = act["binds"].to_string().contains("\"AT\"") || membership["from"] != "1995-01-01";
        let ours = if in_and_out { never_judged(ours) } else { ours };
        let states = vec![
            state(["AT", "AUT", "Austria"], vec![membership], ours),
            state(["CH", "CHE", "Switzerland"], vec![], never_judged(theirs)),
        ];
        (vec![act, pact], states, sources())
    })
}

fn state([code, iso3, name]: [&str; 3], membership: Vec<Value>, records: Vec<Value>) -> Value {
    json!({"$schema": "../schemas/member-state.schema.json", "code": code, "iso": code, "iso3": iso3, "name": name,
        "membership": membership, "records": records})
}

/// A chart kept up day by day and read late, a register of cases read early, and reports.
fn sources() -> Vec<Value> {
    let source = |id: &str, published: &str, continuous: bool| {
        json!({"$schema": "../schemas/seed.schema.json", "id": id, "title": id, "reference": id, "kind": "commission",
            "published": published, "continuous": continuous, "official": "https://example.org/"})
    };
    let mut register = source("cases", "2013-06-01", true);
    register["through"] = json!("2012-06-01");
    vec![
        register,
        source("chart", "2020-01-01", true),
        source("early", "2010", false),
        source("late", "2016-06-01", false),
    ]
}

/// The files of a corpus.
pub fn files((instruments, states, seeds): &Corpus) -> Vec<(String, Vec<u8>)> {
    let folders = [("instruments", instruments), ("member-states", states), ("seeds", seeds)];
    folders.into_iter().flat_map(|(folder, values)| texts(folder, values)).collect()
}

fn texts(folder: &str, values: &[Value]) -> Vec<(String, Vec<u8>)> {
    let name = |value: &Value| value.get("id").or(value.get("code")).unwrap().as_str().unwrap().to_owned();
    values.iter().map(|value| (format!("{folder}/{}.json", name(value)), value.to_string().into_bytes())).collect()
}

pub fn as_day(date: NaiveDate) -> Day {
    Day::parse(&date.to_string()).unwrap()
}
