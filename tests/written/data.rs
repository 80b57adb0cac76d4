//! What commands write into a corpus is read again by the program, and says what was typed: at the bounds of days, with texts
//! that look like something else. What a text must not hold is refused before anything is written.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::HOSTILE;
use super::forms::{assert_plain, shown};
use super::markdown;
use crate::support::{self, printed, refused, run, small_corpus, texts_in};

const LAST: &str = "2100-12-31";
/// Everything that looks like something else, and that nothing forbids.
const ODD: &str =
    "=1+1 |\\|`<b>&lt; \"quoted\", ''it'' [a](b) _x000D_ \\n END:VEVENT ]]> NA 2011-11-25 日本 👩‍⚖️ {n} **b**";

fn files(corpus: &Path) -> Vec<(String, Vec<u8>)> {
    texts_in(corpus, &["instruments", "member-states", "seeds"])
}

/// What is listed of it.
fn listed(data: &str, what: &str) -> Value {
    support::json(&["list", what, "--data", data])[what].take()
}

/// The one row in which this key has this value.
fn row<'r>(rows: &'r Value, key: &str, value: &str) -> &'r Value {
    let found: Vec<&Value> = rows.as_array().unwrap().iter().filter(|row| row[key] == value).collect();
    assert_eq!(found.len(), 1, "{key} {value}: {rows:#}");
    found[0]
}

fn add_source<'a>(id: &'a str, text: &'a str, published: &'a str, data: &'a str) -> Vec<&'a str> {
    let own = ["source", "add", id, "--title", text, "--reference", text, "--note", text, "--kind", "register"];
    [&own[..], &["--published", published, "--as-of", LAST, "--into", data]].concat()
}

#[test]
fn what_each_command_writes_is_read_again() {
    let corpus = small_corpus();
    let data = corpus.path().to_str().unwrap();
    printed(&add_source("last", ODD, LAST, data));
    printed(&add_source("first", "x", "1950-01-01", data));
    let text = [format!("title={ODD}"), format!("note={ODD}")];
    let into = ["confidence=read", "--source", "last", "--as-of", LAST, "--into", data];
    printed(&[&["record", "AT", "act", "notified", LAST, "extent=full", &text[0], &text[1]], &into[..]].concat());
    printed(&[&["record", "AT", "act", "observed", "1950-01-01", "status=not-done", &text[1]], &into[..]].concat());
    printed(&["validate", data]);
    let sources = listed(data, "sources");
    let source = row(&sources, "id", "last");
    assert_eq!(
        [&source["title"], &source["reference"], &source["published"]],
        [ODD, ODD, LAST].map(|text| json!(text)).each_ref()
    );
    assert_eq!(row(&sources, "id", "first")["published"], "1950-01-01");
    let records = listed(data, "records");
    let record = row(&records, "on", LAST);
    assert_eq!([&record["title"], &record["note"]], [ODD, ODD].map(|text| json!(text)).each_ref());
    assert_eq!(row(&records, "on", "1950-01-01")["note"], ODD);
    // in the canonical form already, and as a table it proposes nothing new
    let before = files(corpus.path());
    printed(&["validate", data, "--fix"]);
    for name in ["list.csv", "list.xlsx"] {
        let list = corpus.path().join(name);
        let list = list.to_str().unwrap();
        printed(&["list", "records", "--data", data, "-o", list]);
        let read = support::json(&["import", "records", list, "--into", data, "--as-of", LAST]);
        let known = records.as_array().unwrap().len();
        assert_eq!((&read["changes"]["known"], &read["written"]), (&json!(known), &json!([])), "{name}: {read:#}");
    }
    assert!(files(corpus.path()) == before);
    assert_nights(corpus.path());
    assert_reports_of_an_import(data);
}

/// A baseline that a night wrote is read by the next one, and by a comparison: nothing has changed.
fn assert_nights(corpus: &Path) {
    let outside = tempfile::tempdir().unwrap();
    let baseline = outside.path().join("baseline.json");
    let [data, file] = [corpus, &baseline].map(|path| path.to_str().unwrap());
    for day in ["1950-01-01", LAST] {
        let of = ["--data", data, "--all-states", "--as-of", day];
        let ask = [&["check", "--fail-on", "never", "--baseline", file], &of[..]].concat();
        let _ = fs::remove_file(&baseline);
        printed(&[&ask[..], &["--update-baseline"]].concat());
        let written = fs::read(&baseline).unwrap();
        let next = support::json(&[&ask[..], &["--update-baseline"]].concat());
        let counted = next["totals"]["evaluated"].as_u64();
        let status = next["check"]["status"].as_object().unwrap();
        let changed = status.iter().filter(|(word, count)| *word != "unchanged" && **count != 0).count();
        assert!(counted > Some(0) && changed == 0 && fs::read(&baseline).unwrap() == written, "{day}: {next:#}");
        let changed = support::json(&[&["diff", file], &of[..]].concat());
        assert_eq!(changed["changes"], json!([]), "{day}");
    }
}

