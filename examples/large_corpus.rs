//! Writes a large corpus for measuring: `cargo run --release --example large_corpus -- DIR [INSTRUMENTS]`. 28 states,
//! three obligations an instrument, one record for each; days and extents vary with the numbers, nothing is random.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const STATES: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "UK",
];

fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2010 + number % 12, 1 + number / 7 % 12, 1 + number / 3 % 28)
}

fn instrument(number: usize) -> Value {
    let obligation = |id: &str, article: &str, by: String| {
        json!({"id": id, "article": article, "kind": "transpose", "duty": "binding", "title": "Transpose",
            "deadline": {"by": by}, "fulfilled_by": ["notified", "measure"], "undone_by": ["annulled-nationally"],
            "silence": {"means": "unknown"}})
    };
    json!({"$schema": "../schemas/instrument.schema.json", "id": format!("act-{number:05}"), "celex": [format!("3{}L{:04}", 2008, number)],
        "aliases": [], "kind": "directive", "title": format!("Directive {number}"), "short_title": format!("Act {number}"),
        "family": "generated", "objective": 1 + number % 5, "legal_base": "Art. 114 TFEU", "pillar": "union", "adopted": "2008-01-10",
        "published": {"on": "2008-02-01", "in": "OJ L 1"}, "in_force": "2008-02-21",
        "binds": {"group": "member-states", "except": [], "also": []}, "enforceable_from": "2009-12-01", "ended": [],
        "obligations": [obligation("first", "1", day(number)), obligation("second", "2", day(number + 5)), obligation("third", "3", day(number + 9))],
        "not_modelled": [], "sources": ["register"]})
}

fn state(place: usize, code: &str, instruments: usize) -> Value {
    let records: Vec<Value> = (0..instruments)
        .flat_map(|number| {
            ["first", "second", "third"].into_iter().enumerate().map(move |(part, id)| (number, part, id))
        })
        .map(|(number, part, id)| {
            let extent = if (number + place + part).is_multiple_of(9) { "partial" } else { "full" };
            json!({"instrument": format!("act-{number:05}"), "obligations": [id], "event": "notified", "extent": extent,
                "on": day(number + place * 11 + part), "source": "register", "confidence": "read"})
        })
        .collect();
    json!({"$schema": "../schemas/member-state.schema.json", "code": code, "iso": code, "iso3": format!("X{code}"),
        "name": format!("State {code}"), "membership": [{"from": "1995-01-01", "basis": "generated"}], "records": records})
}

fn write(path: &Path, value: &Value) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, serde_json::to_string(value).unwrap()).unwrap();
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().unwrap();
    let dir = Path::new(&dir);
    let instruments: usize = arguments.next().map_or(10_000, |number| number.parse().unwrap());
    for number in 0..instruments {
        write(&dir.join(format!("instruments/act-{number:05}.json")), &instrument(number));
    }
    for (place, code) in STATES.iter().enumerate() {
        write(&dir.join(format!("member-states/{code}.json")), &state(place, code, instruments));
    }
    let register = json!({"$schema": "../schemas/seed.schema.json", "id": "register", "title": "Generated register",
        "reference": "none", "kind": "register", "published": "2025-01-01", "continuous": true, "official": "https://example.org/"});
    write(&dir.join("seeds/register.json"), &register);
    println!("{instruments} instruments, {} states", STATES.len());
}
