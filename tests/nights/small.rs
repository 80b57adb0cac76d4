//! A small corpus: a directive that Belgium has transposed in time and Austria not, on days between which nothing happens.

use serde_json::{Value, json};

use super::world::{Files, files_of};

/// The night before an edit, the night after it, and the one after that. Nothing in the small corpus changes with them.
pub const NIGHTS: [&str; 3] = ["2010-12-10", "2010-12-11", "2010-12-12"];

/// The small corpus with the tables of the project.
pub fn files() -> Files {
    let mut files = files_of(&["rules"]);
    files.insert("instruments/act.json".into(), act("act"));
    files.insert("member-states/AT.json".into(), state("AT", "AUT", "Austria", json!([])));
    files.insert("member-states/BE.json".into(), state("BE", "BEL", "Belgium", json!([notified("2010-09-01")])));
    for (id, continuous) in [("chart", true), ("gazette", false), ("later-gazette", false)] {
        files.insert(format!("seeds/{id}.json"), source(id, continuous));
    }
    files
}

/// A directive with a binding and an urged obligation.
pub fn act(id: &str) -> Value {
    let whole = json!({"id": "whole", "article": "10", "kind": "transpose", "duty": "binding", "title": "Transpose it",
        "deadline": {"by": "2010-10-01"}, "fulfilled_by": ["notified", "measure"], "undone_by": ["annulled-nationally"],
        "silence": {"means": "not-done", "registers": [{"source": "chart", "through": "2013-06-01"}]}});
    json!({"$schema": "../schemas/instrument.schema.json", "id": id, "celex": [], "aliases": [], "kind": "directive",
        "title": "An act", "short_title": "Act", "legal_base": "Art. 114", "pillar": "union", "adopted": "2008-03-01",
        "published": {"on": "2008-04-01", "in": "OJ L 1"}, "in_force": "2008-04-21", "objective": 1,
        "binds": {"group": "member-states", "except": [], "also": []}, "enforceable_from": "2008-04-21",
        "ended": [], "obligations": [whole, urged("urged")], "not_modelled": [], "sources": ["gazette"]})
}

/// An obligation that is only urged.
pub fn urged(id: &str) -> Value {
    json!({"id": id, "article": "11", "kind": "implement", "duty": "encouraged", "title": "Do more",
        "fulfilled_by": ["operational"], "undone_by": [], "silence": {"means": "unknown"}})
}

/// A state.
pub fn state(code: &str, iso3: &str, name: &str, records: Value) -> Value {
    json!({"$schema": "../schemas/member-state.schema.json", "code": code, "iso": code, "iso3": iso3, "name": name,
        "membership": [{"from": "1995-01-01", "basis": "accession"}], "records": records})
}

/// A full notification of the act as a whole.
pub fn notified(on: &str) -> Value {
    let mut notified = event("notified", on);
    notified["extent"] = json!("full");
    notified
}

/// Something that happened under the act.
pub fn event(event: &str, on: &str) -> Value {
    json!({"instrument": "act", "obligations": ["whole"], "event": event, "on": on, "source": "gazette",
        "confidence": "read"})
}

fn source(id: &str, continuous: bool) -> Value {
    json!({"$schema": "../schemas/seed.schema.json", "id": id, "title": id, "reference": id, "kind": "commission",
        "published": "2014-01-01", "continuous": continuous, "official": "https://example.org/"})
}
