//! Random corpora: a directive, a treaty, one state, any mix of events, uncertain days, registers, ends, exceptions. What
//! is made need not be plausible.

use acquis::time::Day;
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Instruments, states and sources.
pub type Corpus = (Vec<Value>, Vec<Value>, Vec<Value>);

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2008, 1, 1).unwrap() + Days::new(u64::from(number))
}

/// A day of 2008 to 2015, often one of a few, so that events meet on one day.
pub fn date() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        (0u32..2900).prop_map(day),
        prop::sample::select(vec![100u32, 700, 701, 1200, 1201, 1500]).prop_map(day)
    ]
}

pub fn exact() -> impl Strategy<Value = Value> {
    date().prop_map(|date| json!(date.to_string()))
}

/// When something happened: mostly an exact day, else a month, a year, or bounds.
pub fn on() -> impl Strategy<Value = Value> {
    prop_oneof![
        5 => exact(),
        1 => (2008i32..2015, 1u32..13).prop_map(|(year, month)| json!(format!("{year}-{month:02}"))),
        1 => (2008i32..2015).prop_map(|year| json!(year.to_string())),
        1 => (date(), 1u64..500).prop_map(|(after, length)| {
            json!({"after": after.to_string(), "by": (after + Days::new(length)).to_string()})
        }),
    ]
}

const STEP_KINDS: [&str; 3] = ["non-communication", "non-communication", "non-conformity"];

/// One record about the directive `act` or the treaty `pact`.
pub fn record() -> impl Strategy<Value = Value> {
    let act = prop_oneof![
        (prop::sample::select(vec!["notified", "measure"]), prop::sample::select(vec!["full", "full", "partial"]))
            .prop_map(|(event, extent)| json!({"instrument": "act", "event": event, "extent": extent})),
        Just(json!({"instrument": "act", "event": "annulled-nationally"})),
        prop::sample::select(vec!["done", "partly", "not-done"])
            .prop_map(|status| json!({"instrument": "act", "event": "observed", "status": status})),
        (prop::sample::select(vec!["formal-notice", "reasoned-opinion", "judgment", "closed"]), prop::sample::select(STEP_KINDS.to_vec()))
            .prop_map(|(event, kind)| json!({"instrument": "act", "event": event, "kind": kind, "procedure": "258", "case": kind})),
    ];
    let pact = prop_oneof![
        Just(json!({"instrument": "pact", "event": "ratification"})),
        Just(json!({"instrument": "pact", "event": "designated"})),
        Just(json!({"instrument": "pact", "event": "signature"})),
    ];
    let source = prop::sample::select(vec!["early", "late", "chart", "late"]);
    (prop_oneof![3 => act, 1 => pact], on(), source).prop_map(|(mut record, on, source)| {
        record["on"] = on;
        record["source"] = json!(source);
        record["confidence"] = json!("read");
        record
    })
}

pub fn deferral() -> impl Strategy<Value = Value> {
    (exact(), 1u64..900).prop_map(|(on, length)| {
        let from: NaiveDate = on.as_str().unwrap().parse().unwrap();
        json!({"instrument": "act", "event": "deferral", "on": on, "until": (from + Days::new(length)).to_string(),
               "source": "late", "confidence": "read"})
    })
}

pub fn deadline() -> impl Strategy<Value = Value> {
    prop_oneof![
        exact().prop_map(|day| json!({"by": day})),
        exact().prop_map(|day| json!({"before": day})),
        Just(json!({"within": "P18M", "from": "in-force"})),
    ]
}

pub fn silence() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({"means": "unknown"})),
        (exact(), prop::sample::select(vec!["early", "chart"])).prop_map(
            |(through, source)| json!({"means": "not-done", "registers": [{"source": source, "through": through}]})
        ),
    ]
}

pub fn ended() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => Just(json!([])),
        1 => exact().prop_map(|from| json!([{"how": "repealed", "from": from}])),
        1 => (exact(), exact()).prop_map(|(from, known)| {
            json!([{"how": "void", "from": from, "effect": "ex-tunc", "known_from": known}])
        }),
    ]
}

pub fn interval() -> impl Strategy<Value = Value> {
    (date(), 1u64..1200).prop_map(|(from, length)| {
        json!({"state": "AT", "from": from.to_string(), "to": (from + Days::new(length)).to_string(), "basis": "a protocol"})
    })
}

