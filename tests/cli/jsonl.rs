//! One finding per line of JSON: each line complete in itself, the keys of the JSON contract, the counts last.

use serde_json::Value;

use crate::support::{self, acquis, json, printed, ran, schema, validator};

const GAPS: [&str; 4] = ["gaps", "SE", "--as-of", "2011-11-25"];

fn lines(arguments: &[&str]) -> Vec<Value> {
    let text = printed(&[arguments, &["--format", "jsonl"]].concat());
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_is_a_finding_of_the_contract_with_dates_and_digests() {
    let lines = lines(&GAPS);
    let (closing, findings) = lines.split_last().unwrap();
    let whole = json(&GAPS);
    assert_eq!(findings.len(), whole["findings"].as_array().unwrap().len());
    for (line, finding) in findings.iter().zip(whole["findings"].as_array().unwrap()) {
        assert_eq!(line["schema"], "acquis/finding/1");
        for (key, value) in finding.as_object().unwrap() {
            assert_eq!(&line[key], value, "{key}");
        }
        for key in ["as_of", "known_as_of", "tool"] {
            assert_eq!(line[key], whole[key], "{key}");
        }
        for key in ["digest", "rules_digest"] {
            assert_eq!(line["corpus"][key], whole["corpus"][key], "{key}");
        }
        assert_eq!((&line["status"], &line["waiver"]), (&Value::Null, &Value::Null));
    }
    assert_eq!(closing["schema"], "acquis/summary/1");
    assert_eq!((&closing["summary"], &closing["totals"]), (&whole["summary"], &whole["totals"]));
}

#[test]
fn every_line_agrees_with_the_schema_and_misses_each_key() {
    let validator = validator("finding-lines");
    let mut lines = lines(&["compare", "--all-states", "--as-of", "2013-04-07"]);
    let notice = serde_json::json!({"schema": "acquis/notice/1", "id": "waiver/1", "severity": "low", "rule": "waiver/expired",
        "because": ["expired on 2013-01-01"], "status": "new", "waiver": {"finding": "AT/prum", "reason": "x", "owner": "y", "until": "2013-01-01"},
        "as_of": lines[0]["as_of"], "known_as_of": null, "tool": lines[0]["tool"], "corpus": lines[0]["corpus"]});
    lines.push(notice);
    for line in &lines {
        let errors: Vec<String> = validator.iter_errors(line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line}: {errors:?}");
    }
    for line in [&lines[0], &lines[lines.len() - 2], &lines[lines.len() - 1]] {
        let optional = ["status", "waiver", "causes", "basis"];
        for key in line.as_object().unwrap().keys().filter(|key| !optional.contains(&key.as_str())) {
            let mut part = line.clone();
            part.as_object_mut().unwrap().remove(key);
            assert!(!validator.is_valid(&part), "{}: {key} is not missed", line["schema"]);
        }
    }
}

#[test]
fn the_schema_of_lines_knows_the_finding_of_the_contract() {
    assert_eq!(schema("finding-lines")["$defs"]["finding"], schema("findings")["$defs"]["finding"]);
}

#[test]
fn nothing_evaluated_still_says_so() {
    let lines = lines(&["compare", "--as-of", "1955-01-01"]);
    assert_eq!((lines.len(), &lines[0]["rule"]), (2, &"run/nothing-evaluated".into()));
    assert_eq!((&lines[1]["schema"], &lines[1]["totals"]["evaluated"]), (&"acquis/summary/1".into(), &0.into()));
}

#[test]
fn a_reader_may_stop_early_and_endings_name_formats() {
    let directory = tempfile::tempdir().unwrap();
    for (name, start) in
        [("x.jsonl", "{\"schema\":\"acquis/finding/1\""), ("x.sarif", "{\n  \"$schema\""), ("x.xml", "<?xml ")]
    {
        let file = directory.path().join(name);
        let ran = ran(acquis(&[&GAPS[..], &["-o", file.to_str().unwrap()]].concat()).output().unwrap());
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert!(std::fs::read_to_string(file).unwrap().starts_with(start), "{name}");
    }
}

#[test]
fn a_command_without_findings_names_the_formats_it_has() {
    let directory = tempfile::tempdir().unwrap();
    for (arguments, ending) in [(&["list", "states"][..], "sarif"), (&["explain", "AT/budapest/ratification"], "jsonl")]
    {
        let file = directory.path().join(format!("x.{ending}"));
        for more in [&["--format", ending][..], &["-o", file.to_str().unwrap()]] {
            let message = support::refused(2, &[arguments, more].concat());
            let offered = if more[0] == "-o" { "table|json|csv|md" } else { "table, json, csv, md" };
            assert!(message.contains(ending) && message.contains(offered), "{message}");
            assert!(!message.contains("junit"), "{message}");
        }
        assert!(!file.exists());
    }
}
