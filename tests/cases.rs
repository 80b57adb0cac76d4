//! The cases that a jurist can sign (`cases/*.json`: given, ask, as of, expect, because), through the library and
//! through the binary. Every expected value comes from law and facts, worked out by hand, and never from the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "case_runner/doors.rs"]
mod doors;
#[path = "case_runner/file.rs"]
mod file;

use doors::{Answers, Binary, Door, Library, states_by_verdict};
use file::{Case, Theme};
use serde_json::{Map, Value};

/// What is wrong with an answer; `None`: it is as expected.
fn difference(case: &Case, answers: &Answers) -> Option<(String, String)> {
    if case.is_about_a_set() {
        return different_sets(case, answers);
    }
    let Some(told) = answers.get(&case.ask) else { return Some((line(&case.expect), "no such finding".to_owned())) };
    let wrong = case.expect.iter().any(|(key, value)| told.get(key) != Some(value));
    let asked: Map<String, Value> = case.expect.keys().map(|key| (key.clone(), told[key].clone())).collect();
    wrong.then(|| (line(&case.expect), format!("{}\n  in full   {}", line(&asked), line(told))))
}

/// Exactly these states must have each verdict that the case names.
fn different_sets(case: &Case, answers: &Answers) -> Option<(String, String)> {
    let got = states_by_verdict(answers);
    let mut wrong = (Vec::new(), Vec::new());
    for (verdict, states) in case.sets() {
        let told = got.get(&verdict).cloned().unwrap_or_default();
        if told != states {
            wrong.0.push(format!("{verdict}: {}", states.into_iter().collect::<Vec<_>>().join(" ")));
            wrong.1.push(format!("{verdict}: {}", told.into_iter().collect::<Vec<_>>().join(" ")));
        }
    }
    (!wrong.0.is_empty()).then(|| (wrong.0.join("; "), wrong.1.join("; ")))
}

fn line(map: &Map<String, Value>) -> String {
    map.iter().map(|(key, value)| format!("{key} {value}")).collect::<Vec<_>>().join(", ")
}

/// The cases of a theme that fail through a door, each as a jurist would read it.
fn failures(theme: &Theme, door: &mut dyn Door) -> Vec<String> {
    let mut failures = Vec::new();
    for case in &theme.cases {
        if let Some((expected, got)) = difference(case, &door.ask(case)) {
            let known = case.known_as_of.as_deref().map_or(String::new(), |day| format!(", known as of {day}"));
            let (theme, name, ask, as_of) = (&theme.theme, &case.name, &case.ask, &case.as_of);
            let (given, because) = (&case.given, &case.because);
            failures.push(format!(
                "{theme}: {name}\n  ask       {ask} as of {as_of}{known}\n  given     {given}\n  expected  {expected}\n  got       {got}\n  because   {because}"
            ));
        }
    }
    failures
}

fn all_hold(through: &str, open: impl Fn(&Theme) -> Box<dyn Door>) {
    let themes = Theme::all();
    let count: usize = themes.iter().map(|theme| theme.cases.len()).sum();
    let failures: Vec<String> = themes.iter().flat_map(|theme| failures(theme, &mut *open(theme))).collect();
    let told = failures.join("\n\n");
    assert!(failures.is_empty(), "{} of {count} cases fail through {through}:\n\n{told}\n", failures.len());
}

#[test]
fn every_case_holds_through_the_library() {
    all_hold("the library", |theme| Box::new(Library::open(theme)));
}

#[test]
fn every_case_holds_through_the_binary() {
    all_hold("the binary", |theme| Box::new(Binary::open(theme)));
}

