//! The maintainer's loop without Rust: write the corpus out, add a skeleton, fill it in, try the dated cases.

use std::fs;

use crate::support::{edit, own_corpus, printed, refused, run};

/// The lines of stderr that report an error in the data.
fn errors(stderr: &str) -> Vec<&str> {
    stderr.lines().filter(|line| line.contains(": error[")).collect()
}

#[test]
fn a_skeleton_has_one_line_for_each_open_field_and_none_once_it_is_filled_in() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    for (kind, id, file) in
        [("instrument", "data-act", "instruments/data-act.json"), ("state", "MD", "member-states/MD.json")]
    {
        assert!(printed(&["new", kind, id, "--into", data]).contains(file));
        let path = corpus.path().join(file);
        let skeleton = fs::read_to_string(&path).unwrap();
        let open = skeleton.matches("\"?\"").count();
        let message = refused(3, &["validate", data]);
        assert_eq!((errors(&message).len(), message.lines().count()), (open, open + 1), "{message}");
        let is_open = |line: &&str| line.starts_with(file) && line.contains("error[open-field]: \"");
        assert!(open > 4 && errors(&message).iter().all(is_open), "{message}");
        assert!(refused(3, &["check", "--data", data, "-q"]).lines().count() == open + 1, "no cascade elsewhere");
        let message = refused(2, &["new", kind, id, "--data", data]);
        assert!(message.contains("is there already: nothing was written"), "{message}");
        assert_eq!(fs::read_to_string(&path).unwrap(), skeleton);
        fs::write(&path, filled(skeleton)).unwrap();
        let ran = run(&["validate", data]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    for (arguments, says) in [
        (&["new", "instrument", "Data Act", "--into", data][..], "is no identifier"),
        (&["new", "state", "../MD", "--into", data], "is no code of a state"),
        (&["new", "state", "Moldova", "--into", data], "is no code of a state"),
        (&["new", "state", "GR", "--into", data], "did you mean \"EL\"?"),
        (&["new", "state", "GB", "--into", data], "did you mean \"UK\"?"),
        (&["new", "state", "AUT", "--into", data], "did you mean \"AT\"?"),
        (&["new", "state", "MD"], "the embedded data cannot be changed"),
        (&["new", "state", "MD", "--into", "/nonexistent"], "there is no directory"),
    ] {
        assert!(refused(2, arguments).contains(says), "{arguments:?}");
    }
}

/// The skeleton with an answer to each question, in the order of the fields.
fn filled(skeleton: String) -> String {
    let answers: &[&str] = if skeleton.contains("instrument.schema.json") {
        &[
            "\"regulation\"",
            "\"Regulation on data\"",
            "\"union\"",
            "\"2023-12-13\"",
            "\"2024-01-11\"",
            "\"member-states\"",
            "\"penalties\"",
            "\"40\"",
            "\"implement\"",
            "\"binding\"",
            "\"lay down penalties\"",
            "\"2025-09-12\"",
            "\"measure\"",
            "\"repealed-nationally\"",
            "\"unknown\"",
            "\"iss-report-2011\"",
        ]
    } else {
        &["\"MD\"", "\"MDA\"", "\"Moldova\"", "\"2030-01-01\"", "\"Act of Accession\""]
    };
    answers.iter().fold(skeleton, |text, answer| text.replacen("\"?\"", answer, 1))
}

#[test]
fn dated_cases_are_tried_on_the_corpus_in_use() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let json = |arguments: &[&str]| -> serde_json::Value {
        let ran = run(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr))
    };
    let count = |value: &serde_json::Value| (value["cases"].as_u64().unwrap(), value["failed"].as_u64().unwrap());
    let shipped = count(&json(&["test"]));
    assert!(shipped.0 >= 380 && shipped.1 == 0);
    assert_eq!(count(&json(&["test", data])), shipped);
    assert_eq!(count(&json(&["test", "--data", data])), shipped);
    let few = json(&["test", data, "--only", "AT/budapest", "--only", "treaties"]);
    assert!((1..50).contains(&count(&few).0), "{few}");
    // a fact that changes breaks the cases that rest on it
    edit(&corpus, "instruments/swedish-initiative.json", "\"before\": \"2008-12-19\"", "\"before\": \"2009-12-19\"");
    let ran = run(&["test", data]);
    assert!(ran.code == 1 && ran.stdout.contains("expected") && ran.stdout.contains("because"), "{}", ran.stdout);
    // cases alone, with a small corpus of their own, beside it
    let own = tempfile::tempdir().unwrap();
    let worlds = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/worlds.json");
    fs::copy(worlds, own.path().join("worlds.json")).unwrap();
    assert_eq!(count(&json(&["test", own.path().to_str().unwrap()])).1, 0);
    // what cannot be read is reported with its place, by validate too, and nothing is tried
    edit(&corpus, "cases/two-clocks.json", "\"as_of\"", "\"as_off\"");
    for command in ["test", "validate"] {
        let message = refused(3, &[command, data]);
        assert!(message.contains("cases/two-clocks.json:") && message.contains("did you mean \"as_of\"?"), "{message}");
    }
    fs::remove_dir_all(corpus.path().join("cases")).unwrap();
    assert!(refused(3, &["test", data]).contains("there are no dated cases"));
    assert!(refused(2, &["test", "--only", "no such words"]).contains("no case contains these words"));
}

#[test]
fn rules_test_names_rows_that_no_case_expects() {
    let untried = |arguments: &[&str]| -> serde_json::Value {
        let ran = run(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()["rows_without_case"].clone()
    };
    assert_eq!(untried(&["rules", "test"]), serde_json::json!([]));
    let overlay = tempfile::tempdir().unwrap();
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/overlays/unchallenged-notification");
    let table = [format!("{from}/verdict.json"), format!("{from}/rules/verdict.json")];
    let table = table.iter().find(|path| fs::metadata(path).is_ok()).unwrap();
    fs::copy(table, overlay.path().join("verdict.json")).unwrap();
    let rules = overlay.path().to_str().unwrap();
    let row = serde_json::json!([{"table": "verdict", "row": "partial-notification-never-challenged"}]);
    assert_eq!(untried(&["rules", "test", "--rules", rules]), row);
    assert!(run(&["rules", "test", "--rules", rules]).stdout.contains("rows without case"));
}

#[test]
fn an_instrument_on_a_line_is_not_begun_again() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let act = corpus.path().join("instruments/prum.json");
    let text: serde_json::Value = serde_json::from_str(&fs::read_to_string(&act).unwrap()).unwrap();
    fs::write(corpus.path().join("instruments/all.jsonl"), format!("{text}\n")).unwrap();
    fs::remove_file(&act).unwrap();
    let message = refused(2, &["new", "instrument", "prum", "--into", data]);
    assert!(message.contains("stands on a line") && !act.exists(), "{message}");
    // nor is a source described a second time
    let seed = corpus.path().join("seeds/iss-report-2011.json");
    let text: serde_json::Value = serde_json::from_str(&fs::read_to_string(&seed).unwrap()).unwrap();
    fs::write(corpus.path().join("seeds/all.jsonl"), format!("{text}\n")).unwrap();
    fs::remove_file(&seed).unwrap();
    let described = ["--title", "A", "--reference", "A", "--published", "2011", "--kind", "press"];
    let message = refused(2, &[&["source", "add", "iss-report-2011", "--into", data][..], &described].concat());
    assert!(message.contains("in seeds/all.jsonl is there already") && !seed.exists(), "{message}");
}
