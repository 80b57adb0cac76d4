//! The two doors through which a case is asked: the library, and the binary as a user would run it. Each gives the same
//! answer: the findings by id, with the keys that a case may expect. Whether they are right is for `cases.rs`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use acquis::engine::Engine;
use acquis::law::Corpus;
use acquis::load::{self, DatedCase, KEYS, MARKS, SmallCorpus, Theme};
use acquis::report::{Answers, answers};
use acquis::rules::Rules;
use serde_json::{Map, Value};

/// The findings that a case is about: one, or that of each Member State of the day.
pub trait Door {
    /// Asks one case.
    fn ask(&mut self, case: &DatedCase) -> Answers;
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

/// `acquis::load` and `acquis::report`.
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
    fn ask(&mut self, case: &DatedCase) -> Answers {
        answers(Engine { corpus: &self.corpus, rules: &self.rules, known_as_of: None }, case)
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
    fn ask(&mut self, case: &DatedCase) -> Answers {
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
