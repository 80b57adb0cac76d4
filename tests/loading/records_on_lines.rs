//! Records on lines beside the file of their state: they are that state's records as those in its file are.

use std::collections::BTreeMap;
use std::fs;

use acquis::law::Corpus;
use acquis::load::{self, Loaded, SourceMap};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::copy_of_base;

const AT: &str = "member-states/AT.json";
const LINES: &str = "member-states/AT.jsonl";

/// The shipped files, with the records of each state on lines.
fn on_lines() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (path, bytes) in crate::support::files() {
        if path.starts_with("member-states/") {
            let mut file: Value = serde_json::from_slice(&bytes).unwrap();
            let records = file["records"].take();
            file["records"] = json!([]);
            let lines: String = records.as_array().unwrap().iter().map(|record| format!("{record}\n")).collect();
            files.push((format!("{path}l"), lines.into_bytes()));
            files.push((path, file.to_string().into_bytes()));
        } else {
            files.push((path, bytes));
        }
    }
    files
}

/// The small corpus without the records of Austria, and these records.
fn base_and_records() -> (TempDir, Vec<Value>) {
    let base = copy_of_base();
    let mut file: Value = serde_json::from_slice(&fs::read(base.path().join(AT)).unwrap()).unwrap();
    let records = file.as_object_mut().unwrap().shift_remove("records").unwrap();
    fs::write(base.path().join(AT), file.to_string()).unwrap();
    (base, records.as_array().unwrap().clone())
}

fn errors(base: &TempDir, text: impl AsRef<[u8]>) -> Vec<String> {
    fs::write(base.path().join(LINES), text).unwrap();
    let errors = load::directory(base.path()).problems.into_iter().filter(load::Problem::is_error);
    errors.map(|one| format!("{} {}", one.place(), one.code)).collect()
}

#[test]
fn a_corpus_with_records_on_lines_is_the_same_corpus() {
    let (whole, lines) = (load::texts(crate::support::files()), load::texts(on_lines()));
    assert!(!lines.has_errors(), "{:#?}", lines.problems.iter().find(|problem| problem.is_error()));
    assert_ne!(whole.corpus.digest, lines.corpus.digest);
    let plain = |loaded: Loaded| {
        let mut corpus = Corpus { digest: String::new(), ..loaded.corpus };
        let codes: Vec<String> = corpus.actors.iter().map(|actor| actor.code.to_string()).collect();
        for code in codes {
            let mut records = corpus.find_actor(&code).unwrap().records().to_vec();
            records.iter_mut().for_each(|record| record.place = None);
            corpus.replace_records(&code, records);
        }
        format!("{corpus:?}")
    };
    assert_eq!(plain(whole), plain(lines));
}

#[test]
fn a_record_on_a_line_is_found_there() {
    let (base, records) = base_and_records();
    let text: String = records.iter().map(|record| format!("\r\n  {record} \r\n")).collect();
    assert_eq!(errors(&base, &text), [""; 0]);
    let corpus = load::directory(base.path()).corpus;
    let (sites, austria) = (SourceMap::of(&corpus), corpus.find_actor("AT").unwrap());
    assert_eq!(austria.records().len(), records.len());
    for record in austria.records() {
        let site = sites.record("AT", record).unwrap();
        let region = site.region.unwrap();
        assert_eq!((site.file.as_str(), region.column, region.line, region.line % 2), (LINES, 3, region.end_line, 0));
        let line = text.split('\n').nth(region.line - 1).unwrap();
        assert_eq!(line[..region.end_column - 1].trim(), records[region.line / 2 - 1].to_string());
        assert_eq!(records[region.line / 2 - 1]["event"], record.event.kind().as_str());
    }
}

