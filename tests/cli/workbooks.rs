//! Workbooks: what they hold agrees with the JSON contract, days are days, sources are links, nothing is a formula, the same
//! question gives the same bytes, and LibreOffice opens them as they are. Where it is not installed, a line says so.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::xlsx::{Book, Value};
use crate::support::{change, command, json, json_once, own_corpus, refused, run};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// Every command that writes a workbook, and the sheets that it has.
const COMMANDS: [(&[&str], &[&str]); 9] = [
    (&["compare", "AT", "BE", "SE"], &["matrix", "findings", "about"]),
    (&["compare", "AT", "BE", "SE", "--by", "objective"], &["matrix", "findings", "about"]),
    (&["gaps", "SE"], &["findings", "recommendations", "about"]),
    (&["check", "--state", "SE"], &["findings", "about"]),
    (&["deadlines", "--within", "2y"], &["deadlines", "about"]),
    (&["actions"], &["programme", "about"]),
    (&["recommend", "SE"], &["recommendations", "about"]),
    (&["scoreboard"], &["scoreboard", "about"]),
    (&["scoreboard", "--layout", "table2"], &["table 2", "about"]),
];

const REPORT: [&str; 8] =
    ["summary", "matrix", "findings", "recommendations", "deadlines", "scoreboard", "sources", "about"];

fn write(directory: &TempDir, name: &str, arguments: &[&str]) -> PathBuf {
    let file = directory.path().join(name);
    let ran = run(&[arguments, &["-o", file.to_str().unwrap()]].concat());
    // what a check finds ends it with 1
    assert!(ran.code <= 1 && ran.stdout.is_empty(), "{arguments:?} ends with {}: {}", ran.code, ran.stderr);
    file
}

fn written(arguments: &[&str]) -> Book {
    let directory = tempfile::tempdir().unwrap();
    Book::open(&write(&directory, "x.xlsx", arguments))
}

/// What must hold of every workbook.
#[track_caller]
fn assert_sound(book: &Book) {
    for page in &book.pages {
        let lower = page.xml.to_lowercase();
        assert!(!lower.contains("<f>") && !lower.contains("<f "), "{} holds a formula", page.name);
        assert!(page.name == "about" || page.xml.contains("state=\"frozen\""), "the heading of {} scrolls", page.name);
        assert!(page.name == "about" || page.xml.contains("<autoFilter "), "{} cannot be filtered", page.name);
        for address in page.links.values() {
            assert!(address.starts_with("https://") || address.starts_with("http://"), "{}: {address}", page.name);
        }
    }
    let external = book.parts.iter().filter(|(name, _)| name.contains("externalLink") || name.contains("vba"));
    assert_eq!(external.count(), 0);
}

fn is_there(program: &str, argument: &str) -> bool {
    let started = Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = started.is_ok_and(|status| status.success());
    if !is_there {
        std::io::stderr().write_all(format!("skipped: {program} cannot be run\n").as_bytes()).unwrap();
    }
    is_there
}

#[test]
fn every_command_writes_its_sheets() {
    for (arguments, sheets) in COMMANDS {
        let book = written(&[arguments, &["--on", "2011-11-25"]].concat());
        assert_eq!(book.names(), sheets, "{arguments:?}");
        assert_sound(&book);
        assert!(book.pages[0].last_row() > 0, "{arguments:?} is empty");
    }
}

