//! Imports into a corpus of which instruments, sources and records stand on lines: what they come to is what it is in files of
//! their own, a line that nothing is said about stays as it is, and what is new goes where its like stands.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::again::KINDS;
use super::{ACTS, CHART, Office, REGISTER, csv, list, put_on_lines};
use crate::support::{own_corpus, printed, refused, run};

/// A report without what depends on the bytes of files: their digests, and where things stand.
fn plain(text: &str) -> String {
    let mut value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    if let Some(corpus) = value.get_mut("corpus").and_then(Value::as_object_mut) {
        corpus.retain(|key, _| !key.contains("digest"));
    }
    value.to_string()
}

/// What is judged and listed of a corpus.
fn judged(data: &str, as_of: &str) -> Vec<String> {
    let asked = |command: &[&str]| {
        let ran = run(&[command, &["--data", data, "--as-of", as_of]].concat());
        assert!(ran.code < 2, "{command:?}: {}", ran.stderr);
        // of a text the last line names the digest of the data
        let lines = ran.stdout.lines().filter(|line| !line.starts_with("as of "));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let reports = [&["compare", "--format", "json"][..], &["check", "--format", "json"]].map(asked);
    let lists = [
        &["list", "records", "--format", "csv"][..],
        &["list", "sources", "--format", "csv"],
        &["show", "AT"],
        &["list", "instruments", "--format", "csv"],
    ];
    reports.iter().map(|text| plain(text)).chain(lists.map(asked)).collect()
}

fn assert_alike(one: &[String], other: &[String]) {
    for (number, (one, other)) in one.iter().zip(other).enumerate() {
        assert!(one == other, "{number}: {}\n\n{}", &one[..one.len().min(3000)], &other[..other.len().min(3000)]);
    }
}

#[test]
fn the_shipped_data_on_lines_are_judged_as_they_are_in_files() {
    let (whole, lines) = (own_corpus(), own_corpus());
    put_on_lines(lines.path());
    let data = |corpus: &tempfile::TempDir| corpus.path().to_str().unwrap().to_owned();
    let (whole, lines) = (data(&whole), data(&lines));
    assert_alike(&judged(&whole, "2016-01-28"), &judged(&lines, "2016-01-28"));
    for command in [&["show", "IE"][..], &["show", "prum"], &["explain", "AT/prum/dna"], &["validate"]] {
        let asked = |data: &str| {
            let directory: &[&str] = if command == ["validate"] { &[data] } else { &["--data", data] };
            let text = printed(&[command, directory].concat());
            text.lines()
                .filter(|line| !line.contains("data") && !line.contains("sha256"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(asked(&whole), asked(&lines), "{command:?}");
    }
    let fixed = printed(&["validate", &lines, "--fix", "--format", "json"]);
    assert!(fixed.contains("\"rewritten\": []"), "{fixed}");
    // where a record stands
    let sites = printed(&["gaps", "IE", "--data", &lines, "--as-of", "2016-01-28", "--format", "sarif"]);
    assert!(sites.contains("member-states/IE.jsonl"), "{}", &sites[..2000]);
}

#[test]
fn an_import_into_lines_comes_to_what_one_into_files_does() {
    let (files, lines, flagged) = (Office::small(), Office::small().on_lines(), Office::small());
    for (kind, header, rows, more) in KINDS {
        let of_files = files.import_text(kind, header, rows, more);
        let of_lines = lines.import_text(kind, header, rows, more);
        let of_flagged = flagged.import_text(kind, header, rows, &[more, &["--lines"]].concat());
        for key in ["changes", "rows", "problems"] {
            assert_eq!(of_files[key], of_lines[key], "{kind} {key}");
            assert_eq!(of_files[key], of_flagged[key], "{kind} {key}");
        }
        for (office, flag) in [(&lines, &[][..]), (&flagged, &["--lines"])] {
            let written = office.files();
            let again = office.import_text(kind, header, rows, &[more, flag].concat());
            assert_eq!((list(&again, "/written"), office.files() == written), (vec![""; 0], true), "{kind}");
            let fixed = office.run(&["validate", office.data(), "--fix", "--format", "json"]);
            assert!(fixed.stdout.contains("\"rewritten\": []"), "{kind}: {}{}", fixed.stdout, fixed.stderr);
        }
    }
    let expected = judged(files.data(), "2015-07-01");
    assert_alike(&expected, &judged(lines.data(), "2015-07-01"));
    assert_alike(&expected, &judged(flagged.data(), "2015-07-01"));
    // nothing new in files of their own: but for a state, of which membership and names stand there
    let names = |office: &Office, folder: &str| super::names_in(&office.data.path().join(folder));
    assert_eq!(names(&lines, "instruments"), ["stubs.jsonl"]);
    assert_eq!(names(&flagged, "instruments"), ["act.json", "stubs.jsonl", "treaty.json"]);
    assert_eq!(
        names(&flagged, "member-states"),
        ["AT.json", "AT.jsonl", "BO.json", "BO.jsonl", "DK.json", "DK.jsonl", "HR.json", "HR.jsonl"]
    );
    assert_eq!(
        names(&lines, "member-states"),
        ["AT.json", "AT.jsonl", "BO.json", "DK.json", "DK.jsonl", "HR.json", "HR.jsonl"]
    );
}

/// The lines that differ: as they were, and as they are.
fn changed(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let without = |one: &[String], other: &[String]| one.iter().filter(|line| !other.contains(line)).cloned().collect();
    (without(before, after), without(after, before))
}

#[test]
fn what_stands_on_a_line_is_changed_on_its_line() {
    let office = Office::small();
    let first = ["AT,2001-11-23,2012-06-13,2012-10-01,,", "HR,,2002-10-17,2004-07-01,,"];
    let more = ["--source", "chart", "--instrument", "treaty"];
    office.import_text("treaty-chart", CHART, &first, &more);
    let office = office.on_lines();
    // lines that nobody has to touch keep their room
    let path = office.data.path().join("member-states/AT.jsonl");
    let spaced = fs::read_to_string(&path).unwrap().replace(":", ": ");
    fs::write(&path, format!("\u{feff}\n{}", spaced.trim_end())).unwrap();
    let state = office.files()["member-states/AT.json"].clone();
    let before = office.lines("member-states/AT.jsonl");
    // Austria a day later
    let later = ["AT,2001-11-23,2012-06-14,2012-10-01,,", "HR,,2002-10-17,2004-07-01,,"];
    let preview = office.try_import("treaty-chart", &["rows.csv"], &[&more[..], &["--dry-run"]].concat());
    assert_eq!(preview.code, 0, "{}", preview.stderr);
    let later_more = [&more[..], &["--as-of", "2026-12-24"]].concat();
    office.put("rows.csv", csv(CHART, &later));
    let preview = office.try_import("treaty-chart", &["rows.csv"], &[&later_more[..], &["--dry-run"]].concat());
    assert!(
        preview.stdout.contains("--- a/member-states/AT.jsonl\n+++ b/member-states/AT.jsonl\n"),
        "{}",
        preview.stdout
    );
    let of_state = preview.stdout.split("+++ b/member-states/AT.jsonl").nth(1).unwrap();
    let added: Vec<&str> = of_state.lines().filter(|line| line.starts_with('+')).collect();
    assert_eq!(added.len(), 2, "{added:?}");
    let report = office.import("treaty-chart", &["rows.csv"], &later_more);
    assert_eq!(list(&report, "/changes/corrected"), ["AT treaty ratification 2012-06-13"]);
    let written: Vec<&str> = list(&report, "/written");
    assert_eq!(written, ["imports/chart.json", "member-states/AT.jsonl"]);
    assert_eq!(office.files()["member-states/AT.json"], state);
    let after = office.lines("member-states/AT.jsonl");
    let (gone, new) = changed(&before, &after);
    // the byte order mark stood on the blank line
    assert_eq!(gone.iter().filter(|line| line.contains("event")).count(), 1, "{gone:?}");
    assert!(gone.iter().any(|line| line.contains("2012-06-13")), "{gone:?}");
    let new: Vec<&String> = new.iter().filter(|line| line.contains("event")).collect();
    assert_eq!(new.len(), 2, "{new:?}");
    assert!(new[0].contains("\"retracted\":{\"on\":\"2026-12-24\""), "{new:?}");
    // and the new one stands in its order, before the next act or day
    let events: Vec<Value> = after.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let said: Vec<String> = events.iter().map(|one| format!("{} {}", one["instrument"], one["on"])).collect();
    let mut sorted = said.clone();
    sorted.sort();
    assert_eq!(said, sorted);
    office.is_valid();
}

#[test]
fn a_register_on_a_line_reaches_further_and_a_stub_on_a_line_gets_its_deadline() {
    let office = Office::small().on_lines();
    let rows = ["INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0"];
    office.import_text("infringements", REGISTER, &rows, &["--create-instruments"]);
    let stub = |office: &Office| -> Value {
        let lines = office.lines("instruments/stubs.jsonl");
        let found = lines.iter().find(|line| line.contains("32011l0036")).unwrap();
        serde_json::from_str(found).unwrap()
    };
    assert_eq!(stub(&office)["obligations"][0]["deadline"], json!({"passed_by": "2013-05-29"}));
    let (sources, acts) = (office.lines("seeds/sources.jsonl"), office.lines("instruments/stubs.jsonl"));
    let rows = [
        "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
        "INFR(2013)0205,DK,HOME,noncommunication,,32011L0036,LFN258,x,2013-04-29,0,0",
        "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,C,x,2016-05-29,0,0",
    ];
    let report =
        office.import_text("infringements", REGISTER, &rows, &["--create-instruments", "--as-of", "2017-01-01"]);
    assert_eq!(report["changes"]["through"], "2016-05-29", "{report:#}");
    let (gone, new) = changed(&sources, &office.lines("seeds/sources.jsonl"));
    assert_eq!((gone.len(), new.len()), (1, 1));
    assert_eq!(gone[0].replace("2015-06-30", "2016-05-29"), new[0]);
    let (gone, new) = changed(&acts, &office.lines("instruments/stubs.jsonl"));
    assert_eq!((gone.len(), new.len()), (1, 1), "{gone:?} {new:?}");
    assert_eq!(stub(&office)["obligations"][0]["deadline"], json!({"passed_by": "2013-04-29"}));
    office.is_valid();
}

#[test]
fn without_the_flag_a_stub_goes_where_its_like_stands() {
    let act = ["32004L0038,Directive 2004/38/EC of 29 April 2004,2004-04-29,2004-04-30,2006-04-30,"];
    let other = ["32005L0001,Directive 2005/1/EC of 9 March 2005,2005-03-09,2005-04-13,2005-05-13,"];
    let more = ["--source", "journal"];
    let office = Office::small();
    let report = office.import_text("acts", ACTS, &act, &more);
    assert!(list(&report, "/written").contains(&"instruments/32004l0038.json"), "{report:#}");
    let report = office.import_text("acts", ACTS, &other, &[&more[..], &["--lines"]].concat());
    assert!(list(&report, "/written").contains(&"instruments/stubs.jsonl"), "{report:#}");
    // what has a file of its own keeps it
    let again = office.import_text(
        "acts",
        ACTS,
        &["32004L0038,Directive on examples,2004-04-29,2004-04-30,2006-04-30,"],
        &[&more[..], &["--lines"]].concat(),
    );
    assert!(list(&again, "/written").contains(&"instruments/32004l0038.json"), "{again:#}");
    let third = ["31999L0031,Directive 1999/31/EC of 26 April 1999,1999-04-26,1999-07-16,2001-07-16,"];
    let report = office.import_text("acts", ACTS, &third, &more);
    assert_eq!(list(&report, "/changes/instruments"), ["31999l0031"]);
    let ids: Vec<String> = office.lines("instruments/stubs.jsonl").iter().map(|line| line[..90].to_owned()).collect();
    assert!(ids.len() == 2 && ids[0].contains("31999l0031") && ids[1].contains("32005l0001"), "{ids:?}");
    office.is_valid();
}

/// A record that a check refuses is refused by its row, wherever it would stand.
#[test]
fn a_row_is_refused_as_it_is_in_files() {
    let rows = [
        "AT,treaty,,ratification,1990-01-01,,,,,,,chart,read",
        "DK,act,transposition,notified,2012-02-01,full,,,,,,report,read",
        "AT,act,nothing,notified,2012-02-03,full,,,,,,report,read",
        "AT,act,,observed,2012-02-03,,,,,,,report,read",
    ];
    let (files, lines) = (Office::small(), Office::small().on_lines());
    let reports = [&files, &lines].map(|office| office.import_text("records", super::RECORDS, &rows, &[]));
    assert_eq!((&reports[0]["rows"], &reports[0]["problems"]), (&reports[1]["rows"], &reports[1]["problems"]));
    assert!(reports[0]["rows"]["refused"].as_u64().unwrap() > 1, "{:#}", reports[0]);
}

#[test]
fn one_fact_is_recorded_replaced_and_completed_on_lines() {
    let office = Office::small().on_lines();
    let fact = |day: &'static str, more: &[&'static str]| {
        let words = ["record", "DK", "treaty", "ratification", day, "confidence=read", "--source", "chart"];
        [&words[..], more, &["--into", office.data()]].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |arguments: Vec<String>| office.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let done = run(fact("2005-06-21", &[]));
    assert!(
        done.stdout.contains("member-states/DK.jsonl: treaty ratification 2005-06-21: recorded"),
        "{}",
        done.stdout
    );
    assert_eq!(office.lines("member-states/DK.jsonl").len(), 1);
    assert!(run(fact("2005-06-21", &[])).stdout.contains("on record already"));
    let completed = run(fact("2005-06-21", &["locator=page 3"]));
    assert!(completed.stdout.contains("completed"), "{}{}", completed.stdout, completed.stderr);
    let lines = office.lines("member-states/DK.jsonl");
    assert!(lines.len() == 1 && lines[0].contains("\"locator\":\"page 3\""), "{lines:?}");
    let replaced = run(fact("2005-06-22", &["--replaces", "ratification@2005-06-21", "--reason", "a slip"]));
    assert!(replaced.stdout.contains("retracted: DK treaty ratification 2005-06-21"), "{}", replaced.stderr);
    let lines = office.lines("member-states/DK.jsonl");
    assert!(lines[0].contains("a slip") && lines[1].contains("2005-06-22") && lines.len() == 2, "{lines:?}");
    // a state without lines keeps its records in its file
    fs::remove_file(office.data.path().join("member-states/HR.jsonl")).unwrap();
    let words = ["record", "HR", "treaty", "signature", "2001-11-23", "confidence=read", "--source", "chart", "--into"];
    let done = office.run(&[&words[..], &[office.data()]].concat());
    assert!(done.stdout.contains("member-states/HR.json: "), "{}{}", done.stdout, done.stderr);
    office.is_valid();
}

/// A row that cannot stand beside a record is refused, not the row that completes the record.
#[test]
fn what_is_new_is_at_fault_and_not_what_completes_a_record() {
    for office in [Office::small(), Office::small().on_lines()] {
        let known = ["DK,treaty,,ratification,2005-06-21,,,,,,,chart,recalled"];
        assert_eq!(office.import_text("records", super::RECORDS, &known, &[])["changes"]["added"], 1);
        let rows = [
            "DK,treaty,,in-force-for-state,2004-08-01,,,,,,,chart,read",
            "DK,treaty,,ratification,2005-06-21,,,,,,,chart,read",
        ];
        for completed in [1, 0] {
            let report = office.import_text("records", super::RECORDS, &rows, &[]);
            assert_eq!((&report["rows"]["refused"], &report["changes"]["completed"]), (&json!(1), &json!(completed)));
            let problem = &report["problems"][0];
            assert_eq!(
                (&problem["code"], &problem["line"]),
                (&json!("entry-into-force-before-consent"), &json!(2)),
                "{problem}"
            );
        }
    }
}

/// A state of which some records stand in the file and some on lines: each is changed where it stands.
#[test]
fn what_is_in_the_file_is_changed_in_the_file() {
    let office = Office::small();
    let path = office.data.path().join("member-states/AT.jsonl");
    let letter =
        json!({"instrument": "treaty", "event": "declaration", "on": "2012-06-13", "source": "chart"}).to_string();
    fs::write(&path, format!("{letter}\n")).unwrap();
    let (more, day) = (["--source", "chart", "--instrument", "treaty"], ["--as-of", "2026-12-24"]);
    let report = office.import_text(
        "treaty-chart",
        CHART,
        &["AT,2001-11-23,2012-06-14,2012-10-01,,"],
        &[&more[..], &day].concat(),
    );
    assert_eq!(list(&report, "/changes/corrected"), ["AT treaty ratification 2012-06-13"]);
    let written = ["imports/chart.json", "member-states/AT.json", "member-states/AT.jsonl"];
    assert_eq!(list(&report, "/written"), written);
    assert_eq!(
        office.records("AT", "treaty"),
        ["signature 2001-11-23", "-ratification 2012-06-13", "in-force-for-state 2012-10-01"]
    );
    let lines = office.lines("member-states/AT.jsonl");
    assert!(lines.len() == 2 && lines[0] == letter && lines[1].contains("2012-06-14"), "{lines:?}");
    // a record of the file is completed there, and one on a line there
    let sheet =
        ["AT,treaty,,signature,2001-11-23,,,,,,,chart,read", "AT,treaty,,declaration,2012-06-13,,,,,,,chart,read"];
    let before = office.files()["member-states/AT.json"].clone();
    let report = office.import_text("records", super::RECORDS, &sheet, &[]);
    assert_eq!((&report["changes"]["completed"], &report["changes"]["known"]), (&json!(1), &json!(1)));
    assert_eq!(office.files()["member-states/AT.json"], before);
    let lines = office.lines("member-states/AT.jsonl");
    assert!(lines[0].contains("\"confidence\":\"read\"") && lines.len() == 2, "{lines:?}");
    // and --replaces takes back what stands in the file
    let words = ["record", "AT", "treaty", "signature", "2001-11-24", "confidence=read", "--source", "chart"];
    let replaced = ["--replaces", "signature@2001-11-23", "--reason", "a slip", "--into", office.data()];
    let done = office.run(&[&words[..], &replaced].concat());
    let places = "member-states/AT.json, member-states/AT.jsonl: treaty signature 2001-11-24: recorded";
    assert!(done.stdout.contains(places), "{}{}", done.stdout, done.stderr);
    assert_eq!(office.records("AT", "treaty")[0], "-signature 2001-11-23");
    office.is_valid();
}

/// What is wrong with other lines keeps no source from being described, and every other command from writing.
#[test]
fn a_broken_line_is_not_lost_when_another_is_written() {
    let office = Office::small().on_lines();
    for file in ["seeds/sources.jsonl", "member-states/AT.jsonl"] {
        let path = office.data.path().join(file);
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{whole}{{\"id\": 1,,}}")).unwrap();
        let before = office.files();
        let add =
            ["source", "add", "aaa", "--reference", "R", "--published", "2015-07-01", "--kind", "press", "--into"];
        let done = office.run(&[&add[..], &[office.data()]].concat());
        assert_eq!(done.code, 0, "{}", done.stderr);
        let after = office.lines("seeds/sources.jsonl");
        let kept: Vec<&String> = after.iter().filter(|line| !line.contains("\"aaa\"")).collect();
        let old = String::from_utf8(before["seeds/sources.jsonl"].clone()).unwrap();
        assert_eq!(kept, old.lines().collect::<Vec<_>>());
        let words = ["record", "AT", "treaty", "declaration", "2012-06-13", "confidence=read", "--source", "chart"];
        let refusal = office.run(&[&words[..], &["--into", office.data()]].concat());
        assert_eq!(refusal.code, 3, "{}", refusal.stderr);
        assert!(refusal.stderr.contains(file) && refusal.stderr.contains("broken-json"), "{}", refusal.stderr);
        fs::write(&path, whole).unwrap();
    }
    // nothing can be put into a file that is no text
    let path = office.data.path().join("seeds/sources.jsonl");
    let broken = [&fs::read(&path).unwrap()[..], b"\xff\n"].concat();
    fs::write(&path, &broken).unwrap();
    let add = ["source", "add", "bbb", "--reference", "R", "--published", "2015-07-01", "--kind", "press", "--into"];
    let done = office.run(&[&add[..], &[office.data()]].concat());
    assert!(done.stdout.contains("seeds/bbb.json: written"), "{}{}", done.stdout, done.stderr);
    assert_eq!(fs::read(&path).unwrap(), broken);
}

#[test]
fn a_source_on_a_line_is_known_and_a_new_one_joins_it() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let add = |id: &'static str, more: &[&'static str]| {
        let words = ["source", "add", id, "--reference", "R", "--published", "2027-02-01", "--kind", "press"];
        [&words[..], &["--as-of", "2027-03-01", "--into", data], more].concat()
    };
    printed(&add("new-one", &[]));
    put_on_lines(corpus.path());
    let lines = || fs::read_to_string(corpus.path().join("seeds/sources.jsonl")).unwrap();
    let before = lines();
    assert!(printed(&add("new-one", &[])).contains("\"new-one\" in seeds/sources.jsonl says this already"));
    let refusal = refused(2, &add("new-one", &["--note", "other"]));
    assert!(
        refusal.contains("\"new-one\" in seeds/sources.jsonl is there already, and says something else"),
        "{refusal}"
    );
    let diff = printed(&add("new-two", &["--dry-run"]));
    assert!(diff.contains("+++ b/seeds/sources.jsonl\n") && diff.contains("\n+{\"$schema\""), "{diff}");
    assert_eq!(lines(), before);
    assert!(printed(&add("new-two", &[])).contains("seeds/sources.jsonl: written"));
    let after = lines();
    let new: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    assert!(new.len() == 1 && new[0].contains("\"id\":\"new-two\""), "{new:?}");
    assert_eq!(
        after.lines().filter(|line| *line != new[0]).map(|line| format!("{line}\n")).collect::<String>(),
        before
    );
    assert!(Path::new(data).join("seeds").read_dir().unwrap().count() == 1);
    let fixed = printed(&["validate", data, "--fix", "--format", "json"]);
    assert!(fixed.contains("\"rewritten\": []"), "{fixed}");
    // a state of which there are lines alone is begun as any other
    fs::remove_file(corpus.path().join("member-states/AT.json")).unwrap();
    let missing = refused(3, &["validate", data]);
    assert!(missing.contains("records-without-state") && missing.contains("member-states/AT.jsonl:1:1"), "{missing}");
    assert!(missing.contains("acquis new state AT"), "{missing}");
    printed(&["new", "state", "AT", "--into", data]);
    assert!(refused(3, &["validate", data]).contains("open-field"));
}
