//! Issues as SARIF 2.1.0 (OASIS Standard with errata 01): what is missing as `fail`, what may be missing as `review`,
//! and under `--strict` what nobody knows as `open`. Places are those of the data file that decides.

mod log;
mod uri;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::json;
use crate::load::SourceLocation;
use crate::report::{DutyOf, Issue, IssueKind, IssueText, Issues, Status, Streamed};
use crate::rules::Severity;
use crate::text::harmless;
use log::{
    ArtifactLocation, AutomationDetails, BaseId, Descriptor, Driver, Fingerprints, Invocation, Location, Message,
    Notification, PhysicalLocation, Rule, RunLog, SarifLog, SarifRegion, SarifResult, SarifTool, Suppression,
    SuppressionProperties,
};

/// Results that GitHub takes in one run; with more it refuses the file. Rules are as many at most, since each has a result.
const MOST_RESULTS: usize = 25_000;
/// Characters of a description that GitHub shows.
const MOST_CHARACTERS: usize = 1_024;

/// Writes one log with one run.
pub(super) fn write(issues: &Issues, strict: bool, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&Issue> = issues.list.iter().filter(|issue| is_listed(issue, strict)).collect();
    let (notices, all): (Vec<&Issue>, Vec<&Issue>) = all.into_iter().partition(|issue| issues.duty(issue).is_none());
    let listed = most_severe(&all, MOST_RESULTS);
    let duties = issues.duties(listed.iter().copied());
    let places: BTreeMap<&str, usize> =
        duties.iter().enumerate().map(|(place, duty)| (duty.id.as_str(), place)).collect();
    let base = Base::of(issues.directory());
    let result = |issue: &&Issue| build_result(issues, issue, &places, &base);
    let invocation = Invocation {
        execution_successful: true,
        tool_execution_notifications: cut(listed.len(), all.len()).into_iter().collect(),
        tool_configuration_notifications: notices.into_iter().map(|notice| notification(issues, notice)).collect(),
    };
    json::write(
        &SarifLog {
            schema: log::SCHEMA,
            version: "2.1.0",
            runs: [RunLog {
                tool: SarifTool { driver: driver(&duties) },
                invocations: [invocation],
                automation_details: AutomationDetails { id: format!("acquis/{}/{}", issues.command, issues.as_of()) },
                original_uri_base_ids: base.descriptions(),
                column_kind: "unicodeCodePoints",
                results: Streamed::new(&listed, result),
                properties: issues.closing(),
            }],
        },
        out,
    )
}

/// Gaps and possible gaps, and whatever the baseline had that is resolved; what is unknown only if asked.
fn is_listed(issue: &Issue, strict: bool) -> bool {
    match issue.kind() {
        _ if !issue.is_listed => false,
        IssueKind::Fail | IssueKind::Review => true,
        IssueKind::Open => strict || issue.status == Some(Status::Resolved),
        IssueKind::Pass | IssueKind::NotApplicable => issue.status == Some(Status::Resolved),
    }
}

/// At most so many of the issues, in their order: those of the highest severity, and among equals the first by id.
fn most_severe<'i, 'a>(all: &[&'i Issue<'a>], most: usize) -> Vec<&'i Issue<'a>> {
    if all.len() <= most {
        return all.to_vec();
    }
    let mut ranked: Vec<(usize, &&Issue)> = all.iter().enumerate().collect();
    ranked.sort_by_cached_key(|(_, issue)| (std::cmp::Reverse(issue.severity()), issue.id()));
    let kept: BTreeSet<usize> = ranked.iter().take(most).map(|(place, _)| *place).collect();
    all.iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, issue)| *issue).collect()
}

/// What is said where not all results are listed.
fn cut(listed: usize, all: usize) -> Option<Notification> {
    let text = format!(
        "{listed} of {all} results are listed, those of the highest severity: code scanning takes no more in one run; \
         jsonl lists all, and --instrument, --state and --objective make the run smaller"
    );
    (listed < all).then(|| Notification {
        descriptor: Descriptor { id: "results-cut".to_owned() },
        level: "warning",
        message: message(&text),
    })
}

/// A notice stands at no place in the data, and code scanning refuses a file with a result that has none. It is about how
/// the tool is set up: a waiver that should be looked at.
fn notification(issues: &Issues, notice: &Issue) -> Notification {
    Notification {
        descriptor: Descriptor { id: issues.rule(notice) },
        level: "warning",
        message: message(&issues.describe(notice).headline),
    }
}

