//! One country: where each act stands, what to do at once, the gaps, what may be one, what falls due next, what it is
//! encouraged to do, and last what is not known.

mod brief;
mod cases;
mod note;
mod rows;
mod status;

pub use note::Note;

use super::annex;
use super::contract::{DataWriter, Recommendation};
use super::document::Document;
use super::findings::FindingsReport;
use super::hindsight;
use super::issues::Issues;
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet};
use super::recommend::{self, table};
use super::remedies::{RecommendedSteps, recommendations};
use super::run::{Counts, Run};
use super::scope::Scope;
use super::text::marks::Marks;
use super::workbook::{WorkSheet, Workbook};
use crate::engine::{Finding, Selection};
use crate::law::Actor;
use crate::rules::Verdict;
use serde::Serialize;
use std::io;

/// How much of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What is missing, due, encouraged or not known.
    Usual,
    /// Every finding, what is done and what does not bind too, with all names.
    All,
    /// One page of at most 45 lines of 80 columns; the same findings as usual in every format but table and md.
    Brief,
}

/// The gaps of one state or institution.
pub struct Gaps<'a> {
    run: Run<'a>,
    actor: &'a Actor,
    selection: Selection,
    scope: Scope,
    findings: Vec<Finding<'a>>,
    detail: Detail,
}

/// A heading, and the verdicts under it.
type Section = (&'static str, &'static [Verdict]);

/// What is missing, or may be.
const MISSING: [Section; 2] = [
    ("Gaps", &[Verdict::Overdue, Verdict::Partial]),
    ("Possible gaps: the evidence leaves it open", &[Verdict::PossibleGap]),
];

/// What is ahead.
const AHEAD: [Section; 2] = [("Due next", &[Verdict::Pending]), ("Encouraged", &[Verdict::Encouraged])];

/// What only `--all` shows.
const REST: [Section; 2] = [
    ("Done", &[Verdict::Met, Verdict::MetLate]),
    ("Outside the duty", &[Verdict::NotBound, Verdict::NotInForce, Verdict::Ended]),
];

