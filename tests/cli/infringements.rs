//! Cases counted as the Commission counts them: what is new, what is open, what counts once, and what is reported where the data
//! do not reach. The corpus is small enough to count by hand.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::xlsx::Book;
use crate::support::{self, assert_valid, change, package, printed, refused, run};

const REGISTER: &str = "cases-register";

fn step(event: &str, on: impl Into<Value>, more: Value) -> Value {
    let mut step = json!({"instrument": "act", "event": event, "on": on.into(), "kind": "non-communication",
        "source": REGISTER, "confidence": "read"});
    step.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    step
}

/// A step that is attributed to no act; `null` takes a key out.
fn line(state: &str, case: &str, event: &str, on: &str, more: Value) -> String {
    let mut line = json!({"state": state, "case": case, "on": on, "event": event, "procedure": "258",
        "kind": "non-communication", "source": REGISTER, "why": "it names no act"});
    line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    line.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    line.to_string()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// Two acts, Austria and Croatia, and a register of cases from 2012 to the middle of 2015.
fn corpus() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    copy(&package().join("tests/problems/_base"), root);
    let register = json!({"$schema": "../schemas/seed.schema.json", "id": REGISTER, "title": "Register", "kind": "register",
        "published": "2015-07-01", "continuous": true, "through": "2015-06-30",
        "states": [{"id": "cases-register/all", "locator": "all", "text": "Lists all decisions.", "cases_from": "2012-01-01"}]});
    fs::write(root.join(format!("seeds/{REGISTER}.json")), register.to_string()).unwrap();
    change(root, "member-states/AT.json", |file| {
        let more = [
            // opened in 2012, closed on its last day
            step(
                "formal-notice",
                "2012-03-22",
                json!({"case": "INFR(2012)0100", "procedure": "258", "department": "HOME"}),
            ),
            step("closed", "2012-12-31", json!({"case": "INFR(2012)0100", "outcome": "unsaid"})),
            // its second letter is attributed to no act
            step("formal-notice", "2012-05-31", json!({"case": "INFR(2012)0101", "department": "JUST"})),
            // counts from its last possible day
            step("formal-notice", "2013", json!({"case": "INFR(2013)0102", "kind": "bad-application"})),
            // began before the register
            step("reasoned-opinion", "2012-06-21", json!({"case": "INFR(2011)0001"})),
            // proved wrong
            step(
                "formal-notice",
                "2012-09-01",
                json!({"case": "INFR(2012)0199",
                "retracted": {"on": "2014-01-01", "reason": "another state"}}),
            ),
        ];
        file["records"].as_array_mut().unwrap().extend(more);
    });
    fs::create_dir(root.join("procedures")).unwrap();
    let lines = [
        line("AT", "2012/0101", "formal-notice", "2014-02-20", json!({})),
        line(
            "HR",
            "INFR(2013)4001",
            "formal-notice",
            "2013-09-26",
            json!({"kind": "non-conformity", "department": "ENV"}),
        ),
        line("HR", "INFR(2013)4001", "closed", "2014-03-28", json!({"kind": "non-conformity", "procedure": null})),
        // a letter after the closing: by the definition the case stays closed
        line("HR", "INFR(2013)4001", "formal-notice", "2014-07-10", json!({"kind": "non-conformity"})),
        // a letter after a judgment is no first letter
        line("HR", "INFR(2012)2002", "formal-notice", "2014-04-16", json!({"procedure": "260(2)"})),
        line("HR", "INFR(2014)0300", "formal-notice", "2014-11-27", json!({"department": "HOME"})),
        line("HR", "INFR(2014)0300", "withdrawn", "2015-02-26", json!({"procedure": null})),
        line("BE", "INFR(2014)0301", "Suspension", "2014-12-01", json!({"event": null, "stage": "Suspension"})),
    ];
    fs::write(root.join("procedures/unattributed.jsonl"), lines.join("\n") + "\n").unwrap();
    directory
}

fn counted(corpus: &TempDir, arguments: &[&str]) -> Value {
    let data = corpus.path().to_str().unwrap();
    let value = support::json(&[&["infringements", "--data", data, "--as-of", "2016-01-01"], arguments].concat());
    assert_valid("infringements", &value);
    value
}

fn rows(value: &Value, keys: &[&str]) -> Vec<Vec<Value>> {
    let rows = value["rows"].as_array().unwrap().iter();
    rows.map(|row| keys.iter().map(|key| row[*key].clone()).collect()).collect()
}