#[test]
fn the_report_has_all_sheets_and_the_last_says_what_they_are() {
    let book = written(&["report", "--on", "2011-11-25"]);
    assert_eq!(book.names(), REPORT);
    assert_sound(&book);
    let about = book.page("about");
    let said = |what: &str| {
        let row = (1..=about.last_row()).find(|row| about.text(*row, "what") == what);
        about.cell(row.unwrap_or_else(|| panic!("about says nothing of {what}")), "is").cloned().unwrap()
    };
    assert_eq!(said("as of"), Value::Day("2011-11-25".to_owned()));
    assert_eq!(said("known as of"), Value::Day("2011-11-25".to_owned()));
    let header = json_once(&["compare", "--on", "2011-11-25"]);
    assert_eq!(said("digest of the data").shown(), header["corpus"]["digest"].as_str().unwrap());
    assert_eq!(said("digest of the rules").shown(), header["corpus"]["rules_digest"].as_str().unwrap());
    assert!(said("program").shown().contains(env!("CARGO_PKG_VERSION")));
    assert!(said("known").shown().contains("day by day"));
    assert!(said("no legal advice").shown().contains("only a court finds a breach"));
    for sheet in REPORT.iter().filter(|name| **name != "about") {
        assert!(!said(&format!("sheet {sheet}")).shown().is_empty(), "{sheet} has no denominator");
    }
    for letter in ["O", "P", "G", "E", "W", "M", "m", "L", "?", "x", "n", "-"] {
        said(&format!("letter {letter}"));
    }
}

