//! States beside each other: a row a state, a column an instrument, an obligation or an objective, a letter a verdict.

use super::advice::{by_objective, recommendations};
use super::change::Scope;
use super::contract::{FindingsReport, Header};
use super::issues::Issues;
use super::marks::{LETTERS, Letter, letter_of};
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::{Counts, Run};
use super::second_clock;
use crate::engine::{Finding, Selection};
use crate::law::Actor;
use crate::rules::Verdict;
use std::collections::BTreeMap;

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    /// An instrument a column.
    #[default]
    Instrument,
    /// An obligation a column, a table an instrument.
    Obligation,
    /// An objective of the Internal Security Strategy a column.
    Objective,
}

/// How the flat table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A finding a row, every fact of it.
    #[default]
    Flat,
    /// A state a row, with the letters of the page.
    Matrix,
}

/// States beside each other.
pub struct Comparison<'a> {
    run: Run<'a>,
    grouping: Grouping,
    layout: Layout,
    actors: Vec<&'a Actor>,
    scope: Scope,
    findings: Vec<Finding<'a>>,
}

impl<'a> Comparison<'a> {
    /// Compares the states named in the selection, or else those that are members on the as-of day, or with `all_states`
    /// later and former members and associates too.
    pub fn new(run: Run<'a>, selection: &Selection, grouping: Grouping, all_states: bool) -> Comparison<'a> {
        let actors = run.actors(&selection.actors, all_states);
        let (scope, findings) = run.survey(selection, all_states);
        Comparison { run, grouping, layout: Layout::Flat, actors, scope, findings }
    }

    /// The same with its flat table laid out like this.
    #[must_use]
    pub fn laid_out(self, layout: Layout) -> Comparison<'a> {
        Comparison { layout, ..self }
    }

    /// Everything evaluated.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    /// The JSON contract: every finding of the states shown, the not-bound ones too.
    pub fn data(&self) -> FindingsReport<'_> {
        let all: Vec<&Finding> = self.findings.iter().collect();
        FindingsReport::new(&self.run, self.scope.clone(), all, &Counts::of(&self.findings))
            .recommending(recommendations(&self.run, &self.findings))
    }

    /// For CSV: every finding, or the letters of the page.
    pub fn sheet(&self) -> Sheet {
        if self.layout == Layout::Flat {
            return self.data().sheet();
        }
        let columns = self.columns(|finding| match self.grouping {
            Grouping::Instrument => finding.instrument.id.to_string(),
            Grouping::Obligation => format!("{}/{}", finding.instrument.id, finding.obligation.id),
            Grouping::Objective => objective(finding),
        });
        let mut sheet = Sheet { is_of_letters: true, ..self.matrix(&columns) };
        sheet.columns.extend(["as_of", "known_as_of"].map(str::to_owned));
        let dates = Header::new(&self.run, "").dates();
        sheet.rows.iter_mut().for_each(|row| row.extend(dates.clone().map(Cell::plain)));
        sheet.assuming(self.run.assumed())
    }

    /// Every finding, one by one.
    pub fn issues(&self) -> Issues<'_> {
        Issues::new("compare", self.run, &self.findings, &Counts::of(&self.findings))
    }

    /// The page.
    pub fn page(&self) -> Page {
        let states = if self.actors.len() == 1 { "state" } else { "states" };
        let title = format!("{} {states} on {}", self.actors.len(), self.run.as_of);
        let mut page = Page { title, blocks: Vec::new() };
        match self.grouping {
            Grouping::Instrument => {
                let columns = self.columns(|finding| finding.instrument.id.to_string());
                page.blocks.push(Block::Table(self.matrix(&columns)));
            }
            Grouping::Objective => {
                let columns = self.columns(objective);
                page.blocks.push(Block::Table(self.matrix(&columns)));
            }
            Grouping::Obligation => self.by_obligation(&mut page),
        }
        page.blocks.push(Block::Text(Cell::plain(legend(&self.findings))));
        if self.grouping == Grouping::Objective {
            page.blocks.extend(by_objective(&recommendations(&self.run, &self.findings)));
        }
        page.blocks.extend(second_clock::note(&self.run, &self.findings));
        page.blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        page
    }

    /// Column names, sorted, each with the findings that fall under it.
    fn columns(&self, name: impl Fn(&Finding) -> String) -> Vec<(String, Vec<&Finding<'a>>)> {
        let mut columns: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
        for finding in &self.findings {
            columns.entry(name(finding)).or_default().push(finding);
        }
        columns.into_iter().collect()
    }

    fn matrix(&self, columns: &[(String, Vec<&Finding>)]) -> Sheet {
        let mut sheet = Sheet::with(&["state"]);
        sheet.columns.extend(columns.iter().map(|(name, _)| name.clone()));
        for actor in &self.actors {
            let mut row = vec![Cell::plain(&*actor.code)];
            row.extend(columns.iter().map(|(_, findings)| {
                cell(findings.iter().copied().filter(|finding| finding.actor.code == actor.code))
            }));
            sheet.rows.push(row);
        }
        sheet
    }

    /// A table for each instrument: its obligations are numbered columns, named below.
    fn by_obligation(&self, page: &mut Page) {
        for (instrument, findings) in self.columns(|finding| finding.instrument.id.to_string()) {
            let mut ids: Vec<&str> = findings.iter().map(|finding| &*finding.obligation.id).collect();
            ids.sort_unstable();
            ids.dedup();
            let columns: Vec<(String, Vec<&Finding>)> = ids
                .iter()
                .enumerate()
                .map(|(number, id)| {
                    let of_id = findings.iter().copied().filter(|finding| &*finding.obligation.id == *id).collect();
                    ((number + 1).to_string(), of_id)
                })
                .collect();
            page.blocks.push(Block::Heading(instrument.clone()));
            page.blocks.push(Block::Table(self.matrix(&columns)));
            let names: Vec<String> =
                ids.iter().enumerate().map(|(number, id)| format!("{} {id}", number + 1)).collect();
            page.blocks.push(Block::Text(Cell::plain(names.join(", "))));
        }
    }
}