fn driver(duties: &[DutyOf]) -> Driver {
    let rule = |duty: &DutyOf| Rule {
        id: duty.id.clone(),
        short_description: shorten(&duty.short),
        full_description: shorten(&duty.full),
        help: message(&format!("{}. Why a state has or has not done it: acquis explain STATE/{}", duty.full, duty.id)),
    };
    let version = env!("CARGO_PKG_VERSION");
    Driver { name: "acquis", version, semantic_version: version, rules: duties.iter().map(rule).collect() }
}

fn shorten(text: &str) -> Message {
    let Message { text } = message(text);
    match text.char_indices().nth(MOST_CHARACTERS - 1) {
        Some((end, _)) if text.chars().count() > MOST_CHARACTERS => {
            Message { text: format!("{}…", text.get(..end).unwrap_or_default()) }
        }
        _ => Message { text },
    }
}

/// What places are relative to.
enum Base {
    /// The root of the data in the binary.
    Binary,
    /// The working directory, and the path from it to the data.
    Working(String),
    /// Nothing: the data are elsewhere, and their address is absolute.
    Absolute(String),
}

impl Base {
    fn of(directory: Option<&Path>) -> Base {
        match directory.map(uri::of_directory) {
            None => Base::Binary,
            Some((uri, true)) => Base::Absolute(uri),
            Some((uri, false)) => Base::Working(uri),
        }
    }

    /// GitHub reads no bases: a path has to be right from the working directory, where the repository is.
    fn location(&self, file: &str) -> ArtifactLocation {
        let file = uri::of_path(file);
        match self {
            Base::Binary => ArtifactLocation { uri: file, uri_base_id: Some(log::DATA) },
            Base::Working(path) => ArtifactLocation { uri: format!("{path}{file}"), uri_base_id: Some(log::WORKING) },
            Base::Absolute(path) => ArtifactLocation { uri: format!("{path}{file}"), uri_base_id: None },
        }
    }

    fn descriptions(&self) -> BTreeMap<&'static str, BaseId> {
        let named = match self {
            Base::Binary => Some((log::DATA, "the data in the binary; acquis init writes them into a directory")),
            Base::Working(_) => Some((log::WORKING, "the directory in which acquis was started")),
            Base::Absolute(_) => None,
        };
        named.into_iter().map(|(name, text)| (name, BaseId { description: message(text) })).collect()
    }
}

fn build_result(issues: &Issues, issue: &Issue, places: &BTreeMap<&str, usize>, base: &Base) -> SarifResult {
    let (kind, level) = kind_and_level(issue);
    let rule_id = issues.duty(issue).unwrap_or_default();
    let mut sites = issues.sites(issue).into_iter();
    let locations: Vec<Location> = sites.next().map(|site| location(site, None, base)).into_iter().collect();
    let related = sites.enumerate().map(|(number, site)| location(site, Some(number + 1), base));
    SarifResult {
        rule_index: places.get(rule_id.as_str()).copied().unwrap_or_default(),
        rule_id,
        kind,
        level,
        message: message(&join_text(&issues.describe(issue))),
        locations,
        related_locations: related.collect(),
        partial_fingerprints: fingerprints(issue.id()),
        baseline_state: issue.status.map(baseline_state),
        suppressions: suppressions(issues, issue),
        properties: log::ResultProperties {
            id: issue.id(),
            verdict: issue.verdict(),
            rule: issues.rule(issue),
            severity: issue.severity(),
            status: issue.status,
        },
    }
}

/// The id, and its hash in the form that GitHub documents: digits, a colon, and which of its kind it is.
fn fingerprints(id: String) -> Fingerprints {
    let hash: String = Sha256::digest(&id).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Fingerprints { finding: id, hash: format!("{hash}:1") }
}

/// SARIF knows a level only for what failed: everything else has `none` (3.27.10).
fn kind_and_level(issue: &Issue) -> (&'static str, &'static str) {
    match (issue.kind(), issue.severity()) {
        (IssueKind::Fail, Severity::Critical | Severity::High) => ("fail", "error"),
        (IssueKind::Fail, Severity::Medium | Severity::Low) => ("fail", "warning"),
        (IssueKind::Fail, Severity::Info) => ("fail", "note"),
        (IssueKind::Review, _) => ("review", "none"),
        (IssueKind::Open, _) => ("open", "none"),
        (IssueKind::Pass, _) => ("pass", "none"),
        (IssueKind::NotApplicable, _) => ("notApplicable", "none"),
    }
}

