//! `acquis diff` on the command line: what it compares, how it ends, and that both sides are reported.

use std::fs;

use serde_json::Value;

use super::baselines::Nightly;
use crate::support::five::{json, printed, refused, run};
use crate::support::{edit, own_corpus};

fn read_report(arguments: &[&str]) -> Value {
    json(&[&["diff"], arguments].concat())
}

fn ids(report: &Value) -> Vec<&str> {
    report["changes"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[test]
fn days_baselines_and_reports_say_the_same() {
    let by_days = read_report(&["--from", "2011-11-25", "--to", "2012-02-01"]);
    assert_eq!(ids(&by_days).len(), 18);
    let (old, new) = (Nightly::of("2011-11-25", &[]), Nightly::of("2012-02-01", &[]));
    let report = Nightly::new();
    fs::write(&report.file, printed(&["compare", "--as-of", "2012-02-01", "--format", "json"])).unwrap();
    assert_eq!(read_report(&[old.path(), new.path()]), by_days);
    assert_eq!(read_report(&[old.path(), report.path()]), by_days);
    assert_eq!(read_report(&[old.path(), "--as-of", "2012-02-01"]), by_days);
    for change in by_days["changes"].as_array().unwrap() {
        assert!(!change["causes"].as_array().unwrap().is_empty(), "{change:#}");
    }
}

#[test]
fn a_corpus_is_compared_with_another_one() {
    let corpus = own_corpus();
    let directory = corpus.path().to_str().unwrap();
    let as_of = ["--as-of", "2011-11-25"];
    let same = read_report(&[&as_of[..], &["--against", directory]].concat());
    assert_eq!((ids(&same).len(), &same["after"]["findings"]), (0, &Value::from(1971)));
    edit(&corpus, "instruments/anti-trafficking.json", "\"by\": \"2013-04-06\"", "\"by\": \"2011-04-20\"");
    edit(&corpus, "instruments/anti-trafficking.json", "\"by 6 April 2013\"", "\"by 20 April 2011\"");
    let later =
        read_report(&[&as_of[..], &["--data", directory, "--against", own_corpus().path().to_str().unwrap()]].concat());
    assert!(ids(&later).len() > 20, "{:?}", ids(&later));
    for change in later["changes"].as_array().unwrap() {
        assert!(change["id"].as_str().unwrap().ends_with("/anti-trafficking/transposition"), "{change:#}");
        assert_eq!(change["causes"][0]["kind"], "law-changed", "{change:#}");
    }
}

#[test]
fn it_ends_with_0_1_2_3_or_4() {
    let days = ["diff", "--from", "2011-08-26", "--to", "2011-08-27"];
    assert_eq!(run(&days).code, 0, "changes alone fail nothing");
    for (level, code) in [("partial", 1), ("overdue", 1), ("critical", 0), ("never", 0)] {
        assert_eq!(run(&[&days[..], &["--fail-on", level]].concat()).code, code, "{level}");
    }
    let better = ["diff", "--from", "2011-11-25", "--to", "2012-02-01", "--fail-on", "partial"];
    assert_eq!(run(&better).code, 0, "what got better fails nothing");
    assert_eq!(run(&[&better[..], &["--strict"]].concat()).code, 4, "two are only possible gaps now");
    assert_eq!(run(&[&days[..], &["--fail-on", "partial", "--strict"]].concat()).code, 1, "1 before 4");
    let old = Nightly::of("2011-11-25", &[]);
    for wrong in [
        &["diff"][..],
        &["diff", "--from", "2012-01-01", "--to", "2011-01-01"],
        &["diff", old.path(), "--as-of", "2011-01-01"],
        &["diff", old.path(), old.path(), old.path()],
        &["diff", old.path(), "--from", "2011-01-01"],
        &["diff", old.path(), old.path(), "--as-of", "2011-11-25"],
        &["diff", old.path(), old.path(), "--state", "AT"],
        &["diff", old.path(), old.path(), "--known-as-of", "2011-11-25"],
        &["diff", "--from", "2011-01-01", "--state", "Narnia"],
        &["diff", "--from", "2011-08-26", "--to", "2011-08-27", "-o", "/dev/full", "--format", "json"],
    ] {
        assert!(refused(2, wrong).starts_with("error: "), "{wrong:?}");
    }
    for wrong in [&["diff", "/no/such/report.json"][..], &["diff", old.path(), "/no/such/report.json"]] {
        assert!(refused(3, wrong).contains("/no/such/report.json"), "{wrong:?}");
    }
    assert!(refused(3, &["diff", "--against", "/no/such/corpus"]).contains("/no/such/corpus"));
}

#[test]
fn nothing_in_common_is_not_nothing_changed() {
    let (greek, austrian) =
        (Nightly::of("2011-11-25", &["--state", "EL"]), Nightly::of("2011-11-25", &["--state", "AT"]));
    let page = printed(&["diff", greek.path(), austrian.path()]);
    assert!(page.contains("0 findings compared: the two look at nothing in common"), "{page}");
    let report = read_report(&[greek.path(), austrian.path()]);
    assert_eq!(report["before"]["findings"], report["before"]["outside"]);
}

#[test]
fn to_know_less_and_to_be_free_of_a_duty_is_not_better() {
    let stale = read_report(&["--from", "2016-10-16", "--to", "2016-10-17"]);
    let aged: Vec<&Value> = stale["changes"].as_array().unwrap().iter().collect();
    assert_eq!(aged.len(), 3);
    for one in aged {
        assert_eq!((&one["before"]["verdict"], &one["after"]["verdict"]), (&"partial".into(), &"possible-gap".into()));
        assert_eq!((&one["direction"], &one["causes"][0]["kind"]), (&"no-longer-known".into(), &"source-stale".into()));
    }
    assert_eq!((&stale["summary"]["no-longer-known"], &stale["summary"]["better"]), (&3.into(), &0.into()));
    let page = printed(&["diff", "--from", "2016-10-16", "--to", "2016-10-17"]);
    assert!(page.contains("No longer known: the evidence is too old (3)") && !page.contains("Better"), "{page}");
    let repealed = read_report(&["--from", "2024-06-01", "--to", "2026-06-01", "--instrument", "swedish-initiative"]);
    let ended: Vec<&Value> =
        repealed["changes"].as_array().unwrap().iter().filter(|one| one["after"]["verdict"] == "ended").collect();
    assert!(ended.iter().any(|one| one["before"]["verdict"] == "unknown"), "{repealed:#}");
    assert!(ended.iter().all(|one| one["direction"] == "other"));
}

#[test]
fn many_changes_are_grouped_and_whole_on_demand() {
    let days = ["--from", "2013-04-06", "--to", "2013-04-07"];
    let all = read_report(&days);
    assert_eq!(ids(&all).len(), 362);
    let page = printed(&[&["diff"], &days[..], &["--format", "md"]].concat());
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| anti-trafficking"))
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").collect())
        .collect();
    assert!(rows.len() <= 40, "{page}");
    let mut found: Vec<String> = Vec::new();
    for row in &rows {
        let plain = |text: &str| text.rsplit_once(" (").map_or(text, |(names, _)| names).to_owned();
        let (act, duties) = row[0].split_once(['/', ':']).unwrap();
        for duty in plain(duties).split(',') {
            found.extend(plain(row[1]).split(", ").map(|state| format!("{state}/{act}/{}", duty.trim())));
        }
    }
    found.sort();
    let mut wanted = ids(&all);
    wanted.sort_unstable();
    assert_eq!(found, wanted, "every change is in one row");
    assert!(rows.iter().any(|row| row[3].contains("overdue, recalled (4 of 19)")), "{page}");
    assert!(page.contains("each change on a line of its own: --all, or --format json"));
    let whole = printed(&[&["diff"], &days[..], &["--all", "--format", "md"]].concat());
    assert!(wanted.iter().all(|id| whole.contains(&format!("| {id} |"))), "{whole}");
    let csv = printed(&[&["diff"], &days[..], &["--format", "csv"]].concat());
    assert_eq!(csv.lines().count(), 363);
    let few = printed(&["diff", "--from", "2011-11-25", "--to", "2012-02-01", "--format", "md"]);
    assert!(few.contains("| finding | before | after | because |") && !few.contains("--all"), "{few}");
}
