//! Each line of the file is a step or a problem with its line.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]

use super::{UNATTRIBUTED, read};
use crate::law::Corpus;
use crate::load;

const GOOD: &str = r#"{"state":"AT","case":"INFR(2013)0204","on":"2013-05-30","event":"formal-notice","procedure":"258","kind":"non-communication","department":"HOME","source":"infringement-register-2002-2020","why":"no act"}"#;

fn corpus() -> Corpus {
    load::embedded(None).unwrap()
}

fn found(text: &str) -> Vec<(usize, &'static str)> {
    let problems = read(text, &corpus()).err().unwrap_or_default();
    assert!(problems.iter().all(|one| one.file == UNATTRIBUTED && one.line > 0 && one.column > 0), "{problems:?}");
    problems.iter().map(|problem| (problem.line, problem.code)).collect()
}

#[test]
fn a_line_is_a_step_and_is_written_back_as_it_was() {
    let steps = read(&format!("{GOOD}\n"), &corpus()).unwrap();
    assert_eq!(steps.len(), 1);
    assert_eq!(serde_json::to_string(&steps[0]).unwrap(), GOOD);
    assert_eq!(read("", &corpus()).unwrap(), Vec::new());
}

#[test]
fn every_defect_has_its_line() {
    let changed = |from: &str, to: &str| format!("{GOOD}\n{}\n", GOOD.replace(from, to));
    for (from, to, code) in [
        ("\"AT\"", "\"Austria\"", "unknown-state"),
        ("2013-05-30", "2013-02-30", "no-such-day"),
        ("2013-05-30", "9999-12-31", "open-end-as-date"),
        ("formal-notice", "letter", "unknown-event"),
        ("formal-notice", "measure", "unknown-event"),
        ("\"event\"", "\"evnt\"", "unknown-key"),
        ("\"procedure\":", "\"event\":", "duplicate-key"),
        ("\"258\"", "\"226\"", "unknown-value"),
        ("\"258\"", "258", "wrong-type"),
        ("infringement-register-2002-2020", "nowhere", "unknown-source"),
        (",\"why\":\"no act\"", "", "missing-key"),
        ("HOME", " ", "empty-text"),
        ("}", "", "broken-json"),
    ] {
        assert_eq!(found(&changed(from, to)), [(2, code)], "{from} {to}");
    }
    assert_eq!(found(&format!("{GOOD}\n\n{GOOD}\n")), [(2, "broken-json")]);
    assert_eq!(found("[]\n"), [(1, "broken-json")]);
    assert_eq!(found(&GOOD.replace("\"event\":\"formal-notice\",", "")), [(1, "missing-key")]);
    assert_eq!(found(&GOOD.replace("\"event\":\"formal-notice\"", "\"stage\":\"Suspension\"")), []);
}
