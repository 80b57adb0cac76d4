//! One more fact with one command: what it writes, what it refuses, and that nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{own_corpus, printed, refused, run};

/// Every file of a directory with its bytes.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

const FACT: [&str; 10] = [
    "record",
    "IE",
    "budapest",
    "ratification",
    "2027-01-15",
    "confidence=read",
    "--source",
    "cets-185-chart-2027",
    "--as-of",
    "2027-03-01",
];
const SOURCE: [&str; 11] = [
    "source",
    "add",
    "cets-185-chart-2027",
    "--reference",
    "CETS No. 185, chart",
    "--published",
    "2027-02-01",
    "--official",
    "https://www.coe.int/en/web/conventions/full-list",
    "--as-of",
    "2027-03-01",
];

fn with<'a>(arguments: &[&'a str], more: &[&'a str], data: &'a str) -> Vec<&'a str> {
    [arguments, more, &["--into", data]].concat()
}

#[test]
fn a_fact_and_its_source_are_recorded_and_judged() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    printed(&with(&SOURCE, &[], data));
    let before = files(corpus.path());
    let diff = printed(&with(&FACT, &["--dry-run"], data));
    assert!(diff.contains("--- a/member-states/IE.json\n+++ b/member-states/IE.json\n"), "{diff}");
    assert!(diff.contains("+      \"on\": \"2027-01-15\",\n"), "{diff}");
    assert_eq!(files(corpus.path()), before, "--dry-run writes nothing");
    assert!(printed(&with(&FACT, &[], data)).contains("recorded"));
    let after = files(corpus.path());
    let changed: Vec<&String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|one| one.0).collect();
    assert_eq!(changed, ["member-states/IE.json"]);
    assert!(printed(&with(&FACT, &[], data)).contains("on record already: nothing was written"));
    assert_eq!(files(corpus.path()), after);
    // what was written is canonical: there is nothing to put right
    let fixed = printed(&["validate", data, "--fix", "--format", "json"]);
    assert!(fixed.contains("\"rewritten\": []"), "{fixed}");
    let verdict = |day: &str| {
        printed(&["explain", "IE/budapest/ratification", "--data", data, "--as-of", day, "--format", "json"])
    };
    assert!(verdict("2027-01-14").contains("\"verdict\": \"encouraged\""));
    assert!(verdict("2027-01-15").contains("\"verdict\": \"met\""));
}

#[test]
fn a_wrong_record_is_retracted_and_still_counts_for_what_was_known_before() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    printed(&with(&SOURCE, &[], data));
    printed(&with(&FACT, &[], data));
    let corrected = |day: &'static str| {
        let mut fact = FACT;
        fact[4] = day;
        fact
    };
    let refusal = refused(2, &with(&corrected("2027-01-16"), &[], data));
    assert!(refusal.contains("contradicts cets-185-chart-2027") && refusal.contains("--replaces"), "{refusal}");
    let absent = ["--replaces", "ratification@2027-01-14", "--reason", "slip"];
    assert!(refused(2, &with(&corrected("2027-01-16"), &absent, data)).contains("is not there"));
    let replaced = ["--replaces", "ratification@2027-01-15", "--reason", "the chart was corrected"];
    let done = printed(&with(&corrected("2027-01-16"), &replaced, data));
    assert!(done.contains("retracted: IE budapest ratification 2027-01-15"), "{done}");
    let file: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(corpus.path().join("member-states/IE.json")).unwrap()).unwrap();
    let records = file["records"].as_array().unwrap();
    let days: Vec<(&str, bool)> = records
        .iter()
        .filter(|one| one["instrument"] == "budapest" && one["event"] == "ratification")
        .map(|one| (one["on"].as_str().unwrap(), one.get("retracted").is_some()))
        .collect();
    assert_eq!(days, [("2027-01-15", true), ("2027-01-16", false)]);
}