#[test]
fn a_case_is_new_in_the_year_of_its_first_letter_and_counts_once() {
    let corpus = corpus();
    let of = |year: &str| counted(&corpus, &["--opened", year]);
    let (before, after) = (of("2012"), of("2014"));
    assert_eq!((&before["total"], &before["attributed"], &before["unattributed"]), (&json!(2), &json!(2), &json!(0)));
    assert_eq!(rows(&of("2013"), &["state", "cases"]), [[json!("AT"), json!(1)], [json!("HR"), json!(1)]]);
    // neither the second letter of a case nor one after a judgment, nor one after a closing
    assert_eq!(rows(&after, &["state", "cases", "unattributed"]), [[json!("HR"), json!(1), json!(1)]]);
    assert_eq!(before["covered"], json!(true));
    assert_eq!(before["without_first_letter"], json!(1), "the opinion of a case that began before the register");
    assert_eq!(after["without_first_letter"], json!(2), "a letter after a judgment, and a stage that is not known");
    assert_eq!(
        counted(&corpus, &["--opened", "2012", "HR"])["rows"],
        json!([{"state": "HR", "cases": 0, "unattributed": 0}])
    );
}

#[test]
fn a_case_is_open_from_its_letter_to_the_eve_of_its_closing() {
    let corpus = corpus();
    let open = |day: &str| counted(&corpus, &["--open-on", day])["total"].clone();
    for (day, cases) in [
        ("2012-03-21", 0),
        ("2012-03-22", 1),
        ("2012-12-30", 2),
        ("2012-12-31", 1),
        // the letter of some day of 2013 counts from the last of them
        ("2013-12-30", 2),
        ("2013-12-31", 3),
        ("2014-03-27", 3),
        ("2014-03-28", 2),
        ("2014-12-31", 3),
        ("2015-02-26", 2),
    ] {
        assert_eq!(open(day), json!(cases), "{day}");
    }
}

#[test]
fn kinds_departments_acts_and_years_are_rows_and_limits() {
    let corpus = corpus();
    let of = |more: &[&str]| counted(&corpus, &[&["--open-on", "2014-12-31"], more].concat());
    assert_eq!(rows(&of(&["--by", "act"]), &["act", "cases"]), [[json!("act"), json!(2)], [Value::Null, json!(1)]]);
    assert_eq!(
        rows(&of(&["--by", "year"]), &["year", "cases"]),
        [[2012, 1], [2013, 1], [2014, 1]].map(|row| row.map(Value::from))
    );
    let departments = rows(&of(&["--by", "department"]), &["department", "cases"]);
    assert_eq!(departments, [[json!("HOME"), json!(1)], [json!("JUST"), json!(1)], [Value::Null, json!(1)]]);
    assert_eq!(of(&["--kind", "bad-application"])["total"], json!(1));
    assert_eq!(of(&["--department", "home", "--department", "JUST"])["total"], json!(2));
    assert_eq!(of(&["--instrument", "act"])["unattributed"], json!(0));
}

#[test]
fn without_a_year_or_a_day_each_year_has_both_counts() {
    let corpus = corpus();
    let yearly = counted(&corpus, &[]);
    let expected = [[2012, 2, 1], [2013, 2, 3], [2014, 1, 3], [2015, 0, 2]];
    assert_eq!(rows(&yearly, &["year", "new", "open"]), expected.map(|row| row.map(Value::from)));
    assert_eq!(rows(&yearly, &["covered"]).concat(), [true, true, true, false].map(Value::from));
    assert_eq!(yearly["total"], json!(5));
    let by_state = counted(&corpus, &["--by", "state", "AT"]);
    assert_eq!(rows(&by_state, &["year", "state", "open"])[1], [json!(2013), json!("AT"), json!(2)]);
}

#[test]
fn every_format_has_the_total() {
    let corpus = corpus();
    let file = corpus.path().join("cases.xlsx");
    let data = corpus.path().to_str().unwrap();
    let ask = ["infringements", "--opened", "2013", "--data", data, "--as-of", "2016-01-01"];
    let format = |name: &str| printed(&[&ask[..], &["--format", name]].concat());
    let csv = "opened_in,state,cases,attributed,unattributed\n2013,AT,1,1,0\n2013,HR,1,0,1\n2013,total,2,1,1\n";
    assert_eq!(format("csv"), csv);
    assert!(format("md").contains("| **total** | **2** | **1** | **1** |"), "{}", format("md"));
    let table = format("table");
    for part in [
        "opened in 2013, by state",
        "total  2",
        "2 cases: 1 under acts",
        "2012-01-01 to 2015-06-30",
        "as of 2016-01-01",
    ] {
        assert!(table.contains(part), "{part}: {table}");
    }
    printed(&[&ask[..], &["-o", file.to_str().unwrap()]].concat());
    let sheets = Book::open(&file);
    let cases = sheets.page("cases");
    assert_eq!((cases.text(3, "state"), cases.text(3, "cases")), ("total".to_owned(), "2".to_owned()));
}

