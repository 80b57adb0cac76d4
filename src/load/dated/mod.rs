//! Dated cases: what must hold of a state and a duty on a day, and why. The folder `cases/` of a corpus holds them. Each is
//! read strictly: an unknown key, a misspelt expectation or an empty list is an error, so that no case is ignored
//! silently. How a case is answered stands in `report`.

mod case;
mod expect;

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::data_file::CASES;
use super::defect::{Defect, Defects};
use super::json_path::{JsonPath, PathStep};
use super::problem::{self, Problem};
use super::read::{disk, json, position, text};
use super::{check, embedded, schema};
use crate::law::Corpus;
pub use case::DatedCase;
pub use expect::{KEYS, MARKS};

/// One file of cases: on the corpus in use, or on a small one of its own.
#[derive(Debug, Clone, Deserialize)]
pub struct Theme {
    /// Path of the file, for messages.
    #[serde(skip)]
    pub path: String,
    /// The theme, which is also the name of the file.
    pub theme: String,
    /// A small corpus in the formats of the data files; left out: the corpus in use.
    #[serde(default)]
    pub corpus: Option<SmallCorpus>,
    /// The cases.
    pub cases: Vec<DatedCase>,
}

/// Files of a corpus, each as it would stand in its folder.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SmallCorpus {
    instruments: Vec<Value>,
    member_states: Vec<Value>,
    seeds: Vec<Value>,
}

impl SmallCorpus {
    /// Path and text of each file.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let folders = [
            ("instruments", "id", &self.instruments),
            ("member-states", "code", &self.member_states),
            ("seeds", "id", &self.seeds),
        ];
        let file = |folder: &str, key: &str, value: &Value| {
            let stem = value.get(key).and_then(Value::as_str).unwrap_or_default();
            (format!("{folder}/{stem}.json"), format!("{value:#}").into_bytes())
        };
        folders.iter().flat_map(|(folder, key, all)| all.iter().map(|value| file(folder, key, value))).collect()
    }
}

impl Theme {
    /// Reads one file.
    ///
    /// # Errors
    /// What is wrong with it, each with its place.
    pub fn read(path: &str, bytes: Vec<u8>) -> Result<Theme, Vec<Problem>> {
        let mut defects = Defects::default();
        let (text, readable) = text::text(bytes, &mut defects);
        let value = if readable { json::value(&text, &mut defects) } else { None };
        if let Some(value) = &value {
            schema::check_by("cases", value, &mut defects);
        }
        let theme = value.filter(|_| !defects.has_errors()).map(serde_json::from_value::<Theme>);
        let theme = theme.map(|read| {
            read.map_err(|error| defects.error("wrong-shape", &JsonPath::top(), error.to_string())).inspect(|theme| {
                theme.look_through(path, &mut defects);
            })
        });
        match theme {
            Some(Ok(theme)) if !defects.has_errors() => Ok(Theme { path: path.to_owned(), ..theme }),
            _ => Err(position::locate(path, &text, defects.list)),
        }
    }

    /// The small corpus, if it has one of its own.
    ///
    /// # Errors
    /// That corpus is not sound.
    pub fn own_corpus(&self) -> Option<Result<Corpus, Box<Problem>>> {
        let loaded = check::texts(self.corpus.as_ref()?.files());
        let first = loaded.problems.iter().find(|problem| problem.is_error());
        Some(first.map_or(Ok(loaded.corpus), |first| {
            let message = format!("the corpus of these cases is not sound: {}: {}", first.place(), first.message);
            Err(Box::new(Problem::of_file("broken-corpus", &self.path, message)))
        }))
    }

    fn look_through(&self, path: &str, defects: &mut Defects) {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".json");
        if stem != self.theme {
            let message = format!("the file is named \"{stem}.json\", but its theme is \"{}\"", self.theme);
            defects.error("file-name-mismatch", &JsonPath::top().key("theme"), message);
        }
        let mut names = BTreeSet::new();
        for (number, case) in self.cases.iter().enumerate() {
            let place = JsonPath(vec![PathStep::Key("cases".to_owned()), PathStep::Item(number)]);
            if !names.insert(case.name.as_str()) {
                let message = format!("two cases are called \"{}\"", case.name);
                defects.add(
                    Defect::error("repeated-case", &place.key("name"), message).help("name each after what it shows"),
                );
            }
            expect::look_through(case, &place.key("expect"), defects);
        }
    }
}

/// Files of cases that could be read, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Themes {
    /// The files, in the order of their names.
    pub themes: Vec<Theme>,
    /// Everything wrong.
    pub problems: Vec<Problem>,
}

impl Themes {
    fn read(files: impl IntoIterator<Item = disk::FileBytes>) -> Themes {
        let mut all = Themes::default();
        for (path, bytes) in files {
            match Theme::read(&path, bytes) {
                Ok(theme) => all.themes.push(theme),
                Err(problems) => all.problems.extend(problems),
            }
        }
        problem::sort(&mut all.problems);
        all
    }

    /// How many cases there are.
    pub fn total(&self) -> usize {
        self.themes.iter().map(|theme| theme.cases.len()).sum()
    }
}

/// The cases inside the binary.
pub fn embedded_dated_cases() -> Themes {
    let files = embedded::FILES.iter().filter(|(path, _)| path.starts_with("cases/"));
    Themes::read(files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())))
}

/// The cases of a directory: those in its folder `cases`, else those directly in it if it is no corpus.
pub fn dated_cases(directory: &Path) -> Themes {
    let is_corpus = directory.join("instruments").is_dir() || directory.join(CASES).is_dir();
    let own = directory.parent().zip(directory.file_name()).filter(|_| !is_corpus);
    let (root, folder) = match own {
        Some((parent, name)) => (parent, name.to_string_lossy().into_owned()),
        None => (directory, CASES.to_owned()),
    };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let reading = disk::folders(root, &[&folder]);
    let full = |path: &str| root.join(path).display().to_string();
    let mut themes = Themes::read(reading.files.into_iter().map(|(path, bytes)| (full(&path), bytes)));
    let named = |problem: Problem| Problem { file: full(&problem.file), ..problem };
    themes.problems.extend(reading.problems.into_iter().map(named));
    problem::sort(&mut themes.problems);
    themes
}