#[test]
fn what_cannot_be_is_said_of_its_line() {
    let (base, records) = base_and_records();
    let all: String = records.iter().map(|record| format!("{record}\n")).collect();
    let first = records[0].to_string();
    let in_file = |line: usize, column: usize, code: &str| format!("{LINES}:{line}:{column} {code}");
    for (text, expected) in [
        (String::new(), vec![]),
        ("\n \r\n\t\n".to_owned(), vec![]),
        (format!("\u{feff}{first}\r\n"), vec![]),
        // a broken line hides no other, and no state
        (
            format!("{first}\n{{\"instrument\": \"act\",,}}\n{}", first.replace("\"act\"", "\"acts\"")),
            vec![in_file(2, 22, "broken-json"), in_file(3, 15, "unknown-instrument")],
        ),
        ("[]\n5\nnull\n\"AT\"\n".to_owned(), (1..=4).map(|line| in_file(line, 1, "wrong-type")).collect()),
        (format!("[{first}]"), vec![in_file(1, 1, "wrong-type")]),
        (format!("{first} {first}"), vec![in_file(1, first.len() + 2, "broken-json")]),
        (format!("{first},"), vec![in_file(1, first.len() + 1, "broken-json")]),
        // the file of a state is no record
        (fs::read_to_string(base.path().join(AT)).unwrap(), vec!["?".to_owned()]),
        (first.replacen("{", "{\"note\": \"a\", \"note\": \"b\", ", 1), vec![in_file(1, 15, "duplicate-key")]),
        (first.replacen("{", "{\"noet\": \"a\", ", 1), vec![in_file(1, 2, "unknown-key")]),
        (first.replacen("\"read\"", "null", 1), vec!["?".to_owned()]),
        (format!("{all}{first}"), vec![in_file(5, first.find("\"notified\"").unwrap() + 1, "duplicate-record")]),
        ("[".repeat(200_000), vec![in_file(1, 65, "nested-too-deeply")]),
        ("\u{0}\u{0}".to_owned(), vec![in_file(1, 1, "broken-json")]),
    ] {
        let found = errors(&base, &text);
        if expected == ["?"] {
            assert!(
                !found.is_empty() && found.iter().all(|one| one.starts_with("member-states/AT.jsonl:1:")),
                "{found:?}"
            );
        } else {
            assert_eq!(found, expected, "{}", &text[..text.len().min(400)]);
        }
    }
    assert_eq!(errors(&base, [all.as_bytes(), b"\xff"].concat()), ["member-states/AT.jsonl:5:1 invalid-utf8"]);
}

/// What is no file, lies elsewhere or is too large, and what stands twice.
#[test]
fn a_file_of_records_that_cannot_be_read_is_an_error_of_its_own() {
    let (base, records) = base_and_records();
    let path = base.path().join(LINES);
    let found = || -> Vec<String> {
        let problems = load::directory(base.path()).problems.into_iter().filter(load::Problem::is_error);
        problems.map(|one| format!("{} {}", one.file, one.code)).collect()
    };
    fs::create_dir(&path).unwrap();
    assert_eq!(found(), [format!("{LINES} nearly-named")]);
    fs::remove_dir(&path).unwrap();
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    assert_eq!(found(), [format!("{LINES} file-too-large")]);
    fs::remove_file(&path).unwrap();
    #[cfg(unix)]
    {
        let outside = base.path().join("elsewhere");
        fs::write(&outside, records[0].to_string()).unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        assert_eq!(found(), [format!("{LINES} symbolic-link")]);
        fs::remove_file(&path).unwrap();
    }
    // the same record in the file and on a line, and on a hundred thousand lines
    fs::copy(copy_of_base().path().join(AT), base.path().join(AT)).unwrap();
    fs::write(&path, records[0].to_string()).unwrap();
    assert_eq!(found(), [format!("{LINES} duplicate-record")]);
    let many: String = std::iter::repeat_n(format!("{}\n", records[0]), 100_000).collect();
    fs::write(&path, many).unwrap();
    let problems = load::directory(base.path()).problems;
    assert_eq!(load::count(&problems, load::ProblemSeverity::Error), 100_000);
}

#[test]
fn two_records_that_contradict_each_other_are_both_named() {
    let (base, records) = base_and_records();
    let mut file: Value = serde_json::from_slice(&fs::read(base.path().join(AT)).unwrap()).unwrap();
    let found = |status: &str| {
        json!({"instrument": "act", "event": "observed", "status": status, "on": "2013-05-01", "source": "report",
            "confidence": "read"})
    };
    file["records"] = json!([records[0], found("done")]);
    fs::write(base.path().join(AT), serde_json::to_string_pretty(&file).unwrap()).unwrap();
    fs::write(base.path().join(LINES), format!("{}\n{}\n", records[1], found("not-done"))).unwrap();
    let problems = load::directory(base.path()).problems;
    let clash = problems.iter().find(|problem| problem.code == "contradictory-findings").unwrap();
    let other = clash.related.as_ref().unwrap();
    assert_eq!((clash.file.as_str(), clash.line), (LINES, 2));
    assert_eq!(other.file, AT);
    let text = fs::read_to_string(base.path().join(AT)).unwrap();
    assert!(text.lines().nth(other.line - 1).unwrap().contains("\"status\": \"done\""), "{other:?}");
    // both on lines
    fs::write(base.path().join(LINES), format!("{}\n{}\n{}\n", found("done"), records[1], found("not-done"))).unwrap();
    file["records"] = json!([]);
    fs::write(base.path().join(AT), file.to_string()).unwrap();
    let problems = load::directory(base.path()).problems;
    let clash = problems.iter().find(|problem| problem.code == "contradictory-findings").unwrap();
    let other = clash.related.as_ref().unwrap();
    assert_eq!((clash.file.as_str(), clash.line, other.file.as_str(), other.line), (LINES, 3, LINES, 1));
}

