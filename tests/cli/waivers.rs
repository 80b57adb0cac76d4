//! Waivers: what they take out of the count, what they do not hide, and when they come back as findings themselves.

use std::fs;

use serde_json::{Value, json};

use super::baselines::Nightly;
use super::check::{check, ids, read_report};
use crate::support::five::{refused, run};

/// A file of waivers, one a line from line 2.
fn file(waivers: &[Value]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    let lines: Vec<String> = waivers.iter().map(Value::to_string).collect();
    fs::write(&file, format!("{{\"waivers\": [\n{}\n]}}\n", lines.join(",\n"))).unwrap();
    file
}

fn waiver(finding: &str) -> Value {
    json!({"finding": finding, "reason": "agreed in the council", "owner": "unit B3"})
}

fn until(finding: &str, day: &str) -> Value {
    let mut one = waiver(finding);
    one["until"] = json!(day);
    one
}

fn with(waivers: &[Value], code: i32, arguments: &[&str]) -> Value {
    let file = file(waivers);
    read_report(code, &[arguments, &["--waivers", file.path().to_str().unwrap()]].concat())
}

/// Whose waiver stands with which finding.
fn waived(report: &Value) -> Vec<&str> {
    let all = report["findings"].as_array().unwrap().iter();
    all.filter(|one| one["waiver"]["owner"] == "unit B3").map(|one| one["id"].as_str().unwrap()).collect()
}

#[test]
fn a_waiver_names_a_finding_or_a_pattern_of_them() {
    let all = read_report(1, &check(&[]));
    for (pattern, fits) in [
        ("EL/prum/dna", Box::new(|id: &str| id == "EL/prum/dna") as Box<dyn Fn(&str) -> bool>),
        ("EL/prum/*", Box::new(|id: &str| id.starts_with("EL/prum/"))),
        ("EL/prum", Box::new(|id: &str| id.starts_with("EL/prum/"))),
        ("EL", Box::new(|id: &str| id.starts_with("EL/"))),
        ("*/swedish-initiative", Box::new(|id: &str| id.contains("/swedish-initiative/"))),
        ("*/*/dna", Box::new(|id: &str| id.ends_with("/dna"))),
    ] {
        let report = with(&[waiver(pattern)], 1, &check(&[]));
        let wanted: Vec<&str> = ids(&all).into_iter().filter(|id| fits(id)).collect();
        assert!(!wanted.is_empty() && waived(&report) == wanted, "{pattern}: {:?}", waived(&report));
        assert_eq!(ids(&report), ids(&all), "{pattern}: what is waived stays visible");
        assert_eq!(report["check"]["waived"], wanted.len(), "{pattern}: and counted");
        assert_eq!(report["check"]["reached"], 58 - wanted.len(), "{pattern}");
        assert_eq!(report["totals"]["evaluated"], all["totals"]["evaluated"]);
    }
}

#[test]
fn what_is_waived_fails_nothing_and_is_shown() {
    let everything = file(&[waiver("*")]);
    let flags = check(&["--waivers", everything.path().to_str().unwrap()]);
    let report = read_report(0, &flags);
    assert_eq!((&report["check"]["fails"], waived(&report).len()), (&json!(false), 58));
    let page = run(&flags);
    assert!(
        page.code == 0 && page.stdout.contains("Waived (58)") && page.stdout.contains("unit B3"),
        "{}",
        page.stdout
    );
    assert!(page.stdout.contains("1971 findings evaluated, 0 at or above partial; 58 waived"), "{}", page.stdout);
    let strict = run(&[&flags[..], &["--state", "EL", "--strict"]].concat());
    assert_eq!(strict.code, 4, "what is not known is not waived by a waiver of gaps");
    let unknown = run(&[&flags[..], &["--state", "EL", "--strict", "--fail-on", "unknown"]].concat());
    assert_eq!(unknown.code, 0, "unless the level takes it in: {}", unknown.stderr);
}

#[test]
fn its_last_day_is_good_and_the_next_is_not() {
    let one = [until("EL/prum", "2011-11-25"), until("EL/swedish-initiative", "2011-12-31")];
    let last = with(&one, 0, &check(&["--state", "EL"]));
    assert_eq!((waived(&last).len(), last["stale_waivers"].as_array().unwrap().len()), (6, 0));
    let after = with(&one, 1, &["check", "--as-of", "2011-11-26", "--state", "EL"]);
    assert_eq!((waived(&after).len(), &after["check"]["reached"]), (1, &json!(5)));
    let stale = &after["stale_waivers"][0];
    assert_eq!((&stale["finding"], &stale["state"], &stale["line"]), (&json!("EL/prum"), &json!("expired"), &json!(2)));
    assert_eq!((&stale["owner"], &stale["until"]), (&json!("unit B3"), &json!("2011-11-25")));
}