/// The row that an import refuses is in its report, in each form, and in the file of what it refused.
fn assert_reports_of_an_import(data: &str) {
    let outside = tempfile::tempdir().unwrap();
    let [file, refused] =
        ["rows.csv", "refused.csv"].map(|name| outside.path().join(name).to_str().unwrap().to_owned());
    let list = printed(&["list", "records", "--data", data, "--format", "csv"]);
    let (header, row) = list.split_once('\n').unwrap();
    let state = HOSTILE.map(|text| text.replace('"', "\"\"")).concat();
    let rest = row.lines().next().unwrap().split_once(',').unwrap().1;
    fs::write(&file, format!("{header}\n\"{state}\",{rest}\n")).unwrap();
    let report = |format: &str| {
        let ran = run(&[
            "import",
            "records",
            &file,
            "--refused",
            &refused,
            "--into",
            data,
            "--as-of",
            LAST,
            "--format",
            format,
        ]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert_plain(format, &ran.stdout);
        ran.stdout
    };
    let said: Value = serde_json::from_str(&report("json")).unwrap();
    let problem = &said["problems"][0];
    let message = shown(problem["message"].as_str().unwrap());
    assert!(message.contains("=1+1") && message.contains("<script>"), "{message}");
    let table = report("csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes()).into_records().map(Result::unwrap);
    let cells: Vec<String> = rows.next().unwrap().iter().map(|cell| cell.trim_start_matches('\'').to_owned()).collect();
    let keys = ["file", "line", "verdict", "code", "message", "help"].map(|key| match &problem[key] {
        Value::String(text) => shown(text),
        other => other.to_string(),
    });
    assert!(cells == keys && rows.next().is_none(), "{table}");
    let page = report("md");
    let rows = page.lines().filter(|line| line.starts_with('|')).map(markdown::cells);
    assert!(rows.flatten().any(|cell| cell == message), "{page}");
    let letters = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
    let mut wide =
        support::acquis(&["import", "records", &file, "--refused", &refused, "--into", data, "--as-of", LAST]);
    let wide = support::ran(wide.env("COLUMNS", "5000").output().unwrap()).stdout;
    assert!(wide.lines().any(|line| letters(line).contains(&letters(&message))), "{wide}");
    let read = support::run(&[
        "import",
        "records",
        &refused,
        "--into",
        data,
        "--as-of",
        LAST,
        "--dry-run",
        "--format",
        "json",
    ]);
    let again: Value = serde_json::from_str(&read.stdout).unwrap();
    assert_eq!(again["problems"][0]["message"].as_str().map(shown), Some(message), "{}", read.stderr);
}

#[test]
fn what_a_text_must_not_hold_is_refused_before_anything_is_written() {
    let corpus = small_corpus();
    let data = corpus.path().to_str().unwrap();
    let before = files(corpus.path());
    let forbidden = HOSTILE.iter().filter(|text| shown(text) != **text);
    let mut tried = 0;
    for text in forbidden {
        let text = format!("x{text}y");
        let said = refused(2, &add_source("new", &text, "2012-01-01", data));
        assert!(said.contains("holds a control character or an invisible one"), "{text:?}: {said}");
        tried += 1;
    }
    assert!(tried >= 9, "controls, ends of lines, directions and invisible characters are among them");
    assert!(files(corpus.path()) == before);
}

#[test]
fn a_corpus_as_it_is_begun_is_the_one_in_the_program() {
    let corpus = support::own_corpus();
    let data = corpus.path().to_str().unwrap();
    let checked = run(&["validate", data, "--format", "json"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let checked: Value = serde_json::from_str(&checked.stdout).unwrap();
    let embedded = support::json(&["validate"]);
    for key in ["instruments", "states", "sources", "records", "digest", "rules_digest"] {
        assert_eq!(checked[key], embedded[key], "{key}");
    }
}
