//! Findings as intervals for a warehouse: one row per (state, obligation) and stretch of days on which every column is the
//! same. Which finding holds on a day is then a comparison of days, and no table needs to be asked again.
//!
//! Not here: in which format the rows are written (`render`), and which findings a report asks for.

mod row;

pub use row::{IntervalLine, IntervalRow};

use super::contract::{Digests, Streamed};
use super::page::{Cell, Sheet};
use super::run::{Run, is_shown_by_default};
use super::text::labels::{NO_ROW, confidence, due, is_headline, row_ids, when};
use crate::engine::{Finding, Question, Timeline};
use crate::law::Stage;
use crate::time::Day;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use std::convert::Infallible;

/// What intervals are among the forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IntervalPart {
    /// The report has none.
    #[default]
    None,
    /// The findings that it shows can also be had as rows.
    Beside,
    /// Intervals are all that it shows: flat forms are written row by row, however many there are.
    Whole,
}

/// The intervals of some questions, made while they are written: those of a large corpus would fill the memory.
pub struct Intervals<'r> {
    run: Run<'r>,
    asked: Vec<Question<'r>>,
    /// Only the interval that holds on this day.
    on: Option<Day>,
    rows_of_table: Vec<String>,
    digests: Digests,
}

impl<'r> Intervals<'r> {
    /// All intervals of these questions, from the first day that can be asked about on.
    pub fn of_questions(run: &Run<'r>, asked: Vec<Question<'r>>) -> Intervals<'r> {
        Intervals { run: *run, asked, on: None, rows_of_table: row_ids(run), digests: Digests::of(run) }
    }

    /// Of each finding the interval that holds on the as-of day.
    pub fn of_findings<'f>(run: &Run<'r>, findings: impl IntoIterator<Item = &'f Finding<'r>>) -> Intervals<'r>
    where
        'r: 'f,
    {
        let asked = findings.into_iter().map(|finding| finding.question).collect();
        Intervals { on: Some(run.as_of), ..Intervals::of_questions(run, asked) }
    }

    /// Hands the rows on, in the order of the questions, then of the days.
    ///
    /// # Errors
    /// Those of whoever takes them.
    pub fn each<'s, E>(&'s self, mut take: impl FnMut(IntervalRow<'s>) -> Result<(), E>) -> Result<(), E> {
        let rows = |question: &Question<'r>| self.rows(question);
        Streamed::new(&self.asked, rows).each(|rows: Vec<IntervalRow>| rows.into_iter().try_for_each(&mut take))
    }

    /// A row with what is the same in all rows.
    pub fn line<'s>(&'s self, row: IntervalRow<'s>) -> IntervalLine<'s> {
        IntervalLine {
            row,
            known_as_of: self.run.engine.known_as_of,
            data_digest: self.digests.of_data(),
            rules_digest: &self.digests.rules_digest,
            assumed: self.run.assumed(),
        }
    }

    /// A flat table without rows.
    pub fn empty_sheet(&self) -> Sheet {
        Sheet::with(&IntervalLine::COLUMNS).assuming(self.run.assumed())
    }

    /// A row of the flat table.
    pub fn cells(&self, row: IntervalRow<'_>) -> Vec<Cell> {
        self.line(row).cells()
    }

    /// All rows as a flat table.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = self.empty_sheet();
        let Ok(()) = self.each(|row| {
            sheet.rows.push(self.cells(row));
            Ok::<(), Infallible>(())
        });
        sheet
    }

    fn rows(&self, question: &Question<'r>) -> Vec<IntervalRow<'_>> {
        let engine = &self.run.engine;
        let timeline = Timeline::new(question, engine.rules);
        let mut days = engine.days_of_findings(question, &timeline);
        days.extend(question.actor.days_of_membership());
        days.push(Day::FIRST_WRITTEN);
        days.retain(|day| (Day::FIRST_WRITTEN..Day::MAX).contains(day));
        days.sort_unstable();
        days.dedup();
        let mut rows: Vec<IntervalRow> = Vec::with_capacity(8);
        for day in days {
            let Some(finding) = engine.finding(question, &timeline, day) else { continue };
            let row = self.row(&finding, day);
            match rows.last_mut() {
                Some(last) if last.says_what(&row) => {}
                last => {
                    last.into_iter().for_each(|last| last.to = Some(day));
                    rows.push(row);
                }
            }
        }
        if let Some(on) = self.on {
            rows.retain(|row| row.from <= on && row.to.is_none_or(|to| on < to));
        }
        rows
    }

    /// What holds from a day on, open as long as nothing else is known.
    fn row(&self, finding: &Finding<'r>, from: Day) -> IntervalRow<'_> {
        let judgement = &finding.judgement;
        let row = judgement.rule.and_then(|row| self.rows_of_table.get(usize::from(row)));
        IntervalRow {
            state: &finding.actor.code,
            instrument: &finding.instrument.id,
            obligation: &finding.obligation.id,
            from,
            to: None,
            verdict: judgement.verdict,
            when: when(judgement.when),
            severity: judgement.severity,
            due: due(judgement),
            enforcement: judgement.enforcement.map(Stage::as_str),
            confidence: finding.grounds.confidence.map(confidence),
            rule: row.map_or(NO_ROW, String::as_str),
            headline: is_headline(finding),
            shown_by_default: is_shown_by_default(finding.actor, from),
        }
    }
}

/// The rows alone: what is the same in all of them stands in the header of a report.
impl Serialize for Intervals<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        self.each(|row| list.serialize_element(&row))?;
        list.end()
    }
}
