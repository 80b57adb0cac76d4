//! States side by side: one row per state, one letter per verdict. The columns are headline duties, acts, all duties
//! or objectives; how a table of letters is made stands in `matrix`.

mod matrix;
mod workbook;

use super::annex;
use super::contract::{DataWriter, Header};
use super::findings::FindingsReport;
use super::hindsight;
use super::intervals::{IntervalPart, Intervals};
use super::issues::Issues;
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet};
use super::recommend::by_objective;
use super::remedies::{RecommendedSteps, recommendations};
use super::run::{Overview, Run};
use super::scope::Scope;
use super::text::labels::{self, counted, is_headline};
use super::workbook::Workbook;
use crate::engine::{Finding, Question, Selection};
use crate::law::{Actor, InstrumentIx, ObligationIx};
use crate::parallel::in_parts;
use crate::rules::{Severity, Verdict};
use matrix::{Matrix, MatrixColumn, legend};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    /// One headline duty per column.
    #[default]
    Headline,
    /// One act per column, with the gravest of its headline duties.
    Instrument,
    /// One obligation per column, one table per instrument.
    Obligation,
    /// One objective of the Internal Security Strategy per column.
    Objective,
    /// One family of instruments per column.
    Family,
}

impl Grouping {
    /// Do findings alone that stand for their acts fall under the columns?
    fn shows_acts(self) -> bool {
        matches!(self, Grouping::Headline | Grouping::Instrument)
    }
}

/// How the flat table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CompareLayout {
    /// One finding per row, every fact of it.
    #[default]
    Flat,
    /// One state per row, with the letters of the page.
    Matrix,
}

/// What a number behind a letter counts.
const NUMBER: &str = "; a number counts obligations";

/// States side by side.
pub struct Comparison<'a> {
    run: Run<'a>,
    grouping: Grouping,
    layout: CompareLayout,
    actors: Vec<&'a Actor>,
    named: Vec<String>,
    with_idle: bool,
    /// Why nothing is judged, where nothing is.
    not_judged: Vec<Block>,
    scope: Scope,
    /// Everything evaluated, or of it what the page shows.
    findings: Vec<Finding<'a>>,
    /// Of everything evaluated.
    overview: Overview,
    /// The duties of everything evaluated.
    duties: BTreeSet<(InstrumentIx, ObligationIx)>,
}

impl<'a> Comparison<'a> {
    /// Compares the states named in the selection, or else those that are members on the as-of day, or with `all_states`
    /// later and former members and associates too.
    pub fn new(run: Run<'a>, selection: &Selection, grouping: Grouping, all_states: bool) -> Comparison<'a> {
        Comparison::holding(run, selection, (grouping, Vec::new()), all_states, |_| true)
    }

    /// The comparison that is printed as a page alone: of everything evaluated it holds what the page shows. These duties
    /// (`prum/dna-files`) are among the columns, whether they stand for their act or not.
    pub fn of_page(
        run: Run<'a>,
        selection: &Selection,
        (grouping, named): (Grouping, Vec<String>),
        all_states: bool,
    ) -> Comparison<'a> {
        let duties = named.clone();
        let shows = |finding: &Finding| !grouping.shows_acts() || stands_for_act(finding, &duties);
        Comparison::holding(run, selection, (grouping, named), all_states, shows)
    }

