//! A check presented: the page, the flat table, the JSON contract.

use super::stale_waivers::Staleness;
use super::{Check, Item, StaleWaiver, unknown};
use crate::engine::Finding;
use crate::load::Waiver;
use crate::report::annex;
use crate::report::change::{ChangeData, FindingChange, join_causes};
use crate::report::contract::{DataWriter, Status, WaiverData};
use crate::report::findings::{CheckMark, FindingsReport};
use crate::report::hindsight;
use crate::report::intervals::{IntervalPart, Intervals};
use crate::report::issues::{Issue, IssueKind, Issues, Notice};
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet, Tone};
use crate::report::text::facts::facts_in_one_line;
use crate::report::text::labels::counted;
use crate::report::text::marks::{Marks, marked};
use crate::report::text::reasons::because;
use crate::report::workbook::Workbook;
use crate::rules::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// What a check adds to the contract of findings.
#[derive(Serialize)]
pub struct CheckData<'c> {
    #[serde(flatten)]
    report: FindingsReport<'c>,
    #[serde(flatten)]
    outcome: CheckOutcome<'c>,
}

/// What came of it, behind the findings.
#[derive(Serialize)]
struct CheckOutcome<'c> {
    check: CheckSummary,
    gone: Vec<ChangeData<'c>>,
    stale_waivers: Vec<StaleData<'c>>,
}

#[derive(Debug, Serialize)]
struct CheckSummary {
    fail_on: &'static str,
    new_only: bool,
    fails: bool,
    /// Findings at or above the level, waived ones left out.
    reached: usize,
    waived: usize,
    /// By status, all five; null without an earlier report.
    status: Option<BTreeMap<&'static str, usize>>,
}

#[derive(Debug, Serialize)]
struct StaleData<'c> {
    finding: &'c str,
    state: &'static str,
    because: String,
    reason: &'c str,
    owner: &'c str,
    until: Option<String>,
    line: usize,
}

/// The sections of the page where there is an earlier report, the urgent ones first.
const SECTIONS: [(Status, &str); 5] = [
    (Status::New, "New"),
    (Status::Worse, "Worse than before"),
    (Status::Unchanged, "Unchanged"),
    (Status::Better, "Better than before, and not done"),
    (Status::Resolved, "Resolved: no longer at or above the level"),
];

impl<'a> Check<'a> {
    /// What is printed.
    pub(super) fn printed(&self) -> Vec<(&Finding<'a>, &Item<'a>)> {
        let held = self.findings.iter().zip(&self.places);
        let printed = held.filter_map(|(finding, place)| {
            let (one, item) = self.after.findings.get(*place).zip(self.items.get(*place))?;
            self.query.prints(one, item).then_some((finding, item))
        });
        printed.collect()
    }

    /// What was resolved because there is no such finding any more.
    pub(super) fn gone_shown(&self) -> &[FindingChange<'a>] {
        if self.query.new_only { &[] } else { &self.gone }
    }

