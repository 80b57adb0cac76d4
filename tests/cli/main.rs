//! The program as a user meets it: exit codes, names, formats, output, bad input. What the verdicts are is tried in
//! `tests/cases.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod assume;
mod bad_input;
mod baselines;
mod check;
mod clock;
mod compare;
mod config;
mod dates;
mod diff;
mod exit_codes;
mod formats;
mod help;
mod jsonl;
mod junit;
mod killed;
mod maintainer;
mod names;
mod operations;
mod output;
mod reasons;
mod sarif;
mod scoreboard;
mod spreadsheets;
mod streams;
mod waivers;

use std::process::Output;

/// The program with these arguments, on no terminal and with a plain environment.
fn acquis(arguments: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("acquis");
    for name in disturbing() {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

/// The variables of the developer's environment that would show.
fn disturbing() -> impl Iterator<Item = String> {
    let ours =
        std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| name.starts_with("ACQUIS_"));
    ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS"]
        .map(str::to_owned)
        .into_iter()
        .chain(ours)
}

/// How it ended, what it printed, and what it said beside that.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(arguments: &[&str]) -> Ran {
    ran(acquis(arguments).output().unwrap())
}

/// What it prints when all is well.
fn printed(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
    ran.stdout
}

/// The message of a run that ends with this code and prints nothing.
fn refused(code: i32, arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{arguments:?}: {}", ran.stderr);
    ran.stderr
}

/// A corpus of one's own, as `acquis init` writes it.
fn own_corpus() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    printed(&["init", directory.path().to_str().unwrap()]);
    directory
}

/// Replaces a text in a file of a corpus; it must be there.
fn edit(corpus: &tempfile::TempDir, file: &str, from: &str, to: &str) {
    let path = corpus.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}
