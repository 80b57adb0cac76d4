//! The two doors through which a case is asked: the library, and the binary as a user would run it. Each gives the same
//! answer: the findings by id, with the keys that a case may expect. Whether they are right is for `cases.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use acquis::engine::{Engine, Finding, Selection};
use acquis::law::{Corpus, Stage};
use acquis::load;
use acquis::rules::{Rules, When};
use acquis::time::Day;
use serde_json::{Map, Value, json};

use super::file::{Case, KEYS, MARKS, SmallCorpus, Theme};

/// Findings by id, each with the keys that a case may expect.
pub type Answers = BTreeMap<String, Map<String, Value>>;

/// The findings that a case is about: one, or that of each Member State of the day.
pub trait Door {
    /// Asks one case.
    fn ask(&mut self, case: &Case) -> Answers;
}

/// The tables inside the library.
pub fn rules() -> Rules {
    let texts = load::embedded_rules();
    Rules::parse(|name| texts.get(name)).unwrap()
}

/// The corpus of a theme, free of errors.
pub fn corpus(small: Option<&SmallCorpus>) -> Corpus {
    let Some(small) = small else {
        return load::embedded(None).unwrap_or_else(|problems| panic!("the shipped data: {problems:#?}"));
    };
    let loaded = load::texts(small.files());
    assert!(!loaded.has_errors(), "the corpus of the theme: {:#?}", loaded.problems);
    loaded.corpus
}

/// `acquis::load` and `acquis::engine`.
pub struct Library {
    corpus: Corpus,
    rules: Rules,
}

impl Library {
    /// The library with the corpus of a theme.
    pub fn open(theme: &Theme) -> Library {
        Library { corpus: corpus(theme.corpus.as_ref()), rules: rules() }
    }
}

impl Door for Library {
    fn ask(&mut self, case: &Case) -> Answers {
        let day = |text: &str| Day::parse(text).unwrap();
        let as_of = day(&case.as_of);
        let engine =
            Engine { corpus: &self.corpus, rules: &self.rules, known_as_of: case.known_as_of.as_deref().map(day) };
        let [state, instrument, obligation] = case.asked();
        let actors = match case.is_about_a_set() {
            true => self
                .corpus
                .actors
                .iter()
                .filter(|actor| actor.is_member(as_of))
                .map(|one| one.code.to_string())
                .collect(),
            false => vec![state.to_owned()],
        };
        let selection = Selection {
            actors,
            instruments: vec![instrument.to_owned()],
            obligations: vec![format!("{instrument}/{obligation}")],
        };
        engine.findings(&selection, as_of).iter().map(|finding| (finding.id(), told(finding))).collect()
    }
}

fn told(finding: &Finding) -> Map<String, Value> {
    let judgement = &finding.judgement;
    let iso = |day: Option<Day>| day.map(|day| day.to_string());
    let when = Some(judgement.when).filter(|when| *when != When::None);
    let told = json!({
        "verdict": judgement.verdict,
        "due": iso(judgement.limit.map(|limit| limit.0)),
        "when": when,
        "days_overdue": finding.days_overdue(),
        "since": iso(finding.since),
        "until": iso(finding.until),
        "enforcement": judgement.enforcement.map(stage),
        "contested": judgement.contested.map(stage),
        "severity": judgement.severity,
        "presumed": finding.grounds.presumed,
        "approximate": finding.grounds.approximate,
        "at_least": judgement.at_least,
        "due_open": judgement.open,
    });
    match told {
        Value::Object(told) => told,
        _ => unreachable!("an object was written"),
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::FormalNotice => "formal-notice",
        Stage::ReasonedOpinion => "reasoned-opinion",
        Stage::Referral => "referral",
        Stage::Judgment => "judgment",
        Stage::Penalty => "penalty",
    }
}

/// The binary: one process for all cases of the same state and dates (`gaps`), one for a set of states (`compare`).
pub struct Binary {
    data: Option<tempfile::TempDir>,
    asked: BTreeMap<Vec<String>, Arc<Answers>>,
}

impl Binary {
    /// The binary with the corpus of a theme, written out for `--data`.
    pub fn open(theme: &Theme) -> Binary {
        let data = theme.corpus.as_ref().map(|small| {
            let folder = tempfile::tempdir().unwrap();
            for (path, bytes) in small.files() {
                let path = folder.path().join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            folder
        });
        Binary { data, asked: BTreeMap::new() }
    }

    fn run(&self, arguments: &[String]) -> Answers {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
        command.args(arguments).args(["--format", "json"]);
        if let Some(data) = &self.data {
            command.arg("--data").arg(data.path() as &Path);
        }
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "acquis {}: {}\n{errors}", arguments.join(" "), output.status);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        findings.map(|finding| (finding["id"].as_str().unwrap().to_owned(), expected_keys(finding))).collect()
    }
}

impl Door for Binary {
    fn ask(&mut self, case: &Case) -> Answers {
        let [state, instrument, obligation] = case.asked();
        let name = format!("{instrument}/{obligation}");
        let mut arguments: Vec<String> = match case.is_about_a_set() {
            true => vec![
                "compare".to_owned(),
                "--by".to_owned(),
                "obligation".to_owned(),
                "--instrument".to_owned(),
                name.clone(),
            ],
            false => vec!["gaps".to_owned(), state.to_owned(), "--all".to_owned()],
        };
        arguments.extend(["--as-of".to_owned(), case.as_of.clone()]);
        arguments.extend(case.known_as_of.iter().flat_map(|day| ["--known-as-of".to_owned(), day.clone()]));
        let answers = match self.asked.get(&arguments) {
            Some(answers) => Arc::clone(answers),
            None => {
                let answers = Arc::new(self.run(&arguments));
                self.asked.insert(arguments, Arc::clone(&answers));
                answers
            }
        };
        let ending = format!("/{name}");
        answers.iter().filter(|(id, _)| id.ends_with(&ending)).map(|(id, told)| (id.clone(), told.clone())).collect()
    }
}

fn expected_keys(finding: &Value) -> Map<String, Value> {
    let value = |key: &str| finding.get(key).unwrap_or_else(|| panic!("the contract has the key {key}")).clone();
    let mark = |key: &str| [finding, &finding["evidence"]].iter().any(|of| of[key] == Value::Bool(true));
    let keys = KEYS.iter().map(|key| ((*key).to_owned(), value(key)));
    keys.chain(MARKS.iter().map(|key| ((*key).to_owned(), Value::Bool(mark(key))))).collect()
}

/// The states of the answers by verdict.
pub fn states_by_verdict(answers: &Answers) -> BTreeMap<String, BTreeSet<String>> {
    let mut sets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, told) in answers {
        let state = id.split('/').next().unwrap_or_default().to_owned();
        sets.entry(told["verdict"].as_str().unwrap().to_owned()).or_default().insert(state);
    }
    sets
}
