//! The cases that a jurist can sign (`cases/*.json`, `tests/cases/*.json`: given, ask, as of, expect, because), through the library and
//! through the binary. Every expected value comes from law and facts, worked out by hand, and never from the program.

use acquis::load::Theme;
use acquis::report::{Difference, difference};

use crate::case_runner::{self, Binary, Door, Library};

/// The cases of a theme that fail through a door, each as a jurist would read it.
fn failures(theme: &Theme, door: &mut dyn Door) -> Vec<String> {
    let mut failures = Vec::new();
    for case in &theme.cases {
        if let Some(Difference { expected, got }) = difference(case, &door.ask(case)) {
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

fn all_hold(through: &str, themes: &[Theme], open: impl Fn(&Theme) -> Box<dyn Door>) {
    let count: usize = themes.iter().map(|theme| theme.cases.len()).sum();
    let failures: Vec<String> = themes.iter().flat_map(|theme| failures(theme, &mut *open(theme))).collect();
    let listed = failures.join("\n\n");
    assert!(failures.is_empty(), "{} of {count} cases fail through {through}:\n\n{listed}\n", failures.len());
}

#[test]
fn every_case_holds_through_the_library() {
    all_hold("the library", &case_runner::all(), |theme| Box::new(Library::open(theme)));
}

#[test]
fn every_case_holds_through_the_binary() {
    let mut themes = case_runner::all();
    for theme in themes.iter_mut().filter(|theme| theme.corpus.is_none()) {
        // each is a process of its own, and the library answers all: of the shipped data one in four will do
        let mut turn = 0;
        theme.cases.retain(|_| {
            turn += 1;
            turn % 4 == 1
        });
    }
    all_hold("the binary", &themes, |theme| Box::new(Binary::open(theme)));
}

#[test]
fn there_are_cases_on_every_theme() {
    let themes = case_runner::all();
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
    let missing: Vec<&&str> = wanted.iter().filter(|theme| !names.contains(theme)).collect();
    assert!(missing.is_empty(), "{missing:?}");
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
    case_runner::read(&with("AT", "AT")).unwrap();
    case_runner::read(&with(
        r#"{"verdict": "encouraged", "due": null}"#,
        r#"{"states": {"encouraged": ["AT", "BE"]}}"#,
    ))
    .expect_err("sets are asked with a star");
    let sets = |states: &str| with("AT/", "*/").replace(r#"{"verdict": "encouraged", "due": null}"#, states);
    case_runner::read(&sets(r#"{"states": {"encouraged": ["AT", "BE"]}}"#)).unwrap();
    let broken = [
        (with(r#""theme": "t""#, r#""theme": "t", "them": 1"#), "there is no key \"them\" here"),
        (with(r#""theme": "t""#, r#""theme": "u""#), "named \"t.json\", but its theme is \"u\""),
        (with(r#""given""#, r#""givne""#), "did you mean \"given\"?"),
        (with(r#", "because": "b""#, ""), "\"because\" is missing"),
        (with(r#""because": "b""#, r#""because": " ""#), "must not be empty"),
        (with(r#""due": null"#, r#""deu": null"#), "did you mean \"due\"?"),
        (with(r#""due": null"#, r#""due": 20"#), "found a number"),
        (with(r#""due": null"#, r#""due": "2011-02-30""#), "t.json:2:"),
        (with(r#""due": null"#, r#""presumed": "yes""#), "expected true or false"),
        (with(r#""due": null"#, r#""verdict": "met""#), "stands twice"),
        (with("encouraged", "late"), "is no value of \"verdict\""),
        (with(r#""verdict": "encouraged", "#, ""), "\"verdict\" is missing"),
        (with("AT/budapest/ratification", "AT/budapest"), "\"AT/budapest\" is not what is expected here"),
        (with("2011-11-25", "2011-11-31"), "2011-11-31"),
        (
            with(r#""verdict": "encouraged", "due": null"#, r#""states": {"encouraged": ["AT"]}"#),
            "ask \"*/budapest/ratification\"",
        ),
        (sets(r#"{"states": {}}"#), "must not be empty"),
        (sets(r#"{"states": {"urged": ["AT"]}}"#), "there is no key \"urged\" here"),
        (sets(r#"{"states": {"encouraged": ["BE", "AT"]}}"#), "not in order"),
        (sets(r#"{"states": {"encouraged": ["AT", "AT"]}}"#), "twice in this list"),
        (sets(r#"{"states": {"encouraged": ["AT"]}, "due": null}"#), "nothing else"),
        (r#"{"theme": "t", "cases": []}"#.to_owned(), "must not be empty"),
        (r#"{"theme": "t", "corpus": {"states": []}, "cases": []}"#.to_owned(), "there is no key \"states\" here"),
        ("{".to_owned(), "cases/t.json:1:"),
    ];
    for (text, says) in broken {
        let error = case_runner::read(&text).expect_err(&text);
        assert!(error.contains(says), "{error} does not say {says}");
    }
}

#[test]
fn a_failing_case_reports_what_a_jurist_needs() {
    let theme = case_runner::read(&with("encouraged", "overdue")).unwrap();
    let message = failures(&theme, &mut Library::open(&theme)).join("\n");
    for part in
        ["t: n", "given     g", "verdict \"overdue\"", "verdict \"encouraged\"", "because   b", "as of 2011-11-25"]
    {
        assert!(message.contains(part), "{part} is missing in\n{message}");
    }
}
