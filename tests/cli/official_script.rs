//! The nightly recipe of docs/official-data.md, run as it stands there with local files: import, check against the baseline.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{self, Ran, disturbing, package, printed};

/// A chart of the Council of Europe as a browser saves it: Austria and Ireland are on record, Serbia is no state of the data.
const CHART: &str =
    "<html><body><h2>Chart of signatures and ratifications of Treaty 185</h2><p>Status as of 27/08/2026</p>
    <table><tr><th></th><th>Signature</th><th>Ratification</th><th>Entry into Force</th></tr>
    <tr><td>Austria</td><td>23/11/2001</td><td>13/06/2012</td><td>01/10/2012</td></tr>
    <tr><td>Ireland</td><td>28/02/2002</td><td></td><td></td></tr>
    <tr><td>Serbia</td><td>07/04/2005</td><td>14/04/2009</td><td>01/08/2009</td></tr></table></body></html>";

const MEASURES: &str = "celex,measure,country,title,notified\n\
    32011L0036,72011L0036AUT_1,AUT,Gesetz,2013-07-29\n32011L0036,72011L0036GRC_1,GRC,Nomos,2013-10-11\n";

/// A corpus of one's own with a source for the measures, and the folders of the recipe.
fn night() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    let law = root.join("law");
    let law = law.to_str().unwrap();
    printed(&["init", law]);
    let address = "https://eur-lex.europa.eu/legal-content/EN/NIM/?uri=CELEX:32011L0036";
    let source =
        ["--reference", "National measures", "--published", "2026-11-01", "--official", address, "--into", law];
    printed(&[&["source", "add", "nim-2011-36"], &source[..]].concat());
    put(root, "incoming/national-measures/nim-2011-36.csv", MEASURES);
    directory
}

fn put(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// One night, with these settings beside the day and the program.
fn run(root: &Path, settings: &[(&str, &str)]) -> Ran {
    let mut script = Command::new("sh");
    for name in disturbing() {
        script.env_remove(name);
    }
    script.arg(package().join("docs/import-official-data.sh")).current_dir(root);
    script.env("ACQUIS", env!("CARGO_BIN_EXE_acquis")).env("DAY", "2026-12-01").envs(settings.iter().copied());
    support::ran(script.output().unwrap())
}

/// Every file below a directory with its bytes.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_second_night_changes_nothing() {
    let directory = night();
    let root = directory.path();
    let before = files(&root.join("law"));
    let first = run(root, &[]);
    // without a baseline every gap is new
    assert_eq!(first.code, 1, "{}", first.stderr);
    assert!(first.stderr.contains("2 rows read, 2 accepted") && first.stdout.contains("as of 2026-12-01"));
    let after = files(root);
    assert_ne!(files(&root.join("law")), before);
    let second = run(root, &[]);
    assert_eq!(second.code, 0, "{}", second.stderr);
    assert!(second.stderr.contains("the data say all of it already") && second.stderr.contains(" 0 new, 0 worse"));
    assert_eq!(files(root), after);
}

#[test]
fn a_broken_file_stops_the_night_before_anything_is_written() {
    let directory = night();
    let root = directory.path();
    // the file before it could be imported
    put(root, "incoming/records/broken.csv", "state,instrument,event,source\nAT,\"prum");
    let before = files(root);
    let stopped = run(root, &[]);
    assert_eq!((stopped.code, stopped.stdout.as_str()), (3, ""), "{}", stopped.stderr);
    assert!(stopped.stderr.contains("(open-quote)") && stopped.stderr.contains("nothing was written"));
    assert_eq!(files(root), before);
    // a file whose name is no source of the data
    fs::remove_file(root.join("incoming/records/broken.csv")).unwrap();
    put(root, "incoming/treaty-chart/no-such-source.html", CHART);
    let before = files(&root.join("law"));
    let stopped = run(root, &[]);
    assert_eq!(stopped.code, 2, "{}", stopped.stderr);
    assert!(stopped.stderr.contains("there is no source \"no-such-source\""), "{}", stopped.stderr);
    assert_eq!(files(&root.join("law")), before);
}

#[test]
fn refused_rows_are_kept_aside_and_stop_the_night_where_that_is_wanted() {
    let directory = night();
    let root = directory.path();
    put(root, "incoming/treaty-chart/coe-185-chart.html", CHART);
    assert_eq!(run(root, &[("ON_REFUSED", "perhaps")]).code, 2);
    let stopped = run(root, &[("ON_REFUSED", "stop")]);
    assert_eq!((stopped.code, stopped.stdout.as_str()), (5, ""), "{}", stopped.stderr);
    let refused = root.join("refused/treaty-chart-coe-185-chart.html.refused.csv");
    assert!(fs::read_to_string(&refused).unwrap().contains("Serbia"));
    assert!(!root.join("baseline.json").exists());
    let checked = run(root, &[("CHECK_OPTIONS", "--format md -o report.md")]);
    assert_eq!((checked.code, checked.stdout.as_str()), (1, ""), "{}", checked.stderr);
    assert!(checked.stderr.contains("rows were refused") && root.join("report.md").exists());
    let accepted = run(root, &[("IMPORT_OPTIONS", "--create-states")]);
    assert_eq!(accepted.code, 0, "{}", accepted.stderr);
    assert!(root.join("law/member-states/RS.json").exists() && !refused.exists());
}

/// The codes of reasons that the import gives: what stands in quotation marks after `RowProblem::new(`.
fn reason_codes(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            reason_codes(&path, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let given = text.split("RowProblem::new(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            found.extend(given.filter_map(|rest| rest.split_once('"')).map(|(code, _)| code.to_owned()));
        }
    }
}

#[test]
fn every_reason_is_explained() {
    let mut codes = BTreeSet::new();
    reason_codes(&package().join("src/import"), &mut codes);
    assert!(codes.len() > 50, "{codes:?}");
    let page = fs::read_to_string(package().join("docs/official-data.md")).unwrap();
    codes.retain(|code| !page.contains(&format!("`{code}`")));
    assert!(codes.is_empty(), "docs/official-data.md does not explain {codes:?}");
}
