//! The program with a plain environment: how it ended, what it printed, and what it wrote beside that; and a corpus of one's own
//! to run it on.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::Value;
use tempfile::TempDir;

/// The variables of the developer's environment that would show.
pub fn disturbing() -> impl Iterator<Item = String> {
    let ours =
        std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| name.starts_with("ACQUIS_"));
    ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS"]
        .map(str::to_owned)
        .into_iter()
        .chain(ours)
}

/// The program with these arguments, on no terminal and with a plain environment: to be started and watched.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    for name in disturbing() {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

/// The program as in [`command`], to be run to its end, with an input if need be.
pub fn acquis(arguments: &[&str]) -> assert_cmd::Command {
    command(arguments).into()
}

/// How it ended, what it printed, and what it wrote beside that.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn run(arguments: &[&str]) -> Ran {
    ran(command(arguments).output().unwrap())
}

/// What it prints when all is well.
pub fn printed(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
    ran.stdout
}

/// What it prints as JSON when all is well.
pub fn json(arguments: &[&str]) -> Value {
    let text = printed(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"))
}

/// What it prints as JSON about the shipped data, each question asked once in a test binary. Not where a second run is the
/// point, nor where a file of the test's own is read.
pub fn json_once(arguments: &[&str]) -> Value {
    static REPORTS: Mutex<BTreeMap<String, Arc<OnceLock<Value>>>> = Mutex::new(BTreeMap::new());
    let slot = {
        let mut reports = REPORTS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        Arc::clone(reports.entry(arguments.join("\0")).or_default())
    };
    slot.get_or_init(|| json(arguments)).clone()
}

/// The five acts of the first version, few enough for one table, and for counts that were worked out on paper.
pub const FIVE: [&str; 10] = [
    "--instrument",
    "anti-trafficking",
    "--instrument",
    "budapest",
    "--instrument",
    "data-retention",
    "--instrument",
    "prum",
    "--instrument",
    "swedish-initiative",
];

/// These five acts, for the library.
pub fn five_acts() -> acquis::engine::Choice {
    let acts = FIVE.iter().filter(|one| **one != "--instrument").map(|act| (*act).to_owned());
    acquis::engine::Choice::Only(acts.collect())
}

/// Of many things to try, all for these five acts, and for each other act one of eight, in turns.
pub fn share<'t, T>(all: &'t [T], act: &str, turn: usize) -> impl Iterator<Item = &'t T> {
    let part = if FIVE.contains(&act) { 1 } else { 8 };
    all.iter().skip(turn % part).step_by(part)
}

/// The program with the settings of somebody whose business are these five acts, unless others are asked for.
pub mod five {
    use std::process::Command;

    use super::Ran;

    /// What `ACQUIS_INSTRUMENTS` says.
    pub fn acts() -> String {
        let acts: Vec<&str> = super::FIVE.iter().copied().filter(|one| *one != "--instrument").collect();
        acts.join(",")
    }

    pub fn command(arguments: &[&str]) -> Command {
        let mut command = super::command(arguments);
        command.env("ACQUIS_INSTRUMENTS", acts());
        command
    }

    pub fn acquis(arguments: &[&str]) -> assert_cmd::Command {
        command(arguments).into()
    }

    pub fn run(arguments: &[&str]) -> Ran {
        super::ran(command(arguments).output().unwrap())
    }

    pub fn printed(arguments: &[&str]) -> String {
        let ran = run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
        ran.stdout
    }

    pub fn json(arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
    }

    /// The message of a run that ends with this code and prints nothing.
    pub fn refused(code: i32, arguments: &[&str]) -> String {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{arguments:?}: {}", ran.stderr);
        ran.stderr
    }
}

/// The message of a run that ends with this code and prints nothing.
pub fn refused(code: i32, arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{arguments:?}: {}", ran.stderr);
    ran.stderr
}

/// A corpus of one's own, as `acquis init` writes it.
pub fn own_corpus() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    printed(&["init", directory.path().to_str().unwrap()]);
    directory
}

/// The corpus of `tests/problems`, in which nothing is wrong: two acts, two states, three sources.
pub fn small_corpus() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let base = super::package().join("tests/problems/_base");
    for (path, bytes) in super::texts_in(&base, &["instruments", "member-states", "seeds"]) {
        let file = directory.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    directory
}

/// Replaces a text in a file of a corpus; it must be there.
pub fn edit(corpus: &TempDir, file: &str, from: &str, to: &str) {
    let path = corpus.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Changes the JSON of a file of a corpus.
pub fn change(corpus: &Path, file: &str, change: impl FnOnce(&mut Value)) {
    let path = corpus.join(file);
    let mut value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut value);
    std::fs::write(path, serde_json::to_vec_pretty(&value).unwrap()).unwrap();
}
