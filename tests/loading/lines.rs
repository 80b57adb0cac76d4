//! Files that hold an instrument or a source a line: what is said of a file is said of a line.

use std::fs;

use acquis::law::Corpus;
use acquis::load::{self, Loaded};

use super::copy_of_base;

/// The shipped files, those of instruments and sources on lines of a few files, in an order of their own.
fn on_lines() -> Vec<(String, Vec<u8>)> {
    let mut lines = std::collections::BTreeMap::<String, String>::new();
    let mut files = Vec::new();
    for (number, (path, bytes)) in crate::support::files().into_iter().enumerate() {
        match path.split_once('/') {
            Some((folder @ ("instruments" | "seeds"), _)) => {
                let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                let file = lines.entry(format!("{folder}/part-{}.jsonl", number % 3)).or_default();
                file.insert_str(0, &format!("{value}\n"));
            }
            _ => files.push((path, bytes)),
        }
    }
    files.extend(lines.into_iter().map(|(path, text)| (path, text.into_bytes())));
    files
}

/// A small corpus without one of its acts, and that act.
fn base_and_act() -> (tempfile::TempDir, serde_json::Value) {
    let base = copy_of_base();
    let file = base.path().join("instruments/act.json");
    let act = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    fs::remove_file(file).unwrap();
    (base, act)
}

#[test]
fn a_corpus_on_lines_is_the_same_corpus() {
    let (whole, lines) = (load::texts(crate::support::files()), load::texts(on_lines()));
    assert!(!lines.has_errors(), "{:#?}", lines.problems.iter().find(|problem| problem.is_error()));
    let plain = |loaded: Loaded| format!("{:?}", Corpus { digest: String::new(), ..loaded.corpus });
    assert_ne!(whole.corpus.digest, lines.corpus.digest);
    assert_eq!(plain(whole), plain(lines));
}

#[test]
fn what_is_wrong_on_a_line_has_its_line_and_column() {
    let (base, act) = base_and_act();
    let file = base.path().join("instruments/all.jsonl");
    let other = act.to_string().replacen("\"act\"", "\"other\"", 1);
    let problems = |text: &str| -> Vec<(String, usize, usize)> {
        fs::write(&file, text).unwrap();
        let errors = load::directory(base.path()).problems.into_iter().filter(load::Problem::is_error);
        errors.map(|one| (format!("{} {}", one.file, one.code), one.line, one.column)).collect()
    };
    let at = "instruments/all.jsonl";
    assert_eq!(problems(&format!("{act}\n\n")), []);
    // a broken line hides no other
    let broken = format!("{act}\n{{\"id\": 1,,}}\n{}\n", act.to_string().replacen("\"kind\":", "\"kidn\":", 1));
    let found = problems(&broken);
    let said =
        |code: &str, line| found.iter().any(|(what, at_line, _)| *what == format!("{at} {code}") && *at_line == line);
    assert!(said("broken-json", 2) && said("missing-key", 3) && said("duplicate-id", 3), "{found:?}");
    assert!(
        found.contains(&(format!("{at} unknown-key"), 3, act.to_string().find("\"kind\":").unwrap() + 1)),
        "{found:?}"
    );
    // an id that a line before it has, or a file
    assert_eq!(
        problems(&format!("{act}\n{act}")),
        [1, 2].map(|line| (format!("{at} duplicate-id"), line, act.to_string().find("\"act\"").unwrap() + 1))
    );
    fs::write(base.path().join("instruments/other.json"), &other).unwrap();
    let twice = problems(&format!("{act}\n{other}\n"));
    assert_eq!(twice[0].0, format!("{at} duplicate-id"), "{twice:?}");
}

#[test]
fn fix_puts_lines_in_order_and_keeps_broken_files_as_they_are() {
    let (base, act) = base_and_act();
    let file = base.path().join("instruments/all.jsonl");
    let line = |id: &str| {
        let mut one = act.clone();
        one["id"] = id.into();
        one["title"] = format!("Directive on {id}").into();
        one["aliases"] = serde_json::json!([]);
        one
    };
    let (first, second) = (line("act"), line("other"));
    let spaced = second.to_string().replace(":", ": ");
    fs::write(&file, format!("\n{spaced}\n{first}")).unwrap();
    let fixed = load::fix(base.path());
    assert!(fixed.problems.is_empty(), "{:?}", load::directory(base.path()).problems);
    assert!(fixed.changed.contains(&"instruments/all.jsonl".to_owned()), "{:?}", load::directory(base.path()).problems);
    let written = fs::read_to_string(&file).unwrap();
    let ids: Vec<String> = written
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string())
        .collect();
    assert_eq!(ids, ["\"act\"", "\"other\""]);
    assert!(written.ends_with("}\n") && !written.contains(": "), "{written}");
    assert_eq!(load::canonical("instruments/all.jsonl", &written).unwrap(), written);
    let broken = format!("{written}{{\"id\": 1,,}}\n");
    fs::write(&file, &broken).unwrap();
    load::fix(base.path());
    assert_eq!(fs::read_to_string(&file).unwrap(), broken);
}

#[test]
fn a_duty_on_a_line_is_found_there() {
    let (base, act) = base_and_act();
    fs::write(base.path().join("instruments/all.jsonl"), format!("\n{act}\n")).unwrap();
    let corpus = load::directory(base.path()).corpus;
    let duty = act["obligations"][0]["id"].as_str().unwrap();
    let found = load::SourceMap::of(&corpus).obligation("act", duty);
    assert_eq!(found.file, "instruments/all.jsonl");
    let region = found.region.unwrap();
    let at = act.to_string().find(&act["obligations"][0].to_string()).unwrap();
    assert_eq!((region.line, region.column, region.end_line), (2, at + 1, 2));
}

#[test]
fn a_file_of_lines_that_cannot_be_read_blames_nobody_who_refers_to_it() {
    let (base, act) = base_and_act();
    let file = base.path().join("instruments/all.jsonl");
    let errors = |bytes: &[u8]| -> Vec<String> {
        fs::write(&file, bytes).unwrap();
        let problems = load::directory(base.path()).problems.into_iter().filter(load::Problem::is_error);
        problems.map(|one| format!("{} {}", one.file, one.code)).collect()
    };
    assert_eq!(errors(format!("{act}\r\n").as_bytes()), Vec::<String>::new());
    let broken = [act.to_string().as_bytes(), b"\n\xff"].concat();
    assert_eq!(errors(&broken), ["instruments/all.jsonl invalid-utf8"]);
    let escaped = act.to_string().replacen("\"act\"", "\"\\u0061ct\"", 1);
    assert_eq!(errors(escaped.as_bytes()), ["instruments/all.jsonl escaped-id"]);
    // the same act as a file: both are named, so that whoever writes one of them sees it
    fs::write(base.path().join("instruments/act.json"), act.to_string()).unwrap();
    let twice = errors(act.to_string().as_bytes());
    assert_eq!(twice, ["instruments/act.json duplicate-id", "instruments/all.jsonl duplicate-id"]);
    for entry in fs::read_dir(base.path().join("instruments")).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    assert_eq!(errors(b" \n\n"), ["instruments no-instruments"], "an empty file of lines holds nothing");
}
