//! Records as a table, and back: nothing is lost on the way through a spreadsheet.

use std::path::Path;

use acquis::import::names::Names;
use acquis::import::table::{self, RawRow, RawTable};
use acquis::import::{ActOf, ImportRow, Proposal, RowsRead, records};
use acquis::load::{self, WrittenRecord};
use serde_json::{Map, Value, json};

use crate::support::{self, change, own_corpus, printed, refused};

fn table_of(rows: impl Iterator<Item = Vec<String>>) -> RawTable {
    let rows = (1..).zip(rows).map(|(line, cells)| RawRow { line, cells });
    RawTable { title: String::new(), rows: rows.collect() }
}

fn of_csv(text: &str) -> Vec<RawTable> {
    table::read(text.as_bytes(), "records.csv").unwrap()
}

fn of_workbook(file: &Path) -> Vec<RawTable> {
    table::read(&std::fs::read(file).unwrap(), "records.xlsx").unwrap()
}

fn read(tables: &[RawTable]) -> RowsRead {
    let corpus = load::embedded(None).unwrap();
    records::read(tables, &Names::of(&corpus), &corpus).unwrap()
}

/// What the rows propose, as the files hold it.
fn entries(read: &RowsRead) -> Vec<WrittenRecord> {
    let one = |row: &ImportRow| match row.says.as_deref() {
        Ok([Proposal::Record(record)]) => {
            let ActOf::Known(act) = &record.act else { panic!("{record:?}") };
            let mut entry = Map::from_iter([("instrument".to_owned(), json!(act))]);
            entry.extend(record.entry.clone());
            WrittenRecord { state: record.state.clone(), entry }
        }
        other => panic!("line {}: {other:?}", row.line),
    };
    read.rows.iter().map(one).collect()
}

#[track_caller]
fn assert_same(found: &[WrittenRecord], wanted: &[WrittenRecord]) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted);
        // the order of keys too, so that nothing has to be put in order
        assert!(found.entry.keys().eq(wanted.entry.keys()), "{found:?}");
    }
}

#[test]
fn what_is_listed_is_read_back_whole() {
    let wanted = load::written_records(None).unwrap();
    assert!(wanted.len() > 3_000);
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("records.xlsx");
    printed(&["list", "records", "-o", file.to_str().unwrap()]);
    assert_same(&entries(&read(&of_csv(&printed(&["list", "records", "--format", "csv"])))), &wanted);
    assert_same(&entries(&read(&of_workbook(&file))), &wanted);
}

/// Texts that a spreadsheet would take for something else, in a corpus of their own.
#[test]
fn texts_that_look_like_formulas_or_guards_survive() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let odd = ["=1+1", "'=1+1", "''36", "'36", "2-6", "NA", "true", "-", "'", "a;b, \"c\""];
    change(corpus.path(), "member-states/AT.json", |file| {
        for (record, text) in file["records"].as_array_mut().unwrap().iter_mut().zip(odd) {
            record["note"] = json!(text);
            record["locator"] = json!(text);
        }
    });
    let file = corpus.path().join("records.xlsx");
    let wanted: Vec<WrittenRecord> = load::written_records(Some(corpus.path())).unwrap();
    let wanted: Vec<WrittenRecord> = wanted.into_iter().filter(|one| one.state == "AT").collect();
    assert_eq!(wanted.iter().filter(|one| odd.contains(&one.text("note"))).count(), odd.len());
    let ask = ["list", "records", "AT", "--data", data];
    let csv = printed(&[&ask[..], &["--format", "csv"]].concat());
    assert!(csv.contains(",'=1+1,") && !csv.contains(",=1+1,"), "{csv}");
    assert_same(&entries(&read(&of_csv(&csv))), &wanted);
    printed(&[&ask[..], &["-o", file.to_str().unwrap()]].concat());
    assert_same(&entries(&read(&of_workbook(&file))), &wanted);
}

#[test]
fn a_state_and_an_act_narrow_the_list_in_either_form() {
    let listed = support::json(&["list", "records", "Austria", "CETS 185"]);
    let rows = listed["records"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["state"] == "AT" && row["instrument"] == "budapest"));
    assert_eq!(listed, support::json(&["list", "records", "--state", "AT", "--instrument", "budapest"]));
    let duty = support::json(&["list", "records", "AT", "prum/dna"]);
    let names = |row: &Value| row["obligations"].as_array().is_none_or(|list| list.contains(&json!("dna")));
    assert!(duty["records"].as_array().unwrap().iter().all(names));
    let page = printed(&["list", "records", "AT", "budapest", "--format", "md"]);
    assert!(page.contains("2012-06-13") && !page.contains("coe-185-chart-2015"), "{page}");
    assert!(refused(2, &["list", "states", "AT"]).contains("takes no further names"));
    let assumed = ["list", "records", "AT", "--assume", "IE budapest ratification 2027-01-15"];
    assert!(refused(2, &assumed).contains("nothing is assumed"));
}

/// The rows of a table with this header, read.
fn problems(lines: &[&str]) -> Vec<&'static str> {
    let table = table_of(lines.iter().map(|line| line.split(',').map(str::to_owned).collect()));
    let read = read(&[table]);
    read.rows.iter().map(|row| row.says.as_ref().map_or_else(|problem| problem.code, |_| "")).collect()
}

#[test]
fn columns_that_are_missing_or_not_known_are_reported() {
    let corpus = load::embedded(None).unwrap();
    let refused = |header: &str| {
        let table = table_of([header.split(',').map(str::to_owned).collect()].into_iter());
        records::read(&[table], &Names::of(&corpus), &corpus).unwrap_err()
    };
    let unknown = refused("state,instrument,event,on,source,comment");
    assert_eq!(
        (unknown.code, &*unknown.message),
        ("unknown-column", "there is no column \"comment\" in a table of records")
    );
    assert_eq!(refused("state,instrument,event,on,source,notes").help.as_deref(), Some("did you mean \"note\"?"));
    assert_eq!(refused("state,instrument,event,on").code, "missing-column");
    assert_eq!(records::read(&[], &Names::of(&corpus), &corpus).unwrap_err().code, "no-rows");
}

#[test]
fn each_row_says_what_is_wrong_with_it() {
    let found = problems(&[
        "State,Instrument,Event,On,After,By,Source,Pending,Retracted on,Retracted reason",
        "Austria,2011/36/EU,notified,2013-07,,,iss-report-2011,,,",
        "AT,budapest,signature,,,,iss-report-2011,,,",
        "AT,budapest,signature,2013-02-30,,,iss-report-2011,,,",
        "AT,budapest,signature,2013,2012-01-01,,iss-report-2011,,,",
        "AT,budapest,signature,,2012-01-01,2012-03-01,iss-report-2011,,,",
        "AT,budapest,signature,2013,,,,,,",
        "Atlantis,budapest,signature,2013,,,iss-report-2011,,,",
        "AT,no such act,signature,2013,,,iss-report-2011,,,",
        "AT,budapest,observed,2013,,,iss-report-2011,perhaps,,",
        "AT,budapest,observed,2013,,,iss-report-2011,no,2014-01-01,",
        "AT,budapest,observed,2013,,,iss-report-2011,yes,,,,too much",
    ]);
    let expected = [
        "",
        "missing-date",
        "not-a-date",
        "two-dates",
        "",
        "empty-cell",
        "unknown-state",
        "unknown-act",
        "not-yes-or-no",
        "half-a-retraction",
        "too-many-cells",
    ];
    assert_eq!(found, expected);
}