#[test]
fn an_unused_waiver_is_a_finding_where_all_was_looked_at() {
    let unused = [waiver("EL"), waiver("AT/prum/dna"), waiver("ZZ/prum")];
    let named = |report: &Value| -> Vec<String> {
        let all = report["stale_waivers"].as_array().unwrap().iter();
        all.map(|one| format!("{} {}", one["state"].as_str().unwrap(), one["finding"].as_str().unwrap())).collect()
    };
    let all = with(&unused, 1, &check(&[]));
    assert_eq!(named(&all), ["unused AT/prum/dna", "names-nothing ZZ/prum"]);
    let unused = &unused[..2];
    let greek = with(unused, 0, &check(&["--state", "EL"]));
    assert_eq!(named(&greek), Vec::<String>::new(), "a run over Greece says nothing of waivers for others");
    let austrian = with(unused, 1, &check(&["--state", "AT"]));
    assert_eq!((named(&austrian), ids(&austrian).len()), (vec!["unused AT/prum/dna".to_owned()], 0), "it alone fails");
    let never = with(unused, 0, &check(&["--fail-on", "never"]));
    assert_eq!(named(&never), Vec::<String>::new());
}

#[test]
fn a_stale_waiver_is_counted_in_the_log_and_listed_in_every_format() {
    let file = file(&[waiver("AT/prum/dna")]);
    let asked = check(&["--waivers", file.path().to_str().unwrap()]);
    for format in ["table", "md", "csv", "json", "jsonl", "sarif", "junit"] {
        let ran = run(&[&asked[..], &["--format", format]].concat());
        assert!(ran.stderr.contains("1 stale waiver, exit 1"), "{}", ran.stderr);
        assert!(ran.stdout.contains("AT/prum/dna"), "{format}");
    }
}

