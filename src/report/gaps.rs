//! One country: its gaps, what may be one, what falls due next, what it is encouraged to do, what is not known.

use super::advice::{recommendations, table};
use super::because::{Reason, Topic, because};
use super::change::Scope;
use super::contract::FindingsReport;
use super::issues::Issues;
use super::marks::marked;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::{Counts, Run};
use super::second_clock;
use crate::engine::{Finding, Selection};
use crate::law::Actor;
use crate::rules::Verdict;

/// The gaps of one state or institution.
pub struct Gaps<'a> {
    run: Run<'a>,
    actor: &'a Actor,
    scope: Scope,
    findings: Vec<Finding<'a>>,
    all: bool,
}

/// The sections of the page, in the order of urgency.
const SECTIONS: [(&str, &[Verdict]); 5] = [
    ("Gaps", &[Verdict::Overdue, Verdict::Partial]),
    ("Possible gaps: the evidence leaves it open", &[Verdict::PossibleGap]),
    ("Due next", &[Verdict::Pending]),
    ("Encouraged", &[Verdict::Encouraged]),
    ("Not known", &[Verdict::Unknown]),
];

/// The further sections that `--all` adds.
const REST: [(&str, &[Verdict]); 2] = [
    ("Done", &[Verdict::Met, Verdict::MetLate]),
    ("Outside the duty", &[Verdict::NotBound, Verdict::NotInForce, Verdict::Ended]),
];

impl<'a> Gaps<'a> {
    /// Where the actor stands; `selection` narrows the instruments, `all` adds what is done and what does not bind.
    pub fn new(run: Run<'a>, actor: &'a Actor, selection: &Selection, all: bool) -> Gaps<'a> {
        let selection = Selection { actors: vec![actor.code.to_string()], ..selection.clone() };
        let (scope, findings) = run.survey(&selection, false);
        Gaps { run, actor, scope, findings, all }
    }

    /// Everything evaluated, printed or not.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    fn printed(&self) -> Vec<&Finding<'a>> {
        let wanted = |finding: &&Finding| {
            self.all || SECTIONS.iter().any(|(_, verdicts)| verdicts.contains(&finding.judgement.verdict))
        };
        self.findings.iter().filter(wanted).collect()
    }

    /// The JSON contract.
    pub fn data(&self) -> FindingsReport<'_> {
        FindingsReport::new(&self.run, self.scope.clone(), self.printed(), &Counts::of(&self.findings))
            .recommending(recommendations(&self.run, &self.findings))
    }

    /// What is printed, one by one.
    pub fn issues(&self) -> Issues<'_> {
        Issues::new("gaps", self.run, self.printed(), &Counts::of(&self.findings))
    }

    /// The page.
    pub fn page(&self) -> Page {
        let title = format!("{} ({}) on {}", self.actor.name, self.actor.code, self.run.as_of);
        let mut page = Page { title, blocks: Vec::new() };
        let rest: &[(&str, &[Verdict])] = if self.all { &REST } else { &[] };
        for (heading, verdicts) in SECTIONS.iter().chain(rest) {
            let section: Vec<&Finding> =
                self.findings.iter().filter(|finding| verdicts.contains(&finding.judgement.verdict)).collect();
            if section.is_empty() {
                continue;
            }
            page.blocks.push(Block::Heading(format!("{heading} ({})", section.len())));
            page.blocks.push(Block::Table(if verdicts.contains(&Verdict::Unknown) {
                names(&section)
            } else {
                self.table(section)
            }));
        }
        let advice = recommendations(&self.run, &self.findings);
        if !advice.is_empty() {
            page.blocks.push(Block::Heading(format!("Recommended ({})", advice.len())));
            page.blocks.push(Block::Table(table(&advice.iter().collect::<Vec<_>>(), self.run.as_of)));
        }
        page.blocks.extend(second_clock::note(&self.run, &self.findings));
        page.blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        page
    }

    /// Gaps by severity and delay, all else by the day on which it falls due, then by id.
    fn table(&self, mut section: Vec<&Finding>) -> Sheet {
        section.sort_by_key(|finding| {
            let judgement = &finding.judgement;
            let (grave, days) = (std::cmp::Reverse(judgement.severity), std::cmp::Reverse(finding.days_overdue()));
            (grave, days, judgement.limit)
        });
        let mut sheet = Sheet::with(&["verdict", "obligation", "due", "days", "because"]);
        for finding in section {
            let verdict = finding.judgement.verdict;
            let reasons = because(&self.run, finding);
            let told = |reason: &&Reason| !matches!(reason.topic, Topic::Deadline | Topic::Rule | Topic::Reach);
            let facts: Vec<&str> = reasons.iter().filter(told).map(|one| one.text.as_str()).collect();
            let rule = || super::because::rule(&self.run, finding);
            let because = if facts.is_empty() { rule() } else { facts.join("; ") };
            sheet.rows.push(vec![
                Cell::toned(marked(finding), Tone::from(verdict)),
                Cell::plain(format!("{}/{}", finding.instrument.id, finding.obligation.id)),
                Cell::plain(finding.judgement.limit.map_or(String::new(), |limit| limit.0.to_string())),
                Cell::plain(finding.days_overdue().map_or(String::new(), |days| days.to_string())),
                Cell::plain(because),
            ]);
        }
        sheet.without_empty_columns()
    }
}

/// What is not known, an instrument a row.
fn names(section: &[&Finding]) -> Sheet {
    let mut sheet = Sheet::with(&["instrument", "count", "obligations"]);
    for chunk in section.chunk_by(|one, other| one.instrument.id == other.instrument.id) {
        let ids: Vec<&str> = chunk.iter().map(|finding| &*finding.obligation.id).collect();
        let instrument = chunk.first().map_or("", |finding| &*finding.instrument.id);
        sheet.rows.push(vec![
            Cell::plain(instrument),
            Cell::plain(chunk.len().to_string()),
            Cell::plain(ids.join(", ")),
        ]);
    }
    sheet
}
