//! The shipped data and tables, read and proved once for all tests of a binary; and the files that they come from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use acquis::engine::Engine;
use acquis::law::Corpus;
use acquis::load::{self, RuleTexts};
use acquis::report::Run;
use acquis::rules::Rules;
use acquis::time::Day;
use serde_json::Value;

/// A day, written `2011-11-25`.
pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Law, states and sources as shipped.
pub fn corpus() -> &'static Corpus {
    static CORPUS: LazyLock<Corpus> = LazyLock::new(|| load::embedded(None).unwrap());
    &CORPUS
}

/// The texts of the shipped tables.
pub fn tables() -> &'static RuleTexts {
    static TABLES: LazyLock<RuleTexts> = LazyLock::new(load::embedded_rules);
    &TABLES
}

/// The shipped tables.
pub fn rules() -> &'static Rules {
    static RULES: LazyLock<Arc<Rules>> = LazyLock::new(|| parsed(tables()));
    &RULES
}

/// Tables read and proved; the same texts only once.
pub fn parsed(texts: &RuleTexts) -> Arc<Rules> {
    static PARSED: Mutex<BTreeMap<String, Arc<Rules>>> = Mutex::new(BTreeMap::new());
    let whole = texts.tables.iter().map(|(name, table)| format!("{name}\n{}\n", table.text)).collect();
    let mut parsed = PARSED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let read = || Rules::parse(|name| texts.get(name)).unwrap_or_else(|errors| panic!("{errors:#?}"));
    Arc::clone(parsed.entry(whole).or_insert_with(|| Arc::new(read())))
}

/// The engine over the shipped data, with what was known by a day.
pub fn engine(known_as_of: Option<&str>) -> Engine<'static> {
    Engine { corpus: corpus(), rules: rules(), known_as_of: known_as_of.map(day) }
}

/// A run over the shipped data on a day, with what was known by another.
pub fn run_of(as_of: &str, known_as_of: Option<&str>) -> Run<'static> {
    Run { engine: engine(known_as_of), as_of: day(as_of), rules_digest: &tables().digest }
}

/// The folder of the project.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The JSON files directly in some folders of a corpus, in order, with their paths in it.
pub fn texts_in(root: &Path, folders: &[&str]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
                files.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The files of the shipped data.
pub fn files() -> Vec<(String, Vec<u8>)> {
    texts_in(package(), &["instruments", "member-states", "seeds"])
}

/// What stands in the files of one folder of the shipped data.
pub fn values(folder: &str) -> Vec<Value> {
    texts_in(package(), &[folder]).iter().map(|(_, text)| serde_json::from_slice(text).unwrap()).collect()
}

/// Days around which much changes, and some on which nothing does.
pub const DAYS: [&str; 20] = [
    "1950-01-01",
    "1999-12-31",
    "2004-05-01",
    "2007-09-15",
    "2009-12-01",
    "2011-08-26",
    "2011-11-25",
    "2013-04-06",
    "2013-04-07",
    "2013-07-01",
    "2014-04-08",
    "2014-11-30",
    "2014-12-01",
    "2016-05-22",
    "2018-03-01",
    "2020-02-01",
    "2021-01-01",
    "2024-07-15",
    "2026-11-29",
    "2100-12-31",
];
