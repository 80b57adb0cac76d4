//! How cases are read and asked: their files (`cases/`, `tests/cases/`), and two doors, the library and the binary as a user
//! would run it. Each door gives the same answer: the findings by id, with the keys that a case may expect. Whether they are
//! right is for `cases.rs`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use acquis::engine::Engine;
use acquis::law::Corpus;
use acquis::load::{self, DatedCase, KEYS, MARKS, Theme};
use acquis::report::{Answers, answers};
use serde_json::{Map, Value};

use crate::support;

/// Reads one file, named after its theme `t`.
///
/// # Errors
/// What is wrong with it, each in one line.
pub fn read(text: &str) -> Result<Theme, String> {
    let lines = |problems: Vec<acquis::load::Problem>| {
        let messages = problems
            .iter()
            .map(|one| format!("{}: {} {}", one.place(), one.message, one.help.as_deref().unwrap_or("")));
        messages.collect::<Vec<_>>().join("\n")
    };
    Theme::read("cases/t.json", text.as_bytes().to_vec()).map_err(lines)
}

/// Every theme, in the order of names.
pub fn all() -> Vec<Theme> {
    let root = support::package();
    let files = |folder: &str| std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = files("cases").chain(files("tests/cases")).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort_by_key(|path| path.file_name().unwrap().to_owned());
    let read = |path: &PathBuf| {
        let theme = Theme::read(path.to_str().unwrap(), std::fs::read(path).unwrap());
        theme.unwrap_or_else(|problems| panic!("{problems:#?}"))
    };
    paths.iter().map(read).collect()
}

/// The findings that a case is about: one, or that of each Member State of the day.
pub trait Door {
    /// Asks one case.
    fn ask(&mut self, case: &DatedCase) -> Answers;
}

/// `acquis::load` and `acquis::report`, with a small corpus or the shipped one.
pub struct Library {
    small: Option<Corpus>,
}

impl Library {
    /// The library with the corpus of a theme, free of errors.
    pub fn open(theme: &Theme) -> Library {
        let loaded = theme.corpus.as_ref().map(|small| load::texts(small.files()));
        let problems = loaded.as_ref().filter(|one| one.has_errors()).map(|one| &one.problems);
        assert!(problems.is_none(), "the corpus of the theme: {problems:#?}");
        Library { small: loaded.map(|one| one.corpus) }
    }
}

impl Door for Library {
    fn ask(&mut self, case: &DatedCase) -> Answers {
        let corpus = self.small.as_ref().unwrap_or(support::corpus());
        answers(Engine { corpus, rules: support::rules(), known_as_of: None }, case)
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
        let data = self.data.iter().flat_map(|data| ["--data", data.path().to_str().unwrap()]);
        let report = support::json(&arguments.iter().map(String::as_str).chain(data).collect::<Vec<_>>());
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
        // `compare` also shows a state that has left while Union law binds it (Withdrawal Agreement, Art. 126-127)
        let in_transition = ("2020-02-01".."2021-01-01").contains(&case.as_of.as_str());
        let is_member = |id: &str| !(case.is_about_a_set() && in_transition && id.starts_with("UK/"));
        answers
            .iter()
            .filter(|(id, _)| id.ends_with(&ending) && is_member(id))
            .map(|(id, answer)| (id.clone(), answer.clone()))
            .collect()
    }
}

fn expected_keys(finding: &Value) -> Map<String, Value> {
    let value = |key: &str| finding.get(key).unwrap_or_else(|| panic!("the contract has the key {key}")).clone();
    let mark = |key: &str| [finding, &finding["evidence"]].iter().any(|of| of[key] == Value::Bool(true));
    let keys = KEYS.iter().map(|key| ((*key).to_owned(), value(key)));
    keys.chain(MARKS.iter().map(|key| ((*key).to_owned(), Value::Bool(mark(key))))).collect()
}
