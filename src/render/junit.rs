//! Issues as JUnit's XML: one suite per state, one test per finding. A gap fails its test; what nobody knows, what may be a gap,
//! what does not bind, what is waived and a gap that fails no run (below `--fail-on`, or not new under `--new-only`) is
//! skipped; under `--strict` what is not known is an error. No times: nothing
//! here is measured, and the same input gives the same bytes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::load::Waiver;
use crate::report::{About, Issue, IssueKind, IssueText, Issues, Streamed};
use crate::text::harmless;

/// How a test ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TestEnd {
    Passed,
    Failure,
    Error,
    Skipped,
}

/// Writes all suites.
pub(super) fn write(issues: &Issues, strict: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = BytesStart::new("testsuites");
    set(&mut root, "name", &format!("acquis {}", issues.command));
    set_counts(&mut root, &issues.list, strict);
    xml.write_event(Event::Start(root))?;
    let suites: Vec<&[Issue]> = issues.list.chunk_by(|one, other| suite_of(one) == suite_of(other)).collect();
    if suites.is_empty() {
        write_suite(issues, "none", &[], strict, &mut xml)?
    } else {
        suites
            .iter()
            .try_for_each(|own| write_suite(issues, own.first().map_or("none", suite_of), own, strict, &mut xml))?
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
    drop(xml);
    out.write_all(b"\n")
}

/// The state, or `notices`.
fn suite_of<'i>(issue: &'i Issue) -> &'i str {
    match &issue.about {
        About::Finding(finding) => &finding.actor.code,
        About::Notice(_) => "notices",
    }
}

fn end_of(issue: &Issue, strict: bool) -> TestEnd {
    match issue.kind() {
        _ if issue.waiver.is_some() => TestEnd::Skipped,
        IssueKind::Fail if !issue.is_listed => TestEnd::Skipped,
        IssueKind::Fail => TestEnd::Failure,
        IssueKind::Review | IssueKind::Open if strict => TestEnd::Error,
        IssueKind::Review | IssueKind::Open | IssueKind::NotApplicable => TestEnd::Skipped,
        IssueKind::Pass => TestEnd::Passed,
    }
}

fn set_counts(start: &mut BytesStart, list: &[Issue], strict: bool) {
    let count = |end: TestEnd| list.iter().filter(|issue| end_of(issue, strict) == end).count();
    set(start, "tests", &list.len().to_string());
    set(start, "failures", &count(TestEnd::Failure).to_string());
    set(start, "errors", &count(TestEnd::Error).to_string());
}

fn write_suite<W: Write>(
    issues: &Issues,
    name: &str,
    own: &[Issue],
    strict: bool,
    xml: &mut Writer<W>,
) -> io::Result<()> {
    let mut start = BytesStart::new("testsuite");
    set(&mut start, "name", name);
    set_counts(&mut start, own, strict);
    let skipped = own.iter().filter(|issue| end_of(issue, strict) == TestEnd::Skipped).count();
    set(&mut start, "skipped", &skipped.to_string());
    xml.write_event(Event::Start(start))?;
    write_properties(issues, xml)?;
    let described = |issue| (issue, issues.describe(issue));
    Streamed::new(own, described).each(|(issue, text)| write_test(issue, &text, strict, xml))?;
    xml.write_event(Event::End(BytesEnd::new("testsuite")))
}

/// What every output carries.
fn write_properties<W: Write>(issues: &Issues, xml: &mut Writer<W>) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("properties")))?;
    let [run, counted] = issues.sentences();
    for (name, value) in [("run", run), ("evaluated", counted)] {
        let mut property = BytesStart::new("property");
        set(&mut property, "name", name);
        set(&mut property, "value", &value);
        xml.write_event(Event::Empty(property))?;
    }
    xml.write_event(Event::End(BytesEnd::new("properties")))
}

fn write_test<W: Write>(issue: &Issue, text: &IssueText, strict: bool, xml: &mut Writer<W>) -> io::Result<()> {
    let mut case = BytesStart::new("testcase");
    let (class, name) = match &issue.about {
        About::Finding(finding) => {
            (format!("{}.{}", finding.actor.code, finding.instrument.id), finding.obligation.id.to_string())
        }
        About::Notice(notice) => (format!("notices.{}", notice.rule.replace('/', ".")), notice.id.clone()),
    };
    set(&mut case, "classname", &class);
    set(&mut case, "name", &name);
    let end = end_of(issue, strict);
    if end == TestEnd::Passed {
        return xml.write_event(Event::Empty(case));
    }
    xml.write_event(Event::Start(case))?;
    match (end, issue.waiver) {
        (TestEnd::Skipped, waiver) => {
            let mut skipped = BytesStart::new("skipped");
            set(&mut skipped, "message", &waiver.map_or_else(|| text.line(), describe_waiver));
            xml.write_event(Event::Empty(skipped))?;
        }
        (_, _) => write_failure(if end == TestEnd::Error { "error" } else { "failure" }, issue, text, xml)?,
    }
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

fn write_failure<W: Write>(element: &str, issue: &Issue, text: &IssueText, xml: &mut Writer<W>) -> io::Result<()> {
    let mut start = BytesStart::new(element);
    set(&mut start, "type", issue.verdict());
    set(&mut start, "message", &text.line());
    let reasons: Vec<String> = text.because.iter().map(|reason| harmless(reason).into_owned()).collect();
    if reasons.is_empty() {
        return xml.write_event(Event::Empty(start));
    }
    xml.write_event(Event::Start(start))?;
    let status = issue.status.map_or(String::new(), |status| format!("{status}; "));
    let text = format!("{status}severity {}\n{}", issue.severity(), reasons.join("\n"));
    xml.write_event(Event::Text(BytesText::new(&text)))?;
    xml.write_event(Event::End(BytesEnd::new(element)))
}

fn describe_waiver(waiver: &Waiver) -> String {
    let until = waiver.until.map_or(String::new(), |day| format!(" until {day}"));
    format!("waived by {}{until}: {}", waiver.owner, waiver.reason)
}

fn set(start: &mut BytesStart, name: &str, value: &str) {
    start.push_attribute((name, harmless(value).as_ref()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_harmful() {
        // Production 2 (Char) of XML 1.0 allows all but these; surrogates are no `char`.
        let is_forbidden = |char: char| matches!(char, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
        let passed = ('\0'..=char::MAX).find(|char| harmless(&char.to_string()).contains(is_forbidden));
        assert_eq!(passed, None);
    }
}