#[test]
fn a_waiver_that_names_nothing_is_reported_whatever_is_selected() {
    let names = [
        ("GR/prum", "there is no state GR: did you mean EL/prum?"),
        ("AUT", "there is no state AUT: did you mean AT?"),
        ("ZZ", "there is no state ZZ"),
        ("EL/prumm", "there is no instrument prumm: did you mean EL/prum?"),
        ("*/prum/dnaa", "prum has no obligation dnaa: did you mean */prum/dna?"),
        ("EL/*/transpositon", "no instrument has an obligation transpositon: did you mean EL/*/transposition?"),
        (
            "Greece/anti-trafficking/transposition",
            "there is no state Greece: did you mean EL/anti-trafficking/transposition?",
        ),
        ("gr/Swedish Initiative", "there is no state gr: did you mean EL/swedish-initiative?"),
        ("Belgium/*/DNA", "there is no state Belgium: did you mean BE/*/dna?"),
        (
            "EL/Anti-Trafficking/transposition",
            "there is no instrument Anti-Trafficking: did you mean EL/anti-trafficking/transposition?",
        ),
        ("el/prum", "there is no state el: did you mean EL/prum?"),
        ("EL/budapest/dna", "budapest has no obligation dna"),
        ("COM/prum/dna", "nothing of it is owed by COM"),
    ];
    let waivers: Vec<Value> = names.iter().map(|(name, _)| until(name, "2011-01-01")).collect();
    let file = file(&waivers);
    // whatever is looked at, and although their last day has passed
    let asked = check(&["--state", "AT", "--waivers", file.path().to_str().unwrap()]);
    let ran = run(&[&asked[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &report["check"]["fails"]), (1, &json!(true)));
    let stale = report["stale_waivers"].as_array().unwrap();
    let reported: Vec<(&str, &str)> =
        stale.iter().map(|one| (one["finding"].as_str().unwrap(), one["because"].as_str().unwrap())).collect();
    assert_eq!(reported, names);
    assert!(stale.iter().all(|one| one["state"] == "names-nothing"), "{stale:#?}");
    for (number, (name, said)) in names.iter().enumerate() {
        let line = format!(".json:{}: the waiver of {name} can never serve: {said}", number + 2);
        assert!(ran.stderr.contains(&line), "{line}: {}", ran.stderr);
    }
    for format in ["table", "md", "csv", "jsonl", "sarif", "junit"] {
        let ran = run(&[&asked[..], &["-q", "--format", format]].concat());
        assert!(ran.code == 1 && ran.stdout.contains("GR/prum") && ran.stdout.contains("did you mean"), "{format}");
    }
    let file = self::file(&[waiver("EL/*/dna"), waiver("*/prum"), waiver("*")]);
    let ran = run(&check(&["--state", "EL", "--waivers", file.path().to_str().unwrap()]));
    assert!(!ran.stderr.contains("can never serve"), "{}", ran.stderr);
}

#[test]
fn an_expired_waiver_brings_its_finding_back_as_new() {
    let nightly = Nightly::new();
    let waivers = file(&[until("EL/prum", "2011-11-25"), waiver("EL/swedish-initiative")]);
    let flags = ["--state", "EL", "--new-only", "--waivers", waivers.path().to_str().unwrap()];
    let night = |day| [&["check", "--as-of", day][..], &flags, &nightly.updating()].concat();
    assert_eq!(ids(&read_report(0, &night("2011-11-25"))).len(), 6);
    let back = read_report(1, &night("2011-11-26"));
    let new = back["findings"].as_array().unwrap().iter().filter(|one| one["status"] == "new");
    assert!(new.clone().count() == 5 && new.clone().all(|one| one["causes"][0]["kind"] == "waiver-ended"));
    assert_eq!(back["stale_waivers"].as_array().unwrap().len(), 1);
    let next = read_report(0, &night("2011-11-27"));
    assert_eq!(
        (waived(&next), next["stale_waivers"].as_array().unwrap().len()),
        (vec!["EL/swedish-initiative/transposition"], 0)
    );
    let plain = [&["check", "--as-of", "2011-11-27"][..], &flags[..2], &flags[3..]].concat();
    assert_eq!(
        read_report(1, &plain)["stale_waivers"].as_array().unwrap().len(),
        1,
        "without --new-only it is reported again"
    );
}

#[test]
fn an_expired_waiver_is_not_forgotten_by_a_night_of_another_level() {
    let nightly = Nightly::new();
    let waivers = file(&[until("EL/prum", "2011-11-25")]);
    let flags = ["--state", "EL", "--new-only", "--waivers", waivers.path().to_str().unwrap()];
    let night = |day, level| [&["check", "--as-of", day, "--fail-on", level][..], &flags, &nightly.updating()].concat();
    read_report(0, &night("2011-11-25", "never"));
    let back = read_report(1, &night("2011-11-26", "partial"));
    let new = back["findings"].as_array().unwrap().iter().filter(|one| one["status"] == "new").count();
    assert_eq!(new, 5, "{back:#}");
}

#[test]
fn a_report_of_a_check_hands_the_next_one_what_was_waived() {
    let nightly = Nightly::new();
    let waivers = file(&[waiver("EL")]);
    let only = ["--instrument", "prum/dna", "--state", "EL"];
    let flags = [&only[..], &["--waivers", waivers.path().to_str().unwrap(), "-o", nightly.path()]].concat();
    assert_eq!(run(&check(&flags)).code, 0);
    let back = read_report(1, &[&check(&only)[..], &["--new-only"], &nightly.reading()].concat());
    assert_eq!(back["findings"][0]["causes"][0]["kind"], "waiver-ended", "{back:#}");
}

#[test]
fn a_broken_file_is_3_with_line_and_column() {
    let without = |key: &str| {
        let mut one = waiver("EL");
        one.as_object_mut().unwrap().remove(key);
        one
    };
    let changed = |key: &str, value: Value| {
        let mut one = waiver("EL");
        one[key] = value;
        one
    };
    for (bad, word) in [
        (without("reason"), "reason"),
        (without("owner"), "owner"),
        (without("finding"), "finding"),
        (changed("reason", json!("")), "reason"),
        (changed("reason", json!("  ")), "reason"),
        (changed("owner", json!("")), "owner"),
        (changed("until", json!("2011-02-30")), "2011-02-30"),
        (changed("until", json!("soon")), "soon"),
        (changed("finding", json!("EL//dna")), "EL//dna"),
        (changed("finding", json!("EL/ /dna")), "EL/ /dna"),
        (changed("finding", json!("EL/")), "EL/"),
        (changed("finding", json!("")), "finding"),
        (changed("finding", json!("EL/prum/dna/more")), "EL/prum/dna/more"),
        (changed("untill", json!("2012-01-01")), "untill"),
        (waiver("AT"), "waived on line"),
    ] {
        let broken = file(&[waiver("AT"), bad]);
        let path = broken.path().to_str().unwrap();
        let message = refused(3, &check(&["--waivers", path]));
        assert!(message.contains(&format!("{path}:3:")) && message.contains(word), "{word}: {message}");
    }
    let rough = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    for (bytes, word) in [
        (&b"{\"waivers\": [\n{,}]}"[..], ":2:2"),
        (b"", ":1:1"),
        (b"[]", ":1:1"),
        (b"{}", "waivers"),
        (b"{\"waivers\": [], \"waivers\": []}", "waivers"),
        (b"{\"waivers\": [\"\xff\"]}", "UTF-8"),
    ] {
        fs::write(&rough, bytes).unwrap();
        let message = refused(3, &check(&["--waivers", rough.path().to_str().unwrap()]));
        assert!(message.contains(rough.path().to_str().unwrap()) && message.contains(word), "{message}");
    }
    assert!(refused(3, &check(&["--waivers", "/no/such/waivers.json"])).contains("/no/such/waivers.json"));
    let empty = file(&[]);
    assert_eq!(run(&check(&["--waivers", empty.path().to_str().unwrap()])).code, 1, "no waivers is no error");
}