#[test]
fn what_no_register_covers_is_reported() {
    let corpus = corpus();
    let warned = |arguments: &[&str]| counted(&corpus, arguments)["warnings"].to_string();
    assert_eq!(warned(&["--opened", "2014"]), "[]");
    assert!(
        warned(&["--opened", "2015"]).contains("2015 is not wholly covered by a register (2012-01-01 to 2015-06-30)")
    );
    assert!(warned(&["--open-on", "2011-12-31"]).contains("not wholly covered"));
    // seen from the middle of a year, the rest of it has not happened
    let data = corpus.path().to_str().unwrap();
    let midyear = support::json(&["infringements", "--opened", "2014", "--data", data, "--on", "2014-06-01"]);
    assert!(midyear["warnings"].to_string().contains("of which 2014-06-01 is the last day counted"), "{midyear}");
    let embedded = run(&["infringements", "--opened", "2012"]);
    assert!(embedded.stderr.contains("acts alone"), "{}", embedded.stderr);
    change(corpus.path(), &format!("seeds/{REGISTER}.json"), |seed| {
        drop(seed.as_object_mut().unwrap().remove("states"))
    });
    let without = counted(&corpus, &["--opened", "2011"]);
    assert_eq!((&without["total"], &without["covered"]), (&json!(0), &json!(false)));
    assert!(without["warnings"].to_string().contains("0 does not mean that there was none"));
}

#[test]
fn a_register_kept_day_by_day_says_what_had_happened_by_the_knowledge_date() {
    let corpus = corpus();
    let known = |day: &str| counted(&corpus, &["--open-on", "2014-12-31", "--known-as-of", day])["total"].clone();
    // before the letter of November, and before the retraction
    assert_eq!(known("2014-11-26"), json!(2));
    assert_eq!(known("2013-12-31"), json!(4));
    let then = counted(&corpus, &["--opened", "2014", "--known-as-of", "2014-11-26"]);
    assert_eq!((&then["total"], &then["covered"]), (&json!(0), &json!(false)));
}

#[test]
fn what_cannot_be_asked_is_a_usage_error() {
    let later = refused(2, &["infringements", "--open-on", "2014-01-01", "--as-of", "2013-12-31"]);
    assert!(later.contains("2014-01-01 is after the as-of day"), "{later}");
    assert!(refused(2, &["infringements", "--opened", "2014", "--as-of", "2013-12-31"]).contains("2014 is after"));
    assert!(
        refused(2, &["infringements", "--opened", "2014", "--open-on", "2014-01-01"]).contains("cannot be used with")
    );
    assert!(refused(2, &["infringements", "COM"]).contains("COM is no state"));
}

#[test]
fn a_broken_line_stops_the_count_and_validation_alone() {
    let corpus = corpus();
    let data = corpus.path().to_str().unwrap();
    let checked = support::json(&["validate", data]);
    assert_eq!(checked["unattributed"], json!(8));
    let digest = checked["digest"].clone();
    let file = corpus.path().join("procedures/unattributed.jsonl");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"why\":\"it names no act\"}\n", "\"why\":\"x\",\"why\":\"y\"}\n")).unwrap();
    for ask in [&["infringements", "--data", data] as &[&str], &["validate", data]] {
        let message = refused(3, ask);
        assert!(message.contains("procedures/unattributed.jsonl:1:") && message.contains("duplicate-key"), "{message}");
    }
    let gaps = support::json(&["gaps", "AT", "--data", data]);
    assert_eq!(gaps["corpus"]["digest"], digest);
    // a name nearly right is noticed
    fs::write(&file, text).unwrap();
    fs::rename(corpus.path().join("procedures"), corpus.path().join("procedure")).unwrap();
    assert!(refused(3, &["gaps", "AT", "--data", data]).contains("did you mean \"procedures\"?"));
}