    fn holding(
        run: Run<'a>,
        selection: &Selection,
        (grouping, named): (Grouping, Vec<String>),
        all_states: bool,
        is_held: impl Fn(&Finding) -> bool + Sync,
    ) -> Comparison<'a> {
        let (scope, chosen) = run.scope(selection, all_states);
        let questions = run.engine.questions(&chosen);
        let (mut overview, mut duties) = (Overview::default(), BTreeSet::new());
        // growing would take twice as much
        let mut findings = Vec::with_capacity(questions.len());
        let answer = |questions: &[Question<'a>]| {
            let (mut held, mut overview, mut duties) = (Vec::new(), Overview::default(), BTreeSet::new());
            for finding in questions.iter().filter_map(|one| run.engine.answer(one, run.as_of)) {
                overview.add(&finding);
                duties.insert(duty_place(&finding));
                held.extend(Some(finding).filter(|one| is_held(one)));
            }
            (held, overview, duties)
        };
        in_parts(&questions, answer, |(mut held, next, others)| {
            findings.append(&mut held);
            overview.append(next);
            duties.extend(others);
        });
        Comparison {
            run,
            grouping,
            layout: CompareLayout::Flat,
            actors: run.actors(&selection.actors, all_states),
            named,
            with_idle: false,
            not_judged: hindsight::not_judged(run.engine.corpus, &selection.instruments),
            scope,
            findings,
            overview,
            duties,
        }
    }

    /// The comparison with these duties (`prum/dna-files`) among the columns, whether they stand for their act or not.
    #[must_use]
    pub fn naming(self, duties: Vec<String>) -> Comparison<'a> {
        Comparison { named: duties, ..self }
    }

    /// The comparison with the columns of duties too that nobody shown owes on the day: where acts are asked for by name.
    #[must_use]
    pub fn with_idle(self, with_idle: bool) -> Comparison<'a> {
        Comparison { with_idle, ..self }
    }

    /// The comparison with its flat table in this layout.
    #[must_use]
    pub fn laid_out(self, layout: CompareLayout) -> Comparison<'a> {
        Comparison { layout, ..self }
    }

    /// The states side by side.
    pub fn actors(&self) -> &[&'a Actor] {
        &self.actors
    }

    /// The findings that it holds.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    /// Verdict and severity of everything evaluated.
    pub fn judged(&self) -> impl ExactSizeIterator<Item = (Verdict, Severity)> {
        self.overview.judged()
    }

    fn contract(&self) -> FindingsReport<'_> {
        let all: Vec<&Finding> = self.findings.iter().collect();
        FindingsReport::new(&self.run, self.scope.clone(), all, &self.overview.counts)
            .recommending(RecommendedSteps::new(&self.run, &self.findings))
    }

    /// The findings under the columns of the page.
    fn shown(&self) -> Vec<&Finding<'a>> {
        let shows = |finding: &&Finding| !self.grouping.shows_acts() || stands_for_act(finding, &self.named);
        self.findings.iter().filter(shows).collect()
    }

    fn by_headline(&self, shown: &[&Finding<'a>], blocks: &mut Vec<Block>) {
        let (tables, key) = matrix::by_duty(&self.actors, shown);
        blocks.extend(tables);
        blocks.push(legend(shown, ""));
        blocks.extend(key);
        blocks.push(self.left_out(shown));
    }

    /// One table per instrument: its obligations are numbered columns, named below.
    fn by_obligation(&self, shown: &[&Finding<'a>], blocks: &mut Vec<Block>) {
        for MatrixColumn { name: instrument, findings } in columns(shown, |one| one.instrument.id.to_string()) {
            let mut ids: Vec<&str> = findings.iter().map(|finding| &*finding.obligation.id).collect();
            ids.sort_unstable();
            ids.dedup();
            let numbered = ids.iter().enumerate().map(|(number, id)| MatrixColumn {
                name: (number + 1).to_string(),
                findings: findings.iter().copied().filter(|finding| &*finding.obligation.id == *id).collect(),
            });
            blocks.push(Block::Heading(instrument));
            blocks.push(Block::Table(Matrix::new(&self.actors, &numbered.collect::<Vec<_>>()).sheet()));
            let names: Vec<String> =
                ids.iter().enumerate().map(|(number, id)| format!("{} {id}", number + 1)).collect();
            blocks.push(Block::Text(Cell::plain(names.join(", "))));
        }
    }

    /// The findings without those on duties that nobody shown owes on the day, unless their acts were asked for by name, and
    /// a line that counts what is left out.
    fn without_idle<'f>(&self, findings: Vec<&'f Finding<'a>>) -> (Vec<&'f Finding<'a>>, Option<String>) {
        let owed = findings.iter().filter(|one| !one.judgement.verdict.is_outside());
        let owed: BTreeSet<(InstrumentIx, ObligationIx)> = owed.map(|one| duty_place(one)).collect();
        if owed.is_empty() || self.with_idle {
            return (findings, None);
        }
        let (kept, idle): (Vec<_>, Vec<_>) = findings.into_iter().partition(|one| owed.contains(&duty_place(one)));
        let acts: BTreeSet<&str> = idle.iter().map(|one| &*one.instrument.id).collect();
        let duties: BTreeSet<_> = idle.iter().map(|one| duty_place(one)).collect();
        let line = || {
            let (duties, acts) = (counted(duties.len(), "duty", "duties"), counted(acts.len(), "act", "acts"));
            let day = self.run.as_of;
            format!("left out: {duties} under {acts}, not owed by any state shown on {day}; --instrument shows them")
        };
        let line = (!idle.is_empty()).then(line);
        (kept, line)
    }

    fn title(&self) -> String {
        format!("{} on {}", counted(self.actors.len(), "state", "states"), self.run.as_of)
    }

    /// How many duties the page shows, and where the others are.
    fn left_out(&self, shown: &[&Finding]) -> Block {
        let shown: BTreeSet<_> = shown.iter().map(|one| duty_place(one)).collect();
        let (own, all) = (shown.len(), self.duties.len());
        let others = if own == all { "" } else { "; --by obligation shows every duty" };
        Block::Text(Cell::plain(format!("{own} of {} shown{others}", counted(all, "duty", "duties"))))
    }

    /// Why the page is empty.
    fn nothing(&self) -> &'static str {
        if self.overview.counts.total() == 0 {
            "no state to show: name one, or use --all-states"
        } else {
            "no duty to show stands for its act: --by obligation shows every duty"
        }
    }
}

