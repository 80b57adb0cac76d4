//! Nights on which nothing can be new: no record is read, and the answer is the same.

use std::fs;
use std::path::Path;

use acquis::report::survey;
use serde_json::Value;

use super::baselines::Nightly;
use crate::support::{Ran, edit, five::run, own_corpus};

/// The findings of a baseline with what they were computed from.
fn bases_of(file: &Path) -> Vec<(String, Option<Box<survey::Basis>>)> {
    let survey = survey::read(&fs::read_to_string(file).unwrap()).unwrap();
    survey.findings.into_iter().map(|one| (one.id.into(), one.basis)).collect()
}

/// Data whose digest is that of the baseline were checked when it was written.
#[test]
fn on_a_quiet_night_no_record_is_read_and_the_answer_is_the_same() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let nightly = Nightly::new();
    let waivers = nightly.directory.path().join("waivers.json");
    fs::write(&waivers, r#"{"schema": "acquis/waivers/1", "waivers": []}"#).unwrap();
    let check = |day: &str, file: &str, flags: &[&str]| {
        run(&[&["check", "--data", data, "--as-of", day, "-v", "--baseline", file], flags].concat())
    };
    let is_unread = |ran: &Ran| ran.stderr.contains("no record was read");
    let two = ["--state", "AT", "--state", "BE"];
    check("2011-12-03", nightly.path(), &[&two[..], &["--update-baseline"]].concat());
    for format in ["table", "json", "csv", "md"] {
        for level in ["partial", "never", "critical"] {
            let flags = [&two[..], &["--new-only", "--format", format, "--fail-on", level]].concat();
            let quiet = check("2011-12-04", nightly.path(), &flags);
            assert!(is_unread(&quiet) && quiet.code == 0, "{format}: {}", quiet.stderr);
            let copy = nightly.directory.path().join("copy.json");
            fs::copy(&nightly.file, &copy).unwrap();
            let kept = check("2011-12-04", copy.to_str().unwrap(), &[&flags[..], &["--update-baseline"]].concat());
            assert!(is_unread(&kept), "{format}: {}", kept.stderr);
            assert_eq!(bases_of(&copy), bases_of(&nightly.file), "what each finding rests on is kept");
            assert_eq!((quiet.code, quiet.stdout), (kept.code, kept.stdout), "{format} {level}");
        }
    }
    let reads = |day: &str, flags: &[&str]| {
        let ran = check(day, nightly.path(), &[flags, &["--new-only"]].concat());
        assert!(!is_unread(&ran), "{day} {flags:?}: {}", ran.stderr);
        ran
    };
    let others = reads("2011-12-04", &["--state", "AT"]);
    assert_eq!(others.stderr.matches("looks at other states").count(), 1, "{}", others.stderr);
    reads("2011-12-04", &[&two[..], &["--format", "sarif"]].concat());
    reads("2011-12-04", &[&two[..], &["--waivers", waivers.to_str().unwrap()]].concat());
    reads("2011-12-04", &[&two[..], &["--known-as-of", "2011-12-04"]].concat());
    let assumed = reads("2011-12-04", &[&two[..], &["--assume-none", "AT budapest"]].concat());
    assert!(!assumed.stderr.contains("nothing is on record"), "{}", assumed.stderr);
    reads("2013-04-07", &two);
    // embedded data are not checked when they are read
    let embedded = Nightly::new();
    run(&[&["check", "--as-of", "2011-12-03"], &two[..], &embedded.updating()].concat());
    assert!(!is_unread(&check("2011-12-04", embedded.path(), &[&two[..], &["--new-only"]].concat())));
    edit(&corpus, "member-states/FR.json", "\"on\": \"", "\"on\":  \"");
    reads("2011-12-04", &two);
    edit(&corpus, "member-states/FR.json", "\"on\":  \"", "\"on\": 5, \"was\": \"");
    assert_eq!(reads("2011-12-04", &two).code, 3);
}

/// Earlier versions did not say what a baseline holds; this build always does.
#[test]
fn a_baseline_of_this_build_says_what_it_holds() {
    let nightly = Nightly::of("2011-11-25", &["--state", "EL"]);
    let mut value: Value = serde_json::from_slice(&nightly.bytes()).unwrap();
    value.as_object_mut().unwrap().remove("content");
    assert!(survey::read(&value.to_string()).is_err());
    value.as_object_mut().unwrap().remove("build");
    assert!(survey::read(&value.to_string()).is_ok());
}