    /// By status, all five; `None` without an earlier report.
    pub fn statuses(&self) -> Option<BTreeMap<&'static str, usize>> {
        self.query.before?;
        let mut counts: BTreeMap<&str, usize> = Status::WORDS.into_iter().map(|word| (word, 0)).collect();
        let known = self.items.iter().filter_map(|item| item.status);
        for status in known.chain(self.gone.iter().map(|_| Status::Resolved)) {
            *counts.entry(status.as_str()).or_default() += 1;
        }
        Some(counts)
    }

    fn summary(&self) -> CheckSummary {
        CheckSummary {
            fail_on: self.query.level.as_str(),
            new_only: self.query.new_only,
            fails: self.fails(),
            reached: self.reached(),
            waived: self.waived(),
            status: self.statuses(),
        }
    }

    /// The outcome in one line: `1053 findings evaluated, 12 at or above partial: 3 new, 9 unchanged; 2 waived`.
    pub fn sentence(&self) -> String {
        let total = self.items.len();
        if total == 0 {
            return "0 findings: nothing was evaluated".to_owned();
        }
        let summary = self.summary();
        let mut text = format!("{} evaluated", counted(total, "finding", "findings"));
        if summary.fail_on != "never" {
            text += &format!(", {} at or above {}", summary.reached, summary.fail_on);
        }
        if let Some(statuses) = &summary.status {
            let by_status = Status::WORDS.iter().map(|word| format!("{} {word}", statuses.get(word).unwrap_or(&0)));
            text += &format!(": {}", by_status.collect::<Vec<_>>().join(", "));
        }
        if summary.waived > 0 {
            text += &format!("; {} waived", summary.waived);
        }
        let stale = self.stale.len();
        if stale > 0 {
            text += &format!("; {} to look at", counted(stale, "waiver", "waivers"));
        }
        text
    }

    fn table(&self, findings: &[(&Finding, &Item)]) -> Sheet {
        let mut sheet = Sheet::with(&["verdict", "severity", "finding", "due", "days", "because"]);
        for (finding, item) in findings {
            let verdict = finding.judgement.verdict;
            let causes = Some(join_causes(&item.causes)).filter(|causes| !causes.is_empty());
            let facts = facts_in_one_line(&self.run, &because(&self.run, finding));
            let why: Vec<String> = causes.into_iter().chain([facts]).collect();
            sheet.rows.push(vec![
                Cell::toned(marked(finding), Tone::from(verdict)),
                Cell::plain(finding.judgement.severity.as_str()),
                Cell::plain(finding.id()),
                Cell::plain(finding.judgement.limit.map_or(String::new(), |limit| limit.0.to_string())),
                Cell::plain(finding.days_overdue().map_or(String::new(), |days| days.to_string())),
                Cell::plain(why.join("; ")),
            ]);
        }
        sheet
    }

    /// The findings printed, as the contract has them.
    pub(super) fn report(&self) -> FindingsReport<'_> {
        let printed = self.printed();
        let findings: Vec<&Finding> = printed.iter().map(|(finding, _)| *finding).collect();
        let mark = |(_, item): &(&Finding, &Item)| CheckMark {
            status: item.status,
            causes: item.causes.clone(),
            waiver: item.waiver.map(WaiverData::from),
        };
        FindingsReport::new(&self.run, self.scope.clone(), findings, &self.counts)
            .marked(printed.iter().map(mark).collect())
    }

    /// What came of it, for programs.
    fn outcome(&self) -> CheckOutcome<'_> {
        let stale = |one: &'_ StaleWaiver<'a>| StaleData {
            finding: &one.waiver.finding,
            state: one.why.as_str(),
            because: one.in_words(),
            reason: &one.waiver.reason,
            owner: &one.waiver.owner,
            until: one.waiver.until.map(|day| day.to_string()),
            line: one.waiver.line,
        };
        CheckOutcome {
            check: self.summary(),
            gone: self.gone_shown().iter().map(ChangeData::new).collect(),
            stale_waivers: self.stale_shown().map(stale).collect(),
        }
    }
}

impl<'a> Report for Check<'a> {
    fn page(&self) -> Page {
        let mut page = Page { title: title(self), blocks: Vec::new() };
        let printed = self.printed();
        let of = |status: Option<Status>| -> Vec<_> {
            let of_status = |(_, item): &&(&Finding<'a>, &Item<'a>)| {
                let counts = item.reached || item.status.is_some();
                counts && item.waiver.is_none() && item.status == status
            };
            printed.iter().filter(of_status).copied().collect()
        };
        let unknown: Vec<_> =
            printed.iter().filter(|(_, item)| !item.reached && item.status.is_none()).copied().collect();
        let level = self.query.level.as_str();
        section(&mut page, &format!("At or above {level}"), self.table(&of(None)));
        for (status, heading) in SECTIONS {
            section(&mut page, heading, self.table(&of(Some(status))));
        }
        let mut gone = self.table(&[]);
        gone.rows.extend(self.gone_shown().iter().map(gone_row));
        section(&mut page, "No longer in the report", gone);
        if self.whole {
            section(&mut page, "Not known", self.table(&unknown))
        } else {
            page.blocks.extend(unknown::grouped(&unknown.iter().map(|(one, _)| *one).collect::<Vec<_>>()))
        }
        section(&mut page, "Waived", waived(printed.iter().filter_map(|(one, item)| Some((*one, item.waiver?)))));
        section(&mut page, "Waivers to look at", stale(self.stale_shown()));
        page.blocks.extend(Marks::of_all(printed.iter().map(|(finding, _)| *finding)).legend());
        if self.run.engine.known_as_of.is_some() {
            page.blocks.extend(hindsight::note(&self.run, &self.findings));
        }
        page.blocks.push(Block::Text(Cell::toned(self.sentence(), Tone::Strong)));
        page.blocks.extend(self.run.footer(&self.counts));
        page
    }

    fn sheet(&self) -> Sheet {
        let report = self.report();
        let mut sheet = report.sheet();
        sheet.columns.extend(["status", "causes", "waiver_owner", "waiver_reason", "waiver_until"].map(str::to_owned));
        for (row, (_, item)) in sheet.rows.iter_mut().zip(self.printed()) {
            let waiver = |pick: fn(&Waiver) -> String| item.waiver.map_or(String::new(), pick);
            let texts = [
                item.status.map_or(String::new(), |status| status.to_string()),
                join_causes(&item.causes),
                waiver(|waiver| waiver.owner.clone()),
                waiver(|waiver| waiver.reason.clone()),
                waiver(|waiver| waiver.until.map_or(String::new(), |day| day.to_string())),
            ];
            row.extend(texts.map(Cell::plain));
        }
        sheet.rows.extend(self.stale_shown().map(|stale| stale_row(stale, &sheet.columns)).collect::<Vec<_>>());
        sheet
    }

