//! `acquis check`: which findings it prints, which fail it, and how it ends.

use std::fs;

use serde_json::Value;

use crate::support::five::{acquis, json as json_once, refused, run};
use crate::support::{FIVE, edit, own_corpus, ran};

/// A check on a day with 53 gaps.
pub fn check<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--as-of", "2011-11-25"], more].concat()
}

/// The JSON of a check, whatever its exit code, which comes first.
pub fn read_report(code: i32, arguments: &[&str]) -> Value {
    let ran = run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(ran.code, code, "{arguments:?}: {}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", ran.stdout))
}

/// The ids of the findings printed.
pub fn ids(report: &Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

/// How many findings reach each level, counted from another command.
fn expected(reaches: impl Fn(&Value) -> bool) -> usize {
    let all = json_once(&["compare", "--as-of", "2011-11-25"]);
    all["findings"].as_array().unwrap().iter().filter(|one| reaches(one)).count()
}

#[test]
fn each_level_fails_by_what_reaches_it_and_prints_that_alone() {
    const VERDICTS: [&str; 5] = ["encouraged", "unknown", "possible-gap", "partial", "overdue"];
    const GRADES: [&str; 5] = ["info", "low", "medium", "high", "critical"];
    let rank = |list: &[&str], word: &Value| list.iter().position(|one| word == one);
    for level in VERDICTS.iter().chain(&GRADES) {
        let wanted = expected(|one| match rank(&GRADES, &Value::from(*level)) {
            None => rank(&VERDICTS, &one["verdict"]) >= rank(&VERDICTS, &Value::from(*level)),
            grade => rank(&VERDICTS, &one["verdict"]) >= Some(2) && rank(&GRADES, &one["severity"]) >= grade,
        });
        let report = read_report(i32::from(wanted > 0), &check(&["--fail-on", level]));
        assert_eq!(report["findings"].as_array().unwrap().len(), wanted, "{level}");
        assert_eq!(report["check"]["reached"], wanted, "{level}");
        assert_eq!(report["check"]["fails"], wanted > 0, "{level}");
        assert_eq!(report["totals"]["evaluated"], expected(|_| true), "the denominator is all that was evaluated");
    }
    let never = read_report(0, &check(&["--fail-on", "never"]));
    assert_eq!((ids(&never).len(), &never["check"]["reached"]), (0, &Value::from(0)));
    assert_eq!(read_report(1, &check(&[]))["check"]["fail_on"], "partial", "the level without --fail-on");
}

#[test]
fn it_ends_with_0_1_2_3_or_4() {
    assert_eq!(run(&check(&["--state", "AT"])).code, 0);
    assert_eq!(run(&check(&["--state", "EL"])).code, 1);
    assert_eq!(run(&check(&["--state", "AT", "--strict"])).code, 4);
    assert_eq!(run(&check(&["--state", "EL", "--strict"])).code, 1, "1 before 4");
    assert_eq!(run(&check(&["--state", "AT", "--instrument", "budapest/ratification", "--strict"])).code, 0);
    for wrong in [
        &["--state", "Narnia"][..],
        &["--instrument", "no-such-act"],
        &["--objective", "6"],
        &["--objective", "0"],
        &["--fail-on", "everything"],
        &["--new-only"],
        &["--update-baseline"],
        &["--format", "docx"],
        &["AT"],
    ] {
        assert!(refused(2, &check(wrong)).starts_with("error: "), "{wrong:?}");
    }
    let corpus = own_corpus();
    edit(&corpus, "member-states/AT.json", "\"name\": \"Austria\"", "\"nmae\": \"Austria\"");
    let message = refused(3, &check(&["--data", corpus.path().to_str().unwrap()]));
    assert!(message.contains("nothing was evaluated"), "{message}");
}

#[test]
fn states_instruments_and_objectives_narrow_it() {
    let all = read_report(1, &check(&[]));
    for (flags, prefix) in [(&["--state", "GR"][..], "EL/"), (&["--instrument", "prum/dna"], "/prum/dna")] {
        let some = read_report(1, &check(flags));
        let wanted: Vec<&str> = ids(&all)
            .into_iter()
            .filter(|id| if prefix.starts_with('/') { id.ends_with(prefix) } else { id.starts_with(prefix) })
            .collect();
        assert_eq!(ids(&some), wanted, "{flags:?}");
    }
    let mut sum = 0;
    for objective in ["1", "2", "3", "4", "5"] {
        let acts: Vec<String> = fs::read_dir("instruments")
            .unwrap()
            .map(|entry| serde_json::from_slice::<Value>(&fs::read(entry.unwrap().path()).unwrap()).unwrap())
            .filter(|act| act["objective"].as_u64() == objective.parse().ok())
            .map(|act| act["id"].as_str().unwrap().to_owned())
            .filter(|act| FIVE.contains(&act.as_str()))
            .collect();
        let flags = check(&["--objective", objective]);
        if acts.is_empty() {
            assert!(refused(2, &flags).contains("objective"), "{objective}");
            continue;
        }
        let wanted: Vec<&str> =
            ids(&all).into_iter().filter(|id| acts.iter().any(|act| id.split('/').nth(1) == Some(act))).collect();
        let found = read_report(i32::from(!wanted.is_empty()), &flags);
        assert_eq!(ids(&found), wanted, "{objective}");
        sum += found["totals"]["evaluated"].as_u64().unwrap();
    }
    assert!(sum > 0 && sum <= all["totals"]["evaluated"].as_u64().unwrap());
    let outside = refused(2, &check(&["--objective", "5", "--instrument", "prum"]));
    assert!(outside.contains("objective 5"), "{outside}");
}

#[test]
fn every_format_lists_the_same_findings() {
    let report = read_report(1, &check(&[]));
    let csv = run(&check(&["--format", "csv"]));
    assert_eq!(csv.code, 1);
    let mut rows = csv.stdout.lines();
    assert!(rows.next().unwrap().ends_with(",status,causes,waiver_owner,waiver_reason,waiver_until"));
    let first: Vec<&str> = rows.map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(first, ids(&report));
    for format in ["md", "table"] {
        let page = ran(acquis(&check(&["--format", format])).env("COLUMNS", "240").output().unwrap());
        assert_eq!(page.code, 1);
        for id in ids(&report) {
            assert!(page.stdout.contains(id), "{format}: {id}");
        }
        assert!(page.stdout.contains("1971 findings evaluated, 58 at or above partial"), "{}", page.stdout);
        assert!(page.stdout.contains("as of 2011-11-25, known as of: no limit; acquis "), "{}", page.stdout);
    }
}

#[test]
fn what_cannot_be_printed_is_2_whatever_was_found() {
    let directory = tempfile::tempdir().unwrap();
    let nowhere = directory.path().join("no/such/place.json");
    for target in [nowhere.to_str().unwrap(), directory.path().to_str().unwrap()] {
        let message = refused(2, &check(&["--format", "json", "-o", target]));
        assert!(message.contains("cannot write"), "{message}");
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn what_makes_a_strict_run_end_with_4_is_listed() {
    let asked = ["check", "--state", "IE", "--as-of", "2013-07-02", "--strict", "--fail-on", "never"];
    let report = read_report(4, &asked);
    let all = report["findings"].as_array().unwrap();
    let open = |one: &Value| one["verdict"] == "unknown" || one["verdict"] == "possible-gap";
    assert!(!all.is_empty() && all.iter().all(open));
    assert_eq!(report["check"]["reached"], 0);
    let compared = read_report(0, &["compare", "IE", "--as-of", "2013-07-02"]);
    assert_eq!(all.len(), compared["findings"].as_array().unwrap().iter().filter(|one| open(one)).count());
}

#[test]
fn what_is_not_known_is_grouped_by_duty_and_whole_on_demand() {
    let day = ["--as-of", "2011-11-25", "--known-as-of", "2011-11-25", "--strict", "--fail-on", "never"];
    let asked = [&["check"], &day[..]].concat();
    let report = read_report(4, &asked);
    let mut open: std::collections::BTreeMap<(&str, &str), [usize; 2]> = std::collections::BTreeMap::new();
    for one in report["findings"].as_array().unwrap() {
        let duty = (one["instrument"].as_str().unwrap(), one["obligation"].as_str().unwrap());
        open.entry(duty).or_default()[usize::from(one["verdict"] == "possible-gap")] += 1;
    }
    let page = run(&[&asked[..], &["--format", "md"]].concat()).stdout;
    let lines: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    assert_eq!(lines.len(), open.len(), "one line per duty: {page}");
    for (((act, duty), [unknown, possible]), line) in open.iter().zip(&lines) {
        let (name, counted) = line.split_once(": ").unwrap();
        assert_eq!(name, format!("{act}/{duty}"));
        let has = |count: &usize, one: &str, several: &str| match count {
            0 => !counted.contains(one) && !counted.contains(several),
            1 => counted.contains(&format!("1 {one}")) && !counted.contains(several),
            many => counted.contains(&format!("{many} {several}")),
        };
        assert!(has(unknown, "state not known", "states not known"), "{line}");
        assert!(has(possible, "possible gap (", "possible gaps"), "{line}");
    }
    assert!(lines.contains(&"prum/dna-files: 27 states not known"), "{page}");
    assert!(lines.iter().any(|line| line.contains("1 state not known (UK)")), "{page}");
    let findings = report["findings"].as_array().unwrap().len();
    assert!(page.contains(&format!("Not known ({findings} findings, {} duties)", open.len())), "{page}");
    let whole = run(&[&asked[..], &["--all", "--format", "md"]].concat()).stdout;
    assert!(ids(&report).iter().all(|id| whole.contains(&format!("| {id} |"))), "{whole}");
    let one = run(&["check", "--state", "AT", "--instrument", "budapest/ratification", "--as-of", "2012-06-13"]);
    assert!(
        one.stdout.contains("1 finding evaluated, 0 at or above partial") && one.stderr.contains("1 finding evaluated")
    );
}

#[test]
fn because_is_the_fact_with_its_day_and_source_in_every_format() {
    let day = ["--state", "SE", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25"];
    let asked = [&["check", "--instrument", "data-retention/telephony"], &day[..]].concat();
    let fact = "open case INFR(2007)1181 (Art. 260(2) TFEU, after a judgment): referral 2011-04-06 \
                (infringement-register-2002-2020)";
    for format in ["csv", "jsonl", "sarif", "junit", "json"] {
        let text = run(&[&asked[..], &["--format", format]].concat()).stdout;
        assert!(text.contains(fact), "{format}: {text}");
    }
    let page = run(&[&asked[..], &["--format", "md"]].concat()).stdout;
    assert!(page.contains(&format!("| {fact} |")), "the fact alone: {page}");
    let junit = run(&[&asked[..], &["--format", "junit"]].concat()).stdout;
    let message = junit.split("message=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(message.ends_with(fact), "{message}");
    let recalled = run(&[&["check", "--instrument", "data-retention/internet", "--format", "md"], &day[..]].concat());
    assert!(recalled.stdout.contains("| **overdue, recalled** |"), "{}", recalled.stdout);
}

#[test]
fn one_is_not_written_in_the_plural() {
    let one = ["--state", "AT", "--instrument", "prum/dna-files", "--as-of", "2012-01-01"];
    for (command, words) in [
        (&["check", "--strict"][..], "prum/dna-files: 1 state not known (AT)"),
        (&["check"], "1 finding evaluated, 0 at or above partial"),
        (&["compare"], "1 of 1 duty shown"),
        (&["deadlines"], "with 1 finding evaluated"),
        (&["list", "obligations"], "1 obligation\n"),
        (&["scoreboard"], "the one act due is not known"),
        (&["diff", "--from", "2011-01-01"], "1 finding compared: 1 worse"),
    ] {
        let page = run(&[command, &one[..]].concat()).stdout;
        assert!(page.contains(words), "{command:?}: {page}");
    }
}
