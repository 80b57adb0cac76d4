//! What a case file may say, read strictly: an unknown key, a misspelt expectation or an empty list of cases is an
//! error, so that no case is passed over in silence. How a case is answered stands in `doors`.

use std::collections::{BTreeMap, BTreeSet};

use acquis::rules::Verdict;
use acquis::time::Day;
use serde::Deserialize;
use serde_json::{Map, Value};

/// One theme: cases on the shipped data, or on a corpus of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The theme, which is also the name of the file.
    pub theme: String,
    /// What a reader should know.
    #[serde(default, rename = "note")]
    _note: Option<String>,
    /// A small corpus in the formats of the shipped files; left out: the shipped data.
    #[serde(default)]
    pub corpus: Option<SmallCorpus>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// Files of a corpus, each as it would stand in its folder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmallCorpus {
    instruments: Vec<Value>,
    member_states: Vec<Value>,
    seeds: Vec<Value>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its short name, once in a theme.
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

/// The keys of a finding that a case may expect.
pub const KEYS: [&str; 9] =
    ["verdict", "due", "when", "days_overdue", "since", "until", "enforcement", "contested", "severity"];

/// What may be marked beside them, true or false.
pub const MARKS: [&str; 4] = ["presumed", "approximate", "at_least", "due_open"];

impl SmallCorpus {
    /// Path and text of each file.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let folders = [
            ("instruments", "id", &self.instruments),
            ("member-states", "code", &self.member_states),
            ("seeds", "id", &self.seeds),
        ];
        let mut files = Vec::new();
        for (folder, key, values) in folders {
            for value in values {
                let stem = value[key].as_str().expect("a file of a small corpus has an id or a code");
                files.push((format!("{folder}/{stem}.json"), serde_json::to_vec_pretty(value).unwrap()));
            }
        }
        files
    }
}

impl Case {
    /// Is it about a set of states?
    pub fn is_about_a_set(&self) -> bool {
        self.ask.starts_with("*/")
    }

    /// State, instrument, obligation.
    pub fn asked(&self) -> [&str; 3] {
        let parts: Vec<&str> = self.ask.split('/').collect();
        parts.try_into().expect("read strictly")
    }

    /// The verdicts of a set case with the states that must have them.
    pub fn sets(&self) -> BTreeMap<String, BTreeSet<String>> {
        let sets = self.expect.get("states").expect("read strictly");
        serde_json::from_value(sets.clone()).expect("read strictly")
    }

    fn refusal(&self) -> Option<String> {
        let is_day = |text: &str| Day::parse(text).is_ok();
        let texts = [&self.name, &self.given, &self.because];
        if texts.iter().any(|text| text.trim().is_empty()) {
            return Some("name, given and because must say something".to_owned());
        }
        if self.ask.split('/').count() != 3 {
            return Some(format!("`{}` is not STATE/INSTRUMENT/OBLIGATION", self.ask));
        }
        if !is_day(&self.as_of) || self.known_as_of.as_deref().is_some_and(|day| !is_day(day)) {
            return Some("as_of and known_as_of are days".to_owned());
        }
        if self.is_about_a_set() { self.refused_sets() } else { self.refused_keys() }
    }

    fn refused_keys(&self) -> Option<String> {
        let known = |key: &String| KEYS.contains(&key.as_str()) || MARKS.contains(&key.as_str());
        if let Some(key) = self.expect.keys().find(|key| !known(key)) {
            return Some(format!("`{key}` is no key of expect ({}, {})", KEYS.join(", "), MARKS.join(", ")));
        }
        let verdict = self.expect.get("verdict").and_then(Value::as_str);
        if verdict.and_then(Verdict::parse).is_none() {
            return Some("expect names one of the eleven verdicts".to_owned());
        }
        let typed = |(key, value): (&String, &Value)| match key.as_str() {
            "days_overdue" => value.is_null() || value.is_u64(),
            mark if MARKS.contains(&mark) => value.is_boolean(),
            _ => value.is_null() || value.is_string(),
        };
        (!self.expect.iter().all(typed))
            .then(|| "days_overdue is a number, a mark true or false, everything else a text, or null".to_owned())
    }

    fn refused_sets(&self) -> Option<String> {
        let only = self.expect.len() == 1;
        let Some(Value::Object(sets)) = self.expect.get("states").filter(|_| only) else {
            return Some("a set case expects `states` and nothing else".to_owned());
        };
        let lists: Result<BTreeMap<String, Vec<String>>, _> = serde_json::from_value(Value::Object(sets.clone()));
        match lists {
            Ok(lists) if lists.is_empty() => Some("`states` names no verdict".to_owned()),
            Ok(lists) => lists.iter().find_map(|(verdict, states)| refused_set(verdict, states)),
            Err(error) => Some(error.to_string()),
        }
    }
}

fn refused_set(verdict: &str, states: &[String]) -> Option<String> {
    if Verdict::parse(verdict).is_none() {
        return Some(format!("`{verdict}` is no verdict"));
    }
    let sorted = states.windows(2).all(|pair| pair[0] < pair[1]);
    (!sorted).then(|| format!("the states under {verdict} are not in order, or twice there"))
}

impl Theme {
    /// Reads one file.
    ///
    /// # Errors
    /// What is wrong with it, in one sentence.
    pub fn read(text: &str) -> Result<Theme, String> {
        let theme: Theme = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if theme.cases.is_empty() {
            return Err(format!("theme {} has no cases", theme.theme));
        }
        let mut names = BTreeSet::new();
        for case in &theme.cases {
            if let Some(refusal) = case.refusal() {
                return Err(format!("{}, {}: {refusal}", theme.theme, case.name));
            }
            if !names.insert(case.name.as_str()) {
                return Err(format!("{}: two cases are called `{}`", theme.theme, case.name));
            }
        }
        Ok(theme)
    }

    /// Every theme of `tests/cases`, in the order of names.
    pub fn all() -> Vec<Theme> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        let read = |path: &std::path::PathBuf| {
            let theme = Theme::read(&std::fs::read_to_string(path).unwrap());
            let theme = theme.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(
                path.file_stem().unwrap().to_str(),
                Some(theme.theme.as_str()),
                "the file is named after its theme"
            );
            theme
        };
        paths.iter().map(read).collect()
    }
}
