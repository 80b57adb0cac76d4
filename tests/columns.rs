//! Files of columns, read back by the reader of the same crate: they say what the library says, and are whole.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use acquis::engine::Selection;
use parquet::basic::{Encoding, LogicalType};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use support::{DAYS, acquis, day, engine, json, run, run_of};
use tempfile::TempDir;

/// A row, by the names of its columns: texts as they are, days as ISO text, nothing where there is nothing.
type Columns = BTreeMap<String, String>;

fn read(file: &Path) -> Vec<Columns> {
    let reader = SerializedFileReader::new(File::open(file).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        let cells = row.get_column_iter().filter_map(|(name, field)| Some((name.clone(), text(field)?)));
        cells.collect()
    })
    .collect()
}

fn text(field: &Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bool(holds) => Some(holds.to_string()),
        Field::Date(days) => Some(day("1970-01-01").plus_days(*days).to_string()),
        other => panic!("a column of another kind: {other:?}"),
    }
}

fn written(arguments: &[&str]) -> Vec<Columns> {
    let inside = TempDir::new().unwrap();
    let file = inside.path().join("x.parquet");
    let ran = run(&[arguments, &["-o", file.to_str().unwrap()]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 1, "nothing beside the file is left");
    read(&file)
}

fn holds(row: &Columns, on: &str) -> bool {
    *row["from"] <= *on && row.get("to").is_none_or(|to| *on < **to)
}

fn id(row: &Columns) -> String {
    format!("{}/{}/{}", row["state"], row["instrument"], row["obligation"])
}

#[test]
fn on_twenty_days_the_rows_are_the_findings() {
    let rows = written(&["timelines"]);
    let engine = engine(None);
    for on in DAYS {
        let run = run_of(on, None);
        let actors = run.actors(&acquis::Choice::All, true);
        let findings = engine.findings(&Selection::default().of(&actors), day(on));
        let then: BTreeMap<String, &Columns> =
            rows.iter().filter(|row| holds(row, on)).map(|row| (id(row), row)).collect();
        assert_eq!(then.len(), findings.len(), "{on}");
        let shown = run.actors(&acquis::Choice::All, false);
        for finding in &findings {
            let (row, judgement) = (then[&finding.id()], &finding.judgement);
            assert_eq!(row["verdict"], judgement.verdict.as_str(), "{} on {on}", finding.id());
            assert_eq!(row["severity"], judgement.severity.as_str(), "{} on {on}", finding.id());
            let due = judgement.limit.map(|limit| limit.0).filter(|due| !due.is_end_of_time());
            assert_eq!(row.get("due").cloned(), due.map(|due| due.to_string()), "{} on {on}", finding.id());
            let is_shown = shown.iter().any(|actor| actor.code == finding.actor.code);
            assert_eq!(row["shown_by_default"], is_shown.to_string(), "{} on {on}", finding.id());
            assert!(row["data_digest"].starts_with("sha256:") && !row.contains_key("known_as_of"));
        }
    }
}

#[test]
fn rows_of_one_finding_neither_overlap_nor_leave_a_hole() {
    let mut of_finding: BTreeMap<String, Vec<(String, Option<String>)>> = BTreeMap::new();
    for row in written(&["timelines", "--known-as-of", "2013-04-07"]) {
        assert_eq!(row["known_as_of"], "2013-04-07");
        of_finding.entry(id(&row)).or_default().push((row["from"].clone(), row.get("to").cloned()));
    }
    for (id, rows) in of_finding {
        assert_eq!((&*rows[0].0, &rows.last().unwrap().1), ("1950-01-01", &None), "{id}");
        assert!(rows.iter().zip(&rows[1..]).all(|(one, next)| one.1.as_ref() == Some(&next.0)), "{id}: {rows:?}");
    }
}

#[test]
fn the_other_forms_have_the_same_rows() {
    let rows = written(&["timelines", "SE"]);
    let report = json(&["timelines", "SE"]);
    let intervals = report["intervals"].as_array().unwrap();
    assert_eq!(rows.len(), intervals.len());
    for (row, interval) in rows.iter().zip(intervals) {
        for (name, value) in interval.as_object().unwrap() {
            let value = value.as_str().map(str::to_owned).or_else(|| value.as_bool().map(|holds| holds.to_string()));
            assert_eq!(row.get(name), value.as_ref(), "{name} of {}", id(row));
        }
    }
}

#[test]
fn a_comparison_and_a_check_write_the_intervals_of_their_findings() {
    let all = written(&["timelines", "IE", "EL"]);
    let compared = written(&["compare", "IE", "EL", "--as-of", "2011-11-25"]);
    let then: Vec<&Columns> = all.iter().filter(|row| holds(row, "2011-11-25")).collect();
    assert_eq!(compared.iter().collect::<Vec<_>>(), then);

    let inside = TempDir::new().unwrap();
    let file = inside.path().join("gaps.parquet");
    let flags = ["check", "--state", "EL", "--as-of", "2011-11-25"];
    let ran = run(&[&flags[..], &["-o", file.to_str().unwrap()]].concat());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let gaps: Vec<Columns> = read(&file);
    assert!(!gaps.is_empty() && gaps.iter().all(|row| ["partial", "overdue"].contains(&&*row["verdict"])));
    assert!(gaps.iter().all(|row| then.contains(&row)));
}

#[test]
fn what_is_assumed_stands_in_each_row() {
    let fact = "IE budapest ratification 2027-01-15";
    let rows = written(&["timelines", "IE", "--instrument", "budapest", "--assume", fact]);
    assert!(rows.iter().all(|row| row["assumed"] == fact));
    assert!(rows.iter().any(|row| row.get("confidence").is_some_and(|one| one == "assumed")));
    let plain = written(&["timelines", "IE", "--instrument", "budapest"]);
    assert!(!rows.is_empty() && !plain.is_empty() && plain.iter().all(|row| !row.contains_key("assumed")));
}

#[test]
fn days_are_days_codes_are_dictionaries_and_the_bytes_are_the_same() {
    let inside = TempDir::new().unwrap();
    let file = inside.path().join("one.parquet");
    let to_pipe = acquis(&["timelines", "AT", "--format", "parquet"]).output().unwrap();
    assert_eq!(run(&["timelines", "AT", "--jobs", "1", "-o", file.to_str().unwrap()]).code, 0);
    assert_eq!(to_pipe.stdout, fs::read(&file).unwrap());

    let reader = SerializedFileReader::new(File::open(&file).unwrap()).unwrap();
    let group = reader.metadata().row_group(0);
    for column in group.columns() {
        let (name, kind) = (column.column_descr().name(), column.column_descr().logical_type_ref());
        match name {
            "from" | "to" | "due" | "known_as_of" => assert_eq!(kind, Some(&LogicalType::Date), "{name}"),
            "headline" | "shown_by_default" => assert_eq!(kind, None, "{name}"),
            _ => assert_eq!(kind, Some(&LogicalType::String), "{name}"),
        }
        if kind == Some(&LogicalType::String) {
            assert!(column.encodings().any(|one| one == Encoding::RLE_DICTIONARY), "{name}");
        }
    }
}

#[test]
fn what_has_no_columns_refuses_them() {
    for command in [&["gaps", "AT"][..], &["scoreboard"], &["history", "AT"]] {
        let refused = run(&[command, &["-o", "nothing.parquet"]].concat());
        assert_eq!(refused.code, 2, "{command:?}");
        assert!(refused.stderr.contains("this command has no format parquet"), "{}", refused.stderr);
    }
}