impl<'a> Gaps<'a> {
    /// Where the actor stands; `selection` narrows the instruments.
    pub fn new(run: Run<'a>, actor: &'a Actor, selection: &Selection, detail: Detail) -> Gaps<'a> {
        let selection = selection.about(&actor.code);
        let (scope, findings) = run.survey(&selection, false);
        Gaps { run, actor, selection, scope, findings, detail }
    }

    /// Everything evaluated, printed or not.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    fn printed(&self) -> Vec<&Finding<'a>> {
        let hidden = |finding: &Finding| REST.iter().any(|(_, verdicts)| verdicts.contains(&finding.judgement.verdict));
        self.findings.iter().filter(|finding| self.detail == Detail::All || !hidden(finding)).collect()
    }

    /// The JSON contract.
    pub fn contract(&self) -> FindingsReport<'_> {
        FindingsReport::new(&self.run, self.scope.clone(), self.printed(), &Counts::of(&self.findings))
            .recommending(RecommendedSteps::new(&self.run, &self.findings))
    }

    /// The findings printed, and what is recommended.
    fn work_sheets(&self) -> Vec<WorkSheet> {
        let recommended = recommendations(&self.run, &self.findings);
        vec![self.contract().work_sheet(), recommend::work_sheet(&self.run, &recommended, self.findings.len())]
    }

    /// Who, on which day, as known when.
    fn title(&self) -> String {
        let known = match self.run.engine.known_as_of {
            None => String::new(),
            Some(day) if day == self.run.as_of => ", as known on that day".to_owned(),
            Some(day) => format!(", as known on {day}"),
        };
        format!("{} ({}) on {}{known}", self.actor.name, self.actor.code, self.run.as_of)
    }

    fn whole(&self) -> Page {
        let mut blocks = Vec::new();
        let acts = status::acts(&self.findings);
        blocks.extend(status::overview(&self.run, &acts, self.detail == Detail::All));
        blocks.extend(hindsight::note(&self.run, &self.findings));
        let recommended = recommendations(&self.run, &self.findings);
        let (at_once, later): (Vec<&Recommendation>, _) = recommended.iter().partition(|one| one.is_at_once());
        blocks.extend(self.recommended("To do at once", &at_once));
        blocks.extend(MISSING.iter().chain(&AHEAD).flat_map(|section| self.section(*section)));
        blocks.extend(self.recommended("Recommended", &later));
        if self.detail == Detail::All {
            blocks.extend(REST.iter().flat_map(|section| self.section(*section)));
        }
        blocks.extend(self.lately_due());
        blocks.extend(self.unknown(&acts));
        if self.findings.is_empty() {
            blocks.extend(hindsight::not_judged(self.run.engine.corpus, &self.selection.instruments));
        }
        blocks.extend(self.marks(&recommended).legend());
        blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        Page { title: self.title(), blocks }
    }

    /// The marks of the rows shown.
    fn marks(&self, recommended: &[Recommendation]) -> Marks {
        let unknown = |finding: &&Finding| finding.judgement.verdict == Verdict::Unknown;
        let rows = Marks::of_all(self.printed().into_iter().filter(|one| !unknown(one)));
        recommended.iter().map(Recommendation::marks_shown).fold(rows, Marks::and)
    }

    fn of(&self, verdicts: &[Verdict]) -> Vec<&Finding<'a>> {
        self.findings.iter().filter(|finding| verdicts.contains(&finding.judgement.verdict)).collect()
    }

    /// Heading and table; nothing where no finding stands so.
    fn section(&self, (heading, verdicts): Section) -> Vec<Block> {
        let section = self.of(verdicts);
        if section.is_empty() {
            return Vec::new();
        }
        let heading = Block::Heading(format!("{heading} ({})", section.len()));
        let is_missing = MISSING.iter().any(|(_, missing)| *missing == verdicts);
        vec![heading, Block::Table(rows::table(&self.run, section, is_missing || self.detail == Detail::All))]
    }

    /// What fell due in the half year before and of which no source says whether it was done.
    fn lately_due(&self) -> Vec<Block> {
        let is_due = |one: &&Finding| hindsight::is_lately_due(one, self.run.as_of);
        let section: Vec<&Finding> = self.findings.iter().filter(is_due).collect();
        if section.is_empty() {
            return Vec::new();
        }
        let heading = format!("Fell due lately, and not known whether done ({})", section.len());
        vec![Block::Heading(heading), Block::Table(rows::table(&self.run, section, self.detail == Detail::All))]
    }

    fn recommended(&self, heading: &str, recommended: &[&Recommendation]) -> Vec<Block> {
        if recommended.is_empty() {
            return Vec::new();
        }
        vec![
            Block::Heading(format!("{heading} ({})", recommended.len())),
            Block::Table(table(recommended, self.run.as_of)),
        ]
    }

    /// What is not known, one line per act; with all names, one row.
    fn unknown(&self, acts: &[status::ActStatus<'_, 'a>]) -> Vec<Block> {
        let count = self.of(&[Verdict::Unknown]).len();
        if count == 0 {
            return Vec::new();
        }
        let unknown = acts.iter().filter_map(|act| Some((act, act.unknown()?)));
        let body = match self.detail {
            Detail::All => {
                let mut sheet = Sheet::with(&["instrument", "not known", "obligations"]);
                let row = |(act, why): (&status::ActStatus, String)| {
                    vec![
                        Cell::plain(&*act.instrument.id),
                        Cell::plain(why),
                        Cell::plain(act.names_unknown().join(", ")),
                    ]
                };
                sheet.rows = unknown.map(row).collect();
                Block::Table(sheet)
            }
            _ => Block::Facts(
                unknown.map(|(act, why)| (act.instrument.short_title.to_string(), Cell::plain(why))).collect(),
            ),
        };
        vec![Block::Heading(format!("Not known ({count})")), body]
    }
}

impl Report for Gaps<'_> {
    fn page(&self) -> Page {
        match self.detail {
            Detail::Brief => brief::page(self),
            Detail::Usual | Detail::All => self.whole(),
        }
    }

    fn columns(&self) -> Option<usize> {
        (self.detail == Detail::Brief).then_some(brief::COLUMNS)
    }

    fn issues(&self) -> Option<Issues<'_>> {
        Some(Issues::new("gaps", self.run, self.printed(), &Counts::of(&self.findings)))
    }

    fn document(&self) -> Option<Document> {
        Some(Document::of_page(self.page()))
    }

    fn sheet(&self) -> Sheet {
        self.contract().sheet()
    }

    fn data(&self) -> impl Serialize {
        self.contract()
    }

    fn write_data(&self, to: impl DataWriter) -> io::Result<()> {
        self.contract().write(&(), to)
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, self.work_sheets()))
    }
}
