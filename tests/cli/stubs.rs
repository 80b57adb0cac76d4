//! Instruments that are stubs: what is printed of them says so, and never a day that nobody knows.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{json as as_json, package, printed};

/// The base of `tests/problems`, a stub, and a letter about it.
fn corpus() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (fixture, folder) in [
        ("problems/_base", "instruments"),
        ("problems/_base", "member-states"),
        ("problems/_base", "seeds"),
        ("lawful/stub-with-year", "instruments"),
    ] {
        let to = root.path().join(folder);
        fs::create_dir_all(&to).unwrap();
        for file in fs::read_dir(package().join("tests").join(fixture).join(folder)).unwrap() {
            let from = file.unwrap().path();
            fs::copy(&from, to.join(from.file_name().unwrap())).unwrap();
        }
    }
    add_letter(&root.path().join("member-states/AT.json"));
    root
}

fn add_letter(path: &Path) {
    let mut state: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let letter = json!({"instrument": "32004l0038", "event": "formal-notice", "on": "2006-06-01", "case": "INFR(2006)0001",
        "procedure": "258", "kind": "non-communication", "source": "report", "confidence": "read"});
    state["records"].as_array_mut().unwrap().push(letter);
    fs::write(path, serde_json::to_string_pretty(&state).unwrap()).unwrap();
}

#[test]
fn a_stub_is_unknown_up_to_the_first_letter_and_judged_after_it() {
    let corpus = corpus();
    let data = corpus.path().to_str().unwrap();
    let finding = |on: &str| {
        let report = as_json(&["gaps", "AT", "--all", "--instrument", "32004l0038", "--as-of", on, "--data", data]);
        report["findings"][0].clone()
    };
    for (on, verdict) in [
        ("2003-12-31", "not-in-force"),
        ("2004-01-01", "unknown"),
        ("2006-06-01", "unknown"),
        ("2006-06-02", "overdue"),
    ] {
        assert_eq!(finding(on)["verdict"], verdict, "{on}");
    }
    let because = finding("2006-06-02")["because"].to_string();
    assert!(because.contains("32004l0038 is a stub, made from a register of cases or from metadata"), "{because}");
    let because = finding("2003-12-31")["because"].to_string();
    assert!(because.contains("adopted only in 2004") && !because.contains("2004-01-01"), "{because}");
}

#[test]
fn show_and_list_say_that_it_is_a_stub() {
    let corpus = corpus();
    let data = corpus.path().to_str().unwrap();
    let shown = as_json(&["show", "32004l0038", "--data", data]);
    assert_eq!((&shown["adopted"], &shown["in_force"]), (&json!("2004"), &Value::Null));
    assert!(shown["stub"].as_str().unwrap().contains("are not modelled"));
    assert_eq!(as_json(&["show", "act", "--data", data])["stub"], Value::Null);
    let page = printed(&["show", "32004l0038", "--data", data]);
    assert!(page.contains("a stub, made from a register of cases") && !page.contains("2004-01-01"), "{page}");
    let listed = as_json(&["list", "instruments", "--data", data]);
    let stubs: Vec<&Value> =
        listed["instruments"].as_array().unwrap().iter().filter(|one| one["stub"] == true).collect();
    assert_eq!((stubs.len(), &stubs[0]["id"], &stubs[0]["adopted"]), (1, &json!("32004l0038"), &json!("2004")));
}
