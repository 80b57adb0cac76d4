//! Files that are a part of what their source says: they add what they have, whatever the order in which they come, and take
//! back nothing that they could not have.

use acquis::import::infringements::{self, CaseOptions};
use acquis::import::plan::{self, ImportOptions, InputFile, RowVerdict};
use acquis::import::{Proposal, table};
use acquis::load::CorpusDraft;
use acquis::time::Day;
use serde_json::json;

use super::super::record::files;
use super::{MEASURES, Office, REGISTER, counts, csv};

fn step(case: &str, celex: &str, stage: &str, day: &str) -> String {
    format!("{case},AT,HOME,noncommunication,,{celex},{stage},x,{day},0,0")
}

fn import(office: &Office, rows: &[String]) -> serde_json::Value {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    office.put("register.csv", csv(REGISTER, &rows));
    office.import("infringements", &["register.csv"], &["--create-instruments"])
}

#[test]
fn a_stub_is_due_by_the_first_letter_in_whatever_order_files_come() {
    let letters = [
        step("INFR(2014)0001", "32012L0001", "LFN258", "2014-01-30"),
        step("INFR(2013)0001", "32012L0001", "LFN258", "2013-01-31"),
        step("INFR(2015)0001", "32012L0001", "LFN258", "2015-01-29"),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let office = Office::small();
        order.iter().for_each(|place| drop(import(&office, &letters[*place..=*place])));
        let stub = office.json_of("instruments/32012l0001.json");
        assert_eq!(stub["obligations"][0]["deadline"], json!({"passed_by": "2013-01-31"}), "{order:?}");
        office.is_valid();
    }
}

#[test]
fn a_stub_of_metadata_gets_its_duty_from_its_first_letter() {
    let office = Office::small();
    office.put("measures.csv", csv(MEASURES, &["72012L0002AUT_1,32012L0002,AUT,T,2013-01-01,,"]));
    office.import("national-measures", &["measures.csv"], &["--source", "measures", "--create-instruments"]);
    assert_eq!(office.json_of("instruments/32012l0002.json")["obligations"], json!([]));
    let report = import(&office, &[step("INFR(2014)0002", "32012L0002", "LFN258", "2014-01-30")]);
    assert_eq!((counts(&report), &report["changes"]["kept"]), ([1, 1, 0, 0], &json!([])));
    let stub = office.json_of("instruments/32012l0002.json");
    assert_eq!(stub["obligations"][0]["deadline"], json!({"passed_by": "2014-01-30"}));
    assert_eq!(stub["sources"], json!(["measures", "register"]));
    office.is_valid();
}

#[test]
fn a_list_filtered_by_the_kind_of_decision_withdraws_nothing_of_the_others() {
    let office = Office::small();
    let case = |number: usize| format!("INFR(2013)0{number:03}");
    let steps =
        |stage: &'static str, day: &'static str| (100..112).map(move |one| step(&case(one), "32010L0001", stage, day));
    let letters: Vec<String> = steps("LFN258", "2013-05-29").collect();
    let closings: Vec<String> = steps("C", "2014-03-28").collect();
    let all = [letters.clone(), closings.clone()].concat();
    import(&office, &all);
    assert_eq!(import(&office, &closings)["changes"]["withdrawn"], json!([]));
    // a row that is missing among others of its kind is withdrawn
    let without = import(&office, &all[1..]);
    assert_eq!(without["changes"]["withdrawn"], json!(["AT act formal-notice 2013-05-29 INFR(2013)0100"]));
}

