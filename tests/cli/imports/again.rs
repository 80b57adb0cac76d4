//! A file once more, and a later one of the same source: nothing, or what changed and no more.

use std::fs;

use serde_json::Value;

use super::{ACTS, CHART, MEASURES, Office, RECORDS, REGISTER, list, noticed};

/// One file of each kind: kind, header, rows, options.
pub const KINDS: [(&str, &str, &[&str], &[&str]); 5] = [
    (
        "acts",
        ACTS,
        &["32004L0038,Directive 2004/38/EC of 29 April 2004,2004-04-29,2004-04-30,2006-04-30,"],
        &["--source", "journal"],
    ),
    (
        "infringements",
        REGISTER,
        &[
            "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
            "INFR(2013)0204,AT,HOME,noncommunication,,,C,x,2014-05-29,0,0",
            "INFR(2014)2001,HR,ENV,badapplication,,,LFN258,x,2014-06-29,0,1",
        ],
        &["--create-instruments"],
    ),
    (
        "national-measures",
        MEASURES,
        &[
            "72010L0001AUT_1,32010L0001,AUT,Law,2013-01-01,2012-01-01,2012-02-01",
            "72010L0001AUT_2,32010L0001,AUT,Law,,2012-01-01,",
            "72010L0001HRV_1,32010L0001,HRV,Zakon,1001-01-01,2012-01-01,2012-02-01",
        ],
        &["--source", "measures"],
    ),
    (
        "treaty-chart",
        CHART,
        &[
            "Austria,2001-11-23,2012-06-13,2012-10-01,,",
            "Bolivia (Plurinational State of),2005-01-01,,,,",
            "DK,2003-04-22,2005-06-21,2005-10-01,,",
        ],
        &["--source", "chart", "--instrument", "treaty", "--create-states"],
    ),
    ("records", RECORDS, &["DK,treaty,,declaration,2005-06-21,,,,,,,chart,read"], &[]),
];

#[test]
fn a_second_import_writes_nothing_and_the_day_leaves_no_trace_in_the_data() {
    let (today, later) = (Office::small(), Office::small());
    for (kind, header, rows, more) in KINDS {
        let first = today.import_text(kind, header, rows, more);
        assert_ne!(list(&first, "/written"), [""; 0], "{kind}");
        let files = today.files();
        let again = today.import_text(kind, header, rows, more);
        assert_eq!(list(&again, "/written"), [""; 0], "{kind}");
        assert_eq!((&again["changes"]["added"], today.files() == files), (&Value::from(0), true), "{kind}");
        let ahead = [more, &["--as-of", "2031-01-01"]].concat();
        later.import_text(kind, header, rows, &ahead);
    }
    let (one, other) = (today.law_and_data(), later.law_and_data());
    for (path, bytes) in &one {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), other.get(path).map(|bytes| text(bytes)).unwrap_or_default(), "{path}");
    }
    assert!(one == other, "the same data are the same bytes");
    assert!(today.files() != later.files(), "imports/ keeps the day");
    let fixed = today.run(&["validate", today.data(), "--fix", "--format", "json"]);
    assert!(fixed.stdout.contains("\"rewritten\": []"), "what is written is canonical: {}", fixed.stdout);
    let digest = today.digest();
    assert_eq!(digest, later.digest());
    fs::remove_dir_all(today.data.path().join("imports")).unwrap();
    assert_eq!(digest, today.digest(), "the digest does not depend on imports/");
    let of_register = later.json_of("imports/register.json");
    assert_eq!(of_register["files"][0]["on"], "2031-01-01");
    assert_eq!((&of_register["files"][0]["file"], &of_register["files"][0]["rows"]), (&"rows.csv".into(), &3.into()));
}

