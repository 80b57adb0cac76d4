//! One dated case: what is asked, and what must come out.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// One case.
#[derive(Debug, Clone, Deserialize)]
pub struct DatedCase {
    /// A short name, unique in the theme.
    pub name: String,
    /// The facts.
    pub given: String,
    /// `AT/budapest/ratification`, or `*/budapest/ratification` for all Member States of the day.
    pub ask: String,
    /// The day whose law and facts are judged.
    pub as_of: String,
    /// Only what sources published by this day say.
    #[serde(default)]
    pub known_as_of: Option<String>,
    /// What must come out.
    pub expect: Map<String, Value>,
    /// The law and the fact on which that rests.
    pub because: String,
}

impl DatedCase {
    /// Is the case about a set of states?
    pub fn is_about_a_set(&self) -> bool {
        self.ask.starts_with("*/")
    }

    /// State, instrument, obligation.
    pub fn asked(&self) -> [&str; 3] {
        let mut parts = self.ask.splitn(3, '/');
        [(); 3].map(|()| parts.next().unwrap_or_default())
    }

    /// The verdicts of a case about a set, with the states that must have them.
    pub fn sets(&self) -> BTreeMap<String, Vec<String>> {
        let sets = self.expect.get("states").and_then(Value::as_object).into_iter().flatten();
        let codes =
            |list: &Value| list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        sets.map(|(verdict, list)| (verdict.clone(), codes(list))).collect()
    }
}
