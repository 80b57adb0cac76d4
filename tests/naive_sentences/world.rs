//! A directive due on 2010-01-01, a treaty, and what happened: the small world that each sentence changes in one point. It
//! is asked of both evaluators, which have to say the same.

use acquis::engine::Engine;
use acquis::load;
use acquis::rules::When;
use serde_json::{Value, json};

use crate::naive;
use crate::support::{day, rules};

/// What differs from world to world.
pub struct World {
    /// The deadline of the directive.
    pub deadline: Value,
    /// What silence means under the directive.
    pub silence: Value,
    /// Further addressees of the directive.
    pub also: Value,
    /// Since when AT is a member.
    pub from: &'static str,
    /// What happened, to AT and to CH.
    pub records: Vec<Value>,
}

/// The world in which this, and nothing else, happened.
pub fn world(records: Value) -> World {
    World {
        deadline: json!({"by": "2010-01-01"}),
        silence: json!({"means": "unknown"}),
        also: json!([]),
        from: "1995-01-01",
        records: records.as_array().unwrap().clone(),
    }
}

/// Silence that says no, through a day.
pub fn list_through(day: &str) -> Value {
    json!({"means": "not-done", "registers": [{"source": "chart", "through": day}]})
}

/// A value with what it does not say itself.
fn with_defaults(value: &Value, defaults: &Value) -> Value {
    let mut value = value.clone();
    for (key, default) in defaults.as_object().unwrap() {
        if value[key].is_null() {
            value[key] = default.clone();
        }
    }
    value
}

impl World {
    /// `AT/act/law on 2011-01-01` in one line: verdict, when, days overdue, and what is marked.
    pub fn says(&self, id: &str, on: &str) -> String {
        let [state, act, duty] = id.split('/').collect::<Vec<_>>()[..] else { panic!("{id}") };
        let judged = self.naive().judge(state, act, duty, on.parse().unwrap(), None);
        let marks = [judged.presumed, judged.due_open, judged.at_least];
        let naive = line(judged.verdict, judged.when, judged.days_overdue, marks);
        let engine = self.engine([state, act, duty], on);
        assert_eq!(engine, naive, "engine and naive evaluator on {id}, {on}, with {:#?}", self.records);
        engine
    }

    /// What is said of the transposition by AT.
    pub fn law(&self, on: &str) -> String {
        self.says("AT/act/law", on)
    }

    fn engine(&self, [state, act, duty]: [&str; 3], on: &str) -> String {
        let loaded = load::texts(self.files());
        assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
        let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: None };
        let question = engine.question(state, act, duty).unwrap();
        let timeline = engine.timelines(&[question]).remove(0);
        let finding = engine.finding(&question, &timeline, day(on)).unwrap();
        let judgement = finding.judgement;
        let when = Some(judgement.when).filter(|when| *when != When::None).map(|when| when.as_str().to_owned());
        let marks = [finding.grounds.presumed, judgement.open, judgement.at_least];
        line(judgement.verdict.as_str().to_owned(), when, finding.days_overdue().map(i64::from), marks)
    }

    fn naive(&self) -> naive::Corpus {
        let [instruments, states, seeds] = self.folders();
        naive::Corpus::new(instruments, states, seeds)
    }

    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let folders = [("instruments", "id"), ("member-states", "code"), ("seeds", "id")];
        for ((folder, key), values) in folders.into_iter().zip(self.folders()) {
            for value in values {
                let stem = value[key].as_str().unwrap();
                files.push((format!("{folder}/{stem}.json"), serde_json::to_vec(&value).unwrap()));
            }
        }
        files
    }

    /// Instruments, states and seeds.
    fn folders(&self) -> [Vec<Value>; 3] {
        let records: Vec<Value> = self.records.iter().map(record).collect();
        let state = |code: &str, iso3: &str, membership: Value| {
            json!({"$schema": "../schemas/member-state.schema.json", "code": code, "iso": code, "iso3": iso3,
                "name": code, "membership": membership, "records": records})
        };
        let seed = |id: &str, rest: Value| {
            let seed = json!({"$schema": "../schemas/seed.schema.json", "id": id, "title": id, "kind": "register",
                "published": "2020-01-01", "official": "https://example.org/"});
            with_defaults(&seed, &rest)
        };
        let seeds = vec![
            seed("chart", json!({"continuous": true})),
            seed("cases", json!({"continuous": true, "through": "2016-01-01"})),
            seed("report", json!({})),
        ];
        [
            vec![self.act(), pact()],
            vec![state("AT", "AUT", json!([{"from": self.from}])), state("CH", "CHE", json!([]))],
            seeds,
        ]
    }

    fn act(&self) -> Value {
        let duty = |id: &str, kind: &str, rest: Value| {
            let duty = json!({"id": id, "article": "1", "kind": kind, "duty": "binding", "title": id,
                "deadline": self.deadline, "undone_by": ["annulled-nationally"], "silence": self.silence});
            with_defaults(&with_defaults(&duty, &rest), &json!({"fulfilled_by": ["notified"]}))
        };
        json!({"$schema": "../schemas/instrument.schema.json", "id": "act", "kind": "directive", "title": "act",
        "pillar": "union", "adopted": "2008-01-01", "in_force": "2008-02-01", "sources": ["report"],
        "binds": {"group": "member-states", "also": self.also}, "obligations": [
            duty("law", "transpose", json!({})),
            duty("operation", "operate", json!({"fulfilled_by": ["operational"], "implied_by": ["law"]})),
            duty("abroad", "operate", json!({"fulfilled_by": [], "implied_by": ["pact/point"]})),
        ]})
    }
}

fn pact() -> Value {
    json!({"$schema": "../schemas/instrument.schema.json", "id": "pact", "kind": "convention", "title": "pact",
        "pillar": "none", "adopted": "1990-01-01", "in_force": "1995-01-01", "sources": ["report"],
        "entry_into_force_for_state": {"months": 3, "month_end": "next-day"}, "binds": {"group": "parties"},
        "obligations": [{"id": "point", "article": "1", "kind": "designate", "duty": "binding", "title": "point",
            "deadline": {"at": "in-force-for-state"}, "fulfilled_by": ["designated"], "undone_by": [],
            "silence": {"means": "unknown"}}]})
}

fn record(record: &Value) -> Value {
    let record = with_defaults(record, &json!({"instrument": "act", "source": "report", "confidence": "read"}));
    let is_step = !record["case"].is_null();
    if is_step { with_defaults(&record, &json!({"kind": "non-communication"})) } else { record }
}

/// Verdict, when, days overdue, and what is presumed, open or only an upper bound.
fn line(verdict: String, when: Option<String>, days: Option<i64>, marks: [bool; 3]) -> String {
    let marks = marks.into_iter().zip(["presumed", "open", "at-least"]);
    let marked = marks.filter(|(is_marked, _)| *is_marked).map(|(_, word)| word.to_owned());
    let days = days.map(|days| days.to_string());
    let words = [Some(verdict), when, days].into_iter().flatten().chain(marked);
    words.collect::<Vec<_>>().join(" ")
}