fn objective(finding: &Finding) -> String {
    finding.instrument.objective.map_or("no objective".to_owned(), |number| format!("objective {number}"))
}

/// Letters from the gravest on, each with its count where there are several findings.
fn cell<'f, 'a: 'f>(findings: impl Iterator<Item = &'f Finding<'a>>) -> Cell {
    let own: Vec<&Finding> = findings.collect();
    let all: Vec<Letter> = own.iter().map(|one| letter_of(one)).collect();
    let mut parts = Vec::new();
    let mut gravest = None;
    for letter in LETTERS {
        let count = all.iter().filter(|one| **one == letter).count();
        match (count, all.len()) {
            (0, _) => continue,
            (_, 1) => parts.push(letter.sign.to_owned()),
            _ => parts.push(format!("{}{count}", letter.sign)),
        }
        gravest = gravest.or(Some(letter.verdict));
    }
    let marks = MARKS.into_iter().filter(|(_, _, holds)| own.iter().any(|one| holds(one)));
    parts.extend(marks.map(|(sign, ..)| sign.to_owned()));
    Cell::toned(parts.join(" "), gravest.map_or(Tone::Faint, Tone::from))
}

/// A sign behind the letters, what it means, and for which findings it stands.
type Mark = (&'static str, &'static str, fn(&Finding) -> bool);

const MARKS: [Mark; 2] = [
    ("~", "is presumed", |finding| finding.grounds.presumed),
    ("*", "rests on what is assumed", |finding| finding.is_assumed()),
];

/// The letters and signs that occur.
fn legend(findings: &[Finding]) -> String {
    let occurs = |letter: &Letter| findings.iter().any(|finding| letter_of(finding) == *letter);
    let of_verdict = |verdict| {
        let mut own: Vec<Letter> = LETTERS.into_iter().filter(|one| one.verdict == verdict).filter(occurs).collect();
        own.sort_by_key(|one| one.sign);
        own
    };
    let words: Vec<String> = Verdict::ALL
        .into_iter()
        .flat_map(of_verdict)
        .map(|letter| format!("{} {}", letter.sign, letter.meaning))
        .collect();
    if words.is_empty() {
        return "no state to show: name one, or use --all-states".to_owned();
    }
    let marks = MARKS.into_iter().filter(|(_, _, holds)| findings.iter().any(holds));
    let marks: String = marks.map(|(sign, meaning, _)| format!("; {sign} {meaning}")).collect();
    format!("letters: {}; a number counts obligations{marks}", words.join(", "))
}
