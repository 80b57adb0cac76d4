//! JUnit's XML as a build server reads it back: a suite a state, a test a finding, counts that are right.

use acquis::engine::{Finding, Selection};
use acquis::load::Waiver;
use acquis::render::{Format, Look};
use acquis::report::{IssueKind, Issues, Notice, Page, Report, Run, Sheet, Status};
use acquis::rules::Severity;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{self, day, edit, json, own_corpus, printed, run_of};

/// An element with its attributes and the ends of its tests.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn number(&self, name: &str) -> usize {
        self.get(name).parse().unwrap()
    }
}

/// Every element, in the order of the file.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    let value = attribute.value.into_owned();
                    (key, quick_xml::escape::unescape(&value).unwrap().into_owned())
                });
                let name = start.name().as_ref().to_owned();
                found.push(Element { name, attributes: attributes.collect() });
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn count(found: &[Element], name: &str) -> usize {
    found.iter().filter(|element| element.name == name).count()
}

const GAPS: [&str; 8] = ["gaps", "AT", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25", "--format", "junit"];
const COMPARE: [&str; 5] = ["compare", "--as-of", "2011-11-25", "--format", "junit"];

#[test]
fn counts_are_those_of_the_findings() {
    let json: serde_json::Value = json(&["compare", "--as-of", "2011-11-25"]);
    let sum =
        |verdicts: &[&str]| verdicts.iter().map(|one| json["summary"][*one].as_u64().unwrap() as usize).sum::<usize>();
    let gaps = sum(&["partial", "overdue"]);
    let open = sum(&["unknown", "possible-gap"]);
    let outside = sum(&["not-bound", "not-in-force", "ended"]);
    for (more, errors, skipped) in [(&[][..], 0, open + outside), (&["--strict"], open, outside)] {
        let ran = support::run(&[&COMPARE[..], more].concat());
        let found = elements(&ran.stdout);
        assert_eq!(found[0].name, "testsuites");
        assert_eq!(
            (found[0].number("tests"), found[0].number("failures")),
            (json["totals"]["printed"].as_u64().unwrap() as usize, gaps)
        );
        assert_eq!(found[0].number("errors"), errors);
        assert_eq!(
            (count(&found, "failure"), count(&found, "error"), count(&found, "skipped")),
            (gaps, errors, skipped)
        );
        assert_eq!(count(&found, "testcase"), found[0].number("tests"));
        let suites: Vec<&Element> = found.iter().filter(|element| element.name == "testsuite").collect();
        assert_eq!(suites.len(), 27);
        for key in ["tests", "failures", "errors"] {
            assert_eq!(suites.iter().map(|suite| suite.number(key)).sum::<usize>(), found[0].number(key), "{key}");
        }
        assert_eq!(suites.iter().map(|suite| suite.number("skipped")).sum::<usize>(), skipped);
        assert!(!ran.stdout.contains("timestamp") && !ran.stdout.contains(" time="), "nothing here has a time");
    }
}

#[test]
fn a_gap_is_a_failure_with_its_verdict() {
    let text = printed(&[&GAPS[..], &["--instrument", "data-retention"]].concat());
    let found = elements(&text);
    let case = found.iter().position(|element| element.get("name") == "telephony").unwrap();
    assert_eq!(found[case].get("classname"), "AT.data-retention");
    assert_eq!((found[case + 1].name.as_str(), found[case + 1].get("type")), ("failure", "overdue"));
    assert!(found[case + 1].get("message").contains("as of 2011-11-25"));
    assert!(text.contains("as of 2011-11-25, known as of: 2011-11-25; acquis "));
}

#[test]
fn no_title_breaks_the_xml() {
    let corpus = own_corpus();
    let title = "\"short_title\": \"Data Retention Directive\"";
    edit(
        &corpus,
        "instruments/data-retention.json",
        title,
        "\"short_title\": \"<b a=\\\"1\\\">&amp;]]>\\u0000\\u001b\\ufffe\\n'x\"",
    );
    let data = corpus.path().to_str().unwrap();
    let text = printed(&[&GAPS[..], &["--data", data]].concat());
    assert!(!text.contains(['\0', '\u{1b}', '\u{fffe}']));
    let found = elements(&text);
    let hostile = found.iter().find(|element| element.get("message").contains("<b a=\"1\">&amp;]]>")).unwrap();
    assert!(hostile.get("message").contains("\u{fffd}\u{fffd} 'x"), "{hostile:?}");
}

/// A report of issues alone, as a command with baseline and waivers has it.
pub struct Nightly<'a> {
    pub run: Run<'a>,
    pub findings: &'a [Finding<'a>],
    pub waivers: &'a [Waiver],
}

impl Report for Nightly<'_> {
    fn page(&self) -> Page {
        Page::default()
    }

    fn sheet(&self) -> Sheet {
        Sheet::default()
    }

    fn data(&self) -> impl serde::Serialize {}

    fn issues(&self) -> Option<Issues<'_>> {
        let mut issues = Issues::new("check", self.run, self.findings, &acquis::report::Counts::of(self.findings));
        issues.has_waivers = true;
        for (number, issue) in issues.list.iter_mut().enumerate() {
            issue.status = Status::ALL.get(number % 5).copied();
            issue.waiver = self.waivers.get(number % 3);
        }
        let (id, message) = ("waivers/2".to_owned(), "the waiver expired on 2011-01-01".to_owned());
        let (rule, rule_text) = ("waiver/expired", "a waiver holds until its last day");
        issues
            .list
            .push(Notice { id, rule, rule_text, kind: IssueKind::Fail, severity: Severity::Low, message }.into());
        Some(issues)
    }
}

/// What such a report looks like in a format, for everybody on 2011-11-25.
pub fn nightly(format: Format, strict: bool) -> String {
    let run = run_of("2011-11-25", None);
    let findings = run.findings(&Selection::default());
    let waivers = [Waiver {
        finding: "*".into(),
        line: 1,
        names_nothing: None,
        reason: "with the minister".into(),
        owner: "legal unit".into(),
        until: Some(day("2012-06-30")),
    }];
    let mut out = Vec::new();
    let look = Look { width: 100, colour: false, strict, compact: false, to_file: false };
    let report = Nightly { run, findings: &findings, waivers: &waivers };
    acquis::render::write(&report, format, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn what_is_waived_is_skipped_with_its_reason() {
    let found = elements(&nightly(Format::Junit, true));
    let waived = found
        .iter()
        .filter(|element| element.get("message") == "waived by legal unit until 2012-06-30: with the minister");
    assert_eq!(waived.count(), (count(&found, "testcase") - 1).div_ceil(3));
    let notice = found.iter().position(|element| element.get("classname") == "notices.waiver.expired").unwrap();
    assert_eq!((found[notice + 1].name.as_str(), found[notice + 1].get("type")), ("failure", "notice"));
}