#[test]
fn the_findings_are_those_of_the_contract() {
    let ask = ["compare", "AT", "DE", "SE", "--on", "2011-11-25"];
    let (book, contract) = (written(&ask), json_once(&ask));
    let page = book.page("findings");
    let findings = contract["findings"].as_array().unwrap();
    assert_eq!(page.last_row(), findings.len());
    let mut days = 0;
    for (row, finding) in (1..).zip(findings) {
        for (heading, key) in [("id", "id"), ("state", "state"), ("verdict", "verdict"), ("severity", "severity")] {
            assert_eq!(page.text(row, heading), finding[key].as_str().unwrap());
        }
        for (heading, key) in [("due", "due"), ("since", "since"), ("until", "until")] {
            let day = finding[key].as_str().map(|day| Value::Day(day.to_owned()));
            assert_eq!(page.cell(row, heading), day.as_ref(), "{heading} of {}", finding["id"]);
            days += usize::from(day.is_some());
        }
        let overdue = finding["days_overdue"].as_f64().map(Value::Number);
        assert_eq!(page.cell(row, "days overdue"), overdue.as_ref());
        let because: Vec<&str> =
            finding["because"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert_eq!(page.text(row, "reason"), because.join("; "));
        let sources = finding["sources"].as_array().unwrap();
        assert_eq!(page.cell(row, "source").is_some(), !sources.is_empty(), "{}", finding["id"]);
    }
    assert!(days > findings.len(), "only {days} days were compared");
    assert!(page.links.len() > findings.len() / 3, "{} of {} findings have a link", page.links.len(), findings.len());
}

#[test]
fn the_matrix_counts_what_it_shows() {
    let book = written(&["compare", "--on", "2011-11-25"]);
    let (page, contract) = (book.page("matrix"), json_once(&["compare", "--on", "2011-11-25"]));
    let headline: Vec<&Json> =
        contract["findings"].as_array().unwrap().iter().filter(|finding| finding["headline"] == true).collect();
    let states: Vec<&str> =
        contract["scope"]["states"].as_array().unwrap().iter().map(|state| state.as_str().unwrap()).collect();
    let duties = (1..=page.last_row()).take_while(|row| !page.text(*row, "id").is_empty()).count();
    let mut shown = 0;
    for row in 1..=duties {
        let duty = page.text(row, "id");
        let own: Vec<&&Json> =
            headline.iter().filter(|one| *one["id"].as_str().unwrap().split_once('/').unwrap().1 == *duty).collect();
        assert_eq!(page.cell(row, "all"), Some(&Value::Number(own.len() as f64)));
        let late = own.iter().filter(|one| one["verdict"] == "overdue").count();
        let letters = states.iter().filter(|state| page.text(row, state).starts_with('O')).count();
        assert_eq!((page.text(row, "overdue"), letters), (late.to_string(), late), "{duty}");
        shown += states.iter().filter(|state| page.cell(row, state).is_some()).count();
    }
    assert_eq!(shown, headline.len());
    let budapest = (1..=duties).find(|row| page.text(*row, "id") == "budapest/ratification").unwrap();
    let encouraged: Vec<&&str> = states.iter().filter(|state| page.text(budapest, state).starts_with('E')).collect();
    assert_eq!(encouraged, [&"AT", &"BE", &"CZ", &"EL", &"IE", &"LU", &"MT", &"PL", &"SE"], "the nine of the Council");
    let total = (duties + 1..=page.last_row()).find(|row| page.text(*row, "act") == "all").unwrap();
    assert_eq!(page.text(total, "all"), headline.len().to_string());
    assert!(page.xml.contains("<conditionalFormatting "));
}

#[test]
fn a_report_of_one_act_and_state_holds_these_alone() {
    let book = written(&["report", "IE", "--act", "budapest", "--on", "2013-10-17"]);
    let page = book.page("findings");
    assert!(page.last_row() > 0);
    for row in 1..=page.last_row() {
        assert_eq!((page.text(row, "state"), page.text(row, "instrument")), ("IE".to_owned(), "budapest".to_owned()));
    }
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let directory = tempfile::tempdir().unwrap();
    let ask = ["report", "AT", "SE", "--on", "2011-11-25"];
    let first = fs::read(write(&directory, "first.xlsx", &ask)).unwrap();
    for (name, jobs, zone) in [("a", "1", "UTC"), ("b", "4", "Pacific/Kiritimati")] {
        let file = directory.path().join(format!("{name}.xlsx"));
        let mut again = command(&[&ask[..], &["--jobs", jobs, "-o", file.to_str().unwrap()]].concat());
        assert!(again.env("TZ", zone).env("LANG", "de_DE.UTF-8").status().unwrap().success());
        assert!(first == fs::read(file).unwrap(), "jobs {jobs} in {zone}");
    }
    let mut piped = command(&[&ask[..], &["--format", "xlsx"]].concat());
    assert!(first == piped.output().unwrap().stdout, "a pipe gets the same");
}

#[test]
fn a_terminal_gets_no_workbook() {
    if !is_there("script", "--version") {
        return;
    }
    let program = env!("CARGO_BIN_EXE_acquis");
    for more in ["", " -o /dev/stdout"] {
        let line = format!("{program} gaps SE --on 2011-11-25 --format xlsx{more}");
        let ran = Command::new("script").args(["-qec", &line, "/dev/null"]).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(said.contains("stdout is a terminal") && said.contains("-o FILE.xlsx"), "{said}");
    }
}

#[test]
fn a_report_that_has_no_workbook_says_which_formats_it_has() {
    let message = refused(2, &["--format", "xlsx", "show", "prum"]);
    assert!(message.contains("has no format xlsx") && message.contains("csv"), "{message}");
}

const LONG: usize = 10_000;
const EVIL: [&str; 8] = [
    "<script>alert(1)</script>",
    "]]>",
    "=cmd|'/c calc'!A0",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "__proto__",
    "\u{1F468}\u{200D}\u{2696}\u{FE0F} \u{1F3F3}\u{FE0F}",
    "_x0041_ _x000D_ &amp; &#61;1 <f>1</f>",
    "-1+1",
];

/// A corpus in which names, titles and references are hostile.
fn hostile_corpus() -> TempDir {
    let corpus = own_corpus();
    let path = corpus.path();
    let long = "=1+".repeat(LONG / 3) + "1";
    change(path, "member-states/AT.json", |one| one["name"] = json!("__proto__"));
    change(path, "member-states/BE.json", |one| one["name"] = json!(EVIL[0]));
    change(path, "member-states/SE.json", |one| one["name"] = json!(EVIL[5]));
    for (place, id) in ["prum", "data-retention", "budapest", "anti-trafficking"].into_iter().enumerate() {
        change(path, &format!("instruments/{id}.json"), |one| {
            one["short_title"] = json!(EVIL[place + 1]);
            one["title"] = json!(if place == 0 { "__proto__" } else { EVIL[place + 2] });
            for (at, duty) in one["obligations"].as_array_mut().unwrap().iter_mut().enumerate() {
                duty["title"] = json!(if at == 0 { long.as_str() } else { EVIL[at % EVIL.len()] });
            }
        });
    }
    for entry in fs::read_dir(path.join("seeds")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let evil = EVIL[file.len() % EVIL.len()];
        change(path, &format!("seeds/{file}"), |one| one["reference"] = json!(evil));
    }
    corpus
}

/// Every text of the hostile corpus is in the workbook as it was, and nowhere as anything else.
#[test]
fn hostile_texts_stay_texts() {
    let corpus = hostile_corpus();
    let data = corpus.path().to_str().unwrap();
    let ask = ["report", "--data", data, "--on", "2011-11-25"];
    let out = tempfile::tempdir().unwrap();
    let file = write(&out, "hostile.xlsx", &ask);
    let book = Book::open(&file);
    assert_sound(&book);
    assert_eq!(book.names(), REPORT);
    let texts: Vec<String> = book.pages.iter().flat_map(|page| page.cells.values()).map(Value::shown).collect();
    for evil in EVIL {
        assert!(texts.iter().any(|text| text == evil || text.contains(evil)), "{evil} is not there");
    }
    assert!(texts.iter().any(|text| text.len() == LONG), "the long title is cut");
    let contract = json(&["compare", "--data", data, "--on", "2011-11-25"]);
    assert_eq!(book.page("findings").last_row(), contract["findings"].as_array().unwrap().len());
    if is_there("soffice", "--version") {
        assert_opened_alike(&out, &file, &book);
    }
}

#[test]
fn libreoffice_opens_what_was_written() {
    if !is_there("soffice", "--version") {
        return;
    }
    let out = tempfile::tempdir().unwrap();
    let file = write(&out, "report.xlsx", &["report", "AT", "BE", "SE", "--on", "2013-10-17"]);
    assert_opened_alike(&out, &file, &Book::open(&file));
}

/// Each sheet, saved by LibreOffice as CSV with the values as they are shown, holds the cells that were written.
#[track_caller]
fn assert_opened_alike(out: &TempDir, file: &Path, book: &Book) {
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", out.path().display()))
        .args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
        ])
        .args(["--outdir", out.path().to_str().unwrap()])
        .arg(file)
        .output()
        .unwrap();
    let stem = file.file_stem().unwrap().to_str().unwrap();
    for page in &book.pages {
        let saved = out.path().join(format!("{stem}-{}.csv", page.name));
        assert!(saved.exists(), "{}: {}", page.name, String::from_utf8_lossy(&ran.stderr));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&saved).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for ((row, column), value) in &page.cells {
            let shown = rows.get(*row).and_then(|row| row.get(*column)).unwrap_or_default();
            assert_eq!(shown, value.shown(), "{} at {row}, {column}", page.name);
        }
    }
}

#[test]
fn what_falls_due_has_its_day() {
    let ask = ["deadlines", "--within", "2y", "--on", "2013-10-17"];
    let (book, contract) = (written(&ask), json_once(&ask));
    let page = book.page("deadlines");
    let deadlines = contract["deadlines"].as_array().unwrap();
    assert_eq!(page.last_row(), deadlines.len());
    for (row, one) in (1..).zip(deadlines) {
        assert_eq!(page.cell(row, "on"), Some(&Value::Day(one["on"].as_str().unwrap().to_owned())));
        assert_eq!(page.cell(row, "days"), one["days"].as_f64().map(Value::Number).as_ref());
        assert_eq!(page.text(row, "what"), one["what"].as_str().unwrap());
    }
}