    fn data(&self) -> impl Serialize {
        CheckData { report: self.report(), outcome: self.outcome() }
    }

    fn write_data(&self, to: impl DataWriter) -> io::Result<()> {
        self.report().write(&self.outcome(), to)
    }

    fn interval_part(&self) -> IntervalPart {
        IntervalPart::Beside
    }

    fn intervals(&self) -> Option<Intervals<'_>> {
        Some(Intervals::of_findings(&self.run, self.printed().into_iter().map(|(finding, _)| finding)))
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        self.holds_all().then(|| annex::workbook(&self.run, title(self), &self.findings, self.work_sheets()))
    }

    fn issues(&self) -> Option<Issues<'_>> {
        if !self.holds_all() {
            return None;
        }
        let mut issues = Issues::new("check", self.run, &self.findings, &self.counts);
        for (issue, (one, item)) in issues.list.iter_mut().zip(self.after.findings.iter().zip(&self.items)) {
            (issue.status, issue.causes, issue.waiver) = (item.status, item.causes.clone(), item.waiver);
            issue.is_listed = self.query.prints(one, item);
        }
        issues.has_waivers = self.query.waivers.is_some();
        issues.list.extend(self.stale_shown().map(notice).map(Issue::from));
        Some(issues)
    }
}

fn title(check: &Check) -> String {
    format!("Check as of {}", check.run.as_of)
}

/// A stale waiver as a row among the findings.
fn stale_row(stale: &StaleWaiver, columns: &[String]) -> Vec<Cell> {
    let notice = notice(stale);
    let text = |column: &String| match column.as_str() {
        "id" => notice.id.clone(),
        "severity" => notice.severity.to_string(),
        "rule" => notice.rule.to_owned(),
        "because" => notice.message.clone(),
        "waiver_owner" => stale.waiver.owner.clone(),
        "waiver_reason" => stale.waiver.reason.clone(),
        "waiver_until" => stale.waiver.until.map_or(String::new(), |day| day.to_string()),
        _ => String::new(),
    };
    columns.iter().map(|column| Cell::plain(text(column))).collect()
}

/// A stale waiver as an issue of its own.
fn notice(stale: &StaleWaiver) -> Notice {
    let (rule, rule_text) = match stale.why {
        Staleness::Expired => ("waiver/expired", "the last day of a waiver has passed"),
        Staleness::Unused => ("waiver/unused", "a waiver names nothing that is at or above the level"),
        Staleness::NamesNothing => ("waiver/names-nothing", "what a waiver names is in no data"),
    };
    let message = format!("the waiver of {}: {} ({})", stale.waiver.finding, stale.in_words(), stale.waiver.owner);
    let (id, kind) = (format!("waiver/{}", stale.waiver.finding), IssueKind::Fail);
    Notice { id, rule, rule_text, kind, severity: Severity::Low, message }
}

fn section(page: &mut Page, heading: &str, table: Sheet) {
    if !table.rows.is_empty() {
        page.blocks.push(Block::Heading(format!("{heading} ({})", table.rows.len())));
        page.blocks.push(Block::Table(table.without_empty_columns()));
    }
}

/// A finding that is not there any more, in the columns of the others.
fn gone_row(change: &FindingChange) -> Vec<Cell> {
    let empty = || Cell::plain("");
    vec![
        Cell::toned("gone", Tone::Faint),
        empty(),
        Cell::plain(change.id),
        empty(),
        empty(),
        Cell::plain(join_causes(&change.causes)),
    ]
}

fn waived<'w, 'a: 'w>(list: impl Iterator<Item = (&'w Finding<'a>, &'w Waiver)>) -> Sheet {
    let mut sheet = Sheet::with(&["verdict", "finding", "owner", "until", "reason"]);
    sheet.rows.extend(list.map(|(finding, waiver)| {
        vec![
            Cell::toned(marked(finding), Tone::Faint),
            Cell::plain(finding.id()),
            Cell::plain(&*waiver.owner),
            Cell::plain(waiver.until.map_or(String::new(), |day| day.to_string())),
            Cell::plain(&*waiver.reason),
        ]
    }));
    sheet
}

fn stale<'w>(list: impl Iterator<Item = &'w StaleWaiver<'w>>) -> Sheet {
    let mut sheet = Sheet::with(&["waiver", "state", "owner", "because"]);
    sheet.rows.extend(list.map(|one| {
        vec![
            Cell::plain(&*one.waiver.finding),
            Cell::toned(one.why.as_str(), Tone::Open),
            Cell::plain(&*one.waiver.owner),
            Cell::plain(one.in_words()),
        ]
    }));
    sheet
}
