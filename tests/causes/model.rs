//! A small corpus: a model directive, a model treaty, one state, a gazette and two registers. What is not said in a test
//! is as it is here.

use super::world::Files;
use serde_json::{Value, json};

/// A directive due on 31 December 2010: something to transpose, and something that a register reports.
pub fn act() -> Value {
    let whole = json!({"id": "whole", "article": "1", "kind": "transpose", "duty": "binding",
        "title": "Do what the model act asks", "deadline": {"by": "2010-12-31"}, "fulfilled_by": ["notified", "measure"],
        "undone_by": ["annulled-nationally", "repealed-nationally"], "silence": {"means": "unknown"}});
    let listed = json!({"id": "listed", "article": "2", "kind": "designate", "duty": "binding",
        "title": "Name an authority", "deadline": {"by": "2010-12-31"}, "fulfilled_by": ["designated"], "undone_by": [],
        "silence": {"means": "not-done", "registers": [{"source": "list", "through": "2011-06-30"}]}});
    json!({"$schema": "../schemas/instrument.schema.json", "id": "act", "kind": "directive", "title": "A model act",
        "pillar": "third", "adopted": "2009-01-01", "in_force": "2009-02-01", "enforceable_from": "2014-12-01",
        "binds": {"group": "member-states"}, "obligations": [whole, listed], "sources": ["gazette"]})
}

/// A treaty with a duty of its parties.
pub fn pact() -> Value {
    let point = json!({"id": "point", "article": "1", "kind": "designate", "duty": "binding", "title": "A contact point",
        "deadline": {"at": "in-force-for-state"}, "fulfilled_by": ["designated"], "undone_by": [],
        "silence": {"means": "unknown"}});
    json!({"$schema": "../schemas/instrument.schema.json", "id": "pact", "kind": "convention", "title": "A model treaty",
        "pillar": "none", "adopted": "2008-02-01", "in_force": "2009-07-01",
        "entry_into_force_for_state": {"months": 3, "then": "first-of-next-month"}, "binds": {"group": "parties"},
        "obligations": [point], "sources": ["gazette"]})
}

/// The model state with these records; what a record does not say is filled in.
pub fn state(records: &[Value]) -> Value {
    let filled = records.iter().map(|record| {
        let mut whole = json!({"instrument": "act", "source": "gazette", "confidence": "read"});
        whole.as_object_mut().unwrap().extend(record.as_object().unwrap().clone());
        whole
    });
    json!({"$schema": "../schemas/member-state.schema.json", "code": "XA", "name": "Model state",
        "membership": [{"from": "1995-01-01"}], "records": filled.collect::<Vec<Value>>()})
}

fn source(id: &str, published: &str, continuous: bool) -> Value {
    json!({"$schema": "../schemas/seed.schema.json", "id": id, "title": id, "kind": "register", "published": published,
        "continuous": continuous})
}

/// The whole corpus, with these records about the state.
pub fn files(records: &[Value]) -> Files {
    let file = |path: &str, value: Value| (path.to_owned(), serde_json::to_vec(&value).unwrap());
    vec![
        file("instruments/act.json", act()),
        file("instruments/pact.json", pact()),
        file("member-states/XA.json", state(records)),
        file("seeds/gazette.json", source("gazette", "2000-01-01", true)),
        file("seeds/list.json", source("list", "2000-01-01", true)),
        file("seeds/report.json", source("report", "2012-06-01", false)),
    ]
}

pub fn found(status: &str, on: &str) -> Value {
    json!({"event": "observed", "status": status, "on": on})
}

pub fn step(event: &str, on: &str) -> Value {
    json!({"event": event, "on": on, "kind": "non-conformity", "procedure": "258", "case": "1"})
}

pub fn measure(on: &str) -> Value {
    json!({"event": "measure", "extent": "full", "on": on, "title": "Model law"})
}