impl Report for Comparison<'_> {
    fn page(&self) -> Page {
        let mut page = Page { title: self.title(), blocks: Vec::new() };
        let shown = self.shown();
        let counts_all = matches!(self.grouping, Grouping::Objective | Grouping::Family);
        let (shown, idle) = if counts_all { (shown, None) } else { self.without_idle(shown) };
        let blocks = &mut page.blocks;
        match self.grouping {
            _ if shown.is_empty() && !self.not_judged.is_empty() => blocks.extend(self.not_judged.clone()),
            _ if shown.is_empty() => blocks.push(Block::Text(Cell::plain(self.nothing()))),
            Grouping::Headline => self.by_headline(&shown, blocks),
            Grouping::Instrument => {
                blocks.extend(matrix::tables_by_act(&self.actors, &shown));
                blocks.push(legend(&shown, ""));
                blocks.push(self.left_out(&shown));
            }
            Grouping::Family => {
                blocks.extend(matrix::wide(&self.actors, &families(&shown)));
                blocks.push(legend(&shown, NUMBER));
            }
            Grouping::Objective => {
                let columns = columns(&shown, objective);
                blocks.push(Block::Table(Matrix::new(&self.actors, &columns).sheet()));
                blocks.push(legend(&shown, NUMBER));
                blocks.extend(by_objective(&recommendations(&self.run, &self.findings)));
            }
            Grouping::Obligation => {
                self.by_obligation(&shown, blocks);
                blocks.push(legend(&shown, ""));
            }
        }
        blocks.extend(idle.map(|line| Block::Text(Cell::plain(line))));
        page.blocks.extend(hindsight::note(&self.run, shown.iter().copied()));
        page.blocks.extend(self.run.footer(&self.overview.counts));
        page
    }

    fn sheet(&self) -> Sheet {
        if self.layout == CompareLayout::Flat {
            return self.contract().sheet();
        }
        let shown = self.shown();
        let columns = match self.grouping {
            Grouping::Headline | Grouping::Obligation => columns(&shown, |finding| finding.duty()),
            Grouping::Instrument => matrix::by_act(&shown).into_iter().map(MatrixColumn::named_in_full).collect(),
            Grouping::Objective => columns(&shown, objective),
            Grouping::Family => families(&shown),
        };
        let mut sheet = Sheet { is_of_letters: true, ..Matrix::new(&self.actors, &columns).sheet() };
        sheet.columns.extend(["as_of", "known_as_of"].map(str::to_owned));
        let dates = Header::new(&self.run, "").dates();
        sheet.rows.iter_mut().for_each(|row| row.extend(dates.clone().map(Cell::plain)));
        sheet.assuming(self.run.assumed())
    }

    fn data(&self) -> impl Serialize {
        self.contract()
    }

    fn write_data(&self, to: impl DataWriter) -> io::Result<()> {
        self.contract().write(&(), to)
    }

    fn issues(&self) -> Option<Issues<'_>> {
        Some(Issues::new("compare", self.run, &self.findings, &self.overview.counts))
    }

    fn interval_part(&self) -> IntervalPart {
        IntervalPart::Beside
    }

    fn intervals(&self) -> Option<Intervals<'_>> {
        Some(Intervals::of_findings(&self.run, &self.findings))
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, self.work_sheets()))
    }
}

/// Columns by name, sorted, each with the findings that fall under it.
fn columns<'f, 'a>(findings: &[&'f Finding<'a>], name: impl Fn(&Finding) -> String) -> Vec<MatrixColumn<'f, 'a>> {
    let mut columns: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().copied() {
        columns.entry(name(finding)).or_default().push(finding);
    }
    columns.into_iter().map(|(name, findings)| MatrixColumn { name, findings }).collect()
}

/// Does the finding stand for its act, or was its duty named?
fn stands_for_act(finding: &Finding, named: &[String]) -> bool {
    is_headline(finding) || (!named.is_empty() && named.contains(&finding.duty()))
}

/// The place of the duty in the corpus.
fn duty_place(finding: &Finding) -> (InstrumentIx, ObligationIx) {
    (finding.question.instrument_ix, finding.question.obligation_ix)
}

/// Families in columns, each with what is owed or encouraged on the day.
fn families<'f, 'a>(findings: &[&'f Finding<'a>]) -> Vec<MatrixColumn<'f, 'a>> {
    let mut columns = columns(findings, family);
    for column in &mut columns {
        column.findings.retain(|one| !one.judgement.verdict.is_outside());
    }
    columns
}

fn family(finding: &Finding) -> String {
    finding.instrument.family.as_deref().map_or("no family".to_owned(), labels::family)
}

fn objective(finding: &Finding) -> String {
    finding.instrument.objective.map_or("no objective".to_owned(), |number| format!("objective {number}"))
}
