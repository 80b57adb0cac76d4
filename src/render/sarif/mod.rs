//! Issues as SARIF 2.1.0 (OASIS Standard with errata 01): what is missing as `fail`, what may be missing as `review`,
//! and under `--strict` what nobody knows as `open`. Places are those of the data file that decides.

mod log;
mod uri;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::json;
use crate::load::Site;
use crate::report::{Issue, Issues, Kind, RuleUsed, Status, Streamed, Told};
use crate::rules::Severity;
use crate::text::harmless;
use log::{
    ArtifactLocation, AutomationDetails, BaseId, Bases, Driver, Fingerprints, Invocation, Location, Log, Message,
    PhysicalLocation, Region, Rule, RunLog, SarifResult, Suppression, SuppressionProperties, Tool,
};

/// Writes one log with one run.
pub(super) fn write(issues: &Issues, strict: bool, out: &mut dyn Write) -> io::Result<()> {
    let listed: Vec<&Issue> = issues.list.iter().filter(|issue| is_listed(issue, strict)).collect();
    let used = issues.rules(listed.iter().copied());
    let places: BTreeMap<&str, usize> =
        used.iter().enumerate().map(|(place, rule)| (rule.id.as_str(), place)).collect();
    let result = |issue: &&Issue| result(issues, issue, &places);
    json::write(
        &Log {
            schema: log::SCHEMA,
            version: "2.1.0",
            runs: [RunLog {
                tool: Tool { driver: driver(&used) },
                invocations: [Invocation { execution_successful: true }],
                automation_details: AutomationDetails { id: format!("acquis/{}/{}", issues.command, issues.as_of()) },
                original_uri_base_ids: bases(issues),
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
        Kind::Fail | Kind::Review => true,
        Kind::Open => strict || issue.status == Some(Status::Resolved),
        Kind::Pass | Kind::NotApplicable => issue.status == Some(Status::Resolved),
    }
}

fn driver(used: &[RuleUsed]) -> Driver {
    let rule = |rule: &RuleUsed| Rule {
        id: rule.id.clone(),
        short_description: message(&rule.because),
        help_uri: rule.rests_on.clone().filter(|text| uri::is_link(text)),
        help: rule.rests_on.as_deref().filter(|text| !uri::is_link(text)).map(message),
    };
    let version = env!("CARGO_PKG_VERSION");
    Driver { name: "acquis", version, semantic_version: version, rules: used.iter().map(rule).collect() }
}

/// What paths are relative to. Nothing absolute is told unless it was typed.
fn bases(issues: &Issues) -> Bases {
    let data = match issues.directory() {
        None => BaseId {
            uri: None,
            uri_base_id: None,
            description: message("the data in the binary; acquis init writes them into a directory"),
        },
        Some(directory) => {
            let (uri, is_absolute) = uri::of_directory(directory);
            let uri_base_id = (!is_absolute).then_some(log::WORKING);
            BaseId { uri: Some(uri), uri_base_id, description: message("the directory of the data") }
        }
    };
    let working = data.uri_base_id.map(|_| BaseId {
        uri: None,
        uri_base_id: None,
        description: message("the directory in which acquis was started"),
    });
    Bases { data, working }
}

fn result(issues: &Issues, issue: &Issue, places: &BTreeMap<&str, usize>) -> SarifResult {
    let (kind, level) = kind_and_level(issue);
    let rule_id = issues.rule(issue);
    let mut sites = issues.sites(issue).into_iter();
    let locations: Vec<Location> = sites.next().map(|site| location(site, None)).into_iter().collect();
    let related = sites.enumerate().map(|(number, site)| location(site, Some(number + 1)));
    SarifResult {
        rule_index: places.get(rule_id.as_str()).copied(),
        rule_id,
        kind,
        level,
        message: message(&text(&issues.told(issue))),
        locations,
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { finding: issue.id() },
        baseline_state: issue.status.map(baseline_state),
        suppressions: suppressions(issues, issue),
        properties: log::ResultProperties {
            id: issue.id(),
            verdict: issue.verdict(),
            severity: issue.severity(),
            status: issue.status,
        },
    }
}

/// SARIF knows a level only for what failed: everything else has `none` (3.27.10).
fn kind_and_level(issue: &Issue) -> (&'static str, &'static str) {
    match (issue.kind(), issue.severity()) {
        (Kind::Fail, Severity::Critical | Severity::High) => ("fail", "error"),
        (Kind::Fail, Severity::Medium | Severity::Low) => ("fail", "warning"),
        (Kind::Fail, Severity::Info) => ("fail", "note"),
        (Kind::Review, _) => ("review", "none"),
        (Kind::Open, _) => ("open", "none"),
        (Kind::Pass, _) => ("pass", "none"),
        (Kind::NotApplicable, _) => ("notApplicable", "none"),
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

fn text(told: &Told) -> String {
    match told.because.as_slice() {
        [] => told.headline.clone(),
        reasons => format!("{}. Because: {}", told.headline, reasons.join("; ")),
    }
}

/// Plain text: braces are doubled (3.11.5), and nothing can be taken for a link (3.11.6).
fn message(text: &str) -> Message {
    Message { text: harmless(text).replace('{', "{{").replace('}', "}}").replace("](", "] (") }
}

fn location(site: Site, related: Option<usize>) -> Location {
    let region = site.region.map(|region| Region {
        start_line: region.line,
        start_column: region.column,
        end_line: region.end_line,
        end_column: region.end_column,
    });
    let artifact_location = ArtifactLocation { uri: uri::of_path(&site.file), uri_base_id: log::DATA };
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
    fn no_text_is_taken_for_a_placeholder_or_a_link() {
        assert_eq!(message("{0} [x](1)\u{1b}").text, "{{0}} [x] (1)\u{FFFD}");
    }
}