fn baseline_state(status: Status) -> &'static str {
    match status {
        Status::New => "new",
        Status::Unchanged => "unchanged",
        Status::Worse | Status::Better => "updated",
        Status::Resolved => "absent",
    }
}

/// All results say whether they are suppressed, or none does (3.27.23).
fn suppressions(issues: &Issues, issue: &Issue) -> Option<Vec<Suppression>> {
    let suppression = issue.waiver.map(|waiver| Suppression {
        kind: "external",
        status: "accepted",
        justification: waiver.reason.clone(),
        properties: SuppressionProperties {
            owner: waiver.owner.clone(),
            until: waiver.until.map(|day| day.to_string()),
        },
    });
    (issues.has_waivers || suppression.is_some()).then(|| suppression.into_iter().collect())
}

fn join_text(issue: &IssueText) -> String {
    match issue.because.as_slice() {
        [] => issue.headline.clone(),
        reasons => format!("{}. Because: {}", issue.headline, reasons.join("; ")),
    }
}

/// Plain text: braces are doubled (3.11.5), and nothing can be taken for a link (3.11.6).
fn message(text: &str) -> Message {
    Message { text: harmless(text).replace('{', "{{").replace('}', "}}").replace("](", "] (") }
}

fn location(site: SourceLocation, related: Option<usize>, base: &Base) -> Location {
    let region = site.region.map(|region| SarifRegion {
        start_line: region.line,
        start_column: region.column,
        end_line: region.end_line,
        end_column: region.end_column,
    });
    let artifact_location = base.location(&site.file);
    Location {
        id: related,
        physical_location: PhysicalLocation { artifact_location, region },
        message: related.map(|_| message("the obligation")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_end_where_github_ends_them() {
        assert_eq!(shorten(&"ä".repeat(1_024)).text, "ä".repeat(1_024));
        assert_eq!(shorten(&"ä".repeat(1_025)).text, "ä".repeat(1_023) + "…");
    }

    #[test]
    fn a_hash_is_of_the_id_alone() {
        let [one, other] = ["BE/anti-trafficking/notification", "BE/anti-trafficking/transposition"];
        let hash = fingerprints(one.to_owned()).hash;
        let (digits, count) = hash.split_once(':').unwrap();
        assert!(digits.len() == 16 && u64::from_str_radix(digits, 16).is_ok() && count == "1", "{hash}");
        assert_ne!(hash, fingerprints(other.to_owned()).hash);
    }

    /// A notice of a severity, in the place of a finding.
    fn issue(number: usize, severity: Severity) -> Issue<'static> {
        let (rule, rule_text, kind) = ("rule", "text", crate::report::IssueKind::Fail);
        let id = format!("{number:05}");
        crate::report::Notice { id, rule, rule_text, kind, severity, message: String::new() }.into()
    }

    #[test]
    fn the_most_severe_are_kept_in_their_order() {
        let severity = |number: usize| if number.is_multiple_of(3) { Severity::High } else { Severity::Low };
        let list: Vec<Issue> = (0..30_000).map(|number| issue(number, severity(number))).collect();
        let all: Vec<&Issue> = list.iter().collect();
        let kept = most_severe(&all, MOST_RESULTS);
        assert_eq!(kept.len(), 25_000);
        assert!(kept.windows(2).all(|pair| pair[0].id() < pair[1].id()), "the order stays");
        assert_eq!(kept.iter().filter(|one| one.severity() == Severity::High).count(), 10_000);
        // All severe ones, and of the 20,000 others the first 15,000: up to number 22,499.
        assert_eq!(kept.iter().rfind(|one| one.severity() == Severity::Low).unwrap().id(), "22499");
        let notification = cut(kept.len(), all.len()).unwrap();
        assert!(
            notification.message.text.starts_with("25000 of 30000 results are listed"),
            "{}",
            notification.message.text
        );
        assert!(cut(25_000, 25_000).is_none() && most_severe(&all[..25_000], MOST_RESULTS).len() == 25_000);
    }

    #[test]
    fn no_text_is_taken_for_a_placeholder_or_a_link() {
        assert_eq!(message("{0} [x](1)\u{1b}").text, "{{0}} [x] (1)\u{FFFD}");
    }
}
