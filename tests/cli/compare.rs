//! `acquis compare`: which duties are columns, what a cell says, and that totals and letters agree with the JSON.

use crate::support::{self, FIVE, LETTERS, acquis, printed, ran};
use serde_json::Value;
use std::collections::BTreeMap;

const DAY: [&str; 4] = ["--as-of", "2012-05-25", "--known-as-of", "2012-05-25"];

fn findings(more: &[&str]) -> Vec<Value> {
    let json: Value = support::json(&[&["compare"], &DAY[..], more].concat());
    json["findings"].as_array().unwrap().clone()
}

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap()
}

/// Letter and rank of a verdict, the gravest first, as the README lists them.
fn letter(finding: &Value) -> (usize, &'static str) {
    let unsure = finding["when"] == "unsure" && finding["verdict"] == "met";
    let verdict = if unsure { "unsure" } else { text(finding, "verdict") };
    LETTERS
        .into_iter()
        .enumerate()
        .find(|(_, (name, _))| *name == verdict)
        .map(|(rank, (_, sign))| (rank, sign))
        .unwrap()
}

/// The first table of a Markdown page: head, and rows by their label; letters without the marks behind them.
fn table(page: &str) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let cells = |line: &str| {
        let inner = line.trim_start_matches("| ").trim_end_matches(" |").replace("**", "");
        inner.split(" | ").map(|cell| cell.replace(['\\', '^', '~'], "").trim().to_owned()).collect::<Vec<_>>()
    };
    let mut lines = page.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let head = cells(lines.next().unwrap());
    let rows = lines.skip(1).map(cells).map(|row| (row[0].clone(), row[1..].to_vec())).collect();
    (head, rows)
}

#[test]
fn headline_duties_are_the_columns_and_totals_add_up() {
    let page = printed(&[&["compare"], &DAY[..], &FIVE, &["--format", "md"]].concat());
    let (head, rows) = table(&page);
    let duties = [
        "anti-trafficking/transposition",
        "anti-trafficking/amendment-2024-transposition",
        "data-retention/telephony",
        "data-retention/internet",
        "prum/dna",
        "prum/fingerprints",
        "prum/vehicle-registration",
        "swedish-initiative/transposition",
        "budapest/ratification",
    ];
    assert_eq!(head.len(), 1 + duties.len(), "{head:?}");
    assert!(head[8].starts_with("1: swed") && head[9].starts_with("3: "), "{head:?}");
    let all = findings(&FIVE);
    let states = all.iter().map(|one| text(one, "state")).collect::<std::collections::BTreeSet<_>>().len();
    for (column, duty) in duties.iter().enumerate() {
        let of_duty: Vec<&Value> = all.iter().filter(|one| text(one, "id").ends_with(&format!("/{duty}"))).collect();
        assert!(of_duty.iter().all(|one| one["headline"] == true), "{duty}");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &of_duty {
            assert_eq!(rows[text(one, "state")][column], letter(one).1, "{}", one["id"]);
            *counts.entry(text(one, "verdict")).or_default() += 1;
        }
        assert_eq!((&*rows["all"][column], of_duty.len()), (&*states.to_string(), states));
        for verdict in ["overdue", "possible-gap", "unknown", "encouraged"] {
            let counted = rows.get(verdict).map_or("0", |row| &row[column]);
            assert_eq!(counted, counts.get(verdict).unwrap_or(&0).to_string(), "{duty} {verdict}");
        }
        assert!(page.contains(&format!("{duty}: ")), "the key names {duty}");
    }
    assert!(page.find("## Objective 1") < page.find("## Objective 3"), "{page}");
    assert_eq!(
        all.iter().filter(|one| one["headline"] == true).count(),
        states * duties.len(),
        "the rest is listed too"
    );
    assert!(all.len() > states * 60);
}

#[test]
fn an_act_shows_its_gravest_headline_duty() {
    let (head, rows) =
        table(&printed(&[&["compare", "--by", "instrument"], &DAY[..], &FIVE, &["--format", "md"]].concat()));
    let all = findings(&FIVE);
    let acts = ["anti-trafficking", "budapest", "data-retention", "prum", "swedish-initiative"];
    assert_eq!(head.len(), 1 + acts.len());
    for (column, act) in acts.iter().enumerate() {
        for state in ["AT", "BE", "DE", "DK", "SE", "UK"] {
            let own = all.iter().filter(|one| text(one, "state") == state && text(one, "instrument") == *act);
            let gravest = own.filter(|one| one["headline"] == true).map(letter).min().unwrap();
            assert_eq!(rows[state][column], gravest.1, "{state}/{act}");
        }
    }
}

#[test]
fn a_duty_that_is_named_is_shown_whether_headline_or_not() {
    let named = ["--instrument", "prum/dna-files"];
    let (head, rows) = table(&printed(&[&["compare", "AT", "BE", "--format", "md"], &DAY[..], &named].concat()));
    assert_eq!((head.len(), rows["AT"].len()), (2, 1), "{head:?}");
    let beside = ["--instrument", "prum", "--instrument", "2008/615/JHA/dna-files"];
    let (head, _) = table(&printed(&[&["compare", "AT", "BE", "--format", "md"], &DAY[..], &beside].concat()));
    assert_eq!(head, ["state", "dna", "fingerprints", "vehicle-regis.", "dna-files"]);
    let act = printed(&[&["compare", "AT", "--by", "instrument", "--format", "md"], &DAY[..], &named].concat());
    assert_eq!(table(&act).0, ["state", "prum"]);
    let none = printed(&[&["compare", "COM"], &DAY[..]].concat());
    assert!(none.contains("no duty to show stands for its act: --by obligation shows every duty"), "{none}");
}

#[test]
fn eighty_columns_hold_the_matrix() {
    let many: Vec<&str> = ["prum", "prum/dna-files", "prum/first-phase", "data-retention", "budapest"].to_vec();
    let many: Vec<&str> = many.into_iter().flat_map(|one| ["--instrument", one]).collect();
    let many = [&["--instrument", "swedish-initiative", "--instrument", "anti-trafficking"], &many[..]].concat();
    for more in [&[][..], &["--by", "instrument"], &many] {
        let mut command = acquis(&[&["compare"], &DAY[..], more].concat());
        let page = ran(command.env("COLUMNS", "80").output().unwrap()).stdout;
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
        let rows = page.lines().filter(|line| line.starts_with("AT  ")).count();
        assert!(rows >= 1 && !page.contains("\nstate\n"), "as a table, no row under another: {page}");
    }
}