#[test]
fn records_without_their_state_are_an_error() {
    let (base, records) = base_and_records();
    fs::remove_file(base.path().join(AT)).unwrap();
    let wrong = records[0].to_string().replace("\"act\"", "\"acts\"");
    fs::write(base.path().join(LINES), format!("\n{}\n{wrong}\n", records[0])).unwrap();
    let problems = load::directory(base.path()).problems;
    let found: Vec<String> = problems.iter().map(|one| format!("{} {}", one.place(), one.code)).collect();
    assert_eq!(found, [format!("{LINES}:2:1 records-without-state"), format!("{LINES}:3:15 unknown-instrument")]);
    assert!(problems[0].help.as_ref().unwrap().contains("acquis new state AT"), "{:?}", problems[0].help);
    // a file that is named nearly rightly
    for (name, meant) in [("hr", "HR"), ("GR", "EL")] {
        let path = format!("member-states/{name}.jsonl");
        fs::rename(base.path().join(LINES), base.path().join(&path)).unwrap();
        let problems = load::directory(base.path()).problems;
        assert_eq!((problems[0].code, &*problems[0].file), ("records-without-state", &*path));
        assert_eq!(problems[0].help.as_deref().unwrap(), format!("did you mean \"{meant}.jsonl\"?"));
        fs::rename(base.path().join(&path), base.path().join(LINES)).unwrap();
    }
    // what an editor leaves beside the lines is none
    fs::write(base.path().join("member-states/AT.jsonl~"), "old").unwrap();
    assert_eq!(load::directory(base.path()).problems.iter().filter(|one| one.is_error()).count(), 2);
    fs::remove_file(base.path().join("member-states/AT.jsonl~")).unwrap();
    // a state that is there and cannot be read
    fs::write(base.path().join(AT), "{").unwrap();
    let problems = load::directory(base.path()).problems;
    let found: Vec<String> = problems.iter().map(|one| format!("{} {}", one.file, one.code)).collect();
    assert_eq!(found, [format!("{AT} broken-json"), format!("{LINES} unknown-instrument")]);
}

#[test]
fn fix_puts_records_in_the_order_of_a_file_and_loses_nothing() {
    let (base, mut records) = base_and_records();
    records[0].as_object_mut().unwrap().shift_remove("extent");
    let mut whole: Value = serde_json::from_slice(&fs::read(base.path().join(AT)).unwrap()).unwrap();
    whole["records"] = Value::Array(records.clone());
    let expected: Value = serde_json::from_str(&load::canonical(AT, &whole.to_string()).unwrap()).unwrap();
    let expected: String = expected["records"].as_array().unwrap().iter().map(|record| format!("{record}\n")).collect();
    records.reverse();
    let text: String = records.iter().map(|one| format!("{}\r\n\r\n", one.to_string().replace(':', " : "))).collect();
    fs::write(base.path().join(LINES), &text).unwrap();
    let fixed = load::fix(base.path());
    assert!(fixed.problems.is_empty() && fixed.changed.contains(&LINES.to_owned()), "{fixed:?}");
    assert_eq!(fs::read_to_string(base.path().join(LINES)).unwrap(), expected);
    assert_eq!(load::fix(base.path()).changed, [""; 0]);
    let broken = format!("{expected}{{\"instrument\": 1,,}}\n");
    fs::write(base.path().join(LINES), &broken).unwrap();
    assert_eq!(load::fix(base.path()).changed, [""; 0]);
    assert_eq!(fs::read_to_string(base.path().join(LINES)).unwrap(), broken);
}

#[test]
fn records_are_listed_in_one_order_wherever_they_stand() {
    let base = copy_of_base();
    let expected = load::written_records(Some(base.path())).unwrap();
    let mut file: BTreeMap<String, Value> = serde_json::from_slice(&fs::read(base.path().join(AT)).unwrap()).unwrap();
    let records = file["records"].as_array().unwrap().clone();
    let (kept, moved): (Vec<_>, Vec<_>) = records.into_iter().enumerate().partition(|(number, _)| number % 2 == 0);
    let lines: String = moved.into_iter().rev().map(|(_, record)| format!("{record}\n")).collect();
    file.insert("records".to_owned(), kept.into_iter().map(|(_, record)| record).collect());
    fs::write(base.path().join(AT), serde_json::to_string(&file).unwrap()).unwrap();
    fs::write(base.path().join(LINES), lines).unwrap();
    assert_eq!(load::written_records(Some(base.path())).unwrap(), expected);
}