#[test]
fn an_extract_makes_no_count_official() {
    let office = Office::small();
    let whole = [
        step("INFR(2013)0204", "32010L0001", "LFN258", "2013-05-29"),
        step("INFR(2014)0300", "", "LFN258", "2014-05-29"),
        step("INFR(2014)0301", "", "LFN258", "2014-07-10"),
    ];
    let count = || {
        let arguments = ["infringements", "--opened", "2014", "--format", "json", "--data", office.data()];
        let ran = office.run(&arguments);
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        (report["total"].clone(), report["covered"].clone(), ran.stderr.contains("only a part of register"))
    };
    import(&office, &whole[..1]);
    import(&office, &whole[1..2]);
    assert_eq!(office.json_of("imports/register.json")["files"][1]["whole"], json!(false));
    assert_eq!(count().0, json!(1));
    import(&office, &whole);
    assert_eq!(count(), (json!(2), json!(true), false));
}

/// Directives have always been numbered year first, so that a case that is older is about another act.
#[test]
fn a_title_names_a_directive_by_its_year_and_number() {
    let office = Office::small();
    let header = "Infringement number,Country,Title,Decision date,Decision type,nonCommunicationCase";
    let row =
        |case: &str, title: &str, day: &str| format!("{case},Austria,{title},{day},Formal notice Art. 258 TFEU,yes");
    let rows = [
        row("INFR(2021)0001", "Directive (EU) 2018/1972", "28/01/2021"),
        row("INFR(2021)0002", "Directive (EU) 2018/2001", "28/01/2021"),
        row("INFR(2017)0701", "Directive (EU) 2018/1972", "28/01/2021"),
        row("INFR(2021)0003", "Directive 2009/2010/EU", "28/01/2021"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    office.put("public.csv", csv(header, &rows));
    let report = office.import("infringements", &["public.csv"], &["--create-instruments"]);
    assert_eq!(report["changes"]["instruments"], json!(["32009l2010", "32018l1972", "32018l2001"]), "{report:#}");
    assert_eq!(report["changes"]["unattributed"], json!(1));
}

#[test]
fn a_sheet_without_a_word_about_it_does_not_say_that_a_record_was_read() {
    let office = Office::small();
    let header = "state,instrument,event,on,extent,source";
    office.put("records.csv", csv(header, &["AT,act,notified,2012-05-01,full,report"]));
    office.import("records", &["records.csv"], &[]);
    let records = office.json_of("member-states/AT.json")["records"].clone();
    let new = records.as_array().unwrap().iter().find(|one| one["on"] == "2012-05-01").unwrap();
    assert_eq!(new.get("confidence"), None, "left out, it counts as recalled");
}

#[test]
fn a_file_without_rows_is_no_answer() {
    let office = Office::small();
    office.put("register.csv", format!("{REGISTER}\n"));
    office.put("measures.json", r#"{"head":{"vars":["celex","measure"]},"results":{"bindings":[]}}"#);
    for (kind, file) in [("infringements", "register.csv"), ("national-measures", "measures.json")] {
        let ran = office.try_import(kind, &[file], &["--source", "measures"]);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    }
}

/// A case that is closed again changes no verdict of today; what a later file says otherwise is shown all the same.
#[test]
fn a_difference_of_data_shows_records_without_a_changed_verdict() {
    let [before, after] = [Office::small(), Office::small()];
    let closed = |letter: &str, number: &str| {
        [step(number, "32010L0001", "LFN258", letter), step(number, "32010L0001", "C", "2014-03-28")]
    };
    import(&before, &[closed("2013-05-29", "INFR(2013)0204"), closed("2013-05-29", "INFR(2013)0205")].concat());
    import(&after, &[closed("2013-05-30", "INFR(2013)0204"), closed("2013-05-29", "INFR(2013)0206")].concat());
    let arguments = ["diff", "--data", after.data(), "--against", before.data(), "--format", "json"];
    let ran = after.run(&arguments);
    let report: serde_json::Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    crate::support::assert_valid("changes", &report);
    let records: Vec<(&str, &str)> = report["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), one["text"].as_str().unwrap()))
        .collect();
    assert_eq!(
        records,
        [
            ("record-added", "closed 2014-03-28 INFR(2013)0206 (register)"),
            ("record-added", "formal-notice 2013-05-29 INFR(2013)0206 (register)"),
            ("record-corrected", "formal-notice 2013-05-30 INFR(2013)0204 (register), before: 2013-05-29"),
            ("record-withdrawn", "closed 2014-03-28 INFR(2013)0205 (register)"),
            ("record-withdrawn", "formal-notice 2013-05-29 INFR(2013)0205 (register)"),
        ]
    );
    let page = after.run(&arguments[..5]).stdout;
    assert!(page.contains("Records (5)"), "{page}");
}

/// A line that somebody broke is no line that may be dropped.
#[test]
fn a_kept_step_that_cannot_be_read_is_reported_and_stays() {
    let office = Office::small();
    import(&office, &[step("INFR(2014)0300", "", "LFN258", "2014-05-29")]);
    let path = office.data.path().join("procedures/unattributed.jsonl");
    let broken = std::fs::read_to_string(&path).unwrap() + "{\"state\": \"AT\", \n";
    std::fs::write(&path, &broken).unwrap();
    office.put("register.csv", csv(REGISTER, &[&step("INFR(2014)0301", "", "LFN258", "2014-06-29")]));
    let ran = office.try_import("infringements", &["register.csv"], &[]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("procedures/unattributed.jsonl:2"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let office = Office::small();
    let memo = "x".repeat(4_000);
    let steps = |act: &str, count: usize| -> Vec<String> {
        let steps =
            (1000..1000 + count).map(|number| step(&format!("INFR(2014){number}"), act, "LFN258", "2014-05-29"));
        steps.map(|step| step.replace(",0,0", &format!(",0,{memo}"))).collect()
    };
    // the file of a state grows beyond what is read, or there are more files than are read
    for (act, count, limits, code) in
        [("32010L0001", 280, "file=1MiB", "file-too-large"), ("32012L0009", 1, "files=10", "too-many-files")]
    {
        let lines = steps(act, count);
        office.put("register.csv", csv(REGISTER, &lines.iter().map(String::as_str).collect::<Vec<_>>()));
        let before = files(office.data.path());
        let ran = office.try_import("infringements", &["register.csv"], &["--create-instruments", "--limits", limits]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(code) && ran.stderr.contains("nothing was written"), "{}", ran.stderr);
        assert_eq!(files(office.data.path()), before);
    }
}

#[test]
fn a_step_that_could_not_be_read_again_refuses_its_row() {
    let office = Office::small();
    let draft = CorpusDraft::open(office.data.path(), || {}).unwrap();
    let kept = |source: &str, title: &str| {
        let table =
            table::read(csv(REGISTER, &[&step("INFR(2014)0300", "", "LFN258", "2014-05-29")]).as_bytes(), "file")
                .unwrap();
        let options = CaseOptions { source, create_instruments: false };
        let mut read = infringements::read(&table, &draft.corpus, options).unwrap();
        if let Ok([Proposal::Step(step)]) = read.rows[0].says.as_deref_mut() {
            step.title = Some(title.to_owned());
        }
        let file = InputFile { name: "file".to_owned(), sha256: String::new(), read, is_part: false };
        let options = ImportOptions {
            source: Some(source.to_owned()),
            is_read: true,
            day: Day::parse("2016-01-01").unwrap(),
            create_states: false,
            on_lines: false,
            by_hand: false,
            replaces: None,
        };
        plan::plan(&draft, vec![file], &options, |_| {}).unwrap()
    };
    assert!(kept("register", "a title").files.contains_key("procedures/unattributed.jsonl"));
    for (source, title, code) in [("nowhere", "a title", "unknown-source"), ("register", "\u{85}", "empty-text")] {
        let plan = kept(source, title);
        assert_eq!((plan.rows[0].verdict, plan.rows[0].problems[0].code), (RowVerdict::Refused, code));
        assert!(!plan.files.contains_key("procedures/unattributed.jsonl"), "{:?}", plan.files);
    }
}
