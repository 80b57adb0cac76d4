//! The door of the library: it says what the command line says, and what goes wrong is one error with places.

use std::error::Error as _;
use std::fs;
use std::process::Command;

use acquis::rules::Verdict;
use acquis::{AsOf, Choice, Dataset, Day, Error, FindingId, Selection, load};
use serde_json::{Value, json};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// What the command line prints as JSON; findings lead to exit codes other than 0, so they are not asked here.
fn printed(arguments: &[&str]) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_acquis")).args(arguments).args(["--format", "json"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn unwrapped<T>(result: Result<T, Error>) -> Error {
    result.err().expect("an error is expected")
}

#[test]
fn it_finds_what_the_command_line_finds() {
    let dataset = Dataset::embedded().unwrap();
    let both = ["compare", "--on", "2011-11-25"];
    let one_clock = ["compare", "IE", "UK", "--as-of", "2020-06-01", "--instrument", "prum"];
    let named = Selection {
        actors: Choice::Only(vec!["IE".to_owned(), "UK".to_owned()]),
        instruments: Choice::one("prum"),
        ..Selection::default()
    };
    for (arguments, selection, as_of) in [
        (&both[..], Selection::default(), AsOf::both(day("2011-11-25"))),
        (&one_clock[..], named, AsOf::from(day("2020-06-01"))),
    ] {
        let findings = dataset.findings(&selection, as_of).unwrap();
        let printed = printed(arguments);
        let printed = printed["findings"].as_array().unwrap();
        assert_eq!(findings.len(), printed.len());
        assert!(!findings.is_empty());
        for (finding, expected) in findings.iter().zip(printed).step_by(41) {
            let id: FindingId = finding.id().parse().unwrap();
            assert_eq!(json!(finding.data()), *expected, "{id}");
            assert_eq!(json!(dataset.finding(&id, as_of).unwrap().data()), *expected, "{id} alone");
            assert_eq!(json!(finding.because()), expected["because"]);
            let mut sources: Vec<String> = Vec::new();
            for reason in finding.reasons() {
                sources.extend(reason.sources.iter().map(|source| source.id.to_string()));
            }
            sources.sort();
            sources.dedup();
            let mut cited: Vec<&str> =
                expected["sources"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            cited.sort_unstable();
            assert_eq!(sources, cited, "{id}");
        }
    }
}

#[test]
fn the_rule_and_its_article_are_data() {
    let dataset = Dataset::embedded().unwrap();
    let finding = dataset.finding("LU/anti-trafficking/transposition", day("2013-04-07")).unwrap();
    let reasons = finding.reasons();
    let deadline = reasons.first().unwrap();
    assert_eq!((deadline.articles.as_slice(), deadline.rule.as_deref()), (&["22(1)"][..], None), "{deadline:?}");
    let rule = reasons.last().unwrap();
    assert_eq!(rule.rule, Some(finding.rule()));
    assert!(finding.rule().starts_with("verdict/"), "{}", finding.rule());
    assert_eq!(finding.due(), Some(day("2013-04-06")));
}

#[test]
fn an_id_that_names_nothing_is_answered_with_the_one_that_was_meant() {
    let dataset = Dataset::embedded().unwrap();
    let form = "names no finding: write STATE/INSTRUMENT/OBLIGATION, as in AT/budapest/ratification";
    for (id, message) in [
        ("AT-budapest", format!("\"AT-budapest\" {form}")),
        ("AT/budapest", format!("\"AT/budapest\" {form}")),
        ("AT//ratification", format!("\"AT//ratification\" {form}")),
        ("AT/a/b/c", format!("\"AT/a/b/c\" {form}")),
        ("Austria/budapest/ratification", "unknown state \"Austria\": did you mean \"AT\"?".to_owned()),
        ("GR/budapest/ratification", "unknown state \"GR\": did you mean \"EL\"?".to_owned()),
        ("XX/budapest/ratification", "unknown state \"XX\"".to_owned()),
        ("AT/budapset/ratification", "unknown instrument \"budapset\": did you mean \"budapest\"?".to_owned()),
        ("AT/CETS 185/ratification", "unknown instrument \"CETS 185\": did you mean \"budapest\"?".to_owned()),
        (
            "AT/budapest/ratified",
            "unknown obligation \"budapest/ratified\": did you mean \"budapest/ratification\"?".to_owned(),
        ),
        ("COM/budapest/ratification", "budapest/ratification is not owed by COM but by states".to_owned()),
    ] {
        let error = unwrapped(dataset.finding(id, day("2011-11-25")).map(|_| ()));
        assert_eq!(error.to_string(), message);
        assert_eq!(unwrapped(dataset.timeline(id)), error);
        assert_eq!(error.problems().count(), 0);
    }
    let wrong = Selection { obligations: Choice::one("prum/dnaa"), ..Selection::default() };
    let error = unwrapped(dataset.findings(&wrong, day("2011-11-25")).map(|_| ()));
    assert_eq!(error.to_string(), "unknown obligation \"prum/dnaa\": did you mean \"prum/dna\"?");
    assert_eq!(unwrapped(dataset.compare(&wrong, day("2011-11-25"), day("2011-11-26"))), error);
}

#[test]
fn errors_of_a_directory_name_every_place() {
    let outside = tempfile::tempdir().unwrap();
    let directory = outside.path().join("corpus");
    load::write_embedded(&directory).unwrap();
    assert_eq!(Dataset::open(&directory).unwrap().corpus().digest, Dataset::embedded().unwrap().corpus().digest);
    fs::write(directory.join("member-states/AT.json"), "{\n  \"code\": \"AT\",\n}").unwrap();
    fs::write(directory.join("rules/verdict.json"), "{}").unwrap();
    fs::write(directory.join("seeds/zz.json"), "[]").unwrap();
    let error = unwrapped(Dataset::open(&directory));
    let places: Vec<String> = error.problems().map(|problem| problem.place()).collect();
    assert!(places.contains(&"member-states/AT.json:3:1".to_owned()), "{places:?}");
    for file in ["seeds/zz.json", "rules/verdict.json"] {
        assert!(places.iter().any(|place| place.starts_with(file)), "{file}: {places:?}");
    }
    let text = error.to_string();
    assert!(
        text.contains("in the data, ") && text.ends_with("in the decision tables: nothing was evaluated"),
        "{text}"
    );
    let source = error.source().expect("the first problem").to_string();
    assert!(source.starts_with("member-states/AT.json:3:1: "), "{source}");
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(boxed.source().is_some());
}

#[test]
fn a_timeline_covers_all_days_and_agrees_with_the_findings_on_each_side_of_a_change() {
    let dataset = Dataset::embedded().unwrap();
    for id in
        ["AT/budapest/ratification", "RO/data-retention/telephony", "UK/prum/dna", "LU/anti-trafficking/transposition"]
    {
        let timeline = dataset.timeline(id).unwrap();
        let segments = timeline.segments();
        assert_eq!(segments.first().map(|first| first.from), Some(Day::MIN), "{id}");
        assert!(segments.is_sorted_by(|one, next| one.from < next.from), "{id}");
        for (one, next) in segments.iter().zip(segments.iter().skip(1)) {
            let verdict = |on: Day| dataset.finding(id, on).unwrap().verdict();
            let sides = (verdict(next.from.previous()), verdict(next.from));
            assert_eq!(sides, (one.judgement.verdict, next.judgement.verdict), "{id} on {}", next.from);
        }
    }
    let id = "AT/data-retention/telephony";
    let known = dataset.timeline_known_as_of(id, day("2011-11-25")).unwrap();
    assert_eq!(known.on(day("2011-11-25")).map(|one| one.judgement.verdict), Some(Verdict::Overdue));
    let now = dataset.timeline(id).unwrap();
    assert_eq!(now.on(day("2011-11-25")).map(|one| one.judgement.verdict), Some(Verdict::Ended));
}

#[test]
fn changes_are_those_of_diff() {
    let dataset = Dataset::embedded().unwrap();
    let (before, after) = (day("2012-06-12"), day("2013-04-07"));
    let changes = dataset.compare(&Selection::default(), before, after).unwrap();
    let printed = printed(&["diff", "--from", "2012-06-12", "--to", "2013-04-07"]);
    let printed = printed["changes"].as_array().unwrap();
    assert_eq!(changes.len(), printed.len());
    assert!(changes.len() > 20);
    for (change, expected) in changes.iter().zip(printed) {
        assert_eq!(
            json!([change.id, change.direction, change.causes]),
            json!([expected["id"], expected["direction"], expected["causes"]])
        );
    }
    let error = unwrapped(dataset.compare(&Selection::default(), after, before));
    assert_eq!(error, Error::Order { first: after, second: before });
}

#[test]
fn what_is_assumed_holds_from_its_day_and_changes_no_other_dataset() {
    let dataset = Dataset::embedded().unwrap();
    let assumed = dataset.assume(&["IE budapest ratification 2027-01-15"]).unwrap();
    let id = "IE/budapest/ratification";
    for (on, verdict) in [("2027-01-14", Verdict::Encouraged), ("2027-01-15", Verdict::Met)] {
        assert_eq!(assumed.finding(id, day(on)).unwrap().verdict(), verdict, "{on}");
        assert_eq!(dataset.finding(id, day(on)).unwrap().verdict(), Verdict::Encouraged, "{on}");
        let printed = printed(&["explain", id, "--as-of", on, "--assume", "IE budapest ratification 2027-01-15"]);
        assert_eq!(json!(assumed.finding(id, day(on)).unwrap().data()), printed["findings"][0]);
    }
    let without = dataset.without_records("AT/budapest").unwrap();
    let id = "AT/budapest/ratification";
    assert_eq!(dataset.finding(id, day("2013-01-01")).unwrap().verdict(), Verdict::Met);
    assert_ne!(without.finding(id, day("2013-01-01")).unwrap().verdict(), Verdict::Met);
    for (fact, message) in [
        (
            "IE budapest ratification",
            "\"IE budapest ratification\": the day is missing (write STATE INSTRUMENT EVENT DATE",
        ),
        ("Ireland budapest ratification 2027-01-15", "unknown state \"Ireland\": did you mean \"IE\"?"),
        ("IE budapest ratified 2027-01-15", "there is no event \"ratified\" (did you mean \"ratification\"?)"),
        ("COM budapest ratification 2027-01-15", "budapest is not owed by COM but by others"),
        ("IE budapest ratification 2027-13-01", "2027-13-01"),
    ] {
        let error = unwrapped(dataset.assume(&[fact])).to_string();
        assert!(error.contains(message), "{error}");
    }
    assert!(dataset.without_records("AT").is_err());
}

#[test]
fn a_dataset_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    shared(&Dataset::embedded().unwrap());
}
