//! Model corpora for scoreboards: directives with one transposition duty each, and records about them.

use acquis::engine::{Engine, Selection};
use acquis::load;
use acquis::report::{Editions, Run, Scoreboard};
use acquis::rules::Indicators;
use serde_json::{Value, json};

use super::{day, rules, tables};

/// The shipped indicators.
pub fn indicators() -> Indicators {
    Indicators::parse(tables().get("indicators").unwrap()).unwrap()
}

/// Directives and what states did about them.
#[derive(Default)]
pub struct Model {
    acts: Vec<Value>,
    states: Vec<(String, Vec<Value>)>,
    cases: Option<(String, String)>,
}

impl Model {
    /// A directive to be transposed by a day.
    pub fn act(mut self, id: &str, by: &str) -> Model {
        let duty = json!({"id": "transposition", "article": "1", "kind": "transpose", "duty": "binding",
            "title": "Transpose it", "deadline": {"by": by}, "fulfilled_by": ["notified", "measure"],
            "undone_by": ["annulled-nationally"], "silence": {"means": "unknown"}});
        self.acts.push(json!({"$schema": "../schemas/instrument.schema.json", "id": id, "kind": "directive",
            "title": "Model act", "pillar": "union", "adopted": "2000-01-01", "in_force": "2000-02-01",
            "binds": {"group": "member-states"}, "obligations": [duty], "sources": ["journal"]}));
        self
    }

    /// A Member State since 1995.
    pub fn state(mut self, code: &str) -> Model {
        self.states.push((code.to_owned(), Vec::new()));
        self
    }

    /// A record of the state named last.
    pub fn record(mut self, act: &str, event: &str, on: &str, more: Value) -> Model {
        let mut record =
            json!({"instrument": act, "event": event, "on": on, "source": "journal", "confidence": "read"});
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.states.last_mut().unwrap().1.push(record);
        self
    }

    /// The state named last notified full measures.
    pub fn notified(self, act: &str, on: &str) -> Model {
        self.record(act, "notified", on, json!({"extent": "full"}))
    }

    /// The journal lists the infringement cases of these days.
    pub fn cases(mut self, from: &str, through: &str) -> Model {
        self.cases = Some((from.to_owned(), through.to_owned()));
        self
    }

    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut journal = json!({"$schema": "../schemas/seed.schema.json", "id": "journal", "title": "Model journal",
            "kind": "register", "published": "2000-01-01", "continuous": true});
        if let Some((from, through)) = &self.cases {
            journal["through"] = json!(through);
            let listed =
                json!({"id": "journal/cases", "locator": "whole", "text": "Lists the cases.", "cases_from": from});
            journal["states"] = json!([listed]);
        }
        let mut files = vec![("seeds/journal.json".to_owned(), journal.to_string().into_bytes())];
        for act in &self.acts {
            files.push((format!("instruments/{}.json", act["id"].as_str().unwrap()), act.to_string().into_bytes()));
        }
        for (code, records) in &self.states {
            let state = json!({"$schema": "../schemas/member-state.schema.json", "code": code, "name": code,
                "membership": [{"from": "1995-01-01"}], "records": records});
            files.push((format!("member-states/{code}.json"), state.to_string().into_bytes()));
        }
        files
    }

    /// The scoreboard as its JSON contract: deadline cut-off, notification cut-off, previous deadline cut-off.
    pub fn board(&self, deadline: &str, notification: &str, previous: Option<&str>) -> Value {
        self.known_board(deadline, notification, previous, None)
    }

    /// The scoreboard as known on a day.
    pub fn known_board(
        &self,
        deadline: &str,
        notification: &str,
        previous: Option<&str>,
        known: Option<&str>,
    ) -> Value {
        let loaded = load::texts(self.files());
        assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
        let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: known.map(day) };
        let run = Run { engine, as_of: day(deadline), rules_digest: &tables().digest };
        let editions = Editions::new(day(deadline), day(notification), previous.map(day));
        let indicators = indicators();
        serde_json::to_value(Scoreboard::new(run, &indicators, &Selection::default(), editions, false)).unwrap()
    }
}
