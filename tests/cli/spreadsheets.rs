//! CSV as other programs read it: no text becomes a day, a number or a formula, in LibreOffice and in pandas. Where they
//! are not installed, a line says so.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::five::{self as support, printed};

/// What is written, and opened there.
const COMMANDS: [(&str, &[&str]); 6] = [
    ("compare", &["compare", "AT", "BE", "SE"]),
    ("matrix", &["compare", "AT", "BE", "SE", "--by", "objective", "--layout", "matrix"]),
    ("deadlines", &["deadlines", "--within", "2y"]),
    ("sources", &["list", "sources"]),
    ("actions", &["actions"]),
    ("cases", &["explain", "SE/data-retention/internet"]),
];

/// A program that can be started, or a line that says what is not tried. Written past the capture of the test.
fn is_there(program: &str, arguments: &[&str]) -> bool {
    let started = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = started.is_ok_and(|status| status.success());
    if !is_there {
        let line = format!("skipped: {program} {} cannot be run\n", arguments.join(" "));
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
    is_there
}

/// Each file as it is written, by name.
fn written(directory: &Path) -> Vec<(String, String)> {
    let write = |(name, arguments): (&str, &[&str])| {
        let file = directory.join(format!("{name}.csv")).to_str().unwrap().to_owned();
        printed(&[arguments, &["--as-of", "2013-10-17", "-o", &file]].concat());
        (name.to_owned(), file)
    };
    COMMANDS.into_iter().map(write).collect()
}

fn rows(file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn articles_are_no_days() {
    let ask = ["compare", "--by", "obligation", "--instrument", "budapest", "--state", "AT", "--as-of", "2013-10-17"];
    let csv = printed(&[&ask[..], &["--format", "csv"]].concat());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let place = reader.headers().unwrap().iter().position(|name| name == "article").unwrap();
    let articles: Vec<String> = reader.records().map(|row| row.unwrap()[place].to_owned()).collect();
    for article in ["'2-6", "'7-8", "'11-13", "'14-15", "'36", "27(2)"] {
        assert!(articles.iter().any(|one| one == article), "{article}: {articles:?}");
    }
    assert!(csv.contains(",2012-10-01,"), "days are days");
}

#[test]
fn the_matrix_has_the_letters_of_the_table() {
    for by in ["instrument", "obligation", "objective"] {
        let ask = ["compare", "AT", "IE", "RO", "NO", "--by", by, "--as-of", "2013-10-17"];
        let table = printed(&ask);
        let csv = printed(&[&ask[..], &["--format", "csv", "--layout", "matrix"]].concat());
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head = reader.headers().unwrap().clone();
        assert_eq!(head.iter().rev().take(2).collect::<Vec<_>>(), ["known_as_of", "as_of"]);
        for row in reader.records().map(Result::unwrap) {
            assert_eq!(&row[row.len() - 2], "2013-10-17");
            let letters: Vec<&str> =
                row.iter().skip(1).take(row.len() - 3).map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
            let shown = table.lines().filter(|line| line.split_whitespace().next() == Some(&row[0]));
            let shown = shown.flat_map(|line| line.split_whitespace().skip(1)).collect::<Vec<_>>();
            assert!(!letters.is_empty() && shown == letters.join(" ").split(' ').collect::<Vec<_>>(), "{by}: {row:?}");
        }
    }
    let message = support::refused(2, &["compare", "--layout", "matrix"]);
    assert!(message.contains("--layout is for csv alone"), "{message}");
    let flat = ["compare", "AT", "--as-of", "2013-10-17", "--format", "csv"];
    assert_eq!(printed(&flat), printed(&[&flat[..], &["--layout", "flat"]].concat()), "flat is the default");
}

#[test]
fn libreoffice_saves_what_it_opened() {
    if !is_there("soffice", &["--version"]) {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let files = written(directory.path());
    let out = directory.path().join("saved");
    // Every special number is looked for, as when a file is opened with all that is offered.
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", directory.path().display()))
        .args(["--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"])
        .args(["--infilter=CSV:44,34,76,1,,0,false,true", "--outdir", out.to_str().unwrap()])
        .args(files.iter().map(|(_, file)| file))
        .output()
        .unwrap();
    for (name, file) in files {
        let saved = out.join(format!("{name}.csv"));
        assert!(saved.exists(), "{}", String::from_utf8_lossy(&ran.stderr));
        let (before, after) = (rows(&file), rows(saved.to_str().unwrap()));
        assert!(before.len() > 1 && before.len() == after.len(), "{name}");
        for (before, after) in before.iter().flatten().zip(after.iter().flatten()) {
            let number = |text: &str| text.parse::<f64>().ok();
            let is_number = number(before).is_some() && number(before) == number(after);
            assert!(before == after || is_number || (before == "true" && after == "TRUE"), "{name}: {before} {after}");
        }
    }
}

#[test]
fn pandas_reads_texts_as_texts_and_days_as_days() {
    if !is_there("python3", &["-c", "import pandas"]) {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let files = written(directory.path());
    let script = "import sys, pandas as pd\n\
        frame = pd.read_csv(sys.argv[1])\n\
        assert list(frame.columns)[0] == 'id', frame.columns\n\
        assert all(isinstance(one, str) for one in frame['article']), frame['article']\n\
        assert (frame['article'] == \"'2-6\").any() and not (frame['article'] == '2-6').any()\n\
        assert pd.to_datetime(frame['as_of'], format='%Y-%m-%d').dt.year.eq(2013).all()\n\
        assert frame['days_overdue'].dropna().gt(0).all() and frame['days_overdue'].dtype == float\n";
    let compare = files.iter().find(|(name, _)| name == "compare").unwrap();
    let ran = Command::new("python3").args(["-c", script, &compare.1]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