pub fn corpus() -> impl Strategy<Value = Corpus> {
    let law = (deadline(), silence(), ended(), vec(interval(), 0..2), prop::option::of(deadline()));
    let member_from = prop::sample::select(vec!["1995-01-01", "2010-05-01"]);
    let member_to = prop::option::of(Just("2013-07-01"));
    (law, vec(record(), 0..7), vec(deferral(), 0..2), member_from, member_to).prop_filter_map(
        "few uncertain records, or the naive evaluator takes for ever",
        |((deadline, silence, ended, except, corrected), mut records, deferrals, from, to)| {
            let uncertain =
                records.iter().filter(|record| record["on"].as_str().is_none_or(|text| text.len() < 10)).count();
            if uncertain > 2 {
                return None;
            }
            records.extend(deferrals);
            let corrected: Vec<Value> = corrected
                .into_iter()
                .filter(|deadline| deadline.get("within").is_none())
                .map(|mut deadline| {
                    deadline["known_from"] = json!("2010-03-01");
                    deadline
                })
                .collect();
            let mut membership = json!({"from": from, "basis": "accession"});
            if let Some(to) = to {
                membership["to"] = json!(to);
            }
            Some((
                vec![act(deadline, silence, ended, except, corrected), pact()],
                vec![state(membership, records)],
                sources(),
            ))
        },
    )
}

fn act(mut deadline: Value, silence: Value, ended: Value, except: Vec<Value>, corrected: Vec<Value>) -> Value {
    if !corrected.is_empty() {
        deadline["corrected"] = json!(corrected);
    }
    let whole = json!({"id": "whole", "article": "10", "kind": "transpose", "duty": "binding", "title": "transpose",
        "deadline": deadline, "fulfilled_by": ["notified", "measure"], "undone_by": ["annulled-nationally"], "silence": silence});
    let urged = json!({"id": "urged", "article": "11", "kind": "implement", "duty": "encouraged", "title": "urged",
        "fulfilled_by": ["measure"], "undone_by": ["annulled-nationally"], "silence": {"means": "unknown"}});
    json!({"$schema": "../schemas/instrument.schema.json", "id": "act", "celex": ["32008L0001"], "aliases": [], "kind": "directive",
        "title": "An act", "short_title": "Act", "legal_base": "Art. 114", "pillar": "first", "adopted": "2008-03-01",
        "published": {"on": "2008-04-01", "in": "OJ L 1"}, "in_force": "2008-04-21",
        "binds": {"group": "member-states", "except": except, "also": []}, "enforceable_from": "2009-12-01",
        "ended": ended, "obligations": [whole, urged], "not_modelled": [], "sources": ["late"]})
}

fn pact() -> Value {
    let ratify = json!({"id": "ratify", "article": "1", "kind": "ratify", "duty": "encouraged", "title": "ratify",
        "binds": {"group": "member-states"}, "fulfilled_by": ["ratification"], "undone_by": ["denunciation"],
        "silence": {"means": "not-done", "registers": [{"source": "chart", "through": "2012-01-01"}]}});
    let point = json!({"id": "point", "article": "2", "kind": "designate", "duty": "binding", "title": "a contact point",
        "deadline": {"at": "in-force-for-state"}, "fulfilled_by": ["designated"], "undone_by": [], "silence": {"means": "unknown"}});
    json!({"$schema": "../schemas/instrument.schema.json", "id": "pact", "celex": [], "aliases": ["CETS 1"], "kind": "convention",
        "title": "A treaty", "short_title": "Pact", "pillar": "none", "adopted": "2008-02-01", "in_force": "2009-07-01",
        "entry_into_force_for_state": {"months": 3, "then": "first-of-next-month"}, "binds": {"group": "parties"},
        "ended": [], "obligations": [ratify, point], "not_modelled": [], "sources": ["chart"]})
}

fn state(membership: Value, records: Vec<Value>) -> Value {
    json!({"$schema": "../schemas/member-state.schema.json", "code": "AT", "iso": "AT", "iso3": "AUT", "name": "Austria",
        "membership": [membership], "records": records})
}

fn sources() -> Vec<Value> {
    let source = |id: &str, published: &str, continuous: bool| {
        json!({"$schema": "../schemas/seed.schema.json", "id": id, "title": id, "reference": id, "kind": "commission",
            "published": published, "continuous": continuous, "official": "https://example.org/"})
    };
    vec![source("chart", "2020-01-01", true), source("early", "2010", false), source("late", "2016-06-01", false)]
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
