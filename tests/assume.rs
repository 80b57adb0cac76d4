//! What if: cases given, as of, expect, because; and that nothing changes beside the findings that an assumption touches.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{assert_valid, command, ran};

const RATIFIED: &str = "IE budapest ratification 2027-01-15";

fn printed(arguments: &[&str]) -> String {
    let ran = ran(command(arguments).env("COLUMNS", "400").output().unwrap());
    assert!(ran.code == 0 && ran.stderr.is_empty(), "{arguments:?}: {}", ran.stderr);
    ran.stdout
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// Given, as of, finding, its verdict, severity and confidence, and a piece of its reasons.
type Case<'a> = (&'a [&'a str], &'a str, &'a str, [&'a str; 3], &'a str);

fn holds((given, as_of, id, expected, because): Case) {
    let report = json(&[&["explain", id, "--as-of", as_of][..], given].concat());
    let finding = &report["findings"][0];
    let found = [&finding["verdict"], &finding["severity"], &finding["evidence"]["confidence"]];
    assert_eq!(found.map(|one| one.as_str().unwrap_or("null")), expected, "{id} on {as_of}, given {given:?}");
    let reasons = finding["because"].to_string();
    assert!(reasons.contains(because), "{id} on {as_of}, given {given:?}: {reasons}");
    let cited = finding["sources"].as_array().unwrap().iter().any(|one| one == "assumed");
    assert_eq!(cited, expected[2] == "assumed", "{id} on {as_of}: {}", finding["sources"]);
}

/// Art. 36(4) of the Convention: in force on the first day of the month after three months from the deposit.
#[test]
fn a_ratification_fulfils_and_binds() {
    let given = &["--assume", RATIFIED][..];
    let (own, duty) = ("IE/budapest/ratification", "IE/budapest/jurisdiction");
    let proof = "not done before 2027-01-15 (consent to be bound deposited) (assumed for this run)";
    let cases: [Case; 7] = [
        (&[], "2027-01-15", own, ["encouraged", "info", "read"], "found not done 2025-10-08"),
        (given, "2027-01-14", own, ["encouraged", "info", "assumed"], proof),
        (given, "2027-01-15", own, ["met", "info", "assumed"], "deposited 2027-01-15 (assumed for this run)"),
        (&[], "2027-05-01", duty, ["not-bound", "info", "read"], "the treaty is not in force for Ireland"),
        (given, "2027-04-30", duty, ["not-bound", "info", "assumed"], "until 2027-05-01 only (assumed for this run)"),
        (given, "2027-05-01", duty, ["pending", "info", "assumed"], "due 2027-05-01"),
        (given, "2027-05-02", duty, ["unknown", "info", "assumed"], "deposited 2027-01-15 (assumed for this run)"),
    ];
    cases.into_iter().for_each(holds);
}

#[test]
fn an_uncertain_day_is_every_possible_one() {
    let own = "IE/budapest/ratification";
    let month = &["--assume", "IE budapest ratification 2027-01"][..];
    let bounds = &["--assume", "IE budapest ratification after=2026-12-31 by=2027-01-31"][..];
    for given in [month, bounds] {
        holds((
            given,
            "2026-12-31",
            own,
            ["encouraged", "info", "assumed"],
            "not done before: consent to be bound deposited 2027-01",
        ));
        holds((given, "2027-01-31", own, ["met", "info", "assumed"], "(assumed for this run)"));
    }
}

#[test]
fn a_notification_closes_a_gap_and_a_partial_one_does_not_whatever_was_known() {
    let id = "AT/data-retention/notification";
    let known = ["--known-as-of", "2011-11-25", "--assume"];
    let full = &[&known[..], &["AT data-retention/notification notified 2011-11-25"]].concat()[..];
    let part = &[&known[..], &["AT data-retention/notification notified 2011-11-25 extent=partial"]].concat()[..];
    let cases: [Case; 4] = [
        (&known[..2], "2011-11-25", id, ["overdue", "critical", "read"], "formal notice 2011-03-14"),
        (full, "2011-11-24", id, ["overdue", "critical", "assumed"], "not done before 2011-11-25"),
        (full, "2011-11-25", id, ["met-late", "info", "assumed"], "notified 2011-11-25 (assumed for this run)"),
        (part, "2011-11-25", id, ["partial", "critical", "assumed"], "notified in part 2011-11-25 (assumed"),
    ];
    cases.into_iter().for_each(holds);
}

#[test]
fn an_annulment_opens_a_gap() {
    let id = "IE/anti-trafficking/transposition";
    let given = &["--assume", "IE anti-trafficking annulled-nationally 2020-05-01"][..];
    let cases: [Case; 3] = [
        (&[], "2020-05-01", id, ["met-late", "info", "read"], "found done 2013-10-17"),
        (given, "2020-04-30", id, ["met-late", "info", "assumed"], "until 2020-05-01 only (assumed for this run)"),
        (given, "2020-05-01", id, ["overdue", "low", "assumed"], "national law annulled 2020-05-01 (assumed"),
    ];
    cases.into_iter().for_each(holds);
}

#[test]
fn a_formal_notice_raises_the_severity() {
    let id = "EL/prum/vehicle-registration";
    let step = "EL prum/vehicle-registration formal-notice 2015-05-01 kind=bad-application procedure=258 case=2015/1";
    let given = &["--assume", step][..];
    let cases: [Case; 3] = [
        (&[], "2015-05-01", id, ["overdue", "high", "read"], "found not done"),
        (given, "2015-04-30", id, ["overdue", "high", "read"], "found not done"),
        (
            given,
            "2015-05-01",
            id,
            ["overdue", "critical", "assumed"],
            "case INFR(2015)0001 (Art. 258 TFEU): formal notice 2015",
        ),
    ];
    cases.into_iter().for_each(holds);
}

#[test]
fn what_is_left_out_leaves_the_answer_of_silence() {
    let (ratified, duty) = ("EL/budapest/ratification", "EL/budapest/central-authority");
    let act = &["--assume-none", "EL budapest"][..];
    let only = &["--assume-none", "Greece budapest/ratification"][..];
    let prum = &["--assume-none", "EL prum/vehicle-registration"][..];
    let replaced = &["--assume-none", "EL budapest", "--assume", "EL budapest ratification 2018-06-01"][..];
    let day = "2018-06-01";
    // searching DNA files abroad proves the contact point
    let implied = &["--assume-none", "SE prum/dna"][..];
    let cases: [Case; 10] = [
        (&[], day, ratified, ["met", "info", "read"], "2017-01-25"),
        (act, day, ratified, ["encouraged", "info", "assumed"], "left out (assumed for this run)"),
        (only, day, ratified, ["encouraged", "info", "assumed"], "without what is left out, no entry for Greece"),
        (only, day, duty, ["not-bound", "info", "assumed"], "left out (assumed for this run)"),
        (prum, "2015-06-01", "EL/prum/vehicle-registration", ["unknown", "info", "assumed"], "4 records left out"),
        (prum, "2015-06-01", "EL/prum/dna", ["overdue", "high", "read"], "found not done 2012-12-07"),
        (&[], "2015-06-01", "SE/prum/dna-contact-point", ["met", "info", "read"], "prum/dna: authorised 2013-03-21"),
        (implied, "2015-06-01", "SE/prum/dna-contact-point", ["unknown", "info", "assumed"], "1 record left out"),
        (replaced, "2018-05-31", ratified, ["encouraged", "info", "assumed"], "not done before 2018-06-01"),
        (replaced, day, ratified, ["met", "info", "assumed"], "deposited 2018-06-01 (assumed for this run)"),
    ];
    cases.into_iter().for_each(holds);
}

/// The findings of all states with what is assumed and without, as of a day.
fn compared(as_of: &str, given: &[&str]) -> (Value, Value) {
    let arguments = ["compare", "--all-states", "--as-of", as_of];
    (json(&arguments), json(&[&arguments[..], given].concat()))
}

#[test]
fn nothing_changes_beside_the_findings_that_are_touched() {
    let (plain, supposed) = compared("2027-05-02", &["--assume", RATIFIED, "--assume-none", "SE prum/dna"]);
    assert_eq!(plain["corpus"], supposed["corpus"]);
    assert_eq!(plain.get("assumed"), None);
    assert_eq!(supposed["assumed"], serde_json::json!(["no record of SE prum/dna", RATIFIED]));
    let (before, after) = (plain["findings"].as_array().unwrap(), supposed["findings"].as_array().unwrap());
    assert_eq!(before.len(), after.len());
    let touched = |one: &Value| one["evidence"]["confidence"] == "assumed";
    let mut ids = BTreeSet::new();
    for (was, is) in before.iter().zip(after) {
        let id = is["id"].as_str().unwrap();
        assert!(touched(is) || was == is, "{id}");
        assert!(!touched(was));
        ids.extend(touched(is).then(|| id.rsplit_once('/').unwrap().0));
        // whoever may search DNA files has named the contact point for it
        let of_dna = ["SE/prum/dna", "SE/prum/dna-contact-point"].contains(&id);
        assert_eq!(of_dna, touched(is) && id.starts_with("SE/"), "{id}");
    }
    assert_eq!(ids, BTreeSet::from(["IE/budapest", "SE/prum"]));
    let count = after.iter().filter(|one| touched(one)).count();
    assert_eq!((count, supposed["totals"]["assumed"].as_u64()), (18, Some(18)));
    assert_eq!(plain["totals"].get("assumed"), None);
}

#[test]
fn every_output_says_what_is_assumed() {
    let given = ["--assume", RATIFIED, "--as-of", "2027-05-02"];
    let commands: [&[&str]; 11] = [
        &["gaps", "IE"],
        &["compare", "IE"],
        &["recommend", "IE"],
        &["actions", "--state", "IE"],
        &["scoreboard", "IE"],
        &["scoreboard", "IE", "--layout", "table2"],
        &["explain", "IE/budapest/ratification"],
        &["history", "IE"],
        &["show", "IE"],
        &["list", "states"],
        &["timelines", "IE", "--instrument", "budapest"],
    ];
    for command in commands {
        let with = |format: &str| printed(&[command, &given[..], &["--format", format]].concat());
        assert!(with("table").contains(&format!("assuming: {RATIFIED}")), "{command:?}");
        assert!(with("md").contains("assuming: IE budapest ratification"), "{command:?}");
        let csv = with("csv");
        assert!(csv.lines().next().unwrap().ends_with(",assumed"), "{command:?}");
        assert!(csv.lines().skip(1).all(|line| line.is_empty() || line.ends_with(RATIFIED)), "{command:?}");
        let report: Value = serde_json::from_str(&with("json")).unwrap();
        assert_eq!(report["assumed"], serde_json::json!([RATIFIED]), "{command:?}");
        let name = report["schema"].as_str().unwrap().split('/').nth(1).unwrap().to_owned();
        if acquis::load::schema(&name).is_some() {
            assert_valid(&name, &report);
        }
        assert_eq!(with("json"), serde_json::to_string_pretty(&report).unwrap() + "\n", "{command:?}");
    }
}

#[test]
fn no_list_of_sources_holds_it() {
    let plain = json(&["list", "sources", "--as-of", "2027-05-02"]);
    let mut supposed = json(&["list", "sources", "--as-of", "2027-05-02", "--assume", RATIFIED]);
    supposed.as_object_mut().unwrap().remove("assumed");
    assert_eq!(plain, supposed);
}

#[test]
fn the_order_of_assumptions_changes_no_finding() {
    let facts =
        ["IE budapest ratification 2027-01-15", "SE prum/dna suspended 2026-12-01", "IE budapest signature 2026"];
    let asked = |order: [usize; 3]| {
        let given: Vec<&str> = order.iter().flat_map(|at| ["--assume", facts[*at]]).collect();
        let first = json(&[&["compare", "IE", "SE", "--as-of", "2027-06-01"][..], &given].concat());
        first["findings"].clone()
    };
    assert_eq!(asked([0, 1, 2]), asked([2, 1, 0]));
    assert_eq!(asked([0, 1, 2]), asked([0, 1, 2]));
}
