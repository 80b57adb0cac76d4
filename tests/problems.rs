//! One broken corpus per message: each folder of `tests/problems` lays its files over `_base` and names in `expect.json`
//! every problem that must be found, with its place, and no other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use acquis::load::{self, Loaded, Problem};
use serde_json::{Value, json};

use crate::support::{is_blessed, package};

type Files = BTreeMap<String, Vec<u8>>;

fn root() -> PathBuf {
    package().join("tests/problems")
}

/// The data files of one fixture, which replace what is there.
fn add_files(files: &mut Files, fixture: &Path) {
    for folder in ["instruments", "member-states", "rules", "seeds"] {
        let Ok(entries) = fs::read_dir(fixture.join(folder)) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            files.insert(format!("{folder}/{name}"), fs::read(path).unwrap());
        }
    }
}

fn base() -> Files {
    let mut files = Files::new();
    add_files(&mut files, &root().join("_base"));
    files
}

fn check(files: Files) -> Loaded {
    load::texts(files.into_iter().collect())
}

fn fixtures() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.is_dir() && !path.ends_with("_base"));
    all.sort();
    assert!(all.len() >= 150, "{} folders: none of those that there were is lost", all.len());
    all
}

fn found(problems: &[Problem]) -> Value {
    let each = problems.iter().map(|problem| {
        let severity = if problem.is_error() { "error" } else { "warning" };
        let mut one =
            json!({"code": problem.code, "severity": severity, "place": problem.place(), "message": problem.message});
        if let Some(help) = &problem.help {
            one["help"] = json!(help);
        }
        if let Some(other) = problem.related.as_ref().filter(|other| other.file != problem.file) {
            one["other_place"] = json!(other.place());
        }
        one
    });
    json!({ "problems": each.collect::<Vec<_>>() })
}

#[test]
fn the_base_has_no_problem() {
    let loaded = check(base());
    assert_eq!(loaded.problems, Vec::new());
    assert_eq!((loaded.corpus.instruments.len(), loaded.corpus.actors.len()), (2, 2));
}

/// Each folder of `tests/lawful` lays its files over the base of `tests/problems`: all of it is lawful, and `README.md`
/// says why.
#[test]
fn what_is_lawful_is_accepted() {
    let folder = package().join("tests/lawful");
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for fixture in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let mut files = base();
        add_files(&mut files, &fixture);
        let problems = check(files).problems;
        tried += 1;
        if !problems.is_empty() || !fixture.join("README.md").exists() {
            wrong.push(format!("{}: {problems:#?}", fixture.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= 16, "{tried} folders: none of those that there were is lost");
}

#[test]
fn every_fixture_has_the_problems_it_names_and_no_other() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let mut files = base();
        add_files(&mut files, &fixture);
        let found = found(&check(files).problems);
        let path = fixture.join("expect.json");
        if is_blessed() {
            fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        }
        let expected: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        if found != expected {
            wrong.push(format!("{}: found {found:#}", fixture.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// These files with the records of each state from a place on, out of how many there are, on lines beside its file; what is
/// no JSON stays as it is.
fn on_lines(files: &Files, from: impl Fn(usize) -> usize) -> Files {
    let mut moved = files.clone();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("member-states/")) {
        let Ok(mut file) = serde_json::from_slice::<Value>(bytes) else { continue };
        let Some(Value::Array(records)) = file.get_mut("records") else { continue };
        let lines: Vec<String> = records.drain(from(records.len())..).map(|one| one.to_string()).collect();
        moved.insert(path.clone(), serde_json::to_vec_pretty(&file).unwrap());
        moved.insert(format!("{path}l"), lines.join("\n\n").into_bytes());
    }
    moved
}

/// What each problem says, and what stands where it points; in whichever file that is.
fn said(files: &Files, problems: &[Problem]) -> Vec<String> {
    let at = |file: &str, line: usize, column: usize| {
        let text = files.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let from = text.split('\n').skip(line.max(1) - 1).collect::<Vec<_>>().join("\n");
        let from = from.chars().skip(column.max(1) - 1).filter(|letter| !letter.is_whitespace());
        from.take_while(|letter| ![',', '}', ']'].contains(letter)).collect::<String>()
    };
    let each = problems.iter().map(|one| {
        let (file, found) = (one.file.trim_end_matches('l'), at(&one.file, one.line, one.column));
        let other = one.related.as_ref().map(|other| {
            (
                other.file.trim_end_matches('l').to_owned(),
                other.label.clone(),
                at(&other.file, other.line, other.column),
            )
        });
        format!("{:?} {} {} {:?} {file} {found} {other:?}", one.severity, one.code, one.message, one.help)
    });
    let mut all: Vec<String> = each.collect();
    all.sort();
    all
}

#[test]
fn a_record_on_a_line_has_the_problems_of_one_in_the_file() {
    let (mut wrong, mut on_a_line) = (Vec::new(), 0);
    for fixture in fixtures() {
        let mut files = base();
        add_files(&mut files, &fixture);
        let expected = check(files.clone()).problems;
        // a value keeps the last of two keys
        if expected.iter().any(|problem| problem.code == "duplicate-key") {
            continue;
        }
        for from in [|_| 0, |count| count / 2, |count: usize| count.saturating_sub(1)] {
            let moved = on_lines(&files, from);
            let found = check(moved.clone()).problems;
            on_a_line += found.iter().filter(|problem| problem.file.ends_with(".jsonl")).count();
            let (expected, found) = (said(&files, &expected), said(&moved, &found));
            if expected != found {
                wrong.push(format!("{}: {expected:#?}\nfound {found:#?}", fixture.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
    assert!(on_a_line > 150, "{on_a_line}");
}

#[test]
fn a_rendered_problem_begins_with_its_place_and_shows_the_line() {
    let mut files = base();
    add_files(&mut files, &root().join("unknown-event"));
    let loaded = check(files);
    let text = acquis::render::render_problem(&loaded.problems[0], false, 100);
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("member-states/AT.json:13:16: error[unknown-event]"), "{first}");
    assert!(text.contains("\"event\": \"notifed\"") && text.contains("did you mean \"notified\"?"), "{text}");
}

#[test]
fn messages_are_lower_case_without_a_final_period() {
    for fixture in fixtures() {
        let mut files = base();
        add_files(&mut files, &fixture);
        for problem in check(files).problems {
            assert!(!problem.message.ends_with('.'), "{}", problem.message);
            assert!(!problem.message.starts_with(char::is_uppercase), "{}", problem.message);
        }
    }
}