#[test]
fn there_are_cases_on_every_theme() {
    let themes = Theme::all();
    let names: Vec<&str> = themes.iter().map(|theme| theme.theme.as_str()).collect();
    let wanted = [
        "accession",
        "bonds",
        "data-retention",
        "deadlines",
        "ended",
        "enforcement",
        "evidence",
        "extents",
        "implied",
        "judgments",
        "knowledge",
        "limits",
        "open-cases",
        "open-deadlines",
        "prum",
        "swedish-initiative",
        "trafficking",
        "treaties",
        "treaty-mechanics",
        "two-clocks",
        "worlds",
    ];
    assert_eq!(names, wanted);
    let (own, shipped): (Vec<&Theme>, Vec<&Theme>) = themes.iter().partition(|theme| theme.corpus.is_some());
    let count = |themes: &[&Theme]| themes.iter().map(|theme| theme.cases.len()).sum::<usize>();
    assert!(count(&shipped) >= 380, "at least 380 cases stand on the shipped data");
    assert!(count(&own) >= 380, "at least 380 cases show the mechanics");
}

/// A file of one case, with one text in the place of another.
fn with(old: &str, new: &str) -> String {
    let right = r#"{"theme": "t", "cases": [{"name": "n", "given": "g", "ask": "AT/budapest/ratification",
        "as_of": "2011-11-25", "expect": {"verdict": "encouraged", "due": null}, "because": "b"}]}"#;
    assert!(right.contains(old), "the text to be replaced is there");
    right.replace(old, new)
}

#[test]
fn a_broken_case_file_is_refused() {
    Theme::read(&with("AT", "AT")).unwrap();
    Theme::read(&with(r#"{"verdict": "encouraged", "due": null}"#, r#"{"states": {"encouraged": ["AT", "BE"]}}"#))
        .expect_err("sets are asked with a star");
    let sets = |states: &str| with("AT/", "*/").replace(r#"{"verdict": "encouraged", "due": null}"#, states);
    Theme::read(&sets(r#"{"states": {"encouraged": ["AT", "BE"]}}"#)).unwrap();
    let broken = [
        (with(r#""theme": "t""#, r#""theme": "t", "them": 1"#), "unknown field"),
        (with(r#""given""#, r#""givne""#), "unknown field"),
        (with(r#", "because": "b""#, ""), "missing field"),
        (with(r#""because": "b""#, r#""because": " ""#), "must say something"),
        (with(r#""due": null"#, r#""deu": null"#), "`deu` is no key of expect"),
        (with(r#""due": null"#, r#""due": 20"#), "everything else a text"),
        (with(r#""due": null"#, r#""presumed": "yes""#), "a mark true or false"),
        (with("encouraged", "late"), "one of the eleven verdicts"),
        (with(r#""verdict": "encouraged", "#, ""), "one of the eleven verdicts"),
        (with("AT/budapest/ratification", "AT/budapest"), "is not STATE/INSTRUMENT/OBLIGATION"),
        (with("2011-11-25", "2011-11-31"), "are days"),
        (sets(r#"{"states": {}}"#), "names no verdict"),
        (sets(r#"{"states": {"urged": ["AT"]}}"#), "`urged` is no verdict"),
        (sets(r#"{"states": {"encouraged": ["BE", "AT"]}}"#), "not in order"),
        (sets(r#"{"states": {"encouraged": ["AT"]}, "due": null}"#), "nothing else"),
        (r#"{"theme": "t", "cases": []}"#.to_owned(), "has no cases"),
        (r#"{"theme": "t", "corpus": {"states": []}, "cases": []}"#.to_owned(), "unknown field"),
    ];
    for (text, says) in broken {
        let error = Theme::read(&text).expect_err(&text);
        assert!(error.contains(says), "{error} does not say {says}");
    }
}

#[test]
fn a_failing_case_tells_what_a_jurist_needs() {
    let theme = Theme::read(&with("encouraged", "overdue")).unwrap();
    let told = failures(&theme, &mut Library::open(&theme)).join("\n");
    for part in
        ["t: n", "given     g", "verdict \"overdue\"", "verdict \"encouraged\"", "because   b", "as of 2011-11-25"]
    {
        assert!(told.contains(part), "{part} is missing in\n{told}");
    }
}