#[test]
fn what_must_be_said_is_asked_for_and_nothing_is_written() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let before = files(corpus.path());
    for (fact, says) in [
        (&["IE", "budapest", "ratification", "2027-01-15", "--source", "cets-185"][..], "confidence is not said"),
        (&["IE", "prum", "notified", "2027-01-15", "confidence=read", "--source", "cets-185"], "extent is not said"),
        (
            &[
                "IE",
                "prum",
                "closed",
                "2027-01-15",
                "confidence=read",
                "kind=non-communication",
                "--source",
                "cets-185",
            ],
            "outcome is not said",
        ),
        (&["IE", "budapest", "ratification", "2027-01-15", "confidence=sure", "--source", "cets-185"], "confidence"),
        (&["IE", "budapest", "ratified", "2027-01-15", "confidence=read", "--source", "cets-185"], "ratified"),
        (&["IE", "budapest", "ratification", "2027-02-30", "confidence=read", "--source", "cets-185"], "2027-02-30"),
        (&["IE", "budapest", "ratification", "1001-01-01", "confidence=read", "--source", "cets-185"], "1001-01-01"),
        (&["IE", "budapest", "ratification", "2027-01-15", "confidence=read", "--source", "cets-18"], "did you mean"),
        (&["XX", "budapest", "ratification", "2027-01-15", "confidence=read", "--source", "cets-185"], "XX"),
        (
            &["IE", "budapest", "ratification", "2027-01-15", "sure=yes", "confidence=read", "--source", "cets-185"],
            "sure",
        ),
    ] {
        let message = refused(2, &[&["record"], fact, &["--into", data]].concat());
        assert!(message.contains(says), "{fact:?}: {message}");
    }
    assert!(refused(2, &FACT).contains("the embedded data cannot be changed"));
    assert!(refused(2, &with(&FACT, &[], "/nonexistent")).contains("there is no directory"));
    assert_eq!(files(corpus.path()), before);
}

#[test]
fn a_source_is_described_once() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let before = files(corpus.path());
    assert!(printed(&with(&SOURCE, &["--dry-run"], data)).contains("+++ b/seeds/cets-185-chart-2027.json"));
    assert_eq!(files(corpus.path()), before);
    printed(&with(&SOURCE, &[], data));
    let shown = printed(&["show", "cets-185-chart-2027", "--data", data]);
    assert!(shown.contains("depositary") && shown.contains("CETS No. 185, chart"), "{shown}");
    let after = files(corpus.path());
    assert!(printed(&with(&SOURCE, &[], data)).contains("says this already"));
    assert!(refused(2, &with(&SOURCE, &["--note", "other"], data)).contains("is there already"));
    assert_eq!(files(corpus.path()), after);
    for (id, more, says) in [
        ("../x", &["--kind", "press"][..], "cannot be the id"),
        ("X", &["--kind", "press"], "cannot be the id"),
        ("x", &[], "--kind is one of"),
        ("x", &["--kind", "blog"], "there is no kind \"blog\""),
        ("x", &["--kind", "press", "--official", "javascript:alert(1)"], "is no address"),
        ("x", &["--kind", "press", "--note", "a\u{1b}[2J"], "control character"),
        ("x", &["--kind", "press", "--read-on", "2027-13-01"], "2027-13-01"),
        ("x", &["--kind", "press", "--as-of", "2027-01-31"], "cannot be cited on 2027-01-31"),
    ] {
        let today: &[&str] = if more.contains(&"--as-of") { &[] } else { &["--as-of", "2027-02-01"] };
        let add = [&["source", "add", id, "--reference", "R", "--published", "2027-02-01"], today].concat();
        let message = refused(2, &with(&add, more, data));
        assert!(message.contains(says), "{id} {more:?}: {message}");
    }
    assert_eq!(files(corpus.path()), after);
}

/// An instrument is begun as a skeleton with open fields, and its source is described meanwhile.
#[test]
fn a_source_can_be_added_beside_an_instrument_that_is_not_finished() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    printed(&["new", "instrument", "palermo", "--into", data]);
    printed(&with(&SOURCE, &[], data));
    assert!(corpus.path().join("seeds/cets-185-chart-2027.json").exists());
    assert!(refused(3, &with(&FACT, &[], data)).contains("are invalid: nothing was written"));
}

#[test]
fn of_two_runs_at_once_none_is_lost() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    printed(&with(&SOURCE, &[], data));
    std::thread::scope(|scope| {
        for day in ["01", "02", "03", "04"] {
            scope.spawn(move || {
                let on = format!("2027-01-{day}");
                let fact = [
                    "record",
                    "IE",
                    "budapest",
                    "declaration",
                    &on,
                    "confidence=read",
                    "--source",
                    "cets-185-chart-2027",
                ];
                let ran = run(&with(&fact, &["--as-of", "2027-03-01"], data));
                assert_eq!(ran.code, 0, "{}", ran.stderr);
            });
        }
    });
    let file = fs::read_to_string(corpus.path().join("member-states/IE.json")).unwrap();
    for day in ["01", "02", "03", "04"] {
        assert!(file.contains(&format!("\"on\": \"2027-01-{day}\"")), "{day}");
    }
}