#[test]
fn a_later_chart_corrects_adds_and_withdraws() {
    let (before, office) = (Office::small(), Office::small());
    let more = ["--source", "chart", "--instrument", "treaty"];
    let old = [
        "AT,2001-11-23,2012-06-13,2012-10-01,,",
        "DK,2003-04-22,2005-06-21,2005-10-01,,",
        "HR,,2002-10-17,2004-07-01,,",
    ];
    for office in [&before, &office] {
        office.import_text("treaty-chart", CHART, &old, &more);
    }
    // Austria a day later, Denmark no more, Croatia signed too
    let new = [
        "AT,2001-11-23,2012-06-14,2012-10-01,,",
        "DK,2003-04-22,,2005-10-01,,",
        "HR,2001-11-23,2002-10-17,2004-07-01,,",
    ];
    let report = office.import_text("treaty-chart", CHART, &new, &[&more[..], &["--as-of", "2026-12-24"]].concat());
    assert_eq!(list(&report, "/changes/corrected"), ["AT treaty ratification 2012-06-13"]);
    assert_eq!(list(&report, "/changes/withdrawn"), ["DK treaty ratification 2005-06-21"]);
    assert_eq!(report["changes"]["added"], 2);
    let said = ["signature 2003-04-22", "-ratification 2005-06-21", "in-force-for-state 2005-10-01"];
    assert_eq!(office.records("DK", "treaty"), said);
    let state = office.json_of("member-states/AT.json");
    let wrong = state["records"].as_array().unwrap().iter().find(|one| one.get("retracted").is_some()).unwrap();
    assert_eq!(wrong["retracted"]["on"], "2026-12-24");
    assert_eq!(wrong["retracted"]["reason"], "rows.csv, read on 2026-12-24, says otherwise");
    let found = causes(&office, &before, "2012-06-13");
    assert_eq!(found, ["AT/treaty/ratification record-corrected", "DK/treaty/ratification record-withdrawn"]);
    let found = causes(&before, &Office::small(), "2012-06-13");
    assert_eq!(found, ["DK/treaty/ratification record-added"]);
    // and back: what an import took back is added again where a file has it again
    let back = office.import_text("treaty-chart", CHART, &old, &more);
    assert_eq!(list(&back, "/changes/corrected"), ["AT treaty ratification 2012-06-14"]);
    assert_eq!(
        (list(&back, "/changes/withdrawn"), &back["changes"]["added"]),
        (vec!["HR treaty signature 2001-11-23"], &2.into())
    );
    office.is_valid();
}

