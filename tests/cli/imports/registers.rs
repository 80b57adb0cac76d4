//! A whole register as a corpus of stubs: every report runs on it, says that they are stubs, and names what its figures are
//! shares of.

use std::fs;

use serde_json::json;

use super::{Office, REGISTER, counts};
use crate::support::assert_valid;

pub const ACTS: usize = 200;
const STATES: [&str; 5] = ["AT", "BE", "DE", "DK", "FR"];

/// Adds three more Member States to a corpus.
pub fn with_states(office: Office) -> Office {
    for (code, name) in [("BE", "Belgium"), ("DE", "Germany"), ("FR", "France")] {
        let state = json!({"$schema": "../schemas/member-state.schema.json", "code": code, "name": name,
            "membership": [{"from": "1958-01-01"}]});
        fs::write(office.data.path().join(format!("member-states/{code}.json")), state.to_string()).unwrap();
    }
    office
}

/// A letter, an opinion and, for every second case, a closing, for each act and state.
fn register() -> String {
    let mut text = format!("{REGISTER}\n");
    for act in 1..=ACTS {
        for (place, state) in STATES.into_iter().enumerate() {
            let case = format!("INFR(2013){:04}", act * STATES.len() + place);
            let mut step = |stage: &str, day: &str| {
                text += &format!("{case},{state},ENV,noncommunication,,32011L{act:04},{stage},x,{day},0,0\n");
            };
            step("LFN258", "2013-05-29");
            step("RO258", "2013-11-20");
            if (act + place) % 2 == 0 {
                step("C", "2014-05-29");
            }
        }
    }
    // a fifth of them names no act
    for number in 1..=500 {
        text += &format!("INFR(2014)2{number:03},AT,ENV,badapplication,,,LFN258,x,2014-06-29,0,0\n");
    }
    text
}

#[test]
fn a_register_becomes_stubs_on_which_every_report_runs() {
    let office = with_states(Office::small());
    office.put("register.csv", register());
    let report = office.import("infringements", &["register.csv"], &["--create-instruments"]);
    assert_eq!(counts(&report), [3_000, 3_000, 0, 0]);
    assert_eq!(
        (report["changes"]["instruments"].as_array().unwrap().len(), &report["changes"]["unattributed"]),
        (ACTS, &json!(500))
    );
    office.is_valid();
    let ask = |arguments: &[&str]| {
        let ran = office.run(&[arguments, &["--data", office.data()]].concat());
        assert!([0, 1].contains(&ran.code), "{arguments:?}: {}", ran.stderr);
        ran.stdout.split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    let day = ["--as-of", "2015-01-01"];
    let with_day = |arguments: &[&str]| ask(&[arguments, &day].concat());
    let value = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&ask(&[arguments, &day, &["--format", "json"]].concat())).unwrap()
    };
    // what is printed of one stub says so
    assert!(with_day(&["explain", "AT/32011l0001/transposition"]).contains("is a stub"));
    assert!(with_day(&["history", "AT", "32011l0001"]).contains("1 is about a stub"));
    for arguments in [&["compare", "AT", "BE"][..], &["check"], &["gaps", "AT"], &["history", "AT"], &["scoreboard"]] {
        let page = with_day(arguments);
        assert!(page.contains("are about stubs"), "{arguments:?}: {page}");
    }
    let board = value(&["scoreboard"]);
    assert_valid("scoreboard", &board);
    let denominator = &board["denominator"];
    let of = ["acts", "stubs", "stubs_with_case"].map(|key| denominator[key].as_u64().unwrap());
    assert_eq!(of, [201, 200, 200]);
    assert!(
        denominator["meaning"]
            .as_str()
            .unwrap()
            .starts_with("acts with at least one case (200) and 1 other in the data")
    );
    let page = with_day(&["scoreboard"]);
    assert!(page.contains("200 of 201 acts counted are stubs; denominator: acts with at least one case"), "{page}");
    assert!(page.contains("counted: 201 obligations"), "the page stays short: {page}");
    let alone = value(&["scoreboard", "--instrument", "act"]);
    assert_eq!(
        alone["denominator"],
        json!({"acts": 1, "stubs": 0, "stubs_with_case": 0,
        "meaning": "acts in the data whose deadline has passed"})
    );
    assert!(!with_day(&["scoreboard", "--instrument", "act"]).contains("denominator"));
    let opened = value(&["infringements", "--opened", "2014"]);
    assert_eq!((&opened["total"], &opened["unattributed"]), (&json!(500), &json!(500)));
    assert_eq!(value(&["infringements", "--open-on", "2014-12-31", "--kind", "non-communication"])["total"], 500);
    // the register on another day: half of the cases closed
    let bare = with_states(Office::small());
    let diff = office.run(&[
        "diff",
        "--data",
        office.data(),
        "--against",
        bare.data(),
        "--as-of",
        "2015-01-01",
        "--all",
        "--format",
        "json",
    ]);
    assert!(
        [0, 1].contains(&diff.code) && diff.stdout.contains("the duty is new in the data"),
        "{}{}",
        diff.stderr,
        &diff.stdout[..2000.min(diff.stdout.len())]
    );
}