/// `DK/treaty/ratification record-withdrawn`: each change with its cause.
fn causes(after: &Office, before: &Office, as_of: &str) -> Vec<String> {
    let both = ["diff", "--data", after.data(), "--against", before.data(), "--all", "--as-of", as_of];
    let ran = after.run(&[&both[..], &["--format", "json"]].concat());
    assert!([0, 1].contains(&ran.code), "{}", ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let changes = report["changes"].as_array().unwrap().iter();
    let each = changes.flat_map(|change| change["causes"].as_array().unwrap().iter().map(move |cause| (change, cause)));
    each.map(|(change, cause)| format!("{} {}", change["id"].as_str().unwrap(), cause["kind"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_record_retracted_by_hand_stays_retracted() {
    let office = Office::small();
    let more = ["--source", "chart", "--instrument", "treaty"];
    let rows = ["DK,2003-04-22,2005-06-21,2005-10-01,,"];
    office.import_text("treaty-chart", CHART, &rows, &more);
    let replaced = office.run(&[
        "record",
        "DK",
        "treaty",
        "ratification",
        "2005-06-20",
        "confidence=read",
        "--source",
        "journal",
        "--replaces",
        "ratification@2005-06-21",
        "--reason",
        "the journal prints the day of deposit",
        "--into",
        office.data(),
    ]);
    assert_eq!(replaced.code, 0, "{}", replaced.stderr);
    let said = [
        "signature 2003-04-22",
        "ratification 2005-06-20",
        "-ratification 2005-06-21",
        "in-force-for-state 2005-10-01",
    ];
    assert_eq!(office.records("DK", "treaty"), said);
    let files = office.law_and_data();
    let report = office.import_text("treaty-chart", CHART, &rows, &more);
    assert_eq!(noticed(&report), ["2 warned retracted-on-record"]);
    assert!(office.law_and_data() == files);
}

const CASE: [&str; 4] = [
    "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
    "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,RO258,x,2013-10-29,0,0",
    "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,C,x,2014-05-29,0,0",
    "INFR(2015)2001,HR,ENV,badapplication,,,LFN258,x,2015-07-29,0,1",
];

#[test]
fn a_later_register_corrects_and_withdraws_and_reaches_further() {
    let office = Office::small();
    let first = office.import_text("infringements", REGISTER, &CASE, &["--create-instruments"]);
    assert_eq!((&first["changes"]["through"], &first["changes"]["unattributed"]), (&"2015-07-29".into(), &1.into()));
    assert_eq!(office.json_of("seeds/register.json")["through"], "2015-07-29");
    // another day of the opinion, no closing, and the case without an act is gone
    let later = [
        CASE[0],
        "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,RO258,x,2013-10-30,0,0",
        "INFR(2015)2001,HR,ENV,badapplication,,,RO258,x,2015-08-29,0,1",
    ];
    let report = office.import_text("infringements", REGISTER, &later, &["--create-instruments"]);
    assert_eq!(list(&report, "/changes/corrected"), ["AT 32011l0036 reasoned-opinion 2013-10-29 INFR(2013)0204"]);
    assert_eq!(list(&report, "/changes/withdrawn"), ["AT 32011l0036 closed 2014-05-29 INFR(2013)0204"]);
    assert_eq!(
        office.records("AT", "32011l0036"),
        [
            "formal-notice 2013-05-29",
            "-reasoned-opinion 2013-10-29",
            "reasoned-opinion 2013-10-30",
            "-closed 2014-05-29"
        ]
    );
    let kept = fs::read_to_string(office.data.path().join("procedures/unattributed.jsonl")).unwrap();
    assert!(kept.lines().count() == 1 && kept.contains("2015-08-29"), "{kept}");
    office.is_valid();
}

#[test]
fn an_older_copy_or_an_extract_withdraws_nothing_after_its_last_day() {
    let office = Office::small();
    office.import_text("infringements", REGISTER, &CASE, &["--create-instruments"]);
    let files = office.law_and_data();
    let report = office.import_text("infringements", REGISTER, &CASE[..1], &["--create-instruments"]);
    assert_eq!(list(&report, "/changes/withdrawn"), [""; 0]);
    assert!(office.law_and_data() == files);
}

#[test]
fn files_in_any_order_together_or_one_by_one_give_the_same_records() {
    let whole = Office::small();
    whole.import_text("infringements", REGISTER, &CASE, &["--create-instruments"]);
    // only the second file names the act of the case
    let unnamed = |row: &str| row.replace("32011L0036", "");
    let parts =
        [super::csv(REGISTER, &[&unnamed(CASE[1]), &unnamed(CASE[2])]), super::csv(REGISTER, &[CASE[0], CASE[3]])];
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let together = Office::small();
        together.put("a.csv", &parts[0]);
        together.put("b.csv", &parts[1]);
        together.import("infringements", &names, &["--create-instruments"]);
        let mut said = together.records("AT", "32011l0036");
        said.sort();
        assert_eq!(said, ["closed 2014-05-29", "formal-notice 2013-05-29", "reasoned-opinion 2013-10-29"]);
        assert_eq!(together.json_of("instruments/32011l0036.json"), whole.json_of("instruments/32011l0036.json"));
        let of_import = together.json_of("imports/register.json");
        assert_eq!(of_import["files"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn rows_that_say_one_thing_twice_come_to_the_same_the_second_time() {
    let twice = |kind: &str, header: &str, rows: &[&str], more: &[&str]| {
        let office = Office::small();
        let first = office.import_text(kind, header, rows, more);
        let files = office.law_and_data();
        let again = office.import_text(kind, header, rows, more);
        assert!(office.law_and_data() == files, "{kind}: the second import changed something: {again:#}");
        let refused = |report: &Value| -> Vec<String> {
            noticed(report).into_iter().filter(|row| row.contains(" refused ")).collect()
        };
        assert_eq!(refused(&again), refused(&first));
        (office, refused(&first))
    };
    // a row that can never be is refused although another row says the same as far as it can be read
    let header = "state,instrument,event,on,extent,source,confidence,obligations,note";
    let rows = [
        "DK,treaty,signature,2003-04-22,,chart,egister,,",
        "DK,treaty,signature,2003-04-22,,chart,read,,",
        "DK,treaty,ratification,2005-06-21,,nowhere,read,,",
        "DK,treaty,ratification,2005-06-21,,chart,read,,",
        // the second says more, and neither is lost
        "AT,treaty,declaration,2005-06-21,,chart,recalled,,",
        "AT,treaty,declaration,2005-06-21,,chart,read,,by letter",
        // two rows say more of a record that is there
        "AT,treaty,signature,2001-11-23,,chart,read,ratification,",
        "AT,treaty,signature,2001-11-23,,chart,read,,in Budapest",
    ];
    let (office, refused) = twice("records", header, &rows, &[]);
    assert_eq!(refused, ["2 refused unknown-value", "4 refused unknown-source"]);
    let file = office.json_of("member-states/AT.json");
    let find = |event: &str| {
        file["records"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["instrument"] == "treaty" && one["event"] == event)
            .unwrap()
    };
    let (declared, signed) = (find("declaration"), find("signature"));
    assert_eq!((&declared["confidence"], &declared["note"]), (&"read".into(), &"by letter".into()));
    assert_eq!((&signed["obligations"][0], &signed["note"]), (&"ratification".into(), &"in Budapest".into()));
    // a party in two rows of a chart
    let more = ["--source", "chart", "--instrument", "treaty"];
    let rows = ["DK,2003-04-22,2005-06-21,,,", "DK,2003-04-22,,,,", "DK,2003-04-22,2005-06-22,,,"];
    let (office, refused) = twice("treaty-chart", CHART, &rows, &more);
    assert_eq!(refused, ["4 refused party-twice"]);
    assert_eq!(office.records("DK", "treaty"), ["signature 2003-04-22", "ratification 2005-06-21"]);
}
